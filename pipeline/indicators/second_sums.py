"""The second calculation of sums, in Polars where the first is SQL: each from the figures that it names."""

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.errors import StopRuleError


def check_sums(total: pl.DataFrame, preferred: pl.DataFrame) -> None:
    """Add up the members of each sum of core.total again; StopRuleError where value or half width differ.

    sql/core/member_total.sql makes these sums; the members are in their inputs.
    """
    columns = ["territory_id", "period", "value", "half_width", "inputs"]
    summed = total.filter(pl.col("reason_code") == "sum_of_members").select(columns)
    _compare(summed.with_columns(has_width=True), preferred, "core.total")


def check_stated_sums(cells: pl.DataFrame, latest: pl.DataFrame) -> None:
    """Add up the parts of each sum that a finding names again; sql/indicators/reported_sum.sql makes them.

    The half width is that of the finest part; the ends are as far apart as the steps of all parts allow.
    """
    columns = ["territory_id", "period", "value", "half_width", "lo", "hi", "inputs"]
    sums = cells.filter(pl.col("transformation") == "sum").select(columns)
    _compare(sums.with_columns(has_width=False), latest, "indicators.reported_sum")
    if not sums.is_empty():
        _compare_ends(sums, latest)


def _compare_ends(sums: pl.DataFrame, latest: pl.DataFrame) -> None:
    """Raise StopRuleError for the first sum of which the half width or the ends are not as the steps say."""
    parts = sums.with_row_index("_row").explode("inputs")
    steps = latest.select("step", inputs="obs_id")
    reach = pl.when(pl.col("step").is_not_null().any()).then(pl.col("step").sum())
    again = parts.join(steps, on="inputs", how="left").group_by("_row").agg(pl.col("step").min(), reach=reach)
    ordered, two = again.sort("_row"), pl.Series([2])
    half = quotient(ordered["reach"], two)
    second = {
        "half_width": quotient(ordered["step"], two),
        "lo": sums["value"] - half,
        "hi": sums["value"] + half,
    }
    both = sums.with_columns(numbers.alias(f"_{name}") for name, numbers in second.items())
    unlike = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"_{name}")) for name in second)
    differing = both.filter(unlike)
    if differing.height:
        row = differing.row(0, named=True)
        found, expected = (", ".join(str(row[side + name]) for name in second) for side in ("", "_"))
        raise StopRuleError(
            f"The half width and the ends of a sum of indicators.reported_sum are not those of the figures "
            f"it names ({differing.height} of them): of {row['territory_id']}, {row['period']:%Y-%m}, they "
            f"are {found}, and the steps give {expected}. No number is published on which the two "
            "calculations differ: find which is not as its formula says."
        )


def _compare(sums: pl.DataFrame, figures: pl.DataFrame, table: str) -> None:
    """Raise StopRuleError for the first sum that is not that of the figures it names."""
    if sums.is_empty():
        return
    half = quotient(figures["step"], pl.Series([2])).alias("_half")
    known = figures.select(pl.col("obs_id").alias("inputs"), pl.col("value").alias("_value")).with_columns(
        half
    )
    parts = sums.with_row_index("_row").select("_row", "inputs").explode("inputs")
    again = (
        parts.join(known, on="inputs", how="left", maintain_order="left")
        .group_by("_row", maintain_order=True)
        .agg(
            pl.col("_value").sum(),
            pl.col("_half").sum(),
            pl.col("_value").is_null().any().alias("_lost"),
            pl.col("_half").is_null().any().alias("_open"),
        )
    )
    both = sums.with_row_index("_row").join(again, on="_row", how="left", maintain_order="left")
    width = pl.when(~pl.col("_open")).then("_half").otherwise(pl.lit(None, dtype=VALUE))
    unlike = pl.col("_lost") | pl.col("value").ne_missing(pl.col("_value"))
    wide = pl.col("has_width") & ~pl.col("_open") & pl.col("half_width").ne_missing(width)
    differing = both.filter(unlike | wide)
    if differing.height:
        row = differing.row(0, named=True)
        raise StopRuleError(
            f"A sum of {table} is not that of the figures it names ({differing.height} of them): of "
            f"{row['territory_id']}, {row['period']:%Y-%m}, it is {row['value']} with the half width "
            f"{row['half_width']}, and the figures sum to {row['_value']} and {row['_half']}. No number is "
            "published on which the two calculations differ: find which is not as its formula says."
        )
