"""The moment and the day of what a person does: when something was received, said or asked for."""

from datetime import date
from zoneinfo import ZoneInfo

from pipeline import clock
from pipeline.errors import UsageError
from pipeline.office import Office


def day_of(text: str) -> date | None:
    """Read a day, or take none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"'{text}' is not a day. Write year, month and day, as in 2026-01-21.") from None


def as_of_day(office: Office, text: str) -> date | None:
    """Read the day whose knowledge is asked for, or take none. Raises UsageError for one that has not come.

    What was received is known, whatever the clock of the machine says.
    """
    day, last = day_of(text), max(today(office), office.newest_received())
    if day is not None and day > last:
        raise UsageError(
            f"The as-of day {day} has not come: what is known goes up to {last}. Give that day or an earlier "
            "one, or none, which is the day of the newest delivery."
        )
    return day


def today(office: Office) -> date:
    """Return the day that it is where the office is."""
    return clock.now().astimezone(ZoneInfo(office.time_zone)).date()


def now() -> str:
    """Return the moment of an answer."""
    return clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
