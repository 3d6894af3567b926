"""Reads ods: the cells of content.xml in one stream, repeats only as far as they hold something."""

from dataclasses import dataclass, field

from pipeline.errors import BadInputError
from pipeline.reading.tables.archive import CONTENT, Archive
from pipeline.reading.tables.cells import error_cell, text_cell
from pipeline.reading.tables.grid import FORMULA, Cell, Grid, Range, doubled_name, reference
from pipeline.reading.tables.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FIELD_CHARACTERS,
    MAX_MERGED,
    MAX_SHEETS,
    Budget,
    out_of_bounds,
)
from pipeline.reading.tables.number_format import held, plain
from pipeline.reading.tables.xml import local, parse_xml

_HIDDEN = ("collapse", "filter")
_NUMBERS = ("float", "currency", "percentage")
_BLANKS = {"s": " ", "tab": " ", "line-break": "\n"}


def read_ods(archive: Archive, budget: Budget) -> tuple[list[Grid], list[str]]:
    """Read the sheets of a document and sentences about it. Raises BadInputError."""
    _refuse_password(archive, budget.name)
    reader = _Document(budget)
    parse_xml(archive.chunks(CONTENT), budget.name, reader.start, reader.end, reader.text)
    doubled = doubled_name(grid.name for grid in reader.grids)
    if doubled:
        raise BadInputError(
            f"{budget.name} has two sheets named '{doubled}'. Rename one and hand it in again."
        )
    macros = any(part.startswith("Basic/") for part in archive.parts)
    return reader.grids, ["The file holds macros. They are neither read nor run."] if macros else []


def _refuse_password(archive: Archive, name: str) -> None:
    """Refuse a document whose list of parts says that they are encrypted."""
    encrypted = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal encrypted
        encrypted = encrypted or tag == "encryption-data"

    if "META-INF/manifest.xml" in archive:
        parse_xml(
            archive.chunks("META-INF/manifest.xml"), f"{name} (its list of parts)", start, lambda _: None
        )
    if encrypted:
        raise BadInputError(f"{name} is under a password. Save it without a password and hand it in again.")


