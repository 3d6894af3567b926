"""Cells that stand beside the tables: words are labels, and a number there is asked about, never lost."""

from collections.abc import Sequence

from pipeline.reading.draft import Item, ask, settle
from pipeline.reading.tables.classes import FIGURE, PERIOD, YEAR, class_of
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.layout import Answers
from pipeline.reading.tables.questions import WAITS

_MAX_PRINTED = 120


def loose_items(grid: Grid, cells: Sequence[Cell], answers: Answers) -> dict[tuple[int, int], Item]:
    """Make the items of cells that no table of a sheet has; one question settles them all."""
    found: dict[tuple[int, int], Item] = {}
    first = ""
    said = ""
    for cell in cells:
        item = Item(sheet=grid.name, cell=cell.reference, as_printed=cell.text[:_MAX_PRINTED])
        kind = class_of(cell)
        own = answers.get(item.place, {}).get("disposition", "")
        if own and not first:
            first, said = item.place, own
        if own or (kind == FIGURE and said):
            found[cell.row, cell.column] = settle(item, own or said, "said of the numbers beside the tables")
        elif kind == FIGURE:
            first = first or item.place
            found[cell.row, cell.column] = _asked(item, first)
        elif kind in (PERIOD, YEAR):
            found[cell.row, cell.column] = settle(item, "date", "a period beside the tables")
        else:
            found[cell.row, cell.column] = settle(item, "label", "words beside the tables")
    return found


def _asked(item: Item, first: str) -> Item:
    """Ask at the first number, and let the others wait."""
    if item.place != first:
        return ask(item, f"{WAITS}{first}", f"It waits for the answer about {first} (disposition).")
    question = (
        "Numbers stand where no table was found. What are they, here and in the cells that wait for this?"
    )
    return ask(item, "disposition", question, ("furniture", "ordinal", "held"))
