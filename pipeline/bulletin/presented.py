"""What presentations, breakdowns and periods are called in a language, for the site and the data files."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.language.catalogue import Catalogue
from pipeline.language.grammar import Grammar
from pipeline.language.phrase import When, day_of
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


def in_words(cell: Mapping[str, Any], title: str, part: str, place: str, when: str) -> str:
    """Name a cell: what it is of, where and when, and its id, which alone names a single figure."""
    is_single = str(cell["breakdown"]).startswith("figure=")
    said = (title, "" if is_single else part, place, when)
    return f"{', '.join(filter(None, said))} ({cell['cell_id']})"


def count_in_words(words: Catalogue, cell_id: str) -> str:
    """Name a count of the quality section and its id; another cell by its id alone."""
    code, _, rest = cell_id.partition(".")
    name = _said(words, f"quality-{rest.partition('.')[0]}") if code == COUNTED else ""
    return f"{name} ({cell_id})" if name else cell_id


def _said(words: Catalogue, name: str, value: str = "") -> str:
    """Return a message where there is one."""
    return words.word(name, {"value": value} if value else {}) if name in words.files else ""
