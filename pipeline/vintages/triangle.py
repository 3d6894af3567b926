"""Revision triangles: what each reference period was said to be, month by month of becoming known.

R = later - preliminary, as in the OECD/Eurostat guidelines on revisions analysis; values are exact.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import polars as pl

from pipeline.edit import load_office
from pipeline.engine import connect, fetch
from pipeline.errors import UsageError
from pipeline.lake import Lake
from pipeline.office import Office

ORDER = ["series_id", "vintage"]
"""The order of rows of core.vintage."""


@dataclass(frozen=True)
class Triangle:
    """One series in time: reference periods, vintages (first days of months), and the value of each."""

    measure: str
    territory: str
    unit_code: str
    periods: tuple[tuple[date | None, date], ...]
    vintages: tuple[date, ...]
    values: dict[tuple[tuple[date | None, date], date], Decimal]
    """By period and vintage: the value known at the end of that month; carried on from the last change."""

    def revision(self, period: tuple[date | None, date], vintage: date) -> Decimal | None:
        """Return R of a period at a vintage: the value then less the first one; None before that."""
        own = [self.values[period, one] for one in self.vintages if (period, one) in self.values]
        later = self.values.get((period, vintage))
        return None if later is None else later - own[0]


def vintage_table(connection: duckdb.DuckDBPyConnection, office: Office) -> pl.DataFrame:
    """Return core.vintage of a database that has core.observation and reference.source."""
    return fetch(connection, office.project.sql / "core" / "vintage.sql", {}).sort(ORDER)


def revision_triangle(
    office: Office, measure: str, territory: str, breakdown: str = "_T", upto: date | None = None
) -> Triangle:
    """Return the triangle of a measure's observed levels in a territory, of vintages up to a day's month.

    Raises UsageError where there is no such figure, with the measures that have some.
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
    return _arrange(measure, territory, rows)


def _arrange(measure: str, territory: str, rows: pl.DataFrame) -> Triangle:
    """Carry each period's value on to the vintages in which it did not change."""
    vintages = tuple(rows["vintage"].unique().sort())
    stated: dict[tuple[date | None, date], dict[date, Decimal | None]] = {}
    columns = ("period_start", "period_end", "vintage", "value")
    for start, end, vintage, value in rows.select(columns).iter_rows():
        stated.setdefault((start, end), {})[vintage] = value
    periods = tuple(sorted(stated, key=lambda period: (period[1], period[0] or date.min)))
    values = {}
    for period in periods:
        last: Decimal | None = None
        for vintage in vintages:
            last = stated[period].get(vintage, last)
            if last is not None:
                values[period, vintage] = last
    return Triangle(measure, territory, rows["unit_code"][0], periods, vintages, values)


def triangle_rows(triangle: Triangle, shown: int) -> list[dict[str, object]]:
    """Set a triangle as rows: a reference period each, its preliminary value, the last vintages, R."""
    last = triangle.vintages[-shown:]
    rows: list[dict[str, object]] = []
    for period in triangle.periods:
        known = [one for one in triangle.vintages if (period, one) in triangle.values]
        row: dict[str, object] = {
            "period": f"{period[0] or ''}/{period[1]}",
            "first": known[0].strftime("%Y-%m"),
            "preliminary": triangle.values[period, known[0]],
        }
        row |= {one.strftime("%Y-%m"): triangle.values.get((period, one)) for one in last}
        rows.append(row | {"R": triangle.revision(period, known[-1])})
    return rows


def long_rows(triangle: Triangle) -> list[dict[str, object]]:
    """Set a triangle as rows of period, vintage, value and R, for programs."""
    return [
        {
            "period_start": period[0],
            "period_end": period[1],
            "vintage": vintage.strftime("%Y-%m"),
            "value": value,
            "R": triangle.revision(period, vintage),
            "unit_code": triangle.unit_code,
        }
        for (period, vintage), value in triangle.values.items()
    ]
