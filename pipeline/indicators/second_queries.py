"""The second calculation of what queries of sql/indicators/ compute themselves, in Polars.

What a query selects as it is stated is no calculation; sums, differences and counts are. Each is made again
from the figures of core and the cells of the indicator.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb
import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.errors import StopRuleError
from pipeline.indicators.second_coverage import COVERED, cover_again

_KEY = ["territory_id", "period", "breakdown", "price_basis", "transformation"]
_COUNTS = ("figures", "figures_revised", "changes", "changes_routine", "changes_in_cycle", "changes_other")
_BY_POLICY = _COUNTS[3:]
_UNSCHEDULED = pl.col("breakdown") == "status=unscheduled"
_PACE = pl.col("transformation") == "pace"
_MEASURE = pl.col("breakdown").str.extract(r"measure=([^;]+)")


@dataclass(frozen=True)
class Again:
    """Which cells of an indicator its query computes, how they are made again, and what is compared."""

    told: pl.Expr
    make: Callable[[duckdb.DuckDBPyConnection, pl.DataFrame], pl.DataFrame]
    facets: tuple[str, ...] = ("value",)


def check_queries(connection: duckdb.DuckDBPyConnection, code: str, cells: pl.DataFrame) -> None:
    """Compute an indicator's own sums, differences and counts again; StopRuleError where one differs.

    The connection has the tables of core and reference that the query read.
    """
    if code not in QUERIES or cells.is_empty():
        return
    again = QUERIES[code]
    first, second = cells.filter(again.told), again.make(connection, cells)
    both = first.select(*_KEY, *again.facets, _first=pl.lit(value=True)).join(
        second.select(*_KEY, *again.facets, _second=pl.lit(value=True)), on=_KEY, how="full", coalesce=True
    )
    unlike = [pl.col(name).ne_missing(pl.col(f"{name}_right")) for name in again.facets]
    alone = pl.col("_first").is_null() | pl.col("_second").is_null()
    differing = both.filter(alone | pl.any_horizontal(unlike)).sort(_KEY)
    if differing.height:
        row = differing.row(0, named=True)
        facet = next((name for name in again.facets if row[name] != row[f"{name}_right"]), "value")
        one, other = (row[name] for name in (facet, f"{facet}_right"))
        raise StopRuleError(
            f"The two calculations of {code} do not agree ({differing.height} cells). Of "
            f"{row['territory_id']}, {row['period']:%Y-%m}, {row['breakdown']}, {row['transformation']} the "
            f"{facet} is {'not there' if one is None else one} by sql/indicators/{code}.sql and "
            f"{'not there' if other is None else other} by pipeline/indicators/second_queries.py. No number "
            "is published on which they differ: find which of the two is not as its formula says."
        )


def _unscheduled(connection: duckdb.DuckDBPyConnection, cells: pl.DataFrame) -> pl.DataFrame:
    """Take from each plan the stages that it names, by the figures behind the cell."""
    figures = connection.sql(
        "select obs_id as inputs, breakdown as stage, value as figure from core.preferred"
    )
    is_plan = pl.col("stage") == "status=planned"
    signed = pl.when(is_plan).then(pl.col("figure")).otherwise(-pl.col("figure"))
    own = cells.filter(_UNSCHEDULED).explode("inputs")
    return own.join(figures.pl(), on="inputs", how="left").group_by(_KEY).agg(value=signed.sum())


def _annual_differences(connection: duckdb.DuckDBPyConnection, cells: pl.DataFrame) -> pl.DataFrame:
    """Take the figures of months behind a cell from the annual ones, and add half of all their steps."""
    figures = connection.sql(
        "select obs_id as inputs, measure_code, value as figure, step as unit from core.preferred"
    )
    is_annual = pl.col("measure_code") == "fci_annual"
    signed = pl.when(is_annual).then(pl.col("figure")).otherwise(-pl.col("figure"))
    own = cells.explode("inputs").join(figures.pl(), on="inputs", how="left").group_by(_KEY)
    made = own.agg(value=signed.sum(), steps=pl.col("unit").sum())
    return made.with_columns(half_width=quotient(made["steps"], pl.Series([2])))


def _paces(connection: duckdb.DuckDBPyConnection, cells: pl.DataFrame) -> pl.DataFrame:
    """Count months by listing them, from the first of a phase to that of the figure."""
    phases = connection.sql(
        "select basis.measure_code, phase.starts_on from reference.target_basis as basis "
        "inner join reference.programme_phase as phase on basis.phase_id = phase.phase_id"
    ).pl()
    own = cells.filter(_PACE).with_columns(measure_code=_MEASURE)
    joined = own.drop("whole").join(phases, on="measure_code")
    months = pl.date_ranges(pl.col("starts_on").dt.month_start(), "period", "1mo").list.len()
    return joined.with_columns(whole=months.cast(VALUE))


def _revision_counts(connection: duckdb.DuckDBPyConnection, cells: pl.DataFrame) -> pl.DataFrame:
    """Count figures and their changes, and sort the changes by the declared policy, from those stated."""
    policy = connection.sql(
        "select measure_code, routine_months, cycle_months from reference.revision_policy"
    )
    vintage = pl.col("breakdown").str.extract(r"vintage=(\d{4}-\d{2})") + "-01"
    stated = cells.filter(pl.col("transformation") == "stated").select(
        "territory_id", "price_basis", "period", "month", _MEASURE.alias("measure_code"),
        vintage=vintage.str.to_date("%Y-%m-%d"),
    )  # fmt: skip
    series = ["territory_id", "price_basis", "measure_code"]
    begun = pl.col("vintage").min().over(*series, "period")
    ages = (pl.col("vintage").dt.year() - begun.dt.year()) * 12 + (
        pl.col("vintage").dt.month().cast(pl.Int32) - begun.dt.month().cast(pl.Int32)
    )
    cycle = pl.col("cycle_months").cast(pl.String).str.split(";")
    judged = stated.join(policy.pl(), on="measure_code", how="left").with_columns(
        later=pl.col("vintage") > begun,
        routine=ages <= pl.col("routine_months"),
        cyclic=cycle.list.contains(pl.col("vintage").dt.month().cast(pl.String)).fill_null(value=False),
    )
    later, routine, cyclic = (pl.col(name) for name in ("later", "routine", "cyclic"))
    counts = (
        pl.col("period").n_unique(),
        pl.col("period").filter(later).n_unique(),
        later.sum(),
        (later & routine).sum(),
        (later & ~routine & cyclic).sum(),
        (later & ~routine & ~cyclic).sum(),
    )
    wide = judged.group_by(series).agg(
        pl.col("month").first().alias("period"),
        pl.col("routine_months").is_not_null().any().alias("_declared"),
        *(count.cast(VALUE).alias(name) for name, count in zip(_COUNTS, counts, strict=True)),
    )
    long = wide.unpivot(_COUNTS, index=[*series, "period", "_declared"], variable_name="transformation")
    return long.filter(pl.col("_declared") | ~pl.col("transformation").is_in(_BY_POLICY)).with_columns(
        breakdown="measure=" + pl.col("measure_code")
    )


QUERIES: Mapping[str, Again] = {
    "dwellings": Again(_UNSCHEDULED, _unscheduled),
    "fci_annual_difference": Again(
        pl.col("transformation") == "difference", _annual_differences, ("value", "half_width")
    ),
    "fci_coverage": Again(pl.col("transformation").is_in(COVERED), cover_again, ("value", "half_width")),
    "plan_outcome": Again(_PACE, _paces, ("whole",)),
    "revisions": Again(pl.col("transformation").is_in(_COUNTS), _revision_counts),
}
"""What is computed by a query alone, by the indicator; second_sums.py has the sums of core and findings."""
