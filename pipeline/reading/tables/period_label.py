"""Periods as heads and labels write them: '2024', 'January-September', 'II kvartal', '2024-M01'.

A label may state a part ('January') and another one the rest ('2024'): parts are joined before they are days.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pipeline.reading.tables.lexis import listed, meaning, meanings
from pipeline.reading.words import fold

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
"""Whole numbers of this range may be years."""
_TOKENS = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[-–—/.:]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_POINTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})(?:[-./]M?|M|(?=\d{2}$))(\d{1,2})", re.IGNORECASE)
_SDMX = re.compile(r"(\d{4})-?([QSA])(\d)?", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})")
_SHORT = 2
"""A word for a month is longer, so that no ending makes one of another word."""
_MARKS = re.compile(r"(?:\s*(?:\*{1,4}|\d{1,2}\)|\([0-9a-z]\)|\[[0-9a-z]\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁾)]?))+$")


@dataclass(frozen=True)
class Partial:
    """What a label says of a period; None where it does not say it. `day` is a single day."""

    year: int | None = None
    last_year: int | None = None
    first_month: int | None = None
    last_month: int | None = None
    day: date | None = None

    def joined(self, other: "Partial | None") -> "Partial":
        """Fill what is not said here from another label."""
        if other is None:
            return self
        if self.day or self == Partial():
            return self if self.day else other
        if other.day:
            return self if self.year else replace(self, year=other.day.year)
        months = self if self.first_month else other
        years = self if self.year else other
        return Partial(years.year, years.last_year, months.first_month, months.last_month)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day, where the year is known."""
        if self.day:
            return self.day, self.day
        if self.year is None:
            return None
        first, last = self.first_month or 1, self.last_month or 12
        year = self.last_year or self.year
        return date(self.year, first, 1), date(year, last, monthrange(year, last)[1])


def kind_of_days(first: date, last: date) -> str:
    """Return the kind of a period by its days: instant, month, ytd, year or span."""
    if first == last:
        return "instant"
    if first.year != last.year or first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return "span"
    if (first.month, last.month) == (1, 12):
        return "year"
    if first.month == last.month:
        return "month"
    return "ytd" if first.month == 1 else "span"


def read_label(text: str) -> Partial | None:
    """Read a label that holds nothing but a period; None for any other.

    >>> read_label("January-September 2024")
    Partial(year=2024, last_year=None, first_month=1, last_month=9, day=None)
    """
    bare = _MARKS.sub("", text.strip()).strip(" .,:()")
    if not bare or len(bare) > 60:
        return None
    return _read_form(bare) or _read_words(fold(bare), strict=True)


def find_period(text: str) -> Partial | None:
    """Find the period that a title names among other words; None for none, or for more than one."""
    for form in (r"\d{4}-\d{2}-\d{2}", r"\d{1,2}\.\d{1,2}\.\d{4}"):
        dates = re.findall(form, text)
        if len(set(dates)) == 1:
            return _read_form(dates[0])
        if dates:
            return None
    for day, month, year in re.findall(r"\b(\d{1,2})\s+([^\W\d_]+)\s+(\d{4})", fold(text)):
        if meaning("month", month):
            return _read_words(f"{day} {month} {year}", strict=True)
    return _find_years(text)


def _find_years(text: str) -> Partial | None:
    """Find the one year, or the one span of years, that a title names, with its months."""
    years = re.findall(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,]\d)", text)
    if len(years) > 2:
        return None
    span = _YEARS.search(text)
    if span and len(years) == 2:
        return _read_form(span[0])
    if len(set(years)) > 1:
        return None
    return _read_words(fold(text), strict=False)


def is_year(number: int) -> bool:
    """Tell whether a whole number may be a year."""
    return FIRST_YEAR <= number <= LAST_YEAR


def _read_form(text: str) -> Partial | None:
    """Read forms of digits: dates, months and quarters as data files write them."""
    for form, read in _FORMS:
        found = form.fullmatch(text)
        if found:
            try:
                made = read(found)
            except ValueError:
                return None
            if made:
                return made
    return None


def _date(year: str, month: str, day: str) -> Partial | None:
    """Make a day."""
    return Partial(day=date(int(year), int(month), int(day))) if is_year(int(year)) else None


def _month(year: str, month: str) -> Partial | None:
    """Make a month of a year."""
    number = int(month)
    if not is_year(int(year)) or not 1 <= number <= 12:
        return None
    return Partial(int(year), None, number, number)


def _sdmx(found: "re.Match[str]") -> Partial | None:
    """Make a quarter, half-year or year such as '2024-Q2'."""
    year, letter, part = int(found[1]), found[2].upper(), int(found[3] or 1)
    size = {"Q": 3, "S": 6, "A": 12}[letter]
    if not is_year(year) or not 1 <= part <= 12 // size:
        return None
    return Partial(year) if size == 12 else Partial(year, None, (part - 1) * size + 1, part * size)


