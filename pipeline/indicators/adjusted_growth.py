"""The change of seasonally adjusted flows on the month before, calculated twice as every derivation is."""

from dataclasses import replace
from typing import Any, Final

import duckdb
import polars as pl

from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.cells import WORKING, with_cell_ids, with_digests
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.given import Given
from pipeline.indicators.second import check_derived

ADJUSTED: Final = "flow_sa"
CHANGE: Final = "flow_sa_change_on_month"
_DERIVATION = "flow_growth_on_month"
_MADE = "flow_change_on_month"


def adjusted_changes(
    connection: duckdb.DuckDBPyConnection, made: pl.DataFrame, indicator: Indicator, given: Given
) -> pl.DataFrame:
    """Compare each adjusted flow with that of the month before, in per cent; a row a change.

    `made` are the adjusted cells with their inputs. The change has no interval, since the adjusted flows have
    none; its inputs are the two flows. Raises StopRuleError where the second calculation does not agree.
    """
    lacking: dict[str, Any] = {name: kind for name, kind in WORKING.items() if name not in made.columns}
    flows = made.filter(pl.col("transformation") == ADJUSTED).with_columns(
        *(pl.lit(None, dtype=kind).alias(name) for name, kind in lacking.items()),
        transformation=pl.lit("flow"),
    )
    derived = DERIVATIONS[_DERIVATION](flows, given)
    check_derived(connection, replace(indicator, derive=(_DERIVATION,)), derived, given)
    changes = derived.filter(pl.col("transformation") == _MADE).with_columns(transformation=pl.lit(CHANGE))
    return with_digests(with_cell_ids(changes, indicator)).select(made.columns)
