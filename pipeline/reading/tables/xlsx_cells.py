"""The cells of one sheet of an xlsx workbook while they are read: their places, formats and shared texts."""

from dataclasses import dataclass, field

from pipeline.errors import BadInputError
from pipeline.reading.tables.cells import error_cell, number_cell, text_cell
from pipeline.reading.tables.grid import FORMULA, Cell, Range, place_of, reference
from pipeline.reading.tables.limits import MAX_COLUMNS, MAX_MERGED, MAX_ROWS, Budget, out_of_bounds

_YES = ("1", "true")


@dataclass(frozen=True)
class SheetParts:
    """What a sheet needs of its workbook: shared texts with their marks, a number format a style."""

    name: str
    texts: list[tuple[str, str]]
    formats: list[str]
    since_1904: bool
    hidden: bool


@dataclass
class SheetCells:
    """Where the reading of a sheet stands."""

    parts: SheetParts
    budget: Budget
    cells: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    row: int = 0
    row_text: str = "0"
    column: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """Name the sheet for a sentence."""
        return f"{self.budget.name}, sheet '{self.parts.name}'"

    def open_row(self, facts: dict[str, str]) -> None:
        """Begin a row; one that does not say its number follows the row before it."""
        self.row = self._number(facts["r"]) if "r" in facts else self.row + 1
        self.row_text = str(self.row)
        self.column = 0
        if facts.get("hidden") in _YES:
            self.hidden_rows.add(self.row)

    def open_cell(self, ref: str | None) -> None:
        """Go to the place of a cell; one that does not say it follows the cell before it."""
        if ref is None:
            self.column += 1
            return
        known = self.columns.get(ref[: -len(self.row_text)]) if ref.endswith(self.row_text) else None
        if known is None:
            self.go_to(ref)
        else:
            self.column = known

    def go_to(self, ref: str) -> None:
        """Read a place, and remember its column's letters, so that the next rows need not read them."""
        try:
            self.row, self.column = place_of(ref)
        except ValueError as error:
            raise self._damaged(str(error)) from error
        if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
            raise out_of_bounds(self.budget.name, f"sheet '{self.parts.name}', {ref}")
        self.row_text = str(self.row)
        self.columns[ref.removesuffix(self.row_text)] = self.column

    def take(self, kind: str, style: str, text: str, *, is_formula: bool) -> None:
        """Take what the cell at this place holds, if it holds anything."""
        if kind == "n" and text:
            code = self.formats.get(style)
            if code is None:
                code = self._find_format(style)
            row, column, since_1904 = self.row, self.column, self.parts.since_1904
            cell = number_cell(row, column, text, code, since_1904=since_1904)
            cell = cell or text_cell(row, column, text)
        else:
            cell = self._words(kind, text, is_formula=is_formula)
        if cell is not None:
            self.budget.take(self.parts.name, cell[0], cell[1], cell[2])
            self.cells.append(cell)

    def _words(self, kind: str, text: str, *, is_formula: bool) -> Cell | None:
        """Make a cell of anything but a number."""
        row, column = self.row, self.column
        if is_formula and not text and kind != "str":
            return Cell(row, column, "", FORMULA)
        if kind == "s":
            shared, mark = self._shared(text)
            return text_cell(row, column, shared, mark)
        if kind == "e" and text:
            return error_cell(row, column, text)
        if kind == "b":
            return text_cell(row, column, {"1": "TRUE", "0": "FALSE"}.get(text, text))
        return text_cell(row, column, text)

    def take_columns(self, facts: dict[str, str]) -> None:
        """Take columns that are hidden."""
        if facts.get("hidden") in _YES:
            first, last = self._number(facts.get("min", "")), self._number(facts.get("max", ""))
            self.hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))

    def take_merged(self, facts: dict[str, str]) -> None:
        """Take a merged range."""
        first, _, last = facts.get("ref", "").partition(":")
        try:
            top, left = place_of(first)
            bottom, right = place_of(last or first)
        except ValueError as error:
            raise self._damaged(str(error)) from error
        self.merged.append(Range(top, left, bottom, right))
        if len(self.merged) > MAX_MERGED:
            raise self._damaged(f"has more than {MAX_MERGED:,} merged ranges")

    def _shared(self, text: str) -> tuple[str, str]:
        """Return the shared text of a number."""
        if not text:
            return "", ""
        if not text.isdecimal() or len(text) > 9 or int(text) >= len(self.parts.texts):
            raise self._damaged(f"names a text '{text[:20]}' that the workbook does not hold")
        return self.parts.texts[int(text)]

    def _find_format(self, style: str) -> str:
        """Find the number format of a style, once."""
        known = self.parts.formats
        has = style.isdecimal() and len(style) < 9 and int(style) < len(known)
        self.formats[style] = known[int(style)] if has else "General"
        return self.formats[style]

    def _number(self, text: str) -> int:
        """Read the number of a row or column."""
        if not text.isdecimal() or len(text) > 9 or text == "0":
            raise self._damaged(f"names a row or column '{text[:20]}'")
        if int(text) > MAX_ROWS:
            raise out_of_bounds(self.budget.name, f"sheet '{self.parts.name}'")
        return int(text)

    def _damaged(self, what: str) -> BadInputError:
        """Say what is the matter with the sheet."""
        where = f"sheet '{self.parts.name}', {reference(max(self.row, 1), max(self.column, 1))}"
        return BadInputError(
            f"{self.budget.name}, {where}: it {what}. Save the file anew and hand it in again."
        )
