"""The sentences that ask about a table, and where each question stands."""

from typing import Final

from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.resolve import Resolver

WAITS: Final = "waits:"
"""How the field of an item begins that waits for the answer about another place."""
_SHOWN = 60
_SENTENCES: Final = {
    "measure": "Which measure, or which part of one, does '{text}' stand for?",
    "breakdown": "Which part of the measure does '{text}' stand for?",
    "territory": "Which territory do the figures of '{text}' belong to?",
    "period": "Which period do the figures of '{text}' belong to? Write it as 2024, 2024-01 or 2024-01-01.",
    "unit": "In which unit are the figures of '{text}'?",
    "quantity": "What does the percentage in '{text}' say: a share, or growth?",
    "kind": "The period of '{text}' ends after the file was received. What kind of figures are these?",
}


def sentence(field: str, text: str) -> str:
    """Write the question about a field of what a head says."""
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return _SENTENCES[field].format(text=shown)


def hidden_question(frame: Frame, resolver: Resolver, cell: Cell) -> tuple[str, str] | None:
    """Return where to ask about a cell that is hidden and how, None for one that is shown."""
    grid = frame.grid
    if grid.hidden and frame.anchor is not None:
        return grid.place(
            frame.anchor
        ), f"The sheet '{grid.name[:60]}' is hidden. Are its figures to be used?"
    if cell.row in grid.hidden_rows:
        first = grid.rows[cell.row][0]
        return grid.place(first), f"Row {cell.row} is hidden. Are its figures to be used?"
    if cell.column in grid.hidden_columns:
        heads = resolver.column(cell.column)
        place = heads[0].place if heads else grid.place(cell)
        return place, "The column is hidden. Are its figures to be used?"
    return None
