"""The second calculation of each derivation, in SQL where the first is Polars; both must agree.

sql/checks/*.sql compute from the figures of `indicators.cell` what pipeline/indicators/derive.py adds to
them. A value that is not there, is there and not expected, or differs in the last decimal stops the run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from pipeline.decimals import VALUE
from pipeline.engine import fetch, load_frame, make_view
from pipeline.errors import CrossfootError, StopRuleError
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.flow_policy import OTHER
from pipeline.indicators.given import VINTAGE, Given
from pipeline.indicators.second_statistics import check_statistics

_KEY = ["territory_id", "period", "breakdown", "price_basis", "source_kind", "transformation"]
_READ = [*_KEY, "unit_code", "value", "half_width", "lo", "hi", "step", "known_on", "as_of", "month"]
_OF_PARTS = ["part", "whole", "part_half_width", "whole_half_width"]
_INTERVAL = ("value", "lo", "hi")
_SUMMED = (
    *("n", "mr", "mar", "rmar_pct", "rmar_base", "positive_pct", "same_sign_pct", "least", "greatest"),
)
"""The statistics of revisions that are exact; second_statistics.py has the others."""


@dataclass(frozen=True)
class Second:
    """A file of sql/checks, the transformations it computes, and the columns of a cell that it gives.

    Without transformations it computes the cells that have a part and a whole and are of no other one. A
    file of quotients gives what is above and below the line; sql/checks/quotient.sql divides. What stands
    `beside` it is a module that computes the rest.
    """

    file: str
    made: tuple[str, ...] = ()
    facets: tuple[str, ...] = _INTERVAL
    is_quotient: bool = True
    beside: str = ""


SECOND: Mapping[str, Second] = {
    "monthly_flow": Second("flow", ("flow", "span", *OTHER), ("value", "half_width"), is_quotient=False),
    "ytd_growth": Second("growth", ("ytd_change",)),
    "flow_growth": Second("growth", ("flow_change",)),
    "flow_growth_on_month": Second("growth", ("flow_change_on_month",)),
    "contribution": Second("contribution", ("ytd_contribution", "flow_contribution")),
    "presentation": Second(
        "presentation",
        ("flow_index", "ytd_index", "flow_multiple", "ytd_multiple", "flow_month_effect", "ytd_deflator"),
    ),
    "base_effect": Second("base_effect", ("flow_index_move", "flow_base_effect"), is_quotient=False),
    "pace": Second("pace", ("pace",), ("value", "half_width")),
    "share": Second("share"),
    "ratio": Second("ratio", facets=("value",)),
    "revision": Second("revision", ("revision",), ("value",), is_quotient=False),
    "revision_change": Second("revision_change", ("change_pct",), ("value",)),
    "revision_statistics": Second(
        "revision_statistics", _SUMMED, ("value",), beside="pipeline/indicators/second_statistics.py"
    ),
}
"""The second calculation of each derivation, by the name that headers use."""


def check_derived(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, cells: pl.DataFrame, given: Given
) -> None:
    """Compute an indicator's derivations a second time; StopRuleError where the two do not agree."""
    if not indicator.derive or cells.is_empty():
        return
    read = cells.select(
        *(*_READ, *_OF_PARTS),
        is_country=pl.col("territory_id") == given.country,
        obs_id=pl.when(pl.col("inputs").list.len() == 1).then(pl.col("inputs").list.first()),
    )
    load_frame(connection, "indicators.cell", read)
    load_frame(connection, "indicators.vintage", given.vintages)
    found: dict[str, pl.DataFrame] = {}
    for name in indicator.derive:
        second = _second_of(name)
        if second.file not in found:
            found[second.file] = _calculate(connection, indicator.path.parents[1] / "checks", second)
        _compare(indicator.code, second, cells, found[second.file])
        if name == "revision_statistics":
            check_statistics(indicator.code, cells)


