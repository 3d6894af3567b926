"""Reads a table's file into items: each cell that holds something, understood, asked about or set aside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.collector import held_back
from pipeline.errors import BadInputError
from pipeline.reading.draft import Found, Item, Source, item_of
from pipeline.reading.tables.drafting import draft_tables
from pipeline.reading.tables.facts import Facts
from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Book, Grid
from pipeline.reading.tables.heads import Heads, bare_head
from pipeline.reading.tables.layout import Answers, TableLayout
from pipeline.reading.tables.limits import capped
from pipeline.reading.tables.loose import loose_facts
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.resolve import Resolver
from pipeline.reading.tables.senses import MAX_HEAD
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


@dataclass(frozen=True)
class Table:
    """A table of a file by its record; `resolver` has read its heads, where nothing is said of them."""

    layout: TableLayout
    resolver: Resolver | None = None


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
    return answer_book(book, answers, vocabulary, source.published_to or received_on, given)


@held_back()
def read_book(book: Book, vocabulary: Vocabulary, known_on: date, given: Sequence[TableLayout] = ()) -> Found:
    """Read a file that is open; what ends after `known_on` cannot have been observed.

    Raises BadInputError where a record given is of a sheet that the file does not have.
    """
    heads = Heads(vocabulary)
    return _read_tables(book, _tables(book, heads, given), heads, known_on)


@held_back()
def answer_book(
    book: Book,
    answers: Answers,
    vocabulary: Vocabulary,
    known_on: date,
    given: Sequence[TableLayout] = (),
) -> tuple[Found, tuple[TableLayout, ...]]:
    """Read a file that is open with what a person said of places, as `apply_answers` does."""
    heads = Heads(vocabulary)
    heads.told = _names_told(book, answers)
    tables = _tables(book, heads, given)
    _refuse_strange(book, answers)
    bare = {place.rpartition("!")[0] for place in answers} - {table.layout.sheet for table in tables}
    tables += [Table(TableLayout(sheet, 0)) for sheet in sorted(bare)]
    answered = [_answered(table, answers) for table in tables]
    return _read_tables(book, answered, heads, known_on), tuple(table.layout for table in answered)


def _names_told(book: Book, answers: Answers) -> dict[str, str]:
    """Return the names of places that a person said a territory of, where all that was said agrees."""
    said = {place: facts["territory"] for place, facts in answers.items() if "territory" in facts}
    if not said:
        return {}
    found: dict[str, set[str]] = {}
    for grid in book.grids:
        for cell in grid.cells:
            if cell.kind == "text" and (territory := said.get(grid.place(cell))):
                found.setdefault(bare_head(cell)[:MAX_HEAD], set()).add(territory)
    return {text: ids.pop() for text, ids in found.items() if len(ids) == 1}


def _refuse_strange(book: Book, answers: Answers) -> None:
    """Refuse an answer about a place or a field that the file does not have."""
    places = {grid.place(cell) for grid in book.grids for cell in grid.cells} if answers else set()
    for place, facts in answers.items():
        if place not in places:
            raise BadInputError(f"{book.name} has nothing at {place}. Name a place as the draft shows it.")
        unknown = sorted(set(facts) - ANSWERED)
        if unknown:
            raise BadInputError(f"'{unknown[0]}' at {place} is no field that is asked about.")


def _read_tables(book: Book, tables: Sequence[Table], heads: Heads, known_on: date) -> Found:
    """Read the tables of a file, sheet by sheet."""
    items: list[Item] = []
    notes = list(book.notes)
    for grid in book.grids:
        mine = [table for table in tables if table.layout.sheet == grid.name]
        items += _read_grid(grid, mine, heads, known_on)
        notes += _notes_of(grid, mine)
    return Found(tuple(items), capped(notes))


def _tables(book: Book, heads: Heads, given: Sequence[TableLayout]) -> list[Table]:
    """Draft the tables, and put records that were given in the place of their own."""
    names = {grid.name: number for number, grid in enumerate(book.grids)}
    tables = {
        (found.layout.sheet, found.layout.table): Table(found.layout, found.resolver)
        for grid in book.grids
        for found in draft_tables(book, grid, heads)
    }
    for record in given:
        if record.sheet not in names:
            raise BadInputError(
                f"{book.name} has no sheet '{record.sheet}', of which the layout record is. Draft it again."
            )
        tables[record.sheet, record.table] = Table(record)
    return [tables[key] for key in sorted(tables, key=lambda key: (names[key[0]], key[1]))]


def _read_grid(grid: Grid, tables: Sequence[Table], heads: Heads, known_on: date) -> list[Item]:
    """Read a sheet: the cells of its tables, then what stands beside them, in the order of the sheet."""
    found: dict[tuple[int, int], Facts] = {}
    answers: dict[str, dict[str, str]] = {}
    for table in tables:
        record = table.layout
        answers |= {place: dict(facts) for place, facts in record.answers.items()}
        if not record.data_columns:
            continue
        resolver = table.resolver or Resolver(Frame(grid, record), heads, record.answers)
        read = TableReader(resolver.frame, resolver, known_on).read()
        found = {**read, **found} if found else read
    if len(found) < len(grid.cells):
        beside = [cell for cell in grid.cells if cell[:2] not in found]
        found |= loose_facts(grid, beside, answers)
    return [item_of(found[cell[:2]]) for cell in grid.cells]


def _answered(table: Table, answers: Answers) -> Table:
    """Give a table the answers about its own sheet; its heads are then read anew."""
    record = table.layout
    mine = {place: facts for place, facts in answers.items() if place.rpartition("!")[0] == record.sheet}
    if not mine:
        return table
    marks = {facts["decimal_mark"] for facts in mine.values() if "decimal_mark" in facts}
    changed = record.answered(mine)
    return Table(replace(changed, decimal_mark=marks.pop()) if len(marks) == 1 else changed)


def _notes_of(grid: Grid, tables: Sequence[Table]) -> list[str]:
    """Say what a reader should know of a sheet."""
    notes = []
    if not grid.hidden:
        n_rows = len(grid.hidden_rows & set(grid.rows))
        n_columns = (
            len(grid.hidden_columns & {cell.column for cell in grid.cells}) if grid.hidden_columns else 0
        )
        counted = ((n_rows, "row"), (n_columns, "column"))
        notes += [f"Sheet '{grid.name}' has {_hidden(count, noun)}." for count, noun in counted if count]
    if grid.cells and not tables:
        notes.append(f"On sheet '{grid.name}' no table was found.")
    return notes


def _hidden(count: int, noun: str) -> str:
    """Count what is hidden."""
    if count == 1:
        return f"1 hidden {noun} that holds something"
    return f"{count} hidden {noun}s that hold something"


def _one(values: set[str]) -> str:
    """Return the one value of a set, empty for none or several."""
    return next(iter(values)) if len(values) == 1 else ""
