"""Cells that stand beside the tables: words are labels, and a number there is asked about, never lost."""

from collections.abc import Sequence

from pipeline.reading.tables.classes import FIGURE, PERIOD, YEAR, class_of
from pipeline.reading.tables.facts import Facts, asked, place_of_facts, settled
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.layout import Answers
from pipeline.reading.tables.questions import WAITS

_MAX_PRINTED = 120


def loose_facts(grid: Grid, cells: Sequence[Cell], answers: Answers) -> dict[tuple[int, int], Facts]:
    """Return the facts of cells that no table of a sheet has; one question settles them all."""
    found: dict[tuple[int, int], Facts] = {}
    first = ""
    said = ""
    for cell in cells:
        facts = {"sheet": grid.name, "cell": cell.reference, "as_printed": cell.text[:_MAX_PRINTED]}
        place = place_of_facts(facts)
        kind = class_of(cell)
        own = answers.get(place, {}).get("disposition", "")
        if own and not first:
            first, said = place, own
        if own or (kind == FIGURE and said):
            settled(facts, own or said, "said of the numbers beside the tables")
        elif kind == FIGURE:
            first = first or place
            _ask(facts, place, first)
        elif kind in (PERIOD, YEAR):
            settled(facts, "date", "a period beside the tables")
        else:
            settled(facts, "label", "words beside the tables")
        found[cell.row, cell.column] = facts
    return found


def _ask(facts: Facts, place: str, first: str) -> None:
    """Ask at the first number, and let the others wait."""
    if place != first:
        asked(facts, f"{WAITS}{first}", f"It waits for the answer about {first} (disposition).")
        return
    question = (
        "Numbers stand where no table was found. What are they, here and in the cells that wait for this?"
    )
    asked(facts, "disposition", question, ("furniture", "ordinal", "held"))
