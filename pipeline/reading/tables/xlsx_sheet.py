"""Reads one sheet of an xlsx workbook: rows of plain form by their pattern, any other XML by Expat."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from pipeline.errors import BadInputError
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.limits import MAX_FIELD_CHARACTERS, Budget
from pipeline.reading.tables.xlsx_cells import SheetCells, SheetParts
from pipeline.reading.tables.xlsx_rows import OtherFormError, without_rows
from pipeline.reading.tables.xml import parse_elements


def read_sheet(pieces: Callable[[], Iterable[bytes]], parts: SheetParts, budget: Budget) -> Grid:
    """Read a sheet; `pieces` unpacks its XML, once more where its rows are of no plain form.

    Raises BadInputError past a limit and where a cell stands twice or nowhere.
    """
    taken = budget.taken
    sheet = SheetCells(parts, budget)
    try:
        _parse(without_rows(pieces(), sheet), sheet)
    except OtherFormError:
        budget.taken = taken
        sheet = SheetCells(parts, budget)
        _parse(pieces(), sheet)
    cells = _ordered(sheet.cells, sheet.what)
    return Grid(
        parts.name,
        tuple(cells),
        parts.hidden,
        frozenset(sheet.hidden_rows),
        frozenset(sheet.hidden_columns),
        tuple(sheet.merged),
        n_rows=cells[-1].row if cells else 0,
    )


def _parse(pieces: Iterable[bytes], sheet: SheetCells) -> None:
    """Read XML into a sheet."""
    events = _Events(sheet)
    starts = {
        "c": events.open_cell,
        "v": events.open_value,
        "t": events.open_value,
        "f": events.open_formula,
        "row": sheet.open_row,
        "rPh": events.open_spoken,
        "col": sheet.take_columns,
        "mergeCell": sheet.take_merged,
    }
    ends = {
        "c": events.close_cell,
        "v": events.close_value,
        "t": events.close_value,
        "rPh": events.close_spoken,
    }
    parse_elements(pieces, sheet.what, starts.get, ends.get, events.text)


def _ordered(cells: list[Cell], what: str) -> list[Cell]:
    """Put cells in order of rows and columns, as they mostly are; refuse one that stands twice."""
    places = [(cell.row, cell.column) for cell in cells]
    if all(before < after for before, after in pairwise(places)):
        return cells
    cells.sort(key=lambda cell: (cell.row, cell.column))
    for before, after in pairwise(cells):
        if before[:2] == after[:2]:
            raise BadInputError(f"{what} holds the cell {after.reference} twice. Save the file anew.")
    return cells


class _Events:
    """Takes the elements within the rows of a sheet one by one."""

    def __init__(self, sheet: SheetCells) -> None:
        """Begin outside of a cell."""
        self._sheet = sheet
        self._facts: dict[str, str] = {}
        self._buffer: list[str] = []
        self._is_formula = False
        self._taking = False
        self._spoken = False
        self._size = 0

    def text(self, text: str) -> None:
        """Take characters of a value."""
        if self._taking and self._size <= MAX_FIELD_CHARACTERS:
            self._size += len(text)
            self._buffer.append(text)

    def open_cell(self, facts: dict[str, str]) -> None:
        """Begin a cell."""
        self._facts = facts
        self._buffer.clear()
        self._is_formula = False
        self._size = 0
        self._sheet.open_cell(facts.get("r"))

    def open_value(self, _: dict[str, str]) -> None:
        """Begin a value or a text within the cell."""
        self._taking = not self._spoken

    def close_value(self) -> None:
        """End a value."""
        self._taking = False

    def open_formula(self, _: dict[str, str]) -> None:
        """Take note of a formula, whose text is passed over."""
        self._is_formula = True
        self._taking = False

    def open_spoken(self, _: dict[str, str]) -> None:
        """Pass over how a text is spoken."""
        self._spoken = True

    def close_spoken(self) -> None:
        """End how a text is spoken."""
        self._spoken = False

    def close_cell(self) -> None:
        """Take the cell that has been read."""
        facts = self._facts
        text = "".join(self._buffer)
        self._sheet.take(facts.get("t", "n"), facts.get("s", "0"), text, is_formula=self._is_formula)
