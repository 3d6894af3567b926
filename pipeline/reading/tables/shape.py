"""Finds the tables of a sheet: rows that are titles, heads, data, groups and notes, and label columns.

Rows are looked at from the top. A row with a figure is data; what stands above it and has words over its
figures is a head, single cells above that are titles, and what begins as a note belongs to the table before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from pipeline.reading.tables.classes import (
    FIGURES,
    PERIOD,
    WORDS,
    YEAR,
    class_of,
    classes_of,
    is_counting,
)
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.lexis import meaning
from pipeline.reading.tables.number import tidy
from pipeline.reading.tables.walk import Shape, Walk
from pipeline.reading.words import fold

_MAX_REMEMBERED = 400
"""Names of columns up to this length are remembered."""
_column_of_cell = attrgetter("column")


def find_tables(grid: Grid) -> list[Shape]:
    """Find the tables of a grid, from the top and from the left."""
    classes = classes_of(grid)
    if grid.form == "records" or (grid.rows and _is_register(grid)):
        shapes = [_records(grid)] if grid.rows else []
    else:
        shapes = [part for shape in Walk(grid, classes).walk() for part in _beside(grid, shape)]
    for shape in shapes:
        _assign_columns(grid, shape, classes)
    return [shape for shape in shapes if shape.data_columns]


def _is_register(grid: Grid) -> bool:
    """Tell whether the first row names columns of roles: one of the value, or three of any."""
    first = min(grid.rows)
    cells = grid.rows[first]
    roles = [role_of(cell.text) for cell in cells]
    return len(cells) > 2 and ("value" in roles or sum(role not in ("", "aside") for role in roles) >= 3)


def role_of(text: str) -> str:
    """Return the role that a column's name gives it: territory, period, measure, value ... or nothing."""
    return (_remembered if len(text) <= _MAX_REMEMBERED else _role_of)(text)


def _role_of(text: str) -> str:
    """Look the name of a column up."""
    bare = tidy(text).rstrip(":")
    return meaning("role", bare) or meaning("role", bare.partition(":")[0])


_remembered = lru_cache(maxsize=8192)(_role_of)


def _records(grid: Grid) -> Shape:
    """Take a grid of records: the first row names the columns, each other row is a record."""
    first, *rest = sorted(grid.rows)
    return Shape(header_rows=[first], data_rows=rest)


def _beside(grid: Grid, shape: Shape) -> list[Shape]:
    """Part a shape where a column stays empty between two tables that stand side by side."""
    rows = [*shape.header_rows, *shape.data_rows]
    used = sorted(
        set().union(*(map(_column_of_cell, grid.rows[row]) for row in rows))
        | _spanned(grid, shape.header_rows)
    )
    cuts = [after for before, after in pairwise(used) if after - before > 1]
    if not cuts:
        return [shape]
    bounds = [0, *cuts, used[-1] + 1]
    parts = [part for left, right in pairwise(bounds) if (part := _between(grid, shape, left, right))]
    return parts if len(parts) > 1 and all(_is_whole(grid, part) for part in parts) else [shape]


def _spanned(grid: Grid, rows: list[int]) -> set[int]:
    """Return the columns that merged cells of a head span."""
    wanted = set(rows)
    return {
        column
        for found in grid.merged
        if found.top in wanted
        for column in range(found.left, min(found.right, found.left + 512) + 1)
    }


def _between(grid: Grid, shape: Shape, left: int, right: int) -> Shape:
    """Return the part of a shape whose columns lie between two."""
    part = Shape()
    part.titles = [cell for cell in shape.titles if left <= cell.column < right]
    part.notes = [cell for cell in shape.notes if left <= cell.column < right]
    for name in ("header_rows", "data_rows", "group_rows"):
        rows = [
            row for row in getattr(shape, name) if any(left <= cell.column < right for cell in grid.rows[row])
        ]
        setattr(part, name, rows)
    part.label_columns = [left, right]
    return part


def _is_whole(grid: Grid, part: Shape) -> bool:
    """Tell whether a part is a table by itself: words at its left and figures beside them."""
    left, right = part.label_columns
    cells = [cell for row in part.data_rows for cell in grid.rows[row] if left <= cell.column < right]
    if not cells or not part.header_rows:
        return False
    first = min(cell.column for cell in cells)
    return any(class_of(cell) in FIGURES for cell in cells if cell.column > first) and any(
        class_of(cell) in (WORDS, PERIOD, YEAR) for cell in cells if cell.column == first
    )


def _assign_columns(grid: Grid, shape: Shape, classes: Mapping[int, list[str]]) -> None:
    """Tell label columns, ordinal columns and data columns apart."""
    bounds = shape.label_columns or [0, 1 << 20]
    shape.label_columns = []
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in shape.data_rows:
        for cell, item in zip(grid.rows[row], classes[row], strict=True):
            found[cell.column].append(item)
    columns = {column: items for column, items in found.items() if bounds[0] <= column < bounds[1]}
    roles = {column: role_of(head_text(grid, shape.header_rows, column)) for column in columns}
    valued = [column for column in columns if roles[column] == "value"]
    for column in sorted(columns):
        if valued:
            (shape.data_columns if column in valued else shape.label_columns).append(column)
        else:
            _assign_column(grid, shape, column, columns[column], roles[column])


def _assign_column(grid: Grid, shape: Shape, column: int, classes: list[str], role: str) -> None:
    """Give one column its place by its name and what it holds."""
    head = fold(tidy(head_text(grid, shape.header_rows, column)))
    figures = sum(item in FIGURES for item in classes)
    years = sum(item == YEAR for item in classes)
    if meaning("note", head) == "ordinal" or (
        not shape.label_columns
        and not shape.data_columns
        and len(classes) > 2
        and not role
        and is_counting(_cells_of(grid, shape.data_rows, column))
    ):
        shape.ordinal_columns.append(column)
    elif role not in ("", "figure") or _is_label(shape, classes, figures, years):
        shape.label_columns.append(column)
    else:
        shape.data_columns.append(column)


def _cells_of(grid: Grid, rows: Iterable[int], column: int) -> list[Cell]:
    """Return the cells of a column in some rows."""
    return [cell for row in rows if (cell := grid.find(row, column)) is not None]


def _is_label(shape: Shape, classes: list[str], figures: int, years: int) -> bool:
    """Tell whether a column without a name of its own holds labels by what most of its cells are."""
    if shape.data_columns:
        return classes.count(WORDS) > figures + years
    return (figures + years * bool(shape.label_columns)) * 2 < len(classes)


def head_text(grid: Grid, header_rows: Iterable[int], column: int) -> str:
    """Return the words of a column's own head cells, from the top."""
    found = (grid.find(row, column) for row in header_rows)
    return " ".join(cell.text.strip() for cell in found if cell is not None)
