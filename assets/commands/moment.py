"""The moment and the day of a command, which records when something was received or said."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pipeline.errors import UsageError
from pipeline.office import Office


def day_of(text: str) -> date | None:
    """Read a day, or take none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"'{text}' is not a day. Write year, month and day, as in 2026-01-21.") from None


def today(office: Office) -> date:
    """Return the day it is where the office is: the day on which a file is received."""
    return datetime.now(ZoneInfo(office.time_zone)).date()


def now() -> str:
    """Return the moment of an answer."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
