"""Revision triangles: what each reference period was said to be, vintage by vintage.

R = later - preliminary, as in the OECD/Eurostat guidelines on revisions analysis; values are exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import polars as pl

from pipeline.errors import UsageError
from pipeline.indicators.catalogue import Indicator, load_catalogue
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.vintages.build import read_triangle, vintage_days
from pipeline.vintages.contract import along_vintages


@dataclass(frozen=True)
class Triangle:
    """One series in time: reference periods by name, vintages, and the value of each.

    `stated` has by period the vintages in which it changed; None where it was taken back.
    """

    unit_code: str
    vintages: tuple[date, ...]
    stated: Mapping[str, Mapping[date, Decimal | None]]

    @property
    def periods(self) -> tuple[str, ...]:
        """List the reference periods in their order."""
        return tuple(self.stated)

    @cached_property
    def values(self) -> dict[tuple[str, date], Decimal]:
        """Return the value of each period and vintage, carried on from the last change."""
        values = {}
        for period, stated in self.stated.items():
            last: Decimal | None = None
            for vintage in self.vintages:
                last = stated.get(vintage, last)
                if last is not None:
                    values[period, vintage] = last
        return values

    def known(self, period: str) -> list[date]:
        """List the vintages that have a value of a period."""
        return [vintage for vintage in self.vintages if (period, vintage) in self.values]

    def revision(self, period: str, vintage: date) -> Decimal | None:
        """Return R of a period at a vintage: the value then less the first one; None before that."""
        later = self.values.get((period, vintage))
        return None if later is None else later - self.values[period, self.known(period)[0]]


@dataclass(frozen=True)
class Series:
    """Which cells make a series; an empty text takes the indicator's default, or the only one."""

    indicator: str
    territory: str
    breakdown: str = "_T"
    transformation: str = ""
    price_basis: str = ""


def check_series(office: Office, series: Series) -> Indicator:
    """Return the indicator of a series; an unknown one, or one of single figures, is a UsageError."""
    catalogue = load_catalogue(office.project)
    found = catalogue.get(series.indicator)
    if found is None or not along_vintages(found):
        known = ", ".join(code for code, one in catalogue.items() if along_vintages(one))
        raise UsageError(f"There is no triangle of {series.indicator}. There are triangles of {known}.")
    return found


def indicator_triangle(office: Office, lake: Lake, series: Series) -> Triangle:
    """Return the triangle of a series as it was last built.

    Raises UsageError for an unknown indicator, one that shows single figures, or where there is no such
    cell, with those that there are.
    """
    found = check_series(office, series)
    table = read_triangle(lake).sort("vintage", "cell_id")
    own = table.filter(
        pl.col("indicator") == series.indicator,
        pl.col("territory_id") == series.territory,
        pl.col("breakdown") == series.breakdown,
        pl.col("transformation") == (series.transformation or found.default),
        pl.col("price_basis").is_in([series.price_basis]) if series.price_basis else pl.lit(value=True),
    )
    of_territory = pl.col("territory_id") == series.territory
    rows = table.filter(pl.col("indicator") == series.indicator, of_territory)
    if own.is_empty():
        raise UsageError(_nothing(office, series, found.default, rows))
    if own["price_basis"].n_unique() > 1:
        bases = ", ".join(own["price_basis"].unique().sort())
        raise UsageError(f"There are values of several price bases: {bases}. Name one with --price-basis.")
    return _arrange(own, vintage_days(lake))


def _nothing(office: Office, series: Series, default: str, rows: pl.DataFrame) -> str:
    """Say that there is no such cell, and what the indicator has for the territory."""
    asked = f"{series.indicator} ({series.breakdown}, {series.transformation or default})"
    beside = rows.select("breakdown", "transformation").unique().sort("breakdown", "transformation").rows()
    known = ", ".join(f"{breakdown} {transformation}" for breakdown, transformation in beside)
    return (
        f"Office {office.code} has no cell of {asked} for {series.territory}. "
        + (f"It has {known}." if known else "The indicator has none for that territory.")
        + " Indicators, territories and breakdowns stand in `crossfoot table triangle`."
    )


def _arrange(own: pl.DataFrame, vintages: Sequence[date]) -> Triangle:
    """Set the rows of a series by period, from the first vintage that has one of them."""
    stated: dict[str, dict[date, Decimal | None]] = {}
    for period, vintage, value in own.sort("period", "vintage").select("period", "vintage", "value").rows():
        stated.setdefault(period.strftime("%Y-%m"), {})[vintage] = value
    first = min(own["vintage"])
    return Triangle(own["unit_code"][-1], tuple(one for one in vintages if one >= first), stated)


def triangle_rows(triangle: Triangle, shown: int) -> list[dict[str, object]]:
    """Set a triangle as rows: a reference period each, its preliminary value, the last vintages, R."""
    last = triangle.vintages[-shown:]
    rows: list[dict[str, object]] = []
    for period in triangle.periods:
        known = triangle.known(period)
        row: dict[str, object] = {
            "period": period,
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
            "period": period,
            "vintage": vintage,
            "value": value,
            "R": triangle.revision(period, vintage),
            "unit_code": triangle.unit_code,
        }
        for (period, vintage), value in triangle.values.items()
    ]


def at_vintages(triangle: pl.DataFrame, vintages: Sequence[date]) -> pl.DataFrame:
    """Return rows of `indicators.triangle` filled up: each cell that is there at each of the vintages.

    The columns stay; `vintage` is the one asked for, and the values are those that stood on that day.
    """
    days = pl.DataFrame({"vintage": sorted(vintages)}, schema={"vintage": pl.Date})
    grid = triangle.select("cell_id").unique().join(days, how="cross").sort("vintage", "cell_id")
    changes = triangle.sort("vintage", "cell_id")
    filled = grid.join_asof(changes, on="vintage", by="cell_id", strategy="backward", check_sortedness=False)
    known = filled.filter(pl.col("value").is_not_null()).select(triangle.columns)
    return known.sort("cell_id", "vintage")
