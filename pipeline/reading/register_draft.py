"""A register of a known layout as a draft: each number shown, each word that no list knows asked about once.

Its lines name their own sources, and intake reads them by their layout. What is answered about a word becomes
a row of the office's tables when the draft is accepted, so that the next register is read without asking.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.intake.account import DECLARABLE, count_numbers, dispositions_of
from pipeline.intake.layout import Layout, load_layout
from pipeline.intake.register import READER_VERSION, read_register
from pipeline.reading.answer import WAITS
from pipeline.reading.draft import Draft, Item, ReadFile, Source, ask, settle
from pipeline.reading.lists import MAX_CANDIDATES, Lists, nearest
from pipeline.reading.shown_table import letters

if TYPE_CHECKING:
    from pipeline.reading.read import Request
    from pipeline.reading.tables.grid import Book, Cell, Grid
    from pipeline.reading.tables.register import Register

READER: Final = "register"
OF_LINES: Final = "unknown:each_line_names_its_source"
"""What is said of the source of a register as a whole."""
_MAX_LABEL = 60
_COPIED = ("unit_as_written", "territory_as_written", "label_as_written", "period_as_written", "qualifier")


@dataclass(frozen=True)
class Sheet:
    """Where a register's fields stand: the letters of its columns, the row of each line, the cells it has."""

    name: str
    columns: Mapping[str, str]
    rows: Mapping[int, int]
    cells: frozenset[str]

    def place(self, names: Iterable[str], line: int) -> str:
        """Return the cell of a line in the first of several columns that holds something."""
        columns = [self.columns[name] for name in names if name in self.columns]
        places = [f"{column}{self.rows[line]}" for column in columns]
        return next((place for place in places if place in self.cells), places[0])


def read_register_draft(
    request: "Request", sha256: str, register: "Register", book: "Book", lists: Lists
) -> Draft:
    """Make the draft of a register that was brought to the columns of its layout."""
    layout = load_layout(register.layout)
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / f"{register.layout}.csv"
        path.write_text(register.text, encoding="utf-8", newline="")
        reading = read_register(path, layout, sha256, request.name, request.received_on)
    grid = book.grids[0]
    head = {cell.text.strip(): letters(cell.column) for cell in grid.rows[1]}
    sheet = Sheet(grid.name, head, _rows(register.text), frozenset(cell.reference for cell in grid.cells))
    figures = {item.cell: item for item in _Reader(layout, sheet, lists).items(reading.figures)}
    beside = _Beside(grid, layout)
    items = tuple(figures.get(cell.reference) or beside.item(cell) for cell in grid.cells)
    counts = reading.counts
    told = (
        f"A register of layout {layout.code}: {counts['lines_in']:,} lines, {counts['parsed']:,} read, "
        f"{counts['quarantined']:,} quarantined, {counts['skipped']:,} skipped; {len(register.sources):,} "
        "sources."
    )
    lines = [
        f"Line {line['line']} is {line['status']}: {line['reason']}."
        for line in reading.lines
        if line["status"] == "quarantined"
    ]
    size = request.path.stat().st_size
    reader = f"{READER}/{layout.code}"
    file = ReadFile(request.path.name, sha256, size, book.media_type, book.encoding, reader, READER_VERSION)
    source = Source(request.source.source_id, publisher=OF_LINES, address=OF_LINES, basis=OF_LINES)
    notes = (told, *register.notes, *book.notes, *lines[:20])
    return Draft(request.name, request.received_on, file, source, items, notes)


class _Beside:
    """Makes items of cells beside the figures; numbers of a column that nobody reads are asked about once."""

    def __init__(self, grid: "Grid", layout: Layout) -> None:
        """Index the columns by what the layout says of them."""
        self.grid = grid
        self.heads = {cell.column: cell.text.strip() for cell in grid.rows[1]}
        self.told = dispositions_of(layout) | dict.fromkeys(layout.figure_columns, "duplicate")
        self.asked: dict[str, str] = {}

    def item(self, cell: "Cell") -> Item:
        """Make the item of a cell: words, a number of a known column, or one that is asked about."""
        item = Item(sheet=self.grid.name, cell=cell.reference, as_printed=cell.text[:_MAX_LABEL])
        head = self.heads.get(cell.column, "")
        found = count_numbers(cell.text)
        if cell.row == 1 or not found:
            return settle(item, "label")
        if head in self.told:
            return settle(item, self.told[head])
        first = self.asked.setdefault(head, item.place)
        if first != item.place:
            return ask(item, f"{WAITS}{first}", f"It waits for the answer about {first} (disposition).")
        question = f"Column {head} is none that registers of this layout read. What are the numbers in it?"
        return ask(item, "disposition", question, DECLARABLE)


