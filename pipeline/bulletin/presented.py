"""What presentations, breakdowns and periods are called in a language, for the site and the data files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.diagnosed import CODE as DIAGNOSTIC
from pipeline.indicators.catalogue import Indicator
from pipeline.language.catalogue import Catalogue
from pipeline.language.grammar import Grammar
from pipeline.language.phrase import When, day_of, month_of
from pipeline.month import Month
from pipeline.quality import CODE as COUNTED

Labels = Mapping[tuple[str, str], str]
_SAID_BY_DATE = ("week", "on", "due", "span", "from", "to", "parts_of")
"""Parts of a breakdown that the reference period says."""


def presentation(words: Catalogue, transformation: str) -> str:
    """Call a presentation by its words; empty for one that the messages do not have."""
    return _said(words, f"presentation-{transformation}")


def part(words: Catalogue, labels: Labels, code: str) -> str:
    """Call a part of a breakdown, as in work=roads; empty where neither the office nor we have a word."""
    key, _, value = code.partition("=")
    known = labels.get(("breakdown", code)) or (labels.get((key, value)) if key == "measure" else None)
    return known or _said(words, f"part-{key}-{value}") or _said(words, f"part-{key}", value)


def parts(words: Catalogue, labels: Labels, title: Callable[[str], str | None], breakdown: str) -> str:
    """Name what a figure is a part of, empty for a total; what the reference period says is left out.

    `title` names a measure that is an indicator, else None.
    """
    codes = [] if breakdown == "_T" else breakdown.split(";")
    told = (code for code in codes if code.partition("=")[0] not in _SAID_BY_DATE)
    return ", ".join(_part(words, labels, title, code) for code in told)


def _part(words: Catalogue, labels: Labels, title: Callable[[str], str | None], code: str) -> str:
    """Name one part, by its code where there is no word for it."""
    measure = code.removeprefix("measure=") if code.startswith("measure=") else ""
    known = labels.get(("measure_short", measure)) or title(measure)
    return known or part(words, labels, code) or code.replace("=", " ").replace("_", " ")


def period(grammar: Grammar, cell: Mapping[str, Any]) -> str:
    """Write what a figure refers to, for a table, as far as its cell says; else its month."""
    start, end, due = cell["period_start"], cell["period_end"], cell["due_on"]
    if start is not None and end is not None:
        return grammar.write(When(start, end), "short")
    return grammar.due(day_of(due), "short") if due else grammar.short_month(cell["period"])


def facet_in_words(words: Catalogue, facet: str) -> str:
    """Say what of a figure a printed number is: its value, an end of its interval, its age; else the code."""
    code, _, vintage = facet.partition(" ")
    name = f"facet-{code}"
    if name not in words.files:
        return facet
    return words.word(name, {"month": month_of(Month.parse(vintage).first)} if vintage else {})


def subject(
    words: Catalogue, catalogue: Mapping[str, Indicator], cell_id: str, title: Callable[[str], str]
) -> tuple[str, str] | None:
    """Name what a cell is of, and how its figures are presented by default; None of a count.

    It is an indicator, or the seasonal adjustment of one.
    """
    code, *rest = cell_id.split(".")
    if code == DIAGNOSTIC and rest[1] in catalogue:
        return words.word("adjusted-subject", {"title": title(rest[1])}), "diagnostic"
    return (title(code), catalogue[code].default) if code in catalogue else None


@dataclass(frozen=True)
class Named:
    """What the name of a number is put together from; `default` is the presentation that is not said."""

    title: str
    default: str
    part: str
    place: str
    when: str


def in_words(words: Catalogue, cell: Mapping[str, Any], facet: str, named: Named) -> str:
    """Name a number: of what, how presented, where and when, what but the value it is, the id of its cell.

    The id alone names a single figure.
    """
    is_single = str(cell["breakdown"]).startswith("figure=")
    is_usual = is_single or cell["transformation"] == named.default
    said = (
        named.title,
        "" if is_usual else words.grammar.inside(presentation(words, cell["transformation"])),
        "" if is_single else named.part,
        named.place,
        named.when,
        role(words, facet),
    )
    return f"{', '.join(filter(None, said))} ({cell['cell_id']})"


def role(words: Catalogue, facet: str) -> str:
    """Say what of a figure a number is, nothing of its value."""
    return "" if facet == "value" else facet_in_words(words, facet)


def count_in_words(words: Catalogue, cell_id: str) -> str:
    """Name a count of the quality section and its id; another cell by its id alone."""
    code, _, rest = cell_id.partition(".")
    name = _said(words, f"quality-{rest.partition('.')[0]}") if code == COUNTED else ""
    return f"{name} ({cell_id})" if name else cell_id


def _said(words: Catalogue, name: str, value: str = "") -> str:
    """Return a message where there is one."""
    return words.word(name, {"value": value} if value else {}) if name in words.files else ""
