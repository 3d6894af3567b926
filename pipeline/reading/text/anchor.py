"""The days that a document may have been published on, and what they say of a date without its year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_NEAR = 400
"""A publication interval of more days than this says nothing of a year."""


@dataclass(frozen=True)
class Years:
    """The year named last before an expression: in its paragraph, and in the text before that."""

    near: tuple[int, ...] = ()
    far: tuple[int, ...] = ()


@dataclass(frozen=True)
class Anchor:
    """First and last possible day of publication, None where it is not known."""

    first: date | None = None
    last: date | None = None
    inferred: str = ""

    @property
    def known(self) -> bool:
        """Whether both days are known and near enough to say something."""
        return self.first is not None and self.last is not None and (self.last - self.first).days <= _NEAR

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first is not None and self.first == self.last

    def years(self) -> tuple[int, ...]:
        """List the years in which it may have been published."""
        if not self.known or self.first is None or self.last is None:
            return ()
        return tuple(range(self.first.year, self.last.year + 1))

    def years_of(self, month: int, day: int, ahead: bool) -> tuple[int, ...]:
        """List the years that a day may be of: the last one before publication, or the next one after it."""
        if not self.known or self.first is None or self.last is None:
            return ()
        found = [_nearest(month, day, publication, ahead) for publication in (self.first, self.last)]
        return tuple(sorted(set(found)))


def _nearest(month: int, day: int, publication: date, ahead: bool) -> int:
    """Return the year of the last such day up to a publication, or of the next one."""
    given = (month, min(day, monthrange(publication.year, month)[1]))
    published = (publication.month, publication.day)
    if ahead:
        return publication.year if given >= published else publication.year + 1
    return publication.year if given <= published else publication.year - 1


def weekdays_before(anchor: Anchor, weekday: int) -> tuple[date, ...]:
    """List the days of that weekday (1 is Monday) in the week before each possible publication."""
    if not anchor.known or anchor.first is None or anchor.last is None:
        return ()
    days = [_last_weekday(publication, weekday) for publication in (anchor.first, anchor.last)]
    found = {days[0] + timedelta(weeks=week) for week in range(((days[1] - days[0]).days // 7) + 1)}
    return tuple(sorted(found))


def _last_weekday(publication: date, weekday: int) -> date:
    """Return the last such weekday up to a day."""
    return publication - timedelta(days=(publication.isoweekday() - weekday) % 7)
