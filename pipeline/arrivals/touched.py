"""The months that deliveries touch: those of their figures, and those whose results rest on them."""

from collections.abc import Iterable, Iterator

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.edit import STAGE as CORE
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.window import current_manifests

REACH = (1, 12, 13)
"""How many months later results rest on a figure: the month after takes its flow out of the year to date and
compares with it, the same month of the next year compares with it, and the month after that one does both."""


def months_touched(office: Office, lake: Lake, names: Iterable[str]) -> dict[Month, list[str]]:
    """Return the months that deliveries touch, each with the names of these deliveries.

    A figure touches the month in which its period ends, and a plan that in which it is due, with or without
    results so far. Of the months that have results it also touches those of REACH and the newest, whose
    series and revisions show it. Months outside the office's are left out. The deliveries must have been
    taken in.
    """
    results = {Month.parse(found.partition) for found in current_manifests(lake, CORE)}
    last = Month.of(office.newest_received())
    touched: dict[Month, set[str]] = {}
    for name in names:
        for own in _months_of_figures(lake, name, last):
            for month in (own, *_resting_on(own, results)):
                if office.first_month <= month <= last:
                    touched.setdefault(month, set()).add(name)
    return {month: sorted(touched[month]) for month in sorted(touched)}


def _resting_on(own: Month, results: set[Month]) -> Iterator[Month]:
    """Yield the months with results that rest on a figure of a month."""
    yield from (month for month in map(own.plus, REACH) if month in results)
    if results and max(results) > own:
        yield max(results)


def _months_of_figures(lake: Lake, name: str, last: Month) -> list[Month]:
    """List the months of a delivery's figures; a plan due after the last month counts when it was stated."""
    manifest = lake.manifest(CONFORM, name)
    if manifest is None:
        return []
    due = pl.when(pl.col("due_on") <= last.last).then(pl.col("due_on"))
    days = lake.read(manifest, "core.observation").select(
        pl.coalesce("period_end", due, "earliest_on").dt.month_start().alias("month")
    )
    return sorted(Month.of(day) for day in days["month"].drop_nulls().unique())
