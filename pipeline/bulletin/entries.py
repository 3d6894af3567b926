"""What the cells of a table are made of before they are printed: numbers, words, the sources of the row."""

from dataclasses import dataclass

from pipeline.bulletin.binding import Cell


@dataclass(frozen=True)
class Value:
    """A number to print in a table: a cell's facet, with at most so many decimals."""

    cell: Cell
    facet: str = "value"
    most: int = 1
    signed: bool = False


@dataclass(frozen=True)
class Cited:
    """The ids of the sources behind every number of the row that this stands in."""


@dataclass(frozen=True)
class Most:
    """How many rows a table prints, and which these are."""

    rows: int
    which: str = "newest"


CITED = Cited()
Entry = str | Value | Cited | tuple[str | Value, ...] | None
"""A table cell: words, a number, both in a row, the row's sources, or nothing known."""


@dataclass(frozen=True)
class Line:
    """A row of a table before it is printed."""

    entries: tuple[Entry, ...]
    indent: int = 0
    strong: bool = False

    def values(self) -> list[Value]:
        """List the numbers of the row."""
        return [value for entry in self.entries for value in values_of(entry)]


def values_of(entry: Entry) -> list[Value]:
    """List the numbers of one table cell."""
    parts = entry if isinstance(entry, tuple) else (entry,)
    return [part for part in parts if isinstance(part, Value)]
