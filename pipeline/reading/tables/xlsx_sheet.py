"""Reads one sheet of an xlsx workbook from its XML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.errors import BadInputError
from pipeline.reading.tables.cells import error_cell, number_cell, text_cell
from pipeline.reading.tables.grid import FORMULA, Cell, Grid, Range, place_of, reference
from pipeline.reading.tables.limits import (
    MAX_COLUMNS,
    MAX_FIELD_CHARACTERS,
    MAX_MERGED,
    Budget,
    out_of_bounds,
)
from pipeline.reading.tables.xml import parse_xml

_YES = ("1", "true")


@dataclass(frozen=True)
class SheetParts:
    """What a sheet needs of its workbook: shared texts with their marks, a number format a style."""

    name: str
    texts: list[tuple[str, str]]
    formats: list[str]
    since_1904: bool
    hidden: bool


def read_sheet(pieces: Iterable[bytes], parts: SheetParts, budget: Budget) -> Grid:
    """Read a sheet; raises BadInputError past a limit and where a cell stands twice or nowhere."""
    reader = _Sheet(parts, budget)
    what = f"{budget.name}, sheet '{parts.name}'"
    parse_xml(pieces, what, reader.start, reader.end, reader.text)
    cells = reader.cells
    cells.sort(key=lambda cell: (cell.row, cell.column))
    for before, after in pairwise(cells):
        if before[:2] == after[:2]:
            raise BadInputError(f"{what} holds the cell {after.reference} twice. Save the file anew.")
    return Grid(
        parts.name,
        tuple(cells),
        parts.hidden,
        frozenset(reader.hidden_rows),
        frozenset(reader.hidden_columns),
        tuple(reader.merged),
        n_rows=cells[-1].row if cells else 0,
    )


@dataclass
class _Sheet:
    """Where the reading of a sheet stands."""

    parts: SheetParts
    budget: Budget
    cells: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    row: int = 0
    column: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    buffer: list[str] = field(default_factory=list)
    formula: str | None = None
    taking: bool = False
    spoken: bool = False
    size: int = 0

    def start(self, tag: str, facts: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "c":
            self._open_cell(facts)
        elif tag in ("v", "t", "f"):
            self.taking = not self.spoken
            if tag == "f":
                self.formula = facts.get("t", "")
                self.taking = False
        elif tag == "row":
            self._open_row(facts)
        elif tag == "rPh":
            self.spoken = True
        elif tag == "col" and facts.get("hidden") in _YES:
            first, last = self._number(facts.get("min", "")), self._number(facts.get("max", ""))
            self.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))
        elif tag == "mergeCell":
            self._merge(facts.get("ref", ""))

    def text(self, text: str) -> None:
        """Take characters of a value."""
        if self.taking and self.size <= MAX_FIELD_CHARACTERS:
            self.size += len(text)
            self.buffer.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in ("v", "t"):
            self.taking = False
        elif tag == "rPh":
            self.spoken = False
        elif tag == "c":
            cell = self._close_cell()
            if cell is not None:
                self.budget.take(self.parts.name, cell.row, cell.column, cell.text)
                self.cells.append(cell)

    def _open_row(self, facts: dict[str, str]) -> None:
        """Begin a row; one that does not say its number follows the row before it."""
        self.row = self._number(facts["r"]) if "r" in facts else self.row + 1
        self.column = 0
        if facts.get("hidden") in _YES:
            self.hidden_rows.add(self.row)

    def _open_cell(self, facts: dict[str, str]) -> None:
        """Begin a cell; one that does not say its place follows the cell before it."""
        self.facts = facts
        self.buffer.clear()
        self.formula = None
        self.size = 0
        if "r" in facts:
            try:
                self.row, self.column = place_of(facts["r"])
            except ValueError as error:
                raise self._damaged(str(error)) from error
        else:
            self.column += 1

    def _close_cell(self) -> Cell | None:
        """Make the cell that has been read, if it holds anything."""
        text = "".join(self.buffer)
        kind = self.facts.get("t", "n")
        row, column = self.row, self.column
        if self.formula is not None and not text and kind != "str":
            return Cell(row, column, "", FORMULA)
        if kind == "s":
            shared, mark = self._shared(text)
            return text_cell(row, column, shared, mark)
        if kind == "n" and text:
            made = number_cell(row, column, text, self._format(), since_1904=self.parts.since_1904)
            return made or text_cell(row, column, text)
        if kind == "e" and text:
            return error_cell(row, column, text)
        if kind == "b":
            return text_cell(row, column, {"1": "TRUE", "0": "FALSE"}.get(text, text))
        return text_cell(row, column, text)

    def _shared(self, text: str) -> tuple[str, str]:
        """Return the shared text of a number."""
        if not text:
            return "", ""
        if not text.isdecimal() or len(text) > 9 or int(text) >= len(self.parts.texts):
            raise self._damaged(f"names a text '{text[:20]}' that the workbook does not hold")
        return self.parts.texts[int(text)]

    def _format(self) -> str:
        """Return the number format of the cell."""
        style = self.facts.get("s", "0")
        formats = self.parts.formats
        return (
            formats[int(style)]
            if style.isdecimal() and len(style) < 9 and int(style) < len(formats)
            else "General"
        )

    def _merge(self, ref: str) -> None:
        """Take a merged range."""
        first, _, last = ref.partition(":")
        try:
            top, left = place_of(first)
            bottom, right = place_of(last or first)
        except ValueError as error:
            raise self._damaged(str(error)) from error
        self.merged.append(Range(top, left, bottom, right))
        if len(self.merged) > MAX_MERGED:
            raise self._damaged(f"has more than {MAX_MERGED:,} merged ranges")

    def _number(self, text: str) -> int:
        """Read the number of a row or column."""
        if not text.isdecimal() or len(text) > 9 or text == "0":
            raise self._damaged(f"names a row or column '{text[:20]}'")
        if int(text) > 1_048_576:
            raise out_of_bounds(self.budget.name, f"sheet '{self.parts.name}'")
        return int(text)

    def _damaged(self, what: str) -> BadInputError:
        """Say what is the matter with the sheet."""
        where = f"sheet '{self.parts.name}', {reference(max(self.row, 1), max(self.column, 1))}"
        return BadInputError(
            f"{self.budget.name}, {where}: it {what}. Save the file anew and hand it in again."
        )
