"""Parts that our workbooks share: a file with fixed bytes, formats, the sheet of code lists, drop-downs."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, Final

LISTS: Final = "Lists"
MAX_CELL: Final = 32_000
"""Characters of a text that a cell is given; a spreadsheet holds 32,767."""
COLOURS: Final = {
    "green": ("#e2f1e7", "#1e5c3a"),
    "amber": ("#fdeccb", "#7d4300"),
    "grey": ("#eceff2", "#414d56"),
}
_LISTED = (
    "measure",
    "breakdown",
    "territory",
    "unit",
    "kind",
    "quantity",
    "qualifier",
    "price_basis",
    "disposition",
)


class Book:
    """A workbook that is being written. Texts are written as texts, whatever they begin with."""

    def __init__(self, book: Any) -> None:
        """Make the formats that sheets use."""
        self.book = book
        base = {"valign": "top", "font_name": "Calibri", "font_size": 11}
        wrapped = base | {"text_wrap": True}
        self.formats = {
            "title": book.add_format(base | {"bold": True, "font_size": 14, "font_color": "#0b4f6c"}),
            "note": book.add_format(wrapped | {"font_color": "#56646e"}),
            "head": book.add_format(
                wrapped
                | {"bold": True, "bg_color": "#0b4f6c", "font_color": "#ffffff", "border_color": "#0b4f6c"}
            ),
            "given": book.add_format(wrapped | {"bg_color": "#eef3f6"}),
            "plain": book.add_format(base),
            "asked": book.add_format(
                wrapped | {"locked": False, "num_format": "@", "border": 1, "border_color": "#b8c3ca"}
            ),
            "value": book.add_format(base | {"locked": False, "border": 1, "border_color": "#b8c3ca"}),
            **{
                name: book.add_format(base | {"bg_color": wash, "font_color": ink, "num_format": "@"})
                for name, (wash, ink) in COLOURS.items()
            },
        }

    def sheet(self, name: str, widths: tuple[float, ...] = ()) -> Any:
        """Add a sheet with columns of these widths."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def write(self, sheet: Any, row: int, column: int, text: str, style: str = "given") -> None:
        """Write a text into a cell; rows and columns count from 0."""
        sheet.write_string(row, column, text[:MAX_CELL], self.formats[style])

    def heads(self, sheet: Any, row: int, names: tuple[str, ...]) -> None:
        """Write a row of heads and keep it in view."""
        for column, name in enumerate(names):
            self.write(sheet, row, column, name, "head")
        sheet.freeze_panes(row + 1, 0)


@contextmanager
def new_book(title: str, day: date) -> Iterator[tuple[Book, io.BytesIO]]:
    """Write a workbook into memory; the same content gives the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "created": datetime.combine(day, time()), "author": "Crossfoot"})
        yield Book(book), stream


def write_lists(book: Book, by_field: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Write the code lists to a sheet of their own and return for each field the range that drop-downs offer.

    A list has two columns, the codes and their words; drop-downs offer both, as in 'fci: investment'.
    """
    sheet = book.sheet(LISTS)
    ranges: dict[str, str] = {}
    names = [name for name in _LISTED if by_field.get(name)]
    for place, name in enumerate(names):
        column = 3 * place
        sheet.set_column(column, column, 42)
        sheet.set_column(column + 1, column + 1, 22)
        sheet.set_column(column + 2, column + 2, 3)
        book.write(sheet, 0, column, name, "head")
        book.write(sheet, 0, column + 1, "code", "head")
        ordered = sorted(by_field[name].items(), key=lambda found: (found[1].casefold(), found[0]))
        for row, (code, words) in enumerate(ordered, start=1):
            book.write(sheet, row, column, offered(code, words), "plain")
            book.write(sheet, row, column + 1, code, "plain")
        letter = _letters(column + 1)
        ranges[name] = f"={LISTS}!${letter}$2:${letter}${len(ordered) + 1}"
    sheet.freeze_panes(1, 0)
    return ranges


def offered(code: str, words: str) -> str:
    """Write a code with its words, as drop-downs offer it."""
    return code if words == code else f"{code}: {words}"


def offer(sheet: Any, first: tuple[int, int], last: tuple[int, int], source: object, title: str) -> None:
    """Offer a list at cells; other texts are allowed, and checked when the workbook is read."""
    sheet.data_validation(
        *first,
        *last,
        {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": title[:32],
            "error_message": "This is not in the list. It is looked at when the workbook is read.",
        },
    )


def _letters(column: int) -> str:
    """Write a column, from 1, as a spreadsheet does."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
