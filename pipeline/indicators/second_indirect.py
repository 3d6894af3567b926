"""The second calculation of a country's adjusted flow beside the sum of those of its parts, in SQL."""

import duckdb
import polars as pl

from pipeline.engine import fetch, load_frame, make_view
from pipeline.errors import StopRuleError
from pipeline.indicators.catalogue import Indicator

_FACETS = ("indirect", "discrepancy", "discrepancy_pct")
_KEY = ["territory_id", "period", "transformation"]
_READ = ["territory_id", "period", "breakdown", "price_basis", "source_kind", "transformation", "value"]


def check_discrepancies(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, made: pl.DataFrame, first: pl.DataFrame
) -> None:
    """Add the adjusted flows of the parts up again; StopRuleError where the two do not agree.

    `made` are the adjusted cells, `first` the rows of `indicators.seasonal_discrepancy`.
    """
    if made.is_empty() and first.is_empty():
        return
    folder = indicator.path.parents[1] / "checks"
    load_frame(connection, "indicators.cell", made.select(_READ))
    make_view(connection, folder / "indirect.sql", "indicators.facet")
    second = fetch(connection, folder / "quotient.sql", {}).select(*_KEY, second="value")
    long = first.unpivot(_FACETS, index=_KEY[:2], variable_name="transformation", value_name="first")
    both = long.join(second, on=_KEY, how="full", coalesce=True)
    differing = both.filter(pl.col("first").ne_missing(pl.col("second"))).sort(_KEY)
    if differing.height:
        row = differing.row(0, named=True)
        raise StopRuleError(
            f"The two calculations of the adjusted flows of {indicator.code} beside those of their parts do "
            f"not agree ({differing.height} figures): of {row['territory_id']}, {row['period']:%Y-%m}, "
            f"{row['transformation']} is {row['first']} by pipeline/indicators/adjustment.py and "
            f"{row['second']} by sql/checks/indirect.sql. No number is published on which they differ: find "
            "which of the two is not as its formula says."
        )