def calculate_again(
    connection: duckdb.DuckDBPyConnection, checks: Path, derive: Iterable[str], cells: pl.DataFrame
) -> pl.DataFrame:
    """Compute derivations from cells that are at hand, and compare nothing; `checks` is the folder of SQL.

    `cells` have the key of an indicator's cells and unit_code, value, half_width, lo, hi, step, known_on,
    as_of, month, is_country, obs_id. The result has the key, facet and value.
    """
    empty = dict.fromkeys(_OF_PARTS, pl.lit(None, dtype=VALUE))
    load_frame(connection, "indicators.cell", cells.select(*_READ, "is_country", "obs_id", **empty))
    load_frame(connection, "indicators.vintage", pl.DataFrame(schema=dict(VINTAGE)))
    files = {second.file: second for second in map(_second_of, derive)}
    found = [_calculate(connection, checks, second) for second in files.values()]
    columns = [*_KEY, "facet", "value"]
    made = [frame.select(pl.col(columns[:-1]), pl.col("value").cast(VALUE)) for frame in found]
    return pl.concat(made) if made else pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def _calculate(connection: duckdb.DuckDBPyConnection, folder: Path, second: Second) -> pl.DataFrame:
    """Run a file of sql/checks on the cells that were loaded, and divide where it gives quotients."""
    path = folder / f"{second.file}.sql"
    if not second.is_quotient:
        return fetch(connection, path, {})
    make_view(connection, path, "indicators.facet")
    return fetch(connection, folder / "quotient.sql", {})


def _second_of(name: str) -> Second:
    """Return the second calculation of a derivation; a derivation without one is a sentence."""
    if name not in SECOND:
        raise CrossfootError(
            f"The derivation {name} has no second calculation. Write it in sql/checks and name it in "
            "pipeline/indicators/second.py: what is calculated once only is not published."
        )
    return SECOND[name]


def _compare(code: str, second: Second, cells: pl.DataFrame, found: pl.DataFrame) -> None:
    """Raise StopRuleError for the first value that is not the same in both, in the order of cells."""
    others = [made for one in SECOND.values() for made in one.made]
    with_parts = pl.col("part").is_not_null() & ~pl.col("transformation").is_in(others)
    told = pl.col("transformation").is_in(second.made) if second.made else with_parts
    names = {name: f"first_{name}" for name in second.facets}
    first = cells.filter(told).select(*_KEY, *(pl.col(name).alias(new) for name, new in names.items()))
    own = found.filter(pl.col("transformation").is_in(second.made)) if second.made else found
    wide = _widen(own, second.facets)
    both = first.with_columns(_first=True).join(
        wide.with_columns(_second=True), on=_KEY, how="full", coalesce=True, nulls_equal=True
    )
    unlike = [pl.col(f"first_{name}").ne_missing(pl.col(f"second_{name}")) for name in second.facets]
    alone = pl.col("_first").is_null() | pl.col("_second").is_null()
    differing = both.filter(alone | pl.any_horizontal(unlike)).sort(_KEY)
    if differing.height:
        raise StopRuleError(_sentence(code, second, differing.row(0, named=True), differing.height))


def _widen(own: pl.DataFrame, facets: tuple[str, ...]) -> pl.DataFrame:
    """Give a row for each cell with a column for each facet."""
    wide = own.filter(pl.col("facet") == "value").select(*_KEY, pl.col("value").alias("second_value"))
    for name in facets[1:]:
        other = own.filter(pl.col("facet") == name)
        values = other.select(*_KEY, pl.col("value").alias(f"second_{name}"))
        wide = wide.join(values, on=_KEY, how="left", nulls_equal=True)
    return wide


def _sentence(code: str, second: Second, row: dict[str, object], count: int) -> str:
    """Say where the two calculations part."""
    unlike = [name for name in second.facets if row[f"first_{name}"] != row[f"second_{name}"]] or ["value"]
    one, other = (row[f"{side}_{unlike[0]}"] for side in ("first", "second"))
    where = f"{row['territory_id']}, {row['period']:%Y-%m}, {row['breakdown']}, {row['transformation']}"
    return (
        f"The two calculations of {code} do not agree ({count} cells). Of {where} the {unlike[0]} is "
        f"{'not there' if one is None else one} by pipeline/indicators/derive.py and "
        f"{'not there' if other is None else other} by sql/checks/{second.file}.sql. "
        "No number is published on which they differ: find which of the two is not as its formula says."
    )
