"""Contributions of components to the growth of their total."""

from collections.abc import Mapping, Sequence

import polars as pl

from pipeline.errors import BadInputError
from pipeline.methods.ratio import percent
from pipeline.methods.series import list_keys, sorted_series, with_earlier


def contribution(frame: pl.DataFrame, by: str | Sequence[str], total: Mapping[str, object]) -> pl.DataFrame:
    """Give each component's part in the growth of its total: 100 * (x_t - x_{t-12}) / X_{t-12}.

    Columns: those of `by`, period (Date, first of the month), value; any others stay. `total` says which rows
    are totals, by columns of `by` ({"territory_id": "AZ"}); a row's total has the same period and the same
    other columns of `by`. Adds contribution_pp, in percentage points; for a total it is its own growth.
    Null when x_t, x_{t-12} or X_{t-12} is missing or X_{t-12} is not above zero; X_t is not needed.
    Before rounding, components that sum to their total in both periods have contributions that sum exactly to
    its growth; stored, the sum of n differs from it by at most n/2 units of the tenth decimal. Sorted by
    series and month. Raises BadInputError as `monthly_flow` does, and when `total` is empty or names a
    column that is not in `by`.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007; IMF QNA Manual 2017, ch. 8.

    >>> from datetime import date
    >>> rows = {"region": ["A", "A", "all", "all"], "period": [date(2025, 1, 1), date(2026, 1, 1)] * 2}
    >>> frame = pl.DataFrame(rows).with_columns(value=pl.Series([50, 60, 200, 220]))
    >>> [str(points) for points in contribution(frame, ["region"], {"region": "all"})["contribution_pp"]]
    ['None', '5.0000000000', 'None', '10.0000000000']
    """
    keys = list_keys(by)
    if not total or not set(total) <= set(keys):
        raise BadInputError(
            f"The total is named by {', '.join(total) or 'no column'}; one or more of the columns that tell "
            f"the series apart are expected: {', '.join(keys)}."
        )
    ordered = sorted_series(frame, keys, ["value"])
    pairs = with_earlier(ordered, keys, 12, {"value": "_base"})
    shared = [key for key in keys if key not in total]
    with_total = pairs.join(
        _total_bases(ordered, shared, total),
        on=[*shared, "period"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    points = percent(with_total, pl.col("value") - pl.col("_base"), pl.col("_total_base"))
    return with_total.with_columns(points.alias("contribution_pp")).drop("_base", "_total_base")


def _total_bases(ordered: pl.DataFrame, shared: Sequence[str], total: Mapping[str, object]) -> pl.DataFrame:
    """Give each total's figure, where it can be a base, at the month twelve months later."""
    named = [pl.col(key).eq_missing(pl.lit(code)) for key, code in total.items()]
    return ordered.filter(*named, pl.col("value") > 0).select(
        *shared, pl.col("period").dt.offset_by("12mo"), pl.col("value").alias("_total_base")
    )
