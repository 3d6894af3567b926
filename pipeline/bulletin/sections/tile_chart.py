"""The tile map of the economic regions: a change on the year or a figure for each, or that there is none."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart
from pipeline.bulletin.page import Page, Value
from pipeline.bulletin.sections.described import described, in_letters
from pipeline.bulletin.sections.stated import in_words

CODE = "fci"
FEWEST = 2
"""With one region there is a sentence and no map."""
NOT_AVAILABLE = "not available"
_NOTE = (
    "Tiles are of one size and stand near where the regions lie; they show no borders. Darker: further from "
    "zero."
)
_BELOW = " Strokes at the left edge: below zero."
_NONE = " Not available: no figure of the region for this period is used."


class _Kind(NamedTuple):
    """What a map shows: a transformation, whether it is signed, what it is called."""

    name: str
    signed: bool
    listed: str


_CHANGE = _Kind("ytd_change", True, "Change, %")
_FIGURE = _Kind("ytd", False, "Investment")


def _title(page: Page, kind: _Kind, cells: Sequence[Cell], regions: int) -> str:
    """Derive the title from the figures."""
    of = f"of {in_letters(regions)} economic regions"
    if kind.signed:
        above = sum(cell["value"] > 0 for cell in cells)
        return f"Investment was above that of a year before in {in_letters(above)} {of}"
    have = "has" if len(cells) == 1 else "have"
    return f"{in_words(in_letters(len(cells)))} {of} {have} a figure for {page.material.when(cells[0])}"


def _subtitle(page: Page, kind: _Kind, cell: Cell) -> str:
    """Say what the numbers are."""
    when = page.material.when(cell)
    if kind.signed:
        return f"Change on the corresponding period of the previous year, %, {when}"
    return f"{in_words(page.material.unit(cell['unit_code']))}, {when}"


def _opening(regions: int, known: int) -> str:
    """Begin the alternative text."""
    return f"Tile map of {in_letters(regions)} economic regions, of which {in_letters(known)} have a figure"


def tile_chart(page: Page) -> Chart | None:
    """Draw the map of the period for which most regions have a figure, where the office declares one."""
    places = {
        row["territory_id"]: (int(row["column_no"]) - 1, int(row["row_no"]) - 1)
        for row in page.material.facts.get("tile", [])
        if row["territory_id"] in page.material.territories
    }
    kind, found = _shown(page, sorted(places, key=page.material.rank))
    if len(found) < FEWEST:
        return None
    names = list(places)
    label = page.next_figure()
    short = dict(zip(names, without_common_end([page.material.name(name) for name in names]), strict=True))
    order = sorted(places, key=page.material.rank)
    cells = [found[name] for name in order if name in found]
    listed = [(short[cell["territory_id"]], Value(cell, signed=kind.signed)) for cell in cells]
    printed = page.chart_numbers([(kind.listed, listed)], label)
    texts = dict(zip((cell["territory_id"] for cell in cells), printed.labels(), strict=True))
    tiles = [
        charts.Tile(
            short[name],
            *places[name],
            float(found[name]["value"]) if name in found else None,
            texts.get(name, NOT_AVAILABLE),
        )
        for name in order
    ]
    note = _NOTE + (_BELOW if any(cell["value"] < 0 for cell in cells) else "")
    note += _NONE if len(cells) < len(tiles) else ""
    return Chart(
        label,
        _title(page, kind, cells, len(tiles)),
        _subtitle(page, kind, cells[0]),
        charts.tile_map(tiles, fonts=page.fonts),
        described(page, _opening(len(tiles), len(cells)), printed),
        printed.rows,
        ((note,), *printed.notes),
    )


def _shown(page: Page, names: Sequence[str]) -> tuple[_Kind, dict[str, Cell]]:
    """Choose changes of the month where half of the regions have one, else the figures that most have."""
    first = page.material.month.first
    changes = {name: cell for name in names if (cell := page.material.at(CODE, name, _CHANGE.name, first))}
    if changes and 2 * len(changes) >= len(names):
        return _CHANGE, changes
    by_span: dict[tuple[object, object], dict[str, Cell]] = {}
    for name in names:
        for cell in page.material.series(CODE, name, _FIGURE.name):
            by_span.setdefault((cell["period"], cell["period_start"]), {})[name] = cell
    best = max(by_span, key=lambda span: (len(by_span[span]), str(span)), default=None)
    return _FIGURE, by_span[best] if best else {}


def without_common_end(names: Sequence[str]) -> list[str]:
    """Leave out the words with which all names end, such as the level; a name keeps one word at least."""
    parts = [name.split() for name in names]
    least = min((len(words) for words in parts), default=1)
    common = 0
    while common + 1 < least and len({words[-common - 1] for words in parts}) == 1 and len(parts) > 1:
        common += 1
    return [" ".join(words[: len(words) - common]) for words in parts]
