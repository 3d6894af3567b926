"""Reference periods in the form that data files have: 2026-01, 2025-01 to 2025-11, 2026-01-19."""

from calendar import monthrange
from datetime import date
from typing import Any


def period_of(cell: dict[str, Any], to: str, due: str) -> str:
    """Write what a cell refers to; `to` and `due` are the words of the language."""
    start, end, due_on = cell["period_start"], cell["period_end"], cell["due_on"]
    if start is None or end is None:
        return f"{due} {due_on}" if due_on else f"{cell['period']:%Y-%m}"
    if start == end:
        return str(start)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        first, last = _month(start), _month(end)
        return first if first == last else f"{first} {to} {last}"
    return f"{start} {to} {end}"


def _month(day: date) -> str:
    """Write a month."""
    return f"{day:%Y-%m}"
