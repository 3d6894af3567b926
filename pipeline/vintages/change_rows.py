"""The numbers of a page of changes in words: a line a figure, by indicator in the order of the bulletin."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.bulletin.pages.presentations import order
from pipeline.diagnosed import is_diagnostic
from pipeline.quality import CODE as COUNTS
from pipeline.quality import counted_in
from pipeline.sealed.folder import ReleaseFolder
from pipeline.site.names import Names

WHY: Mapping[str, tuple[str, str]] = {
    "new_data": ("new figure", "a figure that was not known before"),
    "revision": ("revised", "a later version of a figure by its source"),
    "source": ("another source", "a new figure of another source in place of the one before"),
    "withdrawal": ("withdrawn", "a figure that its source took back"),
    "removal": ("delivery gone", "a figure whose delivery the office took back or changed"),
    "later": ("known later", "a figure that became known after the as-of day"),
    "decision": ("decision", "a decision of the office"),
    "rule": ("edit rule", "an edit rule, or what it found"),
    "code": ("calculation", "another calculation"),
    "presentation": ("presentation", "another presentation of the same value"),
}
"""Each cause of a listed number, short and in words: those of CAUSES, and what is of the pages alone."""
_NAMED = ("reported", "reported_sum", "unlisted")
"""Figures and sums that a list of findings or of labels names one by one."""
_APART = "Figures named in findings and lists", "Diagnostics of the seasonal adjustment"
_BOUNDS = ("lo", "hi")
Number = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One figure before and now, as printed."""

    cell_id: str
    territory: str
    what: str
    period: str
    unit: str
    old: str
    new: str
    why: str
    behind: str


@dataclass(frozen=True)
class Counted:
    """A count before and now."""

    what: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Told:
    """The numbers of a comparison: figures by indicator, counts, and how many others there are by kind."""

    groups: Sequence[tuple[str, Sequence[Line]]] = ()
    counts: Sequence[Counted] = ()
    others: Sequence[tuple[str, str]] = ()
    more: int = 0
    figures: int = 0
    causes: Sequence[tuple[str, str, int]] = ()
    """Each cause of a figure: short, in words, of how many figures."""


def tell(
    numbers: Sequence[Number], before: ReleaseFolder, now: ReleaseFolder, names: Names, most: int
) -> Told:
    """Set numbers in words; past `most` figures the rest is counted."""
    cells = {row["cell_id"]: row for side in (before, now) for row in side.all_cells.iter_rows(named=True)}
    place = {name: at for at, name in enumerate(_in_order(before, now))}
    of_cell: dict[str, list[Number]] = {}
    counts: list[Number] = []
    apart: dict[str, list[Number]] = {}
    for one in numbers:
        if kind := _apart(one["cell_id"]):
            apart.setdefault(kind, []).append(one)
        elif counted_in(one["cell_id"]) or one["cell_id"].startswith(f"{COUNTS}."):
            counts.append(one)
        else:
            of_cell.setdefault(one["cell_id"], []).append(one)
    first: dict[str, int] = {}
    for name in of_cell:
        code = _code(name)
        first[code] = min(first.get(code, len(place)), place.get(name, len(place)))
    ranked = sorted(of_cell, key=lambda name: (first[_code(name)], _code(name), *_rank(cells[name], names)))
    groups: dict[str, list[Line]] = {}
    for name in ranked[:most]:
        groups.setdefault(names.title(_code(name)), []).append(_line(cells[name], of_cell[name], names))
    totals = Counter(
        cause for own in of_cell.values() for cause in {why for one in own for why in one["causes"]}
    )
    return Told(
        list(groups.items()),
        [_counted(one, names) for one in counts],
        [(kind, _states(apart[kind])) for kind in _APART if kind in apart],
        max(0, len(ranked) - most),
        len(ranked),
        [(*WHY[cause], totals[cause]) for cause in WHY if totals[cause]],
    )


