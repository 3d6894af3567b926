"""The window of a month's run: which day things are known as of, and how far back it looks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.errors import UsageError
from pipeline.lake import Lake, Manifest
from pipeline.month import Month
from pipeline.office import Office

_AT = "@"
_BASE_MONTHS = 12
"""Growth on the corresponding month needs a year before the first month shown."""


@dataclass(frozen=True)
class Window:
    """A month, the as-of day and the first day that figures may refer to."""

    month: Month
    as_of: date
    history_from: date
    asked: date | None = None
    """The as-of day where one was asked for, be it the newest: such a run has results of its own beside the
    month's, which stay the same when more becomes known, and only decisions up to that day count."""

    @property
    def key(self) -> str:
        """The name of its partitions: the month, and the as-of day where its results are its own."""
        return partition_key(self.month, self.asked)

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that SQL files may name."""
        return {
            "month": self.month.first,
            "month_end": self.month.last,
            "as_of": self.as_of,
            "history_from": self.history_from,
        }


def window_of(office: Office, month: Month, as_of: date | None = None, newest: date | None = None) -> Window:
    """Return the window of a month, as known on a day or on that of the newest delivery.

    Raises UsageError for a month outside of the office's range, and for a day before the month.
    """
    newest = newest or office.newest_received()
    last = Month.of(newest)
    if not office.first_month <= month <= last:
        raise UsageError(
            f"{month} is outside the months of office {office.code}: {office.first_month} to {last} "
            f"(its newest delivery was received on {newest}). Choose a month in that range."
        )
    require_begun(month, as_of)
    return Window(month, as_of or newest, history_from(office, month), asked=as_of)


def require_begun(month: Month, as_of: date | None) -> None:
    """Refuse a day before the month. Raises UsageError."""
    if as_of and as_of < month.first:
        raise UsageError(
            f"{month} had not begun on {as_of}, so nothing of it was known. Give a day from {month.first} "
            f"on, or run the month of that day: {Month.of(as_of)}."
        )


def history_from(office: Office, month: Month) -> date:
    """Return the first day that figures of a month's run may refer to: any day where an office sets none."""
    if not office.history_months:
        return date.min
    return date(month.plus(1 - office.history_months - _BASE_MONTHS).year, 1, 1)


def partition_key(month: Month, asked: date | None = None) -> str:
    """Name the results of a month, or of a month as known on a day: '2023-12', '2023-12@2024-03-01'."""
    return f"{month.key}{_AT}{asked.isoformat()}" if asked else month.key


def parse_partition(text: str) -> tuple[Month, date | None]:
    """Read the name of results; UsageError with the expected form for anything else."""
    month, at, day = text.strip().partition(_AT)
    try:
        return Month.parse(month), date.fromisoformat(day) if at else None
    except ValueError:
        raise UsageError(f"'{day}' is not a day. Write month and day, as in 2023-12@2024-03-01.") from None


def is_current(partition: str) -> bool:
    """Tell whether results are a month's own, and not those of an as-of day that was asked for."""
    return _AT not in partition


def current_manifests(lake: Lake, stage: str) -> list[Manifest]:
    """List what a stage left for months as they are known now, by month."""
    return [found for found in lake.manifests(stage) if is_current(found.partition)]
