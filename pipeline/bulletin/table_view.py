"""A table as the templates need it: widths of columns, classes of cells, rows that stay together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.bulletin.columns import SIZES_PT, Fit, fit_table, flag_places, lines_of_rows, split_flag
from pipeline.bulletin.model import Column, Printed, Row, Table, Text
from pipeline.bulletin.room import LANDSCAPE_MM, PORTRAIT_MM

# A table of so few lines is never divided; in a longer one so many rows stay with its head and its end.
WHOLE_LINES = 11
# So many rows stay together; of rows that have so many lines on average a pair, of higher ones each may stand
# apart from the next.
TOGETHER, PAIR = 3, 2
TALL, HIGH = 2, 6
# A row of so many lines may be divided: kept whole it would leave a gap as high as itself on the page before.
DIVIDED = 12
_FLAGGED = re.compile(r" f\d+")
"""The class that keeps room for flags."""


@dataclass(frozen=True)
class CellView:
    """A cell: its classes, its text, the flag after its digits, and the number it holds where it has one."""

    css: str
    text: Text
    flag: str
    number_id: str


@dataclass(frozen=True)
class RowView:
    """A row: its classes, the text of its head, the number it links to, its further cells."""

    css: str
    head: CellView
    link: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class TableView:
    """A table ready to print."""

    css: str
    heads: tuple[tuple[str, str, float], ...]
    rows: tuple[RowView, ...]
    size_pt: float
    """The size of type, 0 for the usual one, which the style sheet has."""


def table_view(table: Table, landscape: bool, fonts: Path) -> TableView:
    """Measure a table and give each cell its classes."""
    room = LANDSCAPE_MM if landscape else PORTRAIT_MM
    columns = list(zip(*(row.cells for row in table.rows), strict=True)) or [()] * len(table.columns)
    classes = _column_classes(table.columns, columns)
    fit = fit_table(table, room, fonts)
    measured = [round(width, 2) for width in fit.widths]
    heads = tuple(
        (column.label, _FLAGGED.sub("", css) if fit.heads_over_flags else css, width)
        for column, css, width in zip(table.columns, classes, measured, strict=True)
    )
    # In a table kept whole these classes would tie its edges to what stands before and after it.
    each = lines_of_rows(table, measured, fit.type)
    lines = sum(each)
    whole = lines <= WHOLE_LINES
    together = _rows_together(lines, len(table.rows))
    last = len(table.rows) - together
    rows = tuple(
        _row(
            row,
            classes,
            (
                *(["a"] if not whole and (at < together - 1 or _leads(table.rows, at)) else []),
                *(["b"] if not whole and at > last else []),
                *(["d"] if not whole and each[at] >= DIVIDED else []),
            ),
        )
        for at, row in enumerate(table.rows)
    )
    return TableView("t keep" if whole else "t", heads, rows, _size(fit))


def _size(fit: Fit) -> float:
    """Return the size of type where it is not the usual one."""
    return fit.type.size_pt if fit.type.size_pt != SIZES_PT[0] else 0.0


def _leads(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row stands above its parts, so that the first of them stays with it."""
    return any(row.indent > rows[at].indent for row in rows[at + 1 : at + 2])


def _rows_together(lines: int, rows: int) -> int:
    """Tell how many rows of a table stay with its head, and with its end."""
    if lines < TALL * rows:
        return TOGETHER
    return PAIR if lines < HIGH * rows else 1


def _column_classes(columns: Sequence[Column], cells: Sequence[Sequence[Text]]) -> list[str]:
    """Class columns as numbers (x) with room for flags (f1 ...), text (w), text after numbers (w l)."""
    classes = []
    for at, (column, texts) in enumerate(zip(columns, cells, strict=True)):
        if column.numeric:
            places = flag_places(texts)
            classes.append(f"x f{places}" if places else "x")
        else:
            classes.append("w l" if at and columns[at - 1].numeric else "w")
    return classes


def _row(row: Row, classes: Sequence[str], breaks: Sequence[str]) -> RowView:
    """Give a row and its cells their classes; `breaks` say where a page may end."""
    marks = [*(["s"] if row.strong else []), *breaks]
    own = [f"{classes[0]} i{min(row.indent, 3)}" if row.indent else classes[0], *classes[1:]]
    cells = [_cell(text, css) for text, css in zip(row.cells, own, strict=True)]
    return RowView(" ".join(marks), cells[0], row.link, tuple(cells[1:]))


def _cell(text: Text, css: str) -> CellView:
    """Part a cell's number from its flag."""
    body, flag = split_flag(text) if css.startswith("x") else (text, "")
    numbers = [run.number_id for run in body if isinstance(run, Printed)]
    return CellView(css, body, flag, numbers[0] if len(numbers) == 1 else "")
