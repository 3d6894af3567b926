"""What is known and not released yet: figures that pages which others read do not show, and until when.

What a run knows belongs to the next issue, whatever month the run is of: a run of an older month shows
figures that the next issue revises. So what counts is the day up to which a run knows deliveries.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.month import Month
from pipeline.office import Office
from pipeline.release_calendar import Announced, read_calendar
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import PUBLIC, Standing, State
from pipeline.releasing.vault import VARIABLE

FOLDER = "ahead"
"""The folder, below that of the reports, with what pages do not show; locking an issue clears it."""
_NO_END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Ahead:
    """The release that figures wait for, and its moment; without one it waits for somebody to release it."""

    month: Month
    until: datetime | None = None


def announced_for(office: Office, key: str) -> Announced | None:
    """Return the release that the calendar announces for a month; none for an as-of day."""
    return next((one for one in read_calendar(office) if one.month.key == key), None)


def ahead_of(office: Office, known: date, at: datetime, months: Sequence[Month] = ()) -> Ahead | None:
    """Return the last release that what is known on a day waits for, None where all of it may be shown.

    A release counts from the end of its month on, and for a run of its own month, one of `months`. It lies
    ahead where the calendar says so, where it is approved or under embargo, and, in an office that has a key
    for its vault, until it is released.
    """
    standings = list(standings_of(office).values())
    calendar = {one.month: one.moment for one in read_calendar(office)}
    found = [
        *_locked(standings, calendar, at),
        *_announced(standings, calendar, at),
        *(_unreleased(standings, known, months) if has_key(office) else ()),
    ]
    own = [one for one in found if one.month in months or one.month.last < known]
    return max(own, key=lambda one: (one.until or _NO_END, one.month), default=None)


def _locked(standings: Sequence[Standing], calendar: dict[Month, datetime], at: datetime) -> Iterator[Ahead]:
    """Yield issues that are approved or under embargo."""
    for one in standings:
        if one.state in (State.APPROVED, State.EMBARGOED):
            announced = calendar.get(_month_of(one))
            coming = announced if announced and announced > at else None
            yield Ahead(_month_of(one), one.until or coming)


def _announced(
    standings: Sequence[Standing], calendar: dict[Month, datetime], at: datetime
) -> Iterator[Ahead]:
    """Yield the months of the calendar whose moment lies ahead, and that were not released before it."""
    public = {_month_of(one) for one in standings if one.state in PUBLIC}
    yield from (
        Ahead(month, moment) for month, moment in calendar.items() if moment > at and month not in public
    )


def _unreleased(standings: Sequence[Standing], known: date, months: Sequence[Month]) -> Iterator[Ahead]:
    """Yield the months of a run, and the last that is over, where they come after the newest released one."""
    newest = max((_month_of(one) for one in standings if one.state in PUBLIC), default=None)
    over = Month.of(known).plus(-1)
    yield from (Ahead(one) for one in (*months, over) if (newest is None or one > newest))


def has_key(office: Office) -> bool:
    """Tell whether an office has a key, and so keeps its issues locked before their hour."""
    return office.release.key is not None or bool(os.environ.get(VARIABLE))


def _month_of(one: Standing) -> Month:
    """Return the month of an issue, be it of an as-of day."""
    return Month.parse(one.key.partition("@")[0])
