"""Accounts for a file: each row is parsed, quarantined or skipped; each cell green, amber or grey."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import CrossfootError
from pipeline.reading.draft import Found, Item
from pipeline.reading.tables.grid import Book, Grid, place_of


@dataclass(frozen=True)
class Line:
    """What became of one row of a sheet: parsed, quarantined or skipped, with the reason."""

    sheet: str
    row: int
    status: str
    reason: str = ""


@dataclass(frozen=True)
class Account:
    """Rows and cells of a file, in and out; `lines` are those that are not parsed."""

    lines_in: int
    parsed: int
    quarantined: int
    skipped: int
    cells_in: int
    green: int
    amber: int
    grey: int
    lines: tuple[Line, ...]


def account(book: Book, found: Found) -> Account:
    """Account for a file that was opened and read. Raises CrossfootError where a cell is lost or doubled."""
    places = [grid.place(cell) for grid in book.grids for cell in grid.cells]
    read = [item.place for item in found.items]
    if sorted(places) != sorted(read):
        raise CrossfootError(
            f"{book.name} holds {len(places)} cells and {len(read)} items were made of them: one for each is "
            "expected. Report this file."
        )
    items: dict[tuple[str, int], list[Item]] = {}
    for item in found.items:
        items.setdefault((item.sheet, place_of(item.cell)[0]), []).append(item)
    lines = [line for grid in book.grids for line in _lines(grid, items)]
    status = Counter(line.status for line in lines)
    colours = Counter(item.status for item in found.items)
    return Account(
        len(lines),
        status["parsed"],
        status["quarantined"],
        status["skipped"],
        len(places),
        colours["green"],
        colours["amber"],
        colours["grey"],
        tuple(line for line in lines if line.status != "parsed"),
    )


def _lines(grid: Grid, items: dict[tuple[str, int], list[Item]]) -> Iterator[Line]:
    """Say what became of each row of a sheet."""
    for row in range(1, grid.n_rows + 1):
        mine = items.get((grid.name, row), [])
        if not mine:
            yield Line(grid.name, row, "skipped", "it is empty")
        elif any(item.status == "amber" for item in mine):
            first = next(item for item in mine if item.status == "amber")
            yield Line(grid.name, row, "quarantined", f"{first.cell}: {first.question}")
        elif all(item.disposition == "label" for item in mine):
            yield Line(grid.name, row, "skipped", f"it holds no figure ({mine[0].reason})")
        else:
            yield Line(grid.name, row, "parsed")
