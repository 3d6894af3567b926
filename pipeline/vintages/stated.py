"""Triangles of figures as their sources stated them: before rules, decisions and sums."""

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl

from pipeline.edit import load_office
from pipeline.engine import connect, fetch
from pipeline.errors import UsageError
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.vintages.triangle import Triangle

ORDER = ["series_id", "vintage"]
"""The order of rows of core.vintage."""


def vintage_table(connection: duckdb.DuckDBPyConnection, office: Office) -> pl.DataFrame:
    """Return core.vintage of a database that has core.observation and reference.source."""
    return fetch(connection, office.project.sql / "core" / "vintage.sql", {}).sort(ORDER)


def stated_triangle(
    office: Office, measure: str, territory: str, breakdown: str = "_T", upto: date | None = None
) -> Triangle:
    """Return the triangle of a measure's observed levels in a territory, of vintages up to a day's month.

    A period is named by its first and last day, a vintage by the first day of its month. Raises UsageError
    where there is no such figure, with the measures that have some.
    """
    with connect() as connection:
        load_office(connection, office, Lake(office.home / "lake"))
        every = vintage_table(connection, office).filter(
            pl.col("kind") == "observation",
            pl.col("quantity") == "level",
            pl.col("vintage") <= (upto or date.max),
        )
    rows = every.filter(
        pl.col("measure_code") == measure,
        pl.col("territory_id") == territory,
        pl.col("breakdown") == breakdown,
        pl.col("period_end").is_not_null(),
    )
    if rows.is_empty():
        own = every.filter(pl.col("territory_id") == territory)["measure_code"].unique().sort()
        known = f"It has figures of {', '.join(own)}" if len(own) else "It has no figure"
        raise UsageError(
            f"Office {office.code} has no figure of {measure} ({breakdown}) for {territory}. {known}. "
            "Measures and territories are in `crossfoot table reference.measure` and reference.territory."
        )
    return _arrange(rows)


def _arrange(rows: pl.DataFrame) -> Triangle:
    """Set the rows of a measure by reference period."""
    order = [pl.col("period_end"), pl.col("period_start").fill_null(date.min), pl.col("vintage")]
    columns = ("period_start", "period_end", "vintage", "value")
    stated: dict[str, dict[date, Decimal | None]] = {}
    for start, end, vintage, value in rows.sort(order).select(columns).iter_rows():
        stated.setdefault(f"{start or ''}/{end}", {})[vintage] = value
    return Triangle(rows["unit_code"][0], tuple(rows["vintage"].unique().sort()), stated)