def why(causes: Iterable[str]) -> str:
    """Name causes shortly, none of them broken over two lines."""
    return ", ".join(WHY[cause][0].replace(" ", "\u00a0") if cause in WHY else cause for cause in causes)


def _in_order(before: ReleaseFolder, now: ReleaseFolder) -> list[str]:
    """List the cells of both releases in the order of the pages, those of now first; annexes come last."""
    found: list[str] = []
    for side in (now, before):
        rows = side.numbers.select("cell_id", "section").iter_rows()
        pages: tuple[list[str], list[str]] = ([], [])
        for name, section in rows:
            pages["/" in section].append(name)
        found += [*pages[0], *pages[1]]
    return list(dict.fromkeys(found))


def _apart(cell_id: str) -> str:
    """Name the kind of a number that is counted and not listed, empty for others."""
    if is_diagnostic(cell_id):
        return _APART[1]
    return _APART[0] if _code(cell_id) in _NAMED else ""


def _code(cell_id: str) -> str:
    """Return the indicator of a cell."""
    return cell_id.partition(".")[0]


def _rank(cell: Mapping[str, Any], names: Names) -> tuple[Any, ...]:
    """Return the key that orders the figures of an indicator: places, presentations, newest first."""
    newest = -cell["period"].toordinal()
    return names.rank(cell["territory_id"]), order(cell["transformation"]), cell["breakdown"], newest


def _line(cell: dict[str, Any], own: Sequence[Number], names: Names) -> Line:
    """Write one figure: what is printed of it before and now, its value first, then its bounds."""
    header = names.headers.get(_code(cell["cell_id"]))
    usual = header is not None and cell["transformation"] == header.default
    parts = ["" if usual else names.presentation(cell["transformation"]), names.part(cell["breakdown"])]
    causes = dict.fromkeys(cause for one in own for cause in one["causes"])
    return Line(
        cell["cell_id"],
        names.territory(cell["territory_id"]),
        ", ".join(part for part in parts if part),
        names.grammar.start(names.period(cell)),
        names.unit(cell["unit_code"]),
        _printed(own, "old", names),
        _printed(own, "new", names),
        why(causes),
        ", ".join(dict.fromkeys(name for one in own for name in one["behind"])),
    )


def _printed(own: Sequence[Number], side: str, names: Names) -> str:
    """Join what is printed of a figure on one side."""
    texts = {one["facet"]: _finest(one[side]) for one in own if one[side]}
    value, bounds = texts.pop("value", ""), " to ".join(texts.pop(name) for name in _BOUNDS if name in texts)
    if value or bounds:
        return f"{value} ({bounds})" if value and bounds else value or bounds
    return ", ".join(f"{text} ({names.facet(name)})" for name, text in sorted(texts.items()))


def _finest(texts: str) -> str:
    """Return of several texts of one value that with the most decimals: tables round more than texts."""
    return max(texts.split(" | "), key=len)


def _counted(one: Number, names: Names) -> Counted:
    """Write one count of the quality section."""
    item = one["cell_id"].split(".")[1]
    whole = item.partition("_")[0]
    said = [names.say(f"quality-{item}")]
    if item != whole and f"quality-{whole}" in names.words.files:
        said.insert(0, names.say(f"quality-{whole}"))
    return Counted(": ".join(said), one["old"], one["new"], why(one["causes"]))


def _states(numbers: Sequence[Number]) -> str:
    """Count numbers by what became of them, and by cause."""
    states = Counter(one["state"] for one in numbers)
    words = {"changed": "with another value", "new": "new", "gone": "gone"}
    told = ", ".join(f"{states[state]} {text}" for state, text in words.items() if states[state])
    causes = Counter(cause for one in numbers for cause in one["causes"])
    return f"{told} ({', '.join(f'{WHY[cause][0]} {causes[cause]}' for cause in WHY if causes[cause])})"
