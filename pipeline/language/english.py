"""English: prepositions before periods and places, nothing inflected."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from pipeline.language.grammar import Grammar, kind_of
from pipeline.language.phrase import Form, Months, Place, Published, When, day_of

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = tuple(name[:3] for name in _MONTHS)


class English(Grammar):
    """British order of dates."""

    lang = "en"
    name = "English"
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    annexes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    conjunctions: ClassVar[dict[str, str]] = {"and": "and", "or": "or"}
    months_short: ClassVar[Sequence[str]] = _SHORT
    qualifiers: ClassVar[dict[str, str]] = {
        "about": "about ",
        "almost": "almost ",
        "at_least": "at least ",
        "more_than": "more than ",
        "up_to": "up to ",
    }

    def time(self, when: When, form: Form = "plain") -> str:
        """Write a period: 19 January 2026, January to September 2025, in 2023, by 31 March 2026."""
        names = _SHORT if form == "short" else _MONTHS
        text = _written(when, names)
        kind = kind_of(when)
        match form:
            case "in":
                return f"{'on' if kind == 'day' else 'from' if kind == 'days' else 'in'} {text}"
            case "by":
                return f"by {text}" if kind == "day" else f"as of {text}"
            case "for" | "of":
                return f"{form} {text}"
            case _:
                return text

    def due(self, when: When, form: Form = "plain") -> str:
        """Write when a plan is due: due 2026."""
        return f"due {self.time(when, 'short' if form == 'short' else 'plain')}"

    def published(self, known: Published, form: Form = "plain") -> str:
        """Write the day of a publication: by 3 March 2026, between 3 March 2026 and 5 May 2026."""
        if known.last is None:
            return "day not known"
        written: Form = "short" if form == "short" else "plain"
        day = self.time(day_of(known.last), written)
        if known.first == known.last:
            return {"in": "on ", "for": "for ", "of": "of ", "by": "by "}.get(form, "") + day
        if known.first is None or form == "by":
            return f"by {day}"
        span = When(known.first, known.last)
        if kind_of(span) in ("month", "year"):
            return self.time(span, form)
        return f"between {self.time(day_of(known.first), written)} and {day}"

    def months(self, months: Months, form: Form = "plain") -> str:
        """Write months of any year: in March and September."""
        named = self.join([_MONTHS[number - 1] for number in months.numbers])
        return f"in {named}" if form == "in" else named

    def place(self, place: Place, form: Form = "plain") -> str:
        """Write a territory: in Karabakh economic region."""
        return f"{form} {place.name}" if form in ("in", "of") else place.name


def _written(when: When, names: Sequence[str]) -> str:
    """Write a period without what stands before it."""
    start, end = when.start, when.end
    match kind_of(when):
        case "day":
            return _day(end, names)
        case "month":
            return _month(end, names)
        case "year":
            return str(end.year)
        case "years":
            return f"{start.year} to {end.year}"
        case "months":
            first = names[start.month - 1] if start.year == end.year else _month(start, names)
            return f"{first} to {_month(end, names)}"
        case _:
            inside = (start.year, start.month) == (end.year, end.month)
            return f"{start.day if inside else _day(start, names)} to {_day(end, names)}"


def _day(value: date, names: Sequence[str]) -> str:
    """Write a day."""
    return f"{value.day} {_month(value, names)}"


def _month(value: date, names: Sequence[str]) -> str:
    """Write a month."""
    return f"{names[value.month - 1]} {value.year}"
