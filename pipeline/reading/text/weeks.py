"""Weeks and months that a text names from the day of its publication: 'last week', 'this month'."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

Days = tuple[date, date]
EARLY: Final = 10
"""Up to this day of a month 'the past month' is the calendar month before it."""
_WEEK = timedelta(days=7)
_SHIFT = {"last": -1, "past": -1, "this": 0, "next": 1}


def week_of(published: date, meaning: str) -> tuple[Days, ...]:
    """Return the week, Monday to Sunday, that words of a day of publication mean.

    'Last' is the calendar week before; 'past' is that or the seven days before, which are one on a Monday.
    """
    monday = published - timedelta(days=published.weekday())
    start = monday + _SHIFT[meaning] * _WEEK
    calendar = (start, start + timedelta(days=6))
    if meaning != "past" or published == monday:
        return (calendar,)
    return calendar, (published - _WEEK, published - timedelta(days=1))


def month_of(published: date, meaning: str) -> tuple[Days, ...]:
    """Return the calendar month that words mean, seen from a day; late in a month 'past' is a doubt."""
    months = published.year * 12 + published.month - 1 + _SHIFT[meaning]
    year, month = divmod(months, 12)
    calendar = (date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))
    if meaning != "past" or published.day <= EARLY:
        return (calendar,)
    return calendar, (published - timedelta(days=30), published - timedelta(days=1))
