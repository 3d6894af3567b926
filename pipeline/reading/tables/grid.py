"""What a file holds, whatever its format: sheets of cells, each where the file has it."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

FORMULA: Final = "formula"
"""A cell with a formula whose result is not in the file. Nothing is ever calculated here."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Cell(NamedTuple):
    """One cell that holds something. Rows and columns count from 1.

    `text` is what the sheet shows. `kind` is text, number, date, error or formula; `value` is then empty, a
    plain decimal as held (15 digits), an ISO date, the name of the error, the formula. `format` is a
    spreadsheet's number format, `mark` a raised mark at the end of the text.
    """

    row: int
    column: int
    text: str
    kind: str = "text"
    value: str = ""
    format: str = ""
    mark: str = ""

    @property
    def reference(self) -> str:
        """Where it stands on its sheet: 'C17'."""
        return reference(self.row, self.column)


_row_of_cell = attrgetter("row")
_column_of_cell = attrgetter("column")


class Range(NamedTuple):
    """A rectangle of cells, its borders included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """A sheet. `cells` are in order of rows and columns.

    `form` is 'records' where a format has named columns; `faults` are (row, reason) of uneven records.
    """

    name: str
    cells: tuple[Cell, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    form: str = ""
    n_rows: int = 0
    faults: tuple[tuple[int, str], ...] = ()

    @cached_property
    def rows(self) -> dict[int, list[Cell]]:
        """The cells of each row that has any, in order."""
        return {row: list(cells) for row, cells in groupby(self.cells, key=_row_of_cell)}

    @cached_property
    def at(self) -> dict[tuple[int, int], Cell]:
        """The cells by row and column."""
        return {(cell.row, cell.column): cell for cell in self.cells}

    def find(self, row: int, column: int) -> Cell | None:
        """Return the cell at a place, None where it holds nothing; rows mostly have no gaps."""
        cells = self.rows.get(row)
        if not cells:
            return None
        step = column - cells[0].column
        if 0 <= step < len(cells) and cells[step].column == column:
            return cells[step]
        step = bisect_left(cells, column, key=_column_of_cell)
        return cells[step] if step < len(cells) and cells[step].column == column else None

    @cached_property
    def merged_at(self) -> dict[tuple[int, int], Range]:
        """The merged range that begins at a place."""
        return {(found.top, found.left): found for found in self.merged}

    def place(self, cell: Cell) -> str:
        """Return where a cell stands in its file, as `Item.place` does."""
        return f"{self.name}!{cell.reference}"


@dataclass(frozen=True)
class Book:
    """A file as it was opened."""

    name: str
    media_type: str
    grids: tuple[Grid, ...]
    encoding: str = ""
    separator: str = ""
    notes: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)


def reference(row: int, column: int) -> str:
    """Write a place as a spreadsheet does.

    >>> reference(17, 3), reference(1, 16384)
    ('C17', 'XFD1')
    """
    return f"{letters(column)}{row}"


@lru_cache(maxsize=16_384)
def letters(column: int) -> str:
    """Write a column's number as letters."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def place_of(text: str) -> tuple[int, int]:
    """Read a place such as 'C17' into row and column. Raises ValueError for anything else."""
    found = _REFERENCE.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is not a cell such as C17")
    return int(found[2]), column_of(found[1])


def column_of(text: str) -> int:
    """Read a column's letters."""
    column = 0
    for letter in text:
        column = column * 26 + ord(letter) - 64
    return column


def doubled_name(names: Iterable[str]) -> str:
    """Return a name that stands twice, whatever the case of its letters; empty when there is none."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            return name
        seen.add(name.casefold())
    return ""
