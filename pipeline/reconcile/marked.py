"""A reconciliation as a workbook: the lists first, then the table as it was read, each figure marked.

A mark is a sign behind the figure, a colour, and for figures that are not equal a note with ours.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pipeline.companions.numbers import bare, fits_a_sheet
from pipeline.companions.sheet import SHEET_COLUMNS, SHEET_ROWS, sheet_name
from pipeline.reading.sheets import Book, new_book
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.number_format import read_format
from pipeline.reading.tables.opening import open_book
from pipeline.reconcile.model import DIFFER, EQUAL, STATUSES, THERE, WITHIN, Line, Reconciliation
from pipeline.reconcile.text import grouped, said, sentence

MARKS: Final = {
    EQUAL: ("=", "#e2f1e7", "#1e5c3a"),
    WITHIN: ("~", "#eef3f6", "#0b4f6c"),
    DIFFER: ("\u2260", "#fdeccb", "#7d4300"),
    THERE: ("+", "#eceff2", "#414d56"),
}
"""The sign of each status, its wash and its ink."""
MAX_NOTES: Final = 2_000
"""So many figures get a note; the list of figures has all."""
_HEADS: Final = (
    *("Sheet", "Cell", "Mark", "Status", "There", "Here", "Difference", "Unit", "Cell id", "Number id"),
    *("Read as", "Seen beside it"),
)
_WIDTHS: Final = (18.0, 8, 6, 24, 16, 16, 14, 12, 44, 12, 50, 60)


def marked_workbook(found: Reconciliation, path: Path) -> bytes:
    """Write the workbook of a reconciliation; `path` is the table. The same gives the same bytes."""
    with new_book(f"{found.file} beside {found.office} {found.month}", date.fromisoformat(found.as_of)) as (
        book,
        stream,
    ):
        names: list[str] = []
        _lists(book, found, names)
        writer = _Writer(book)
        questions = {(one.sheet, one.cell): one.question for one in found.unread}
        lines: dict[tuple[str, str], list[Line]] = {}
        for line in found.lines:
            lines.setdefault((line.theirs.sheet, line.theirs.cell), []).append(line)
        with_figures = {sheet for sheet, _ in lines} | {one.sheet for one in found.unread}
        for grid in open_book(path).grids:
            if grid.name in with_figures:
                names.append(sheet_name(grid.name, names))
                writer.write(grid, names[-1], lines, questions)
    return stream.getvalue()


def _lists(book: Book, found: Reconciliation, names: list[str]) -> None:
    """Write what was found: the count, every figure, cells that the table has not, what was not read."""
    order = (DIFFER, THERE, WITHIN, EQUAL)
    lines = sorted(found.lines, key=lambda line: order.index(line.status))
    figures = [_row(line) for line in lines]
    here = [
        (one.cell_id, one.number_id, bare(one.value), one.unit_code, ", ".join(one.printed_in))
        for one in found.only_here
    ]
    open_ = [
        (one.place, one.printed, one.question, ", ".join(one.candidates), str(one.waiting))
        for one in found.unread
    ]
    legend = [f"{mark}  {STATUSES[status]}" for status, (mark, _, _) in MARKS.items()]
    title = f"{found.file} beside {found.office} {found.month}, as known on {found.as_of}"
    above = [sentence(found), *legend, "?  not read: a question is open", *found.notes]
    sheets = (
        ("Reconciliation", _HEADS, _WIDTHS, figures),
        ("Only here", ("Cell id", "Number id", "Value", "Unit", "Printed in"), (44.0, 12, 18, 12, 40), here),
        ("Not read", ("Place", "Printed", "Question", "Near", "Figures"), (22.0, 30, 60, 40, 9), open_),
    )
    for name, heads, widths, rows in sheets:
        if name == "Reconciliation" or rows:
            names.append(name)
            _list(book, name, title, above if name == "Reconciliation" else [], (heads, widths), rows)


def _list(
    book: Book,
    name: str,
    title: str,
    above: Sequence[str],
    columns: tuple[Sequence[str], Sequence[float]],
    rows: Sequence[Sequence[str]],
) -> None:
    """Write one list below its title."""
    sheet = book.sheet(name, tuple(float(width) for width in columns[1]))
    book.write(sheet, 0, 0, title, "title")
    for at, text in enumerate(above, start=1):
        book.write(sheet, at, 0, text, "plain")
    top = len(above) + 2
    book.heads(sheet, top, tuple(columns[0]))
    for at, row in enumerate(rows[: SHEET_ROWS - top - 1], start=top + 1):
        for column, text in enumerate(row):
            book.write(sheet, at, column, text)
    if rows:
        sheet.autofilter(top, 0, top + len(rows), len(columns[0]) - 1)


def _row(line: Line) -> tuple[str, ...]:
    """Return a figure as the texts of a row."""
    theirs = line.theirs
    numbers = (grouped(theirs.value, theirs.step), _number(line.shown, line), _number(line.difference, line))
    ids = (line.unit_code or theirs.unit_code, line.cell_id or theirs.cell_id, line.number_id)
    beside = "; ".join([*line.hints, *(f"could also be {name}" for name in line.also)])
    mark = MARKS[line.status][0]
    return (theirs.sheet, theirs.cell, mark, STATUSES[line.status], *numbers, *ids, said(line), beside)


def _number(value: Decimal | None, line: Line) -> str:
    """Write a number at the precision of the table."""
    return "" if value is None else grouped(value, line.theirs.step)


class _Writer:
    """Writes sheets of a table as they were read, with marks."""

    def __init__(self, book: Book) -> None:
        """Begin; formats are made once."""
        self.book = book
        self._formats: dict[tuple[str, str], Any] = {}
        self._notes = 0

    def write(
        self,
        grid: Grid,
        name: str,
        lines: Mapping[tuple[str, str], Sequence[Line]],
        questions: Mapping[tuple[str, str], str],
    ) -> None:
        """Write one sheet; its columns are as wide as their figures."""
        sheet = self.book.sheet(name)
        widths: dict[int, int] = {}
        for cell in grid.cells:
            if cell.row > SHEET_ROWS or cell.column > SHEET_COLUMNS:
                continue
            place = (grid.name, cell.reference)
            if place in questions:
                self._question(sheet, cell, questions[place])
            else:
                self._cell(sheet, cell, lines.get(place, ()))
            widths[cell.column] = min(40, max(widths.get(cell.column, 8), len(cell.text) + 3))
        for column, width in widths.items():
            sheet.set_column(column - 1, column - 1, width)

    def _cell(self, sheet: Any, cell: Cell, lines: Sequence[Line]) -> None:
        """Write one cell; the least equal of its figures marks it."""
        row, column = cell.row - 1, cell.column - 1
        if not lines:
            sheet.write_string(row, column, cell.text)
            return
        line = max(lines, key=lambda one: tuple(MARKS).index(one.status))
        mark = MARKS[line.status][0]
        number = Decimal(cell.value) if cell.kind == "number" else None
        if number is not None and fits_a_sheet(number):
            sheet.write_number(row, column, float(number), self._format(line.status, _shown(cell)))
        else:
            sheet.write_string(row, column, f"{cell.text} {mark}", self._format(line.status, "@"))
        if line.status != EQUAL:
            self._note(sheet, cell, _note(line))

    def _question(self, sheet: Any, cell: Cell, question: str) -> None:
        """Write a cell that is asked about."""
        style = self.book.formats["amber"]
        sheet.write_string(cell.row - 1, cell.column - 1, f"{cell.text} ?", style)
        self._note(sheet, cell, question)

    def _note(self, sheet: Any, cell: Cell, text: str) -> None:
        """Put a note to a cell while there is room for notes."""
        if self._notes < MAX_NOTES:
            self._notes += 1
            sheet.write_comment(cell.row - 1, cell.column - 1, text, {"author": "Crossfoot", "x_scale": 2})

    def _format(self, status: str, shown: str) -> Any:
        """Return the format of a figure with its mark."""
        mark, wash, ink = MARKS[status]
        if (status, shown) not in self._formats:
            code = shown if shown == "@" else f'{shown}" {mark}"'
            self._formats[status, shown] = self.book.book.add_format(
                {"num_format": code, "bg_color": wash, "font_color": ink}
            )
        return self._formats[status, shown]


def _shown(cell: Cell) -> str:
    """Return the number format of a figure: its decimals, groups and percent sign, nothing else."""
    form = read_format(cell.format)
    places = form.places if form.places >= 0 else len(cell.value.partition(".")[2])
    whole = "#,##0" if form.grouped else "0"
    return f"{whole}{'.' if places else ''}{'0' * places}{'%' if form.percent else ''}"


def _note(line: Line) -> str:
    """Write the note of a figure that is not equal."""
    ours = f"Here: {_number(line.shown, line)} {line.unit_code}" if line.shown is not None else "Not here"
    ids = f"{line.cell_id}\nn-{line.number_id}" if line.cell_id else said(line)
    return "\n".join(part for part in (STATUSES[line.status], ours, ids, *line.hints) if part)
