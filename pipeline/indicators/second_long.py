"""The second calculation of what runs over the whole history, in SQL where the first is Polars and NumPy.

Benchmarked flows are held to the conditions that define them (sql/checks/benchmark.sql), real flows to
another calculation (sql/checks/volume.sql). The first takes fractions and rounds once; SQL rounds sums on its
way to ten decimals, so volumes agree to the eighth.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl

from pipeline.decimals import VALUE
from pipeline.engine import fetch, load_frame
from pipeline.errors import StopRuleError

NEAR = Decimal("0.00000001")
"""How far two calculations of a volume may lie apart."""
FILES: Mapping[str, str] = {"flow_benchmarked": "benchmark", "flow_real": "volume"}
"""The file of sql/checks by the transformation that a header names under `long_run`."""


def check_long_run(
    connection: duckdb.DuckDBPyConnection, folder: Path, made: pl.DataFrame, names: tuple[str, ...]
) -> None:
    """Calculate a second time what was made; StopRuleError where the two do not agree."""
    if made.is_empty():
        return
    load_frame(connection, "indicators.long_made", made)
    for name in names:
        found = fetch(connection, folder / f"{FILES[name]}.sql", {})
        if name == "flow_benchmarked":
            _refuse_unlike_conditions(found)
        else:
            _refuse_apart(made.filter(pl.col("transformation").str.starts_with(name)), found)


def _refuse_unlike_conditions(found: pl.DataFrame) -> None:
    """Stop where an annual figure is not met, or the movement is not the one that lies nearest."""
    gap, bend = pl.col("gap"), pl.col("bend")
    unlike = found.filter((gap.is_not_null() & (gap != 0)) | bend.is_null() | (bend > pl.col("allowed")))
    if unlike.height:
        row = unlike.sort("territory_id", "period").row(0, named=True)
        raise StopRuleError(
            f"The benchmarked flows of {row['territory_id']} do not meet the conditions that define them "
            f"({unlike.height} months, the first {row['period']:%Y-%m}): the annual figure is missed by "
            f"{row['gap']}, the movement bends by {row['bend']} where {row['allowed']} is allowed. No number "
            "is published of them: compare pipeline/methods/benchmark.py with sql/checks/benchmark.sql."
        )


def _refuse_apart(made: pl.DataFrame, found: pl.DataFrame) -> None:
    """Stop where two volumes lie apart, or one of them is not there."""
    keys = ["territory_id", "period", "transformation"]
    first = made.select(*keys, first="made")
    both = first.join(found.select(*keys, second="value"), on=keys, how="full", coalesce=True)
    apart = (pl.col("first") - pl.col("second")).abs() > pl.lit(NEAR, dtype=VALUE)
    unlike = both.filter(pl.col("first").is_null() | pl.col("second").is_null() | apart)
    if unlike.height:
        row = unlike.sort(keys).row(0, named=True)
        raise StopRuleError(
            f"The two calculations of {row['transformation']} do not agree ({unlike.height} months): of "
            f"{row['territory_id']}, {row['period']:%Y-%m}, the first is {row['first']} and the second "
            f"{row['second']}. No number is published on which they differ: compare "
            "pipeline/methods/chain.py with sql/checks/volume.sql."
        )
