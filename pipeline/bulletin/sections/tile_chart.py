"""The tile map of the economic regions: of each a change on the year or a figure, or that there is none."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart
from pipeline.bulletin.order import by_name, by_span
from pipeline.bulletin.page import Page, Value
from pipeline.bulletin.sections.described import described
from pipeline.language.catalogue import Slot

CODE = "fci"
FEWEST = 2
"""With one region there is a sentence and no map."""


class _Kind(NamedTuple):
    """What a map shows: a transformation, the message of its title, whether it is signed."""

    name: str
    message: str
    signed: bool


_CHANGE = _Kind("ytd_change", "map-change", True)
_FIGURE = _Kind("ytd", "map-figure", False)


def tile_chart(page: Page) -> Chart | None:
    """Draw the map of the period for which most regions have a figure, where the office declares one.

    An issue of a territory has none.
    """
    if page.material.scope:
        return None
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
    order = sorted(places, key=lambda name: by_name(page.material, name))
    cells = [found[name] for name in order if name in found]
    listed = [(short[cell["territory_id"]], Value(cell, signed=kind.signed)) for cell in cells]
    printed = page.chart_numbers([(page.word(f"{kind.message}.series"), listed)], label)
    texts = dict(zip((cell["territory_id"] for cell in cells), printed.labels(), strict=True))
    tiles = [
        charts.Tile(
            short[name],
            *places[name],
            float(found[name]["value"]) if name in found else None,
            texts.get(name) or page.word("map-none"),
        )
        for name in order
    ]
    counted: dict[str, Slot] = {"regions": len(tiles), "known": len(cells)}
    return Chart(
        label,
        _title(page, kind, cells, len(tiles)),
        _subtitle(page, kind, cells[0]),
        charts.tile_map(tiles, fonts=page.fonts),
        described(page, page.say("map-alt", **counted), printed),
        printed.rows,
        ((_note(page, cells, len(tiles)),), *printed.notes),
    )


def _title(page: Page, kind: _Kind, cells: Sequence[Cell], regions: int) -> str:
    """Derive the title from the figures: how many rose, or how many there are."""
    if kind.signed:
        return page.word("map-change", known=sum(cell["value"] > 0 for cell in cells), regions=regions)
    return page.word("map-figure", known=len(cells), regions=regions, when=page.material.time_of(cells[0]))


def _subtitle(page: Page, kind: _Kind, cell: Cell) -> str:
    """Say what the numbers are."""
    when = page.material.time_of(cell)
    if kind.signed:
        return page.word("map-change.subtitle", when=when)
    return page.word("map-figure.subtitle", when=when, unit=page.material.unit(cell["unit_code"]))


def _note(page: Page, cells: Sequence[Cell], regions: int) -> str:
    """Say what the tiles are, and what their marks mean where there are any."""
    notes = [page.word("map-note")]
    notes += [page.word("map-note-below")] if any(cell["value"] < 0 for cell in cells) else []
    notes += [page.word("map-note-none")] if len(cells) < regions else []
    return " ".join(notes)


def _shown(page: Page, names: Sequence[str]) -> tuple[_Kind, dict[str, Cell]]:
    """Choose changes of the month where half of the regions have one, else the figures that most have.

    Of periods with as many it is the newest, of those that end together the longest.
    """
    first = page.material.month.first
    changes = {name: cell for name in names if (cell := page.material.at(CODE, name, _CHANGE.name, first))}
    if changes and 2 * len(changes) >= len(names):
        return _CHANGE, changes
    spans: dict[tuple[date, date], dict[str, Cell]] = {}
    for name in names:
        for cell in page.material.series(CODE, name, _FIGURE.name):
            spans.setdefault((cell["period"], cell["period_start"]), {})[name] = cell
    best = max(spans, key=lambda span: (len(spans[span]), by_span(*span)), default=None)
    return _FIGURE, spans[best] if best else {}


def without_common_end(names: Sequence[str]) -> list[str]:
    """Leave out the words with which all names end, such as the level; a name keeps one word at least."""
    parts = [name.split() for name in names]
    least = min((len(words) for words in parts), default=1)
    common = 0
    while common + 1 < least and len({words[-common - 1] for words in parts}) == 1 and len(parts) > 1:
        common += 1
    return [" ".join(words[: len(words) - common]) for words in parts]
