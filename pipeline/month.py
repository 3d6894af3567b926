"""A calendar month as a value."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pipeline.errors import UsageError


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; orders by time."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read '2026-01'; anything else is a UsageError with the expected form."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
        if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) == 0:
            raise UsageError(f"'{text}' is not a month. Write year and month, as in 2026-01.")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month that holds the day."""
        return cls(day.year, day.month)

    @property
    def key(self) -> str:
        """The month as '2026-01'."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> "Month":
        """Return the month so many months later, or earlier when negative."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def to(self, other: "Month") -> "list[Month]":
        """List the months from this one to the other, both included."""
        return [
            self.plus(n) for n in range(other.year * 12 + other.number - self.year * 12 - self.number + 1)
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
