"""Makes what a question about a past day needs and no run has left, before it is read."""

from datetime import date

from pipeline import stages
from pipeline.lake import Lake
from pipeline.locks import month_lock
from pipeline.month import Month
from pipeline.office import Office
from pipeline.progress import Progress, Silent
from pipeline.window import window_of


def know_on(office: Office, month: Month, as_of: date, progress: Progress | None = None) -> None:
    """Leave the core tables and the indicators of a month as known on a day; the month's own stay."""
    window_of(office, month, as_of)
    with month_lock(office, month):
        take_in(office)
        stages.edit(office, month, as_of, progress)
        stages.compute(office, month, as_of, progress)


def know_triangle(office: Office, progress: Progress | None = None) -> Lake:
    """Bring the triangle up to date with what was delivered and decided, and the warehouse with it."""
    take_in(office)
    made = stages.triangle(office, progress).counts["vintages made anew"]
    if made or not (office.home / "warehouse.duckdb").is_file():
        stages.warehouse(office)
    return stages.lake_of(office)


def take_in(office: Office) -> None:
    """Take in what the office's deliveries hold; of what is taken in already nothing is done again."""
    stages.intake(office, Silent())
    stages.conform(office, Silent())
