"""When an office expects which deliveries: its table reference/delivery_calendar.csv, a line an expectation.

The rule of the kind `expected` tells for a month what came later or was not received; the page tells the same
as of today (pipeline/arrivals/overdue.py). It decides no figure. An office without the table expects nothing.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import BadInputError
from pipeline.month import Month

if TYPE_CHECKING:
    import polars as pl

EXPECTED: Final = "delivery_calendar"
"""The name of the table."""
COLUMNS: Final = (
    "expected_id",
    "who_en",
    "measure_code",
    "territory_id",
    "rhythm",
    "due_days",
    "valid_from",
    "valid_to",
)
RHYTHMS: Final[Mapping[str, tuple[int, ...]]] = {
    "month": tuple(range(1, 13)),
    "quarter": (3, 6, 9, 12),
    "year": (12,),
}
"""The months that end a period of each rhythm."""
MOST_DAYS: Final = 1_000
"""A delivery is expected at most so many days after its period ends."""


def due_on(expected: Mapping[str, Any], period: date) -> date:
    """Return the last day on which what is expected for a period is in time."""
    return Month.of(period).last + timedelta(days=int(expected["due_days"]))


def check_expected(tables: "Mapping[str, pl.DataFrame]") -> None:
    """Refuse an expectation that cannot be followed; the sentence names it."""
    measures = set(tables["measure"]["measure_code"])
    places = set(tables["territory"]["territory_id"]) | {""}
    for row in tables[EXPECTED].iter_rows(named=True):
        days = str(row["due_days"])
        if row["measure_code"] not in measures:
            raise _refused(row, "measure_code", "a measure of reference/measure.csv")
        if row["territory_id"] not in places:
            raise _refused(row, "territory_id", "a territory of reference/territory.csv, or nothing for any")
        if row["rhythm"] not in RHYTHMS:
            raise _refused(row, "rhythm", f"one of {', '.join(RHYTHMS)}")
        if not days.isdecimal() or int(days) > MOST_DAYS:
            raise _refused(row, "due_days", f"a whole number of days from 0 to {MOST_DAYS}")


def _refused(row: Mapping[str, Any], column: str, expected: str) -> BadInputError:
    """Make the sentence of a field that cannot be followed."""
    return BadInputError(
        f"reference/{EXPECTED}.csv has '{row[column]}' as {column} of '{row['expected_id']}'. "
        f"Expected: {expected}. Mend that line."
    )
