"""What the process that reads .xls and Parquet prints: cells as lists of JSON, or a sentence that refuses."""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.reading.tables.cells import value_cell
from pipeline.reading.tables.limits import MAX_CELLS

_KINDS = ("number", "date")


class RefusalError(Exception):
    """A sentence, without the file's name, that a child says instead of printing cells."""


def printed(row: int, left: int, values: Iterable[object]) -> Iterator[list[Any]]:
    """Print the cells of a row that hold something: row, column, kind and text of each."""
    for column, value in enumerate(values, left):
        cell = value_cell(row, column, value)
        if cell is not None:
            known = cell.kind in _KINDS
            yield [row, column, cell.kind if known else "text", cell.value if known else cell.text]


def too_many() -> str:
    """Say that there are too many cells."""
    return f"has more than {MAX_CELLS:,} cells that hold something. Split it into smaller files."
