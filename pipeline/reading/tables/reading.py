"""Reads a table's file into items: each cell that holds something, understood, asked about or set aside."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.errors import BadInputError
from pipeline.reading.draft import Found, Item, Source
from pipeline.reading.tables.drafting import draft_layouts
from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Book, Grid
from pipeline.reading.tables.heads import Heads
from pipeline.reading.tables.layout import Answers, TableLayout
from pipeline.reading.tables.limits import capped
from pipeline.reading.tables.loose import loose_items
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.resolve import Resolver
from pipeline.reading.tables.table_items import TableReader
from pipeline.reading.vocabulary import Vocabulary

ANSWERED = frozenset(
    (
        "measure",
        "breakdown",
        "territory",
        "period",
        "unit",
        "scale",
        "quantity",
        "kind",
        "value",
        "decimal_mark",
        "disposition",
        "reason",
        "price_basis",
        "qualifier",
        "scope",
        "interpretation",
        "period_kind",
        "due_on",
    )
)
"""The fields that an answer may give."""


def read_table(
    path: Path,
    vocabulary: Vocabulary,
    source: Source,
    received_on: date,
    layout: TableLayout | Sequence[TableLayout] | None = None,
) -> Found:
    """Read a file of tables: an item a cell that holds something, in the order of the file.

    `layout` are records that replace the drafted ones of their tables. The same file and records give the
    same items. Raises BadInputError when the file cannot be read, or a record is of a table that it has not.
    """
    given = [layout] if isinstance(layout, TableLayout) else list(layout or ())
    encodings = {record.encoding for record in given if record.encoding}
    separators = {record.separator for record in given if record.separator}
    book = open_book(path, encoding=_one(encodings), separator=_one(separators))
    return read_book(book, vocabulary, source.published_to or received_on, given)


def apply_answers(
    path: Path,
    answers: Answers,
    vocabulary: Vocabulary,
    source: Source,
    received_on: date,
    layout: TableLayout | Sequence[TableLayout] | None = None,
) -> tuple[Found, tuple[TableLayout, ...]]:
    """Read a file again with what a person said of places, and return the records that hold it.

    `answers` maps places ('Sheet 1!B3') to fields and values. What is said of a head holds for all under it.
    Raises BadInputError for a place or a field that the file or an item does not have.
    """
    given = [layout] if isinstance(layout, TableLayout) else list(layout or ())
    book = open_book(path, encoding=_one({record.encoding for record in given if record.encoding}))
    records = _records(book, Heads(vocabulary), given)
    places = {grid.place(cell) for grid in book.grids for cell in grid.cells}
    for place, facts in answers.items():
        if place not in places:
            raise BadInputError(f"{path.name} has nothing at {place}. Name a place as the draft shows it.")
        unknown = sorted(set(facts) - ANSWERED)
        if unknown:
            raise BadInputError(f"'{unknown[0]}' at {place} is no field that is asked about.")
    sheets = {record.sheet for record in records}
    bare = {place.rpartition("!")[0] for place in answers} - sheets
    records = (*records, *(TableLayout(sheet, 0) for sheet in sorted(bare)))
    records = tuple(_answered(record, answers) for record in records)
    return read_book(book, vocabulary, source.published_to or received_on, records), records


def read_book(book: Book, vocabulary: Vocabulary, known_on: date, given: Sequence[TableLayout] = ()) -> Found:
    """Read a file that is open; what ends after `known_on` cannot have been observed."""
    heads = Heads(vocabulary)
    records = _records(book, heads, given)
    items: list[Item] = []
    notes = list(book.notes)
    for grid in book.grids:
        mine = [record for record in records if record.sheet == grid.name]
        items += _read_grid(grid, mine, heads, known_on)
        notes += _notes_of(grid, mine)
    return Found(tuple(items), capped(notes))


def _records(book: Book, heads: Heads, given: Sequence[TableLayout]) -> tuple[TableLayout, ...]:
    """Draft records, and put those that were given in the place of their own."""
    drafted = {(record.sheet, record.table): record for record in draft_layouts(book, heads)}
    names = {grid.name for grid in book.grids}
    for record in given:
        if record.sheet not in names:
            raise BadInputError(
                f"{book.name} has no sheet '{record.sheet}', of which the layout record is. Draft it again."
            )
        drafted[record.sheet, record.table] = record
    return tuple(drafted[key] for key in sorted(drafted, key=lambda key: (list(names).index(key[0]), key[1])))


def _read_grid(grid: Grid, records: Sequence[TableLayout], heads: Heads, known_on: date) -> list[Item]:
    """Read a sheet: the cells of its tables, then what stands beside them, in the order of the sheet."""
    found: dict[tuple[int, int], Item] = {}
    answers: dict[str, dict[str, str]] = {}
    for record in records:
        answers |= {place: dict(facts) for place, facts in record.answers.items()}
        if not record.data_columns:
            continue
        frame = Frame(grid, record)
        resolver = Resolver(frame, heads, record.answers)
        for place, item in TableReader(frame, resolver, known_on).read().items():
            found.setdefault(place, item)
    beside = [cell for cell in grid.cells if (cell.row, cell.column) not in found]
    found |= loose_items(grid, beside, answers)
    return [found[cell.row, cell.column] for cell in grid.cells]


def _answered(record: TableLayout, answers: Answers) -> TableLayout:
    """Give a record the answers about its own sheet."""
    mine = {place: facts for place, facts in answers.items() if place.rpartition("!")[0] == record.sheet}
    marks = {facts["decimal_mark"] for facts in mine.values() if "decimal_mark" in facts}
    changed = record.answered(mine)
    return replace(changed, decimal_mark=marks.pop()) if len(marks) == 1 else changed


def _notes_of(grid: Grid, records: Sequence[TableLayout]) -> list[str]:
    """Say what a reader should know of a sheet."""
    notes = []
    if grid.hidden_rows and not grid.hidden:
        n_hidden = len(grid.hidden_rows & set(grid.rows))
        notes += [f"Sheet '{grid.name}' has {n_hidden} hidden rows that hold something."] if n_hidden else []
    if grid.hidden_columns and not grid.hidden:
        used = Counter(cell.column for cell in grid.cells)
        n_hidden = len(grid.hidden_columns & set(used))
        notes += (
            [f"Sheet '{grid.name}' has {n_hidden} hidden columns that hold something."] if n_hidden else []
        )
    if grid.cells and not records:
        notes.append(f"On sheet '{grid.name}' no table was found.")
    return notes


def _one(values: set[str]) -> str:
    """Return the one value of a set, empty for none or several."""
    return next(iter(values)) if len(values) == 1 else ""
