"""What a spreadsheet shows of a number: its number format, as far as it decides digits, marks and dates.

Shown texts use '.' for decimals and ',' for thousands, whatever the country of the program that made the
file.
"""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final, NamedTuple

BUILT_IN: Final = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "General",
    13: "General",
    14: "dd.mm.yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    48: "0.0E+0",
    49: "@",
}
"""Formats that a workbook names by their number alone (ECMA-376, part 1, 18.8.30)."""
HELD_DIGITS: Final = 15
"""A spreadsheet keeps so many digits of a number; what follows is an artefact of its binary form."""
_HELD = Context(prec=HELD_DIGITS)
_SHOWN = Context(prec=100, rounding=ROUND_HALF_UP)
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:\.)?(?:[eE][+-]?[0-9]{1,3})?")
_PLAIN = re.compile(r"0|-?(?:[1-9][0-9]*|0(?=\.))(?:\.[0-9]*[1-9])?")
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 (a day of a sheet has no time zone)
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 (a day of a sheet has no time zone)
_LAST_SERIAL = 2_958_465
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?](?:[#0?,. ]*[#0?])?[,.]*")
_DATE_MARKS = re.compile(r'"[^"]*"|y+|m+|d+|h+|s+|am/pm|a/p|.', re.IGNORECASE)


class NumberFormat(NamedTuple):
    """How a number is shown. `places` is -1 where the format leaves it open, `days` the marks of a date."""

    places: int = -1
    grouped: bool = False
    percent: bool = False
    prefix: str = ""
    suffix: str = ""
    days: str = ""


OPEN_FORM: Final = NumberFormat()
"""The format that shows a number as it is held, as General does."""


@lru_cache(maxsize=4096)
def read_format(code: str) -> NumberFormat:
    """Read a number format's first section; scaling commas and fractions are left open, as General is.

    >>> read_format("#,##0.0")
    NumberFormat(places=1, grouped=True, percent=False, prefix='', suffix='', days='')
    """
    section = code.partition(";")[0][:255]
    bare = _LITERAL.sub("", section)
    if re.search(r"[ymdh]", bare, re.IGNORECASE) and "general" not in bare.lower():
        return NumberFormat(days=_LITERAL.sub(_quoted, section))
    found = _DIGITS.search(bare)
    if not found or "e" in bare.lower() or "/" in bare or found[0].endswith(","):
        return NumberFormat(percent=True) if "%" in bare else OPEN_FORM
    whole, _, decimals = found[0].partition(".")
    before, after = _around_digits(section)
    places = len(re.sub(r"[^0#?]", "", decimals))
    open_end = "#" in decimals
    return NumberFormat(-1 if open_end else places, "," in whole, "%" in bare, before, after)


def _around_digits(section: str) -> tuple[str, str]:
    """Return the words of a format before and after its digits."""
    text = _LITERAL.sub(_literal, section)
    found = _DIGITS.search(text)
    if not found:
        return "", ""
    return text[: found.start()].strip(), text[found.end() :].replace("%", "").strip()


def _literal(found: "re.Match[str]") -> str:
    """Return what a quoted or escaped mark shows."""
    return found[1] or found[2] or ""


def _quoted(found: "re.Match[str]") -> str:
    """Return what a mark shows, in quotation marks, so that no letter of it stands for a part of a date."""
    return f'"{_literal(found)}"' if _literal(found) else ""


def held(text: str) -> Decimal | None:
    """Read a number of a workbook's XML at the digits it keeps; None for what is no number.

    >>> held("758.20000000000005"), held("1E3")
    (Decimal('758.2'), Decimal('1000'))
    """
    if len(text) > 64 or not _NUMBER.fullmatch(text):
        return None
    exact = Decimal(text)
    if not -30 < exact.adjusted() < 40:
        return Decimal(0) if exact == 0 or exact.adjusted() <= -30 else None
    if len(text) > HELD_DIGITS and len(exact.as_tuple().digits) > HELD_DIGITS:
        exact = _HELD.plus(exact)
    return Decimal(plain(exact))


def held_text(text: str) -> str | None:
    """Write a number of a workbook's XML in plain form, as `held` reads it; None for what is no number."""
    if len(text) <= HELD_DIGITS and _PLAIN.fullmatch(text):
        return text
    number = held(text)
    return None if number is None else plain(number)


def plain(number: Decimal) -> str:
    """Write a number without exponent or trailing zeros.

    >>> plain(Decimal("1.50E+3"))
    '1500'
    """
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def shown(number: Decimal, form: NumberFormat) -> str:
    """Write a number as a sheet with this format shows it.

    >>> shown(Decimal("1234.56"), read_format("#,##0.0"))
    '1,234.6'
    """
    value = number * 100 if form.percent else number
    if form.places < 0:
        text = plain(value)
    else:
        rounded = value.quantize(_quantum(form.places), ROUND_HALF_UP, _SHOWN)
        text = f"{rounded:,f}" if form.grouped else f"{rounded:f}"
    tail = "%" if form.percent else ""
    if not form.prefix and not form.suffix:
        return text + tail
    return " ".join(part for part in (form.prefix, text + tail, form.suffix) if part)


@lru_cache(maxsize=256)
def _quantum(places: int) -> Decimal:
    """Return one unit of a decimal place."""
    return Decimal(1).scaleb(-places)


def day_of(number: Decimal, *, since_1904: bool = False) -> datetime | None:
    """Return the moment that a number stands for as a date; None outside of 1900 to 9999.

    The day 29 February 1900 that spreadsheets count, and the days before it, are none.
    """
    if not 61 <= number <= _LAST_SERIAL:
        return None
    start = _EPOCH_1904 if since_1904 else _EPOCH_1900
    days = int(number)
    seconds = int(((number - days) * 86_400).to_integral_value(ROUND_HALF_UP))
    try:
        return start + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None


def shown_day(moment: datetime | date, days: str) -> str:
    """Write a date by the marks of a format: 'mmm-yy' gives 'Jan-24'."""
    parts = _DATE_MARKS.findall(days)
    hours = False
    text = []
    for part in parts:
        if part[0] == '"':
            text.append(part.strip('"'))
            continue
        mark = part.lower()
        hours = mark[0] == "h" or (hours and mark[0] != "s")
        text.append(_shown_part(moment, mark, part, minutes=hours and mark[0] == "m"))
    return "".join(text).strip() or moment.isoformat()


def _shown_part(moment: datetime | date, mark: str, part: str, *, minutes: bool) -> str:
    """Write one mark of a date's format."""
    hour, minute, second = (getattr(moment, name, 0) for name in ("hour", "minute", "second"))
    if mark[0] == "y":
        return f"{moment.year:04d}" if len(mark) > 2 else f"{moment.year % 100:02d}"
    if minutes:
        return f"{minute:02d}"
    if mark[0] == "m":
        return _MONTHS[moment.month - 1] if len(mark) > 2 else f"{moment.month:0{len(mark)}d}"
    numbers = {"d": moment.day, "h": hour, "s": second}
    if mark[0] in numbers and mark.isalpha():
        return f"{numbers[mark[0]]:0{min(len(mark), 2)}d}"
    return part
