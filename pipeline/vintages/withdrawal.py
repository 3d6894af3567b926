"""A withdrawal: a source takes a figure back, as delivery.toml records it."""

import re
from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

WITHDRAWN = "withdrawn"
"""The action of a row that takes a figure back."""
SUPERSEDED = "superseded"
"""Why a figure is withdrawn that a corrected file no longer holds; no delivery declares it."""
REASONS = ("taken_back_by_source", "replaced_elsewhere", "misread", "not_told")
_NAMED = ("source_id", "measure", "territory")


@dataclass(frozen=True)
class Withdrawal:
    """Which figures are taken back: one statement by its content key, or those of a source about something.

    These are all of the measure, territory, breakdown and period; `within` says that the two days are those
    of a month or a day that the figure's period ends in, and not its own first and last one.
    """

    withdrawn_on: date
    reason: str
    content_key: str = ""
    source_id: str = ""
    measure: str = ""
    territory: str = ""
    period_start: date | None = None
    period_end: date | None = None
    breakdown: str = "_T"
    within: bool = False

    @property
    def sentence(self) -> str:
        """Name it for a person."""
        if self.content_key:
            return f"content key {self.content_key}"
        period = f"{self.period_start or 'no start'} to {self.period_end or 'no end'}"
        return f"{self.measure} of {self.territory}, {period}, {self.breakdown}, by {self.source_id}"


def read_withdrawals(entries: list[dict[str, Any]], received_on: date) -> tuple[Withdrawal, ...]:
    """Read the [[withdraw]] entries of delivery.toml; without a day, the day of receipt counts.

    A figure is named by `content_key`, or by source_id, measure, territory and its period: `period_start` and
    `period_end`, or `period`, a month ('2023-12') or a day that it ends in or its first and last day
    ('2023-01-01/2023-12-31'). Raises ValueError for an entry of another form.
    """
    return tuple(_read(entry, received_on) for entry in entries)


def _read(entry: dict[str, Any], received_on: date) -> Withdrawal:
    """Read one entry."""
    known = {field.name for field in fields(Withdrawal)} - {"within"} | {"period"}
    if unknown := sorted(set(entry) - known):
        raise ValueError(f"a withdrawal has '{unknown[0]}', which is none of {', '.join(sorted(known))}.")
    missing = [name for name in _NAMED if not entry.get(name)]
    if missing and not entry.get("content_key"):
        raise ValueError(f"a withdrawal names neither a content_key nor {', '.join(missing)}.")
    given = {name: value for name, value in entry.items() if name != "period"}
    if "period" in entry:
        given |= _read_period(str(entry["period"]))
    found = Withdrawal(**{"withdrawn_on": received_on, "reason": "", **given})
    for day in (found.withdrawn_on, found.period_start, found.period_end):
        if day is not None and type(day) is not date:
            raise ValueError(f"a withdrawal ({found.sentence}) has a day in another form than 2024-03-01.")
    if found.withdrawn_on > received_on:
        raise ValueError(f"a withdrawal ({found.sentence}) is of a day after {received_on}, its receipt.")
    if found.reason not in REASONS:
        raise ValueError(f"the reason '{found.reason}' of a withdrawal is none of {', '.join(REASONS)}.")
    return found


def _read_period(text: str) -> dict[str, Any]:
    """Read a month, a day or two days."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            first = date.fromisoformat(f"{text}-01")
            last = first.replace(day=monthrange(first.year, first.month)[1])
            return {"period_start": first, "period_end": last, "within": True}
        start, _, end = text.partition("/")
        days = date.fromisoformat(start), date.fromisoformat(end or start)
    except ValueError:
        raise ValueError(
            f"a withdrawal has the period '{text}', which is neither a month as 2023-12, nor a day, nor two "
            "days as 2023-01-01/2023-12-31."
        ) from None
    return {"period_start": days[0], "period_end": days[1], "within": not end}
