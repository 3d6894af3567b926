"""Dates as registers write them: whole, partial, a range, or none."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_POINT = r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?"
_RANGE = re.compile(rf"{_POINT}\s*/\s*{_POINT}")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_DAYS = re.compile(r"(\d{4})-(\d{2})-(\d{2})/(\d{2})")
_YEAR_TO_MONTH = re.compile(r"(\d{4})-(\d{4})-(\d{2})")
_SINGLE = re.compile(rf"{_POINT}(?: as written)?")
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Span:
    """First and last possible day, both None when not known."""

    start: date | None
    end: date | None


def read_span(text: str) -> Span | None:
    """Read '2026-01-19', '2022-07', '2025', '2024-2025', '2022-07-21/23', '2022-01/2022-06'.

    An empty text, or words without a date, give an unknown span; an impossible date gives None.
    """
    text = text.strip()
    try:
        if match := _DAYS.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            return Span(date(year, month, int(match[3])), date(year, month, int(match[4])))
        if match := _RANGE.fullmatch(text):
            return Span(_first(match[1], match[2], match[3]), _last(match[4], match[5], match[6]))
        if match := _YEAR_TO_MONTH.fullmatch(text):
            return Span(_first(match[1], None, None), _last(match[2], match[3], None))
        if match := _YEARS.fullmatch(text):
            return Span(_first(match[1], None, None), _last(match[2], None, None))
        if match := _SINGLE.fullmatch(text):
            return Span(_first(match[1], match[2], match[3]), _last(match[1], match[2], match[3]))
    except ValueError:
        return None
    return Span(None, None)


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


def _first(year: str, month: str | None, day: str | None) -> date:
    """Return the first day that the parts allow."""
    return date(int(year), int(month or 1), int(day or 1))


def _last(year: str, month: str | None, day: str | None) -> date:
    """Return the last day that the parts allow."""
    number = int(month or 12)
    return date(int(year), number, int(day) if day else monthrange(int(year), number)[1])
