"""Sheets as a workbook: one table a sheet below its lines, no merged cells; the same bytes each time."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from pipeline.companions.sheet import (
    CELL_CHARACTERS,
    SHEET_COLUMNS,
    Entry,
    Number,
    Sheet,
    room_below,
)
from pipeline.errors import CrossfootError
from pipeline.language.catalogue import Catalogue

_NARROW, _WIDE = 8, 60
_MEASURED_ROWS = 200
"""Rows from which the width of a column is taken."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}


def workbook(sheets: Sequence[Sheet], words: Catalogue, properties: Mapping[str, str], day: date) -> bytes:
    """Write sheets as a workbook, the contents first; `words` are those of its language.

    `properties` are those of the document, `day` the day that it says it was made on.
    Ref.: UK Government Analysis Function, Releasing statistics in spreadsheets.
    """
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({**properties, "created": datetime.combine(day, time())})
        writer = _Writer(book, words)
        for number, sheet in enumerate(sheets):
            writer.write(sheet, number, sheets[0].name if number else "")
    return stream.getvalue()


def fitting(text: str, cut: str) -> str:
    """Return a text that a cell holds; a longer one ends with words that say so."""
    # A workbook counts the halves of letters beyond the first 65 536 one by one.
    if len(text.encode("utf-16-le")) // 2 <= CELL_CHARACTERS:
        return text
    whole = text.encode("utf-16-le")[: 2 * (CELL_CHARACTERS - len(cut))]
    return whole.decode("utf-16-le", errors="ignore") + cut


class _Writer:
    """Writes sheets and keeps the formats that they share."""

    def __init__(self, book: Any, words: Catalogue) -> None:
        """Begin a workbook."""
        self.book, self.words = book, words
        self.formats: dict[str, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(_HEAD)
        self.link = book.add_format({"font_color": "#0B4F8A", "underline": 1})

    def write(self, sheet: Sheet, number: int, back: str) -> None:
        """Write one sheet; `back` is the name of the contents where the sheet is another one."""
        if len(sheet.heads) > SHEET_COLUMNS:
            raise CrossfootError(
                f"The table of the sheet {sheet.name} has {len(sheet.heads)} columns; a sheet of a workbook "
                f"holds {SHEET_COLUMNS}. Divide the table."
            )
        page = self.book.add_worksheet(sheet.name)
        lines = [*sheet.lines]
        most = room_below(len(lines) + bool(back) + 1)
        rows = sheet.rows[:most]
        if len(rows) < len(sheet.rows):
            lines.append(
                self.words.word("sheet-cut-rows", {"rows": len(rows), "file": sheet.file or "cells.csv"})
            )
        for at, line in enumerate(lines):
            page.write_string(at, 0, self._text(line), self.title if at == 0 else None)
        if back:
            page.write_url(
                len(lines), 0, f"internal:'{_quoted(back)}'!A1", self.link, self.words.word("sheet-back", {})
            )
        top = len(lines) + bool(back)
        self._fill(page, sheet, rows, top)
        self._shape(page, sheet, rows, top, number)

    def _fill(self, page: Any, sheet: Sheet, rows: Sequence[tuple[Entry, ...]], top: int) -> None:
        """Write the rows of a table below its heads."""
        for at, row in enumerate(rows, top + 1):
            for column, entry in enumerate(row):
                if isinstance(entry, Number):
                    page.write_number(at, column, float(entry.value), self._format(entry.shown))
                elif column == 0 and entry in sheet.links:
                    target = f"internal:'{_quoted(sheet.links[entry])}'!A1"
                    page.write_url(at, column, target, self.link, self._text(entry))
                elif entry:
                    page.write_string(at, column, self._text(entry))

    def _shape(
        self, page: Any, sheet: Sheet, rows: Sequence[tuple[Entry, ...]], top: int, number: int
    ) -> None:
        """Make the rows a table with heads, measure its columns, keep the heads in view."""
        for column, head in enumerate(sheet.heads):
            page.set_column(column, column, _width(head, [row[column] for row in rows[:_MEASURED_ROWS]]))
        if rows:
            page.add_table(
                *(top, 0, top + len(rows), len(sheet.heads) - 1),
                {
                    "name": f"table_{number}",
                    "columns": [{"header": head, "header_format": self.head} for head in sheet.heads],
                    "style": "Table Style Light 1",
                    "autofilter": False,
                    "title": sheet.lines[0][:255],
                },
            )
        else:
            for column, head in enumerate(sheet.heads):
                page.write_string(top, column, head, self.head)
        page.freeze_panes(top + 1, 0)

    def _format(self, shown: str) -> Any:
        """Return the format of a number, made once."""
        if shown == "General":
            return None
        if shown not in self.formats:
            self.formats[shown] = self.book.add_format({"num_format": shown})
        return self.formats[shown]

    def _text(self, text: str) -> str:
        """Return a text as long as a cell holds."""
        return (
            fitting(text, self.words.word("sheet-cut-text", {})) if len(text) * 2 > CELL_CHARACTERS else text
        )


def _quoted(name: str) -> str:
    """Quote the name of a sheet for a link."""
    return name.replace("'", "''")


def _width(head: str, entries: Sequence[Entry]) -> int:
    """Return the width of a column, in characters."""
    longest = max((_length(entry) for entry in entries), default=0)
    words = max((len(word) for word in head.split()), default=0)
    return min(_WIDE, max(_NARROW, words + 2, longest + 2))


def _length(entry: Entry) -> int:
    """Return how many characters an entry takes."""
    return len(entry) if isinstance(entry, str) else len(f"{entry.value:,f}") + 1
