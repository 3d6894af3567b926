"""The window of a month's run: which day things are known as of, and how far back it looks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office

_BASE_MONTHS = 12
"""Growth on the corresponding month needs a year before the first month shown."""


@dataclass(frozen=True)
class Window:
    """A month, the as-of day and the first day that figures may refer to."""

    month: Month
    as_of: date
    history_from: date
    decided_to: date | None = None
    """The last day whose decisions count; all do where no as-of day was asked for."""

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that SQL files may name."""
        return {
            "month": self.month.first,
            "month_end": self.month.last,
            "as_of": self.as_of,
            "history_from": self.history_from,
        }


def window_of(office: Office, month: Month, as_of: date | None = None) -> Window:
    """Return the window of a month; a month outside the office's range is a sentence."""
    newest = office.newest_received()
    last = Month.of(newest)
    if not office.first_month <= month <= last:
        raise UsageError(
            f"{month} is outside the months of office {office.code}: {office.first_month} to {last} "
            f"(its newest delivery was received on {newest}). Choose a month in that range."
        )
    first = date(1, 1, 1)
    if office.history_months:
        earliest = month.plus(1 - office.history_months - _BASE_MONTHS)
        first = date(earliest.year, 1, 1)
    return Window(month, as_of or newest, first, decided_to=as_of)