class _Reader:
    """Makes items of figures; a word that no list knows is asked about where it stands first."""

    def __init__(self, layout: Layout, sheet: Sheet, lists: Lists) -> None:
        """Begin with nothing asked."""
        from pipeline.places.gazetteer import load_gazetteer

        self.layout, self.sheet, self.lists = layout, sheet, lists
        self.gazetteer = load_gazetteer(lists.reference)
        concepts = lists.reference["concept"].iter_rows(named=True)
        self.concepts = {row["label_as_written"]: row for row in concepts if row["layout"] == layout.code}
        self.units = set(lists.reference["unit_name"]["unit_as_written"])
        self.asked: dict[tuple[str, str], str] = {}

    def items(self, figures: list[dict[str, Any]]) -> Iterator[Item]:
        """Yield an item for each figure, in the order of the register."""
        for figure in figures:
            yield self._settled(self._described(figure), figure)

    def _described(self, figure: Mapping[str, Any]) -> Item:
        """Give an item its place and what the register says of it."""
        field = str(figure["locator"]).rpartition(" ")[2]
        columns = next(found for found in self.layout.figures if found.field == field)
        written = (columns.ratio if figure["quantity"] == "multiple" else "", columns.printed, columns.value)
        start, end = figure["period_start"], figure["period_end"]
        return Item(
            sheet=self.sheet.name,
            cell=self.sheet.place(written, figure["line"]),
            as_printed=str(figure["as_printed"])[:120],
            value=str(figure["value_as_delivered"]),
            step=str(figure["step_as_written"]),
            unit=str(figure["unit_as_written"]),
            quantity=str(figure["quantity"]),
            period_start=start.isoformat() if start else "",
            period_end=end.isoformat() if end else "",
            period_kind=str(figure["period_kind"]),
            **{name: str(figure[name])[:120] for name in _COPIED},
        )

    def _settled(self, item: Item, figure: Mapping[str, Any]) -> Item:
        """Settle an item by the office's tables, or ask for the first word that they lack."""
        if figure["disposition"] != "used":
            known = {"quarantined": "rejected"}.get(figure["disposition"], figure["disposition"])
            return settle(item, known, str(figure["reason"]))
        concept = self.concepts.get(item.label_as_written)
        if concept is None:
            near = nearest(item.label_as_written.replace("_", " "), self.lists.by_field["measure"])
            return self._ask(item, "measure", item.label_as_written, near)
        named = {"measure": "measure_code", "breakdown": "breakdown", "kind": "kind"}
        item = replace(item, **{name: concept[column] for name, column in named.items()})
        if concept["disposition"] != "used":
            return settle(item, concept["disposition"], concept["reason"])
        found = self.gazetteer.resolve(
            item.territory_as_written,
            on=figure["period_end"],
            measure_topic=item.measure,
            layout=self.layout.code,
        )
        item = replace(item, territory=found.territory_id, inferred=found.inferred)
        if item.unit not in self.units:
            near = nearest(item.unit, {name: name for name in self.units})
            return self._ask(replace(item, unit=""), "unit", item.unit_as_written, near)
        if found.is_question:
            near = [candidate.territory_id for candidate in found.candidates][:MAX_CANDIDATES]
            return self._ask(item, "territory", item.territory_as_written, near)
        return settle(item, "used")

    def _ask(self, item: Item, field: str, word: str, near: list[str]) -> Item:
        """Ask about a word once; the other figures that have it wait."""
        first = self.asked.setdefault((field, word), item.place)
        if first != item.place:
            return ask(item, f"{WAITS}{first}", f"It waits for the answer about {first} ({field}).")
        noun = f"{_NOUNS[field]} '{word}'"
        question = f"No list has the {noun} of registers of {self.layout.code}. {_ASKS[field]}"
        return ask(item, field, question, near)


_NOUNS = {"measure": "label", "unit": "unit", "territory": "place"}
_ASKS = {
    "measure": "Which measure, or part of one, is it?",
    "unit": "Which unit is it?",
    "territory": "Which territory is it?",
}


def _rows(text: str) -> dict[int, int]:
    """Return the row of the sheet of each line number that a reader of the text counts."""
    reader = csv.reader(io.StringIO(text, newline=""))
    rows: dict[int, int] = {}
    for row, _ in enumerate(reader, start=1):
        rows[reader.line_num] = row
    return rows
