"""Dates and periods in words. Closed: what a sentence may say about time is in here."""

from calendar import monthrange
from datetime import date
from typing import Any

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)

QUALIFIERS = {
    "": "",
    "about": "about ",
    "almost": "almost ",
    "at_least": "at least ",
    "more_than": "more than ",
    "up_to": "up to ",
}


def day(value: date) -> str:
    """Write a day: 19 January 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """Write a month: January 2026."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def short_month(value: date) -> str:
    """Write a month for a table: Jan 2026."""
    return f"{SHORT_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """Write a day for a table: 19 Jan 2026."""
    return f"{value.day} {SHORT_MONTHS[value.month - 1]} {value.year}"


def shorten(text: str) -> str:
    """Write the months of a text as a table does: Jan for January."""
    return " ".join(word[:3] if word in MONTHS else word for word in text.split(" "))


def short_period(cell: dict[str, Any]) -> str:
    """Write a cell's reference period for a table: Jan 2026, Jan to Sep 2025."""
    return shorten(period(cell))


def period(cell: dict[str, Any]) -> str:
    """Write a cell's reference period: January 2026, January to September 2025, 2023."""
    start, end = cell["period_start"], cell["period_end"]
    if start is None or end is None:
        return f"due {day(cell['due_on'])}" if cell["due_on"] else "date not known"
    return span(start, end)


def span(start: date, end: date) -> str:
    """Write the days from one to another, whole months and years as such: a month is never its last day."""
    if start == end:
        return day(end)
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if (start.year, start.month) == (end.year, end.month):
        return month(end) if whole else f"{start.day} to {day(end)}"
    if whole and (start.month, end.month) == (1, 12):
        return str(end.year) if start.year == end.year else f"{start.year} to {end.year}"
    if whole and start.year == end.year:
        return f"{MONTHS[start.month - 1]} to {month(end)}"
    return f"{month(start)} to {month(end)}" if whole else f"{day(start)} to {day(end)}"


def by(when: str) -> str:
    """Say up to when a total counts: by a day, as of a month or a year."""
    return (
        f"by {when}" if when[:1].isdigit() and not when.isdigit() and " to " not in when else f"as of {when}"
    )


def qualifier(codes: str) -> str:
    """Write what a source says before a number: more than, almost, about."""
    return "".join(QUALIFIERS.get(code, "") for code in codes.split(";"))


def age_in_days(of: date, at: date) -> int:
    """Count the days from a figure's own date to the end of the month."""
    return (at - of).days


def join(items: list[str], last: str = "and") -> str:
    """Join names: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + f" {last} {items[-1]}"
