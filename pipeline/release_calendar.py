"""When an office releases its next issues, and who receives them earlier: two of its reference tables.

reference/release_calendar.csv has a line an issue, reference/pre_release_access.csv a line a role. An office
without them announces no day, and nobody outside it receives an issue before it is released.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from pipeline.errors import BadInputError, UsageError
from pipeline.month import Month

if TYPE_CHECKING:
    import polars as pl

    from pipeline.office import Office

CALENDAR, ACCESS = "release_calendar", "pre_release_access"
"""The names of the tables."""
STATUSES = ("planned", "confirmed", "changed")
"""Of a day: it may still move; it holds; it holds and is another than was announced before."""
MOST_HOURS = 168
"""Nobody receives an issue more than a week before it is released."""
_EXAMPLE = "Expected, for instance: 2026-01,2026-04-20,09:00,Asia/Baku,confirmed."


@dataclass(frozen=True)
class Announced:
    """The release of a month's issue: day and hour in a time zone of the IANA's list."""

    month: Month
    day: date
    hour: time
    zone: str
    status: str

    @cached_property
    def moment(self) -> datetime:
        """When it is, in UTC."""
        return datetime.combine(self.day, self.hour, ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True)
class PreRelease:
    """A role outside the office that receives an issue up to so many hours before its release."""

    role_id: str
    hours_before: int


def announced_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Announced, ...]:
    """Return a calendar in the order of its moments; BadInputError names the line that is none."""
    found = sorted((_announced(row) for row in rows), key=lambda one: (one.month.first, one.moment))
    for one, after in pairwise(found):
        if one.month == after.month:
            raise BadInputError(
                f"{_where(CALENDAR)} has the month {one.month.key} twice. Keep the line that holds."
            )
        if after.moment < one.moment:
            raise BadInputError(
                f"{_where(CALENDAR)} releases {after.month.key} on {after.day}, before {one.month.key} on "
                f"{one.day}. Put the days in the order of the months."
            )
    return tuple(found)


def access_of(rows: Iterable[Mapping[str, Any]]) -> tuple[PreRelease, ...]:
    """Return who receives an issue before its release, by role; BadInputError where the hours are none."""
    return tuple(sorted((_access(row) for row in rows), key=lambda one: one.role_id))


def read_calendar(office: "Office") -> tuple[Announced, ...]:
    """Read the office's calendar from its reference tables."""
    from pipeline.reference import load_reference

    return announced_of(load_reference(office)[CALENDAR].iter_rows(named=True))


def coming(calendar: Iterable[Announced], month: Month, known_on: date) -> tuple[Announced, ...]:
    """Return the releases after the issue of a month that shows what was known on a day."""
    return tuple(one for one in calendar if one.month.first > month.first and one.day > known_on)


def zone_of(office: "Office") -> str:
    """Return the time zone of the calendar's first line, else the office's; reads no other table."""
    path = office.folder / "reference" / f"{CALENDAR}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            name = next(csv.DictReader(stream), {}).get("zone") or office.time_zone
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return office.time_zone
    return name


def to_run(calendar: Iterable[Announced], days_before: int, at: datetime) -> tuple[Announced, ...]:
    """Return the releases to come whose month is to be run by now: so many days before, in their zone."""
    return tuple(
        one
        for one in calendar
        if one.moment > at
        and at.astimezone(ZoneInfo(one.zone)).date() >= one.day - timedelta(days=days_before)
    )


def check_calendar(tables: "Mapping[str, pl.DataFrame]") -> None:
    """Refuse a calendar, or a list of pre-release access, that cannot be followed."""
    announced_of(tables[CALENDAR].iter_rows(named=True))
    access_of(tables[ACCESS].iter_rows(named=True))


def _announced(row: Mapping[str, Any]) -> Announced:
    """Read a line of the calendar."""
    written = row["month"]
    try:
        month = Month.parse(written)
    except UsageError as error:
        raise _refused(f"has '{written}' as a month") from error
    day, status = row["day"], row["status"]
    if not isinstance(day, date):
        raise _refused(f"gives {written} no day")
    if day <= month.last:
        raise _refused(f"releases {written} on {day}, before the month is over")
    if status not in STATUSES:
        raise _refused(f"gives {written} the status '{status}', which is none of {', '.join(STATUSES)}")
    one = Announced(month, day, _hour(row["hour"], written), _zone(row["zone"], written), status)
    if one.moment.astimezone(ZoneInfo(one.zone)).time() != one.hour:
        raise _refused(f"releases {written} at {row['hour']}, an hour that {day} does not have in {one.zone}")
    return one


def _hour(text: str, month: str) -> time:
    """Read an hour and its minutes."""
    try:
        found = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - it is of the zone beside it
    except ValueError as error:
        raise _refused(f"gives {month} the hour '{text}'") from error
    if f"{found:%H:%M}" != text:
        raise _refused(f"gives {month} the hour '{text}'")
    return found


def _zone(name: str, month: str) -> str:
    """Return the name of a time zone that is known."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise _refused(f"gives {month} the time zone '{name}', which the IANA's list lacks") from error
    return name


def _access(row: Mapping[str, Any]) -> PreRelease:
    """Read a line of the list of pre-release access."""
    hours = str(row["hours_before"])
    if hours not in {str(number) for number in range(1, MOST_HOURS + 1)}:
        raise BadInputError(
            f"{_where(ACCESS)} gives '{row['role_id']}' access '{hours}' hours before the release. "
            f"Expected: a whole number from 1 to {MOST_HOURS}."
        )
    return PreRelease(row["role_id"], int(hours))


def _where(table: str) -> str:
    return f"reference/{table}.csv"


def _refused(what: str) -> BadInputError:
    """Make a sentence of what a line of the calendar does."""
    return BadInputError(f"{_where(CALENDAR)} {what}. {_EXAMPLE} Mend that line.")
