"""A withdrawal: a source takes a figure back, as delivery.toml records it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

WITHDRAWN = "withdrawn"
REASONS = ("taken_back_by_source", "replaced_elsewhere", "not_told")


@dataclass(frozen=True)
class Withdrawal:
    """Which figures a source takes back: every statement of the measure, territory, period and breakdown."""

    source_id: str
    measure: str
    territory: str
    withdrawn_on: date
    reason: str
    period_start: date | None = None
    period_end: date | None = None
    breakdown: str = "_T"

    @property
    def sentence(self) -> str:
        """Name it for a person."""
        period = f"{self.period_start or 'no start'} to {self.period_end or 'no end'}"
        return f"{self.measure} of {self.territory}, {period}, {self.breakdown}, by {self.source_id}"


def read_withdrawals(entries: list[dict[str, Any]], received_on: date) -> tuple[Withdrawal, ...]:
    """Read the [[withdraw]] entries of delivery.toml; without a day, the day of receipt counts.

    Raises TypeError or ValueError for an entry of another form.
    """
    found = tuple(Withdrawal(**{"withdrawn_on": received_on, **entry}) for entry in entries)
    for one in found:
        days = (one.withdrawn_on, one.period_start, one.period_end)
        if any(day is not None and type(day) is not date for day in days):
            raise ValueError(f"a withdrawal of {one.measure} has a day in another form than 2024-03-01.")
        if one.reason not in REASONS:
            raise ValueError(f"the reason '{one.reason}' of a withdrawal is none of {', '.join(REASONS)}.")
    return found
