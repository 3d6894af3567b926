"""A table as it was read: the grid of a sheet with its coordinates, each cell with its look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.reading.draft import Item
from pipeline.reading.marks import Mark, mark_of

ROWS_A_PAGE: Final = 150
MAX_SHOWN_COLUMNS: Final = 60
"""Rows and columns of a sheet that one page shows; the desk turns pages, the workbook has all."""
MAX_SHOWN_SHEETS: Final = 20
_FEW_EMPTY = 3
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class ShownCell:
    """A cell that holds something."""

    item: Item
    number: int
    mark: Mark


@dataclass(frozen=True)
class ShownRow:
    """A row of the grid; one that stands for several empty ones has no cells and says how many."""

    number: int
    cells: tuple[ShownCell | None, ...] = ()
    empty: int = 0


@dataclass(frozen=True)
class ShownSheet:
    """A part of a sheet: `first` and `last` are its rows, of `n_rows`; `hidden_columns` are not shown."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    first: int
    last: int
    n_rows: int
    left_out_columns: int
    n_questions: int

    @property
    def is_whole(self) -> bool:
        """Tell whether all rows are shown."""
        return self.first == 1 and self.last >= self.n_rows


def sheet_names(items: Sequence[Item]) -> tuple[str, ...]:
    """List the sheets of a draft in their order."""
    return tuple(dict.fromkeys(item.sheet for item in items))


def show_sheet(items: Sequence[Item], name: str, first: int = 1) -> ShownSheet:
    """Lay out rows of a sheet from `first` on."""
    placed = {position(item.cell): (number, item) for number, item in enumerate(items) if item.sheet == name}
    n_rows = max((row for row, _ in placed), default=0)
    n_columns = max((column for _, column in placed), default=0)
    last = min(n_rows, first + ROWS_A_PAGE - 1)
    width = min(n_columns, MAX_SHOWN_COLUMNS)
    rows = [_row(placed, row, width) for row in range(first, last + 1)]
    n_questions = sum(item.status == "amber" for _, item in placed.values())
    columns = tuple(letters(column) for column in range(1, width + 1))
    return ShownSheet(name, columns, _fold(rows), first, last, n_rows, n_columns - width, n_questions)


def position(cell: str) -> tuple[int, int]:
    """Read 'C17' into row and column, both from 1.

    >>> position("C17"), position("AA1")
    ((17, 3), (1, 27))
    """
    found = _CELL.fullmatch(cell)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def letters(column: int) -> str:
    """Write a column, from 1, as a spreadsheet does."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _row(placed: dict[tuple[int, int], tuple[int, Item]], row: int, width: int) -> ShownRow:
    """Lay out one row."""
    cells: list[ShownCell | None] = []
    for column in range(1, width + 1):
        found = placed.get((row, column))
        cells.append(ShownCell(found[1], found[0], mark_of(found[1])) if found else None)
    return ShownRow(row, tuple(cells) if any(cells) else ())


def _fold(rows: Sequence[ShownRow]) -> tuple[ShownRow, ...]:
    """Let one row stand for a run of empty ones, where they are more than a few."""
    found: list[ShownRow] = []
    run: list[ShownRow] = []
    for row in [*rows, None]:
        if row is not None and not row.cells:
            run.append(row)
            continue
        found += [ShownRow(run[0].number, (), len(run))] if len(run) > _FEW_EMPTY else run
        run = []
        if row is not None:
            found.append(row)
    return tuple(found)
