"""Reference periods as a person names them when a figure is attributed to another one."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pipeline.intake.period import NO_SPAN, kind_of, read_span

FORMS = "2025 (a year), 2025-09 (a month), 2025-01/2025-09 (January to September), 2025-09-14 (a day)"


@dataclass(frozen=True)
class Period:
    """First day, last day and kind of a reference period."""

    start: date
    end: date
    kind: str

    def __str__(self) -> str:
        """Write the period as the ledger keeps it."""
        return f"{self.start}/{self.end}"


def read_period(text: str, nature: str = "flow") -> Period | None:
    """Read a period in one of FORMS; None when it is none.

    A flow from 1 January to the end of a later month, or of the year, is a year-to-date figure; a single
    month, January too, is a month.
    """
    span = read_span(text)
    if span is None or span == NO_SPAN or span.start is None or span.end is None:
        return None
    kind = kind_of(span.start, span.end)
    if nature == "flow" and kind in ("year", "span") and _year_to_date(span.start, span.end):
        kind = "ytd"
    return Period(span.start, span.end, kind)


def _year_to_date(start: date, end: date) -> bool:
    """Tell whether a period begins with its year and ends with a month of it."""
    from_january = (start.month, start.day) == (1, 1) and start.year == end.year
    return from_january and end.day == monthrange(end.year, end.month)[1]
