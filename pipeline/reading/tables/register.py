"""Registers of a known layout: recognised by their head, and brought to the columns that intake reads.

A register may have more columns than its layout (address, publisher, a note) and may lack those that say
nothing. Its note never enters: what it says of a figure is given as codes by a person.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import BadInputError
from pipeline.intake.layout import CODE_COLUMNS, Layout, load_layout
from pipeline.intake.period import read_date_column
from pipeline.reading.draft import Source
from pipeline.reading.tables.grid import Book, Grid
from pipeline.reading.tables.opening import open_book

KNOWN: Final = ("demining", "investment", "resettlement", "works")
"""Layouts of registers, as `pipeline/intake/layouts` has them."""
NOTE: Final = "note"
_SOURCE_COLUMNS: Final = ("url", "publisher", "published_on")
_OPTIONAL: Final = ("settlements", "territory_as_written")
"""Columns that a register may lack: nothing is stated then."""
_UNSTATED_TERRITORY = "territories listed by the source"
_MIN_COLUMNS = 5


@dataclass(frozen=True)
class Register:
    """A register in the columns of its layout: CSV text, the sources that it names, sentences about it."""

    layout: str
    text: str
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()


def known_layout(path: Path) -> str:
    """Return the code of the layout that a register's head has; empty for any other file.

    Raises BadInputError when the file cannot be opened.
    """
    return layout_of(open_book(path))


def adapt_register(path: Path) -> Register:
    """Bring a register of any format to the columns of its layout, its notes left out.

    The text goes to `pipeline.intake.register` as it is. Raises BadInputError when no layout has its head.
    """
    return adapt_book(open_book(path))


def adapt_book(book: Book) -> Register:
    """Bring a register that is open to the columns of its layout, as `adapt_register` does."""
    code = layout_of(book)
    if not code:
        raise BadInputError(
            f"{book.name} has the head of no register that is known ({', '.join(KNOWN)}). Read it as a table."
        )
    layout = load_layout(code)
    head, *rows = _rows(book.grids[0])
    kept = [name for name in head if name != NOTE]
    added = [name for name in (*layout.columns, *CODE_COLUMNS) if name not in head]
    records = [dict(zip(head, row, strict=False)) for row in rows]
    for record in records:
        if layout.territory in added:
            record[layout.territory] = _UNSTATED_TERRITORY
    n_notes = sum(bool(record.get(NOTE)) for record in records)
    said = (
        f"{n_notes} notes of the register are left out. What a note says of a figure enters as codes "
        f"({', '.join(CODE_COLUMNS)})."
    )
    return Register(
        code, _written([*kept, *added], records), _sources(records, layout), (said,) if n_notes else ()
    )


def layout_of(book: Book) -> str:
    """Return the layout whose columns the first row of a file that is open has; empty for any other file."""
    if len(book.grids) != 1 or not book.grids[0].rows:
        return ""
    first = book.grids[0].rows.get(1, [])
    head = {cell.text.strip() for cell in first}
    if len(head) < _MIN_COLUMNS or len(head) < len(first):
        return ""
    for code in KNOWN:
        wanted = [name for name in load_layout(code).columns if name not in _OPTIONAL]
        if head.issuperset(wanted):
            return code
    return ""


def _rows(grid: Grid) -> Iterable[list[str]]:
    """Yield the rows of a grid as texts as wide as the head; empty rows stay, so that lines keep count."""
    head = grid.rows[1]
    width = head[-1].column
    for row in range(1, grid.n_rows + 1):
        texts = [""] * width
        for cell in grid.rows.get(row, ()):
            if cell.column > width:
                raise BadInputError(
                    f"{grid.name}, {cell.reference} stands beyond the last column of the head. Mend that "
                    "line."
                )
            texts[cell.column - 1] = cell.value if cell.kind in ("number", "date") else cell.text.strip()
        yield texts


def _written(columns: Sequence[str], records: Sequence[dict[str, str]]) -> str:
    """Write records as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([record.get(name, "") for name in columns] for record in records)
    return stream.getvalue()


def _sources(records: Sequence[dict[str, str]], layout: Layout) -> tuple[Source, ...]:
    """List the sources that a register names, each once, as its first line does."""
    found: dict[str, Source] = {}
    for record in records:
        source_id = record.get(layout.source, "")
        if not source_id or source_id in found:
            continue
        address, publisher, published_on = (record.get(name, "") for name in _SOURCE_COLUMNS)
        span = read_date_column(published_on)
        days = (span.start, span.end) if span else (None, None)
        basis = (
            "stated"
            if days[0] and days[0] == days[1]
            else "inferred"
            if days[0]
            else "unknown:not_in_register"
        )
        found[source_id] = Source(
            source_id,
            publisher=publisher or "unknown",
            address=address or "unknown",
            published_from=days[0],
            published_to=days[1],
            basis=basis,
        )
    return tuple(found.values())