@dataclass
class _Document:
    """Where the reading of a document stands."""

    budget: Budget
    grids: list[Grid] = field(default_factory=list)
    sheet: str = ""
    hidden_styles: set[str] = field(default_factory=set)
    style: str = ""
    hidden: bool = False
    cells: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    row: int = 0
    column: int = 0
    next_column: int = 0
    depth: int = 0
    row_times: int = 1
    row_cells: list[Cell] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    buffer: list[str] = field(default_factory=list)
    size: int = 0
    paragraphs: int = 0
    in_cell: bool = False
    in_note: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "table":
            self._open_table(attributes)
        elif tag == "table-row" and self.depth == 1:
            self._open_row(attributes)
        elif tag == "table-column" and self.depth == 1:
            self._open_column(attributes)
        elif tag in ("table-cell", "covered-table-cell") and self.depth == 1:
            self.facts = {local(key): text for key, text in attributes.items()}
            self.in_cell, self.paragraphs, self.size = True, 0, 0
            self.buffer.clear()
        elif tag in ("annotation", "shape", "shapes", "frame"):
            self.in_note += 1
        elif self.in_cell and not self.in_note:
            self._open_text(tag, attributes)
        elif tag == "style":
            self.style = attributes.get("style:name", "")
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def text(self, text: str) -> None:
        """Take characters of a cell."""
        if self.in_cell and not self.in_note and self.paragraphs and self.size <= MAX_FIELD_CHARACTERS:
            self.size += len(text)
            self.buffer.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "table":
            self.depth -= 1
            if self.depth == 0:
                self._close_table()
        elif tag in ("table-cell", "covered-table-cell") and self.depth == 1:
            self._close_cell()
        elif tag == "table-row" and self.depth == 1:
            self._close_row()
        elif tag in ("annotation", "shape", "shapes", "frame"):
            self.in_note -= 1

    def _open_table(self, attributes: dict[str, str]) -> None:
        """Begin a sheet; a table within a cell is none."""
        self.depth += 1
        if self.depth > 1:
            return
        if len(self.grids) >= MAX_SHEETS:
            raise BadInputError(
                f"{self.budget.name} has more than {MAX_SHEETS} sheets. Split it into smaller files."
            )
        self.sheet = attributes.get("table:name", f"Sheet {len(self.grids) + 1}")[:255]
        self.hidden = attributes.get("table:style-name", "-") in self.hidden_styles
        self.cells, self.merged = [], []
        self.hidden_rows, self.hidden_columns = set(), set()
        self.row = self.next_column = 0

    def _close_table(self) -> None:
        """Make the sheet that has been read."""
        self.grids.append(
            Grid(
                self.sheet,
                tuple(self.cells),
                self.hidden,
                frozenset(self.hidden_rows),
                frozenset(self.hidden_columns),
                tuple(self.merged),
                n_rows=self.cells[-1].row if self.cells else 0,
            )
        )

    def _open_row(self, attributes: dict[str, str]) -> None:
        """Begin a row, which may stand for several alike."""
        self.row_times = self._times(attributes.get("table:number-rows-repeated", "1"))
        self.row += 1
        self.column = 0
        self.row_cells = []
        if attributes.get("table:visibility") in _HIDDEN and self.row_times < MAX_CELLS:
            self.hidden_rows.update(range(self.row, self.row + self.row_times))

    def _close_row(self) -> None:
        """Take the row's cells as often as it is repeated."""
        for step in range(self.row_times if self.row_cells else 0):
            for cell in self.row_cells:
                repeated = cell._replace(row=cell.row + step)
                self._count(repeated)
                self.cells.append(repeated)
        self.row += self.row_times - 1

    def _open_column(self, attributes: dict[str, str]) -> None:
        """Take a column, which may stand for several alike."""
        times = self._times(attributes.get("table:number-columns-repeated", "1"))
        if attributes.get("table:visibility") in _HIDDEN and self.next_column < MAX_COLUMNS:
            last = min(self.next_column + times, MAX_COLUMNS)
            self.hidden_columns.update(range(self.next_column + 1, last + 1))
        self.next_column += times

    def _open_text(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element within a cell's text."""
        if tag == "p":
            if self.paragraphs:
                self.text("\n")
            self.paragraphs += 1
        elif tag in _BLANKS:
            times = self._times(attributes.get("text:c", "1"))
            self.text(_BLANKS[tag] * min(times, MAX_FIELD_CHARACTERS + 1))

    def _close_cell(self) -> None:
        """Make the cell that has been read, as often as it is repeated."""
        self.in_cell = False
        times = self._times(self.facts.get("number-columns-repeated", "1"))
        first = self.column + 1
        self.column += times
        self._merge(first)
        cell = self._make_cell(first)
        if cell is None:
            return
        for column in range(first, first + times):
            repeated = cell._replace(column=column)
            if len(self.row_cells) > MAX_COLUMNS:
                raise out_of_bounds(self.budget.name, self._where(repeated))
            self.row_cells.append(repeated)

    def _make_cell(self, column: int) -> Cell | None:
        """Make a cell of its typed value and the text that it shows."""
        text = "".join(self.buffer)
        kind = self.facts.get("value-type", "")
        held_text = self.facts.get("value", "")
        if kind in _NUMBERS and (number := held(held_text)) is not None:
            code = "0%" if kind == "percentage" else "General"
            return Cell(self.row, column, text.strip() or plain(number), "number", plain(number), code)
        if kind == "date" and self.facts.get("date-value"):
            return Cell(self.row, column, text.strip(), "date", self.facts["date-value"][:19], "")
        if "formula" in self.facts and not text and not kind:
            return Cell(self.row, column, "", FORMULA)
        if "formula" in self.facts and text.strip().startswith(("#", "Err:")):
            return error_cell(self.row, column, text.strip())
        return text_cell(self.row, column, text)

    def _merge(self, column: int) -> None:
        """Take a merged range that begins here."""
        across = self._times(self.facts.get("number-columns-spanned", "1"))
        down = self._times(self.facts.get("number-rows-spanned", "1"))
        if across > 1 or down > 1:
            self.merged.append(Range(self.row, column, self.row + down - 1, column + across - 1))
        if len(self.merged) > MAX_MERGED:
            raise BadInputError(
                f"{self.budget.name}, sheet '{self.sheet}': more than {MAX_MERGED:,} merged ranges."
            )

    def _count(self, cell: Cell) -> None:
        """Count a cell, or refuse the file past a limit."""
        self.budget.take(self.sheet, cell.row, cell.column, cell.text)

    def _where(self, cell: Cell) -> str:
        """Say where a cell stands."""
        return f"sheet '{self.sheet}', {reference(cell.row, min(cell.column, MAX_COLUMNS))}"

    def _times(self, text: str) -> int:
        """Read how often something is repeated."""
        if not text.isdecimal() or len(text) > 9 or int(text) == 0:
            raise BadInputError(
                f"{self.budget.name}, sheet '{self.sheet}': '{text[:20]}' is no count of rows or columns. "
                "Save the file anew."
            )
        return int(text)
