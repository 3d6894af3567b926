"""What the calendar of deliveries expected by a day and the office has not received."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.delivery_calendar import EXPECTED, RHYTHMS, due_on
from pipeline.lake import Lake
from pipeline.language.phrase import day_of, month_of
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reference import load_reference

MONTHS_BACK = 12
"""So many months before a day are looked through; what is older is told by the findings of its month."""
_COLUMNS = {
    "measure_code": pl.String,
    "territory_id": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "period_kind": pl.String,
}


def overdue(office: Office, lake: Lake, today: date) -> list[str]:
    """Return a sentence for each delivery that was expected by a day and is not there, the oldest first."""
    calendar = load_reference(office)[EXPECTED]
    if not calendar.height:
        return []
    from pipeline.rules.naming import Words

    words, figures = Words(office, "en"), _figures(lake)
    found = [
        (due_on(row, month.last), month, row)
        for row in calendar.iter_rows(named=True)
        for month in _periods(row, today)
        if due_on(row, month.last) < today and not _is_there(row, month, figures)
    ]
    return [
        words.say(
            "findings-expected_not_received",
            measure=words.measure(row["measure_code"]),
            period=month_of(month.first),
            who=row["who_en"],
            due=day_of(due),
            known=day_of(today),
        )
        for due, month, row in sorted(found, key=lambda one: (one[0], one[2]["expected_id"]))
    ]


def _periods(row: Mapping[str, Any], today: date) -> Iterator[Month]:
    """Yield the last months of the periods that are expected, up to a day."""
    last = Month.of(today)
    for month in last.plus(-MONTHS_BACK).to(last):
        if month.number in RHYTHMS[row["rhythm"]] and row["valid_from"] <= month.last <= row["valid_to"]:
            yield month


def _figures(lake: Lake) -> pl.DataFrame:
    """Read the periods of all figures that the office has, of wholes alone."""
    own = (
        (pl.col("kind") == "observation")
        & (pl.col("quantity") == "level")
        & (pl.col("breakdown") == "_T")
        & (pl.col("action") == "figure")
    )
    frames = [
        lake.read(found, "core.observation").filter(own).select(*_COLUMNS)
        for found in lake.manifests(CONFORM)
    ]
    return pl.concat(frames).unique() if frames else pl.DataFrame(schema=_COLUMNS)


def _is_there(row: Mapping[str, Any], month: Month, figures: pl.DataFrame) -> bool:
    """Tell whether a figure answers an expectation, as sql/rules/expected.sql does."""
    fits = (pl.col("measure_code") == row["measure_code"]) & (pl.col("period_end") == month.last)
    if row["territory_id"]:
        fits &= pl.col("territory_id") == row["territory_id"]
    if row["rhythm"] == "year":
        fits &= (pl.col("period_kind") == "instant") | (pl.col("period_start").dt.month() == 1)
    return bool(figures.filter(fits).height)