def _years(found: "re.Match[str]") -> Partial | None:
    """Make a span of years such as '2020-2024' or '2022-26'."""
    first, last = int(found[1]), int(found[2])
    last = last if last > 99 else first // 100 * 100 + last
    return Partial(first, last) if is_year(first) and first < last <= LAST_YEAR else None


def _year(found: "re.Match[str]") -> Partial | None:
    """Make a year."""
    return Partial(int(found[0])) if is_year(int(found[0])) else None


_FORMS = (
    (re.compile(r"\d{4}"), _year),
    (_ISO, lambda found: _date(found[1], found[2], found[3])),
    (_POINTED, lambda found: _date(found[3], found[2], found[1])),
    (_MONTH_YEAR, lambda found: _month(found[2], found[1])),
    (_YEAR_MONTH, lambda found: _month(found[1], found[2])),
    (_YEARS, _years),
    (_SDMX, _sdmx),
)


def _read_words(text: str, *, strict: bool) -> Partial | None:
    """Read years, months, quarters and halves among words; strict lets nothing else stand there."""
    text, part = _take_part(text)
    tokens = _TOKENS.findall(text)
    months: list[int] = []
    years: list[int] = []
    days: list[int] = []
    rest = 0
    for token in tokens:
        if month := month_of(token):
            months.append(int(month))
        elif token.isdecimal():
            number = int(token) if len(token) <= 4 else 0
            if is_year(number):
                years.append(number)
            elif 1 <= number <= 31:
                days.append(number)
            else:
                rest += 1
        elif not _is_filler(token, months):
            rest += 1
    if strict and rest:
        return None
    return _compose(months, years, days, part, strict=strict)


def month_of(word: str) -> str:
    """Return the number of a month by its name, with or without an ending that says 'in'; empty for another.

    >>> month_of("oktyabr"), month_of("oktyabrında"), month_of("mayda")
    ('10', '10', '5')
    """
    if word in meanings("month"):
        return meaning("month", word)
    endings = map(fold, listed("nature")["flow_ending"])
    stem = next((word.removesuffix(end) for end in endings if word.endswith(end)), "")
    return meaning("month", stem) if len(stem) > _SHORT else ""


def _is_filler(token: str, months: list[int]) -> bool:
    """Tell whether a word of a period says nothing more, as 'month' does beside the name of one."""
    if months and meaning("period", token) == "months":
        return True
    return meaning("period", token) in ("filler", "year", "instant") or token in "-–—/.:"


def _compose(
    months: list[int], years: list[int], days: list[int], part: tuple[int, int] | None, *, strict: bool
) -> Partial | None:
    """Make a period of its parts; None where they do not make one."""
    if len(set(years)) > 1 or len(months) > 2 or (part and months):
        return None
    year = years[0] if years else None
    if days and (strict or (year and len(months) == len(days) == 1)):
        return _day_of(year, months, days)
    if part:
        return Partial(year, None, *part)
    if months:
        first, last = months[0], months[-1]
        return Partial(year, None, first, last) if first <= last else None
    return Partial(year) if year else None


def _day_of(year: int | None, months: list[int], days: list[int]) -> Partial | None:
    """Make a day of its parts; None where one is missing or the calendar has no such day."""
    if year is None or len(months) != 1 or len(days) != 1:
        return None
    try:
        return Partial(day=date(year, months[0], days[0]))
    except ValueError:
        return None


def _take_part(text: str) -> tuple[str, tuple[int, int] | None]:
    """Take a quarter, a half or a number of months out of a text: 'II quarter', 'Q3', '9 months'."""
    found = re.search(r"\b([ivx]{1,3}|[1-4])(?:-?[a-zа-яəıüё]{1,3})?\s+(\w+(?:-year)?)", text)
    if found:
        number = _number_of(found[1])
        size = {"quarter": 3, "half": 6}.get(meaning("period", found[2]), 0)
        if number and size and number <= 12 // size:
            return text.replace(found[0], " ", 1), ((number - 1) * size + 1, number * size)
    found = re.search(r"\b(?:([qh])\s?([1-4])|([1-4])\s?([qh]))\b", text)
    if found:
        size = 3 if (found[1] or found[4]) == "q" else 6
        number = int(found[2] or found[3])
        if number <= 12 // size:
            return text.replace(found[0], " ", 1), ((number - 1) * size + 1, number * size)
    found = re.search(r"\b(\d{1,2})\s+(\w+)", text)
    if found and meaning("period", found[2]) == "months" and 2 <= int(found[1]) <= 12:
        return text.replace(found[0], " ", 1), (1, int(found[1]))
    return text, None


def _number_of(text: str) -> int:
    """Return the number of a quarter or half, in digits or roman numerals."""
    return int(text) if text.isdecimal() else int(meaning("roman", text) or 0)
