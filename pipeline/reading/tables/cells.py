"""Cells made of what a format holds: text, a number with its format, a date, an error."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.number_format import OPEN_FORM, day_of, held_text, read_format, shown, shown_day

MAX_REMEMBERED: Final = 16_384
SHORT: Final = 4
"""Numbers of so few characters are remembered with their formats: small counts come again and again."""
ERRORS = frozenset(
    ("#N/A", "#DIV/0!", "#NULL!", "#NAME?", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!")
)


def number_cell(row: int, column: int, text: str, code: str, *, since_1904: bool = False) -> Cell | None:
    """Make a cell of a number of a sheet; None when the text is no number within 40 digits."""
    made = (_remembered if len(text) <= SHORT else _number)(text, code, since_1904)
    return Cell(row, column, *made, code) if made is not None else None


def _number(text: str, code: str, since_1904: bool) -> tuple[str, str, str] | None:
    """Return what a number shows, whether it is a number or a date, and what it holds."""
    value = held_text(text)
    if value is None:
        return None
    form = read_format(code)
    if form is OPEN_FORM:
        return value, "number", value
    number = Decimal(value)
    moment = day_of(number, since_1904=since_1904) if form.days else None
    if moment is not None:
        return shown_day(moment, form.days), "date", iso(moment)
    return shown(number, form), "number", value


_remembered = lru_cache(maxsize=MAX_REMEMBERED)(_number)


def text_cell(row: int, column: int, text: str, mark: str = "") -> Cell | None:
    """Make a cell of text; None where there is nothing but blanks, NUL removed."""
    if "\0" in text:
        text = text.replace("\0", "")
    if not text or text.isspace():
        return None
    if text[0] == "#" and text.strip() in ERRORS:
        return error_cell(row, column, text.strip())
    return Cell(row, column, text, mark=mark)


def error_cell(row: int, column: int, text: str) -> Cell:
    """Make a cell of an error that the sheet shows."""
    return Cell(row, column, text, "error", text)


def value_cell(row: int, column: int, value: object) -> Cell | None:
    """Make a cell of a value of Python as data formats give it; None for no value.

    A float is written by its shortest form, which is what the file was given.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return Cell(row, column, str(value).lower())
    if isinstance(value, int | float | Decimal):
        text = repr(value) if isinstance(value, float) else str(value)
        return number_cell(row, column, text, "General") or Cell(row, column, text)
    if isinstance(value, datetime | date):
        return Cell(row, column, iso(value), "date", iso(value), "yyyy-mm-dd")
    if isinstance(value, time):
        return Cell(row, column, value.isoformat())
    return text_cell(row, column, str(value))


def iso(moment: datetime | date) -> str:
    """Write a day, with its time where it has one."""
    if isinstance(moment, datetime) and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        moment = moment.date()
    return moment.isoformat()
