"""Goes through the rows of a sheet and parts them into tables: titles, heads, data, groups, notes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.reading.tables.classes import (
    FIGURE,
    FIGURES,
    MISSING,
    PERIOD,
    WORDS,
    YEAR,
    class_of,
    is_counting,
)
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.lexis import meaning
from pipeline.reading.tables.number import tidy

_MARKED = re.compile(
    r"(\*{1,4}|\d{1,2}\)|\(\d{1,2}\)|\[\w\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁾)]?|[a-e]\)|\.\.\.|…|[-–—]\s+[-–—])\s*\S"
)
_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)")


@dataclass
class Shape:
    """A table of a sheet by its rows and columns."""

    titles: list[Cell] = field(default_factory=list)
    header_rows: list[int] = field(default_factory=list)
    data_rows: list[int] = field(default_factory=list)
    group_rows: list[int] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    label_columns: list[int] = field(default_factory=list)
    ordinal_columns: list[int] = field(default_factory=list)
    data_columns: list[int] = field(default_factory=list)


def is_note(text: str) -> bool:
    """Tell whether a text begins as a note below a table does: with a mark, or 'Note:', 'Source:'."""
    bare = tidy(text)
    if _MARKED.match(bare):
        return True
    first = _FIRST_WORD.match(bare)
    return first is not None and meaning("note", first[1]) == "begin" and len(bare) > len(first[1])


class Walk:
    """Goes through the rows of a sheet once."""

    def __init__(self, grid: Grid, classes: Mapping[int, list[str]]) -> None:
        """Begin above the first row; `classes` are those of the cells of each row."""
        self.grid = grid
        self.classes = classes
        self.shapes: list[Shape] = []
        self.pending: list[int] = []

    def walk(self) -> list[Shape]:
        """Return the shapes; rows that belong to none stay out and are words of the sheet."""
        for row, cells in self.grid.rows.items():
            if self._is_data(cells, self.classes[row]):
                self._take_data(row, cells)
            else:
                self.pending.append(row)
        if self.shapes:
            self.shapes[-1].notes += [cell for row in self.pending for cell in self.grid.rows[row]]
        return self.shapes

    def _is_data(self, cells: list[Cell], classes: list[str]) -> bool:
        """Tell whether a row holds figures beside its label, and not years or column numbers alone."""
        if FIGURE not in classes and MISSING not in classes[1:]:
            return self._has_counts(cells, classes)
        if WORDS not in classes and is_counting(cells):
            return not (self.pending and len(self.grid.rows[self.pending[-1]]) >= 2)
        if len(cells) == 1:
            known = self.shapes[-1] if self.shapes and not self.pending else None
            return known is not None and known.data_rows[-1] == cells[0].row - 1
        return not all(item in (YEAR, PERIOD) for item in classes[1:])

    def _has_counts(self, cells: list[Cell], classes: list[str]) -> bool:
        """Tell whether numbers that may be years are figures: below a head, beside a label, not in order."""
        if len(cells) < 2 or classes[1:].count(YEAR) < len(classes) - 1:
            return False
        values = [int(cell.value or cell.text) for cell in cells[1:]]
        rising = all(after == before + 1 for before, after in pairwise(values))
        heads = [row for row in self.pending if len(self.grid.rows[row]) > 1]
        known = heads[-1] if heads else self.shapes[-1].data_rows[-1] if self.shapes else 0
        if not known or cells[0].column > self.grid.rows[known][0].column:
            return False
        return classes[0] in (YEAR, PERIOD) or not rising

    def _take_data(self, row: int, cells: list[Cell]) -> None:
        """Add a row of data to the table that it belongs to, or begin one."""
        if not self.shapes or self._begins_table(cells):
            self._begin(cells)
        else:
            for known in self.pending:
                lone = len(self.grid.rows[known]) == 1
                (self.shapes[-1].group_rows if lone else self.shapes[-1].data_rows).append(known)
        self.shapes[-1].data_rows.append(row)
        self.pending = []

    def _begins_table(self, cells: list[Cell]) -> bool:
        """Tell whether the rows before this one are the head of another table."""
        if not self.pending:
            return False
        gap = any(after - before > 1 for before, after in self._neighbours(cells[0].row))
        columns = self._figures_of(cells)
        titled = any(
            _is_title(self.grid.rows[row][0].text) for row in self.pending if len(self.grid.rows[row]) == 1
        )
        for row in self.pending:
            above = {
                cell.column: item for cell, item in zip(self.grid.rows[row], self.classes[row], strict=True)
            }
            covered = sum(above.get(column) in (WORDS, PERIOD, YEAR) for column in columns)
            periods = sum(item in (PERIOD, YEAR) for item in above.values())
            if covered and (gap or titled or periods > 1 or (covered == len(columns) > 1)):
                return True
        return False

    def _figures_of(self, cells: list[Cell]) -> list[int]:
        """List the columns in which a row has figures."""
        classes = self.classes[cells[0].row]
        return [cell.column for cell, item in zip(cells, classes, strict=True) if item in FIGURES]

    def _neighbours(self, row: int) -> Iterable[tuple[int, int]]:
        """Yield pairs of rows that follow one another, from the last row of data to this one."""
        rows = [self.shapes[-1].data_rows[-1], *self.pending, row]
        return pairwise(rows)

    def _begin(self, cells: list[Cell]) -> None:
        """Begin a table with the rows before its first row of data."""
        shape = Shape()
        pending = self.pending
        if self.shapes:
            while (
                pending
                and is_note(self.grid.rows[pending[0]][0].text)
                and len(self.grid.rows[pending[0]]) == 1
            ):
                self.shapes[-1].notes += self.grid.rows[pending[0]]
                pending = pending[1:]
        columns = set(self._figures_of(cells))
        head = next((at for at, found in enumerate(pending) if self._is_head(found, columns)), len(pending))
        if head == len(pending) and pending and self._is_lone_head(pending[-1], columns):
            head -= 1
        for found in pending[:head]:
            shape.titles += self.grid.rows[found]
        rest = pending[head:]
        while len(rest) > 1 and not self._is_head(rest[-1], columns):
            shape.group_rows.insert(0, rest.pop())
        shape.header_rows = rest
        self.shapes.append(shape)

    def _is_head(self, row: int, columns: set[int]) -> bool:
        """Tell whether a row above data is part of the head: several cells, or one merged over figures."""
        cells = self.grid.rows[row]
        if len(cells) > 1:
            return True
        found = self.grid.merged_at.get((cells[0].row, cells[0].column))
        over = columns & set(range(found.left, min(found.right, found.left + 512) + 1)) if found else set()
        return len(over) > 1 and cells[0].column in columns and not _is_title(cells[0].text)

    def _is_lone_head(self, row: int, columns: set[int]) -> bool:
        """Tell whether the one cell above the data is the head of its one column of figures."""
        cell = self.grid.rows[row][0]
        if cell.column not in columns or _is_title(cell.text):
            return False
        return not (class_of(cell) == WORDS and _in_parentheses(cell.text))


def _in_parentheses(text: str) -> bool:
    """Tell whether a text stands in parentheses, as a unit above a table does."""
    bare = text.strip()
    return bare.startswith("(") and bare.endswith(")")


def _is_title(text: str) -> bool:
    """Tell whether a text begins as the title of a table does."""
    first = _FIRST_WORD.match(tidy(text))
    return (
        first is not None
        and meaning("note", first[1]) == "title"
        and any(char.isdigit() for char in text[:20])
    )
