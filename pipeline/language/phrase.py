"""What the grammar inflects: periods, places, lists of names. Plain data, the same in every language."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Form = Literal["plain", "in", "for", "of", "by", "short"]
"""How a phrase stands in a sentence, prepositions and endings included.

plain as a name; in within a time or a place; for a time that a figure is of; of belonging to; by up to a
time; short for a table. A place has no `for`, `by` and `short` of its own: it stands as a name.
"""
FORMS: tuple[Form, ...] = ("plain", "in", "for", "of", "by", "short")


@dataclass(frozen=True)
class When:
    """The days from one to another: a day, a month, months, years; `is_due` where a plan is due then."""

    start: date
    end: date
    is_due: bool = False


@dataclass(frozen=True)
class Published:
    """What is known of a figure by the day of its publication alone; None where that is not known."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class Place:
    """A territory by its name and its level; of a settlement its kind, where known: city, village ..."""

    name: str
    level: str


@dataclass(frozen=True)
class Listed:
    """Names or phrases in a row, joined by "and" or "or"."""

    items: "tuple[str | When | Published | Place, ...]"
    last: Literal["and", "or"] = "and"


@dataclass(frozen=True)
class Months:
    """Months of any year, by number: those of a yearly cycle."""

    numbers: tuple[int, ...]


Phrase = When | Published | Place | Listed | Months


def month_of(first: date) -> When:
    """Return the whole month that begins on a day."""
    from calendar import monthrange

    return When(first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1]))


def year_up_to(first: date) -> When:
    """Return the months of a year up to the one that begins on a day."""
    return When(first.replace(month=1, day=1), month_of(first).end)


def day_of(value: date) -> When:
    """Return one day."""
    return When(value, value)
