"""Dates as registers write them: whole, partial, a range, or none."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_POINT = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Span:
    """First and last possible day, both None when not known."""

    start: date | None
    end: date | None


NO_SPAN = Span(None, None)


@lru_cache(maxsize=65_536)
def read_span(text: str) -> Span | None:
    """Read '2026-01-19', '2022-07', '2025', '2024-2025', '2022-07-21/23', '2022-01/2022-06'.

    An empty text, or words without a date of these forms, give an unknown span; a day that is not in the
    calendar, or an end before the start, gives None.
    """
    for form, bounds in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            return _possible(bounds, match.groups())
    return NO_SPAN


def read_date_column(text: str) -> Span | None:
    """Read a column that holds nothing but dates: there digits in any other form give None, too."""
    span = read_span(text)
    return None if span == NO_SPAN and re.search(r"\d", text) else span


def kind_of(start: date | None, end: date | None) -> str:
    """Classify a single (not cumulative) period: instant, month, year, span or unknown."""
    if start is None or end is None:
        return UNKNOWN
    if start == end:
        return "instant"
    if start.day == 1 and end == date(start.year, start.month, monthrange(start.year, start.month)[1]):
        return "month"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return "year"
    return "span"


def _possible(bounds: Callable[..., tuple[date, date]], parts: tuple[str | None, ...]) -> Span | None:
    """Make a span of what a text names; None when a day does not exist or the end comes first."""
    try:
        start, end = bounds(*parts)
    except ValueError:
        return None
    return Span(start, end) if start <= end else None


def _days_of_month(year: str, month: str, first: str, last: str) -> tuple[date, date]:
    """Bound '2022-07-21/23'."""
    return date(int(year), int(month), int(first)), date(int(year), int(month), int(last))


def _range(*parts: str | None) -> tuple[date, date]:
    """Bound '2022-01/2022-06': the first day of the first point, the last day of the second."""
    return _first(*parts[:3]), _last(*parts[3:])


def _year_to_month(first: str, year: str, month: str) -> tuple[date, date]:
    """Bound '2024-2025-03'."""
    return _first(first), _last(year, month)


def _years(first: str, last: str) -> tuple[date, date]:
    """Bound '2024-2025'."""
    return _first(first), _last(last)


def _point(*parts: str | None) -> tuple[date, date]:
    """Bound '2025', '2022-07' or '2026-01-19'."""
    return _first(*parts), _last(*parts)


def _first(year: str | None, month: str | None = None, day: str | None = None) -> date:
    """Return the first day that the parts allow."""
    return date(int(year or 0), int(month or 1), int(day or 1))


def _last(year: str | None, month: str | None = None, day: str | None = None) -> date:
    """Return the last day that the parts allow."""
    number = _first(year, month, day)
    last_month = number.month if month else 12
    return date(number.year, last_month, int(day) if day else monthrange(number.year, last_month)[1])


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., tuple[date, date]]], ...] = (
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})/([0-9]{2})"), _days_of_month),
    (re.compile(rf"{_POINT}\s*/\s*{_POINT}"), _range),
    (re.compile(r"([0-9]{4})-([0-9]{4})-([0-9]{2})"), _year_to_month),
    (re.compile(r"([0-9]{4})-([0-9]{4})"), _years),
    (re.compile(rf"{_POINT}(?: as written)?"), _point),
)
"""The forms of a date in the order in which they are tried, each with the days that it bounds."""
