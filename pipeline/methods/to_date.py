"""Year to date on year to date: sums from January on, and their growth, which is no mean of monthly rates."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE
from pipeline.methods.growth import growth_on_year
from pipeline.methods.series import list_keys, sorted_series

_GROWTH = ("index_pct", "change_pct", "change_lo_pct", "change_hi_pct", "flags")
PREFIX = "to_date_"


def year_to_date(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Sum monthly flows from January to each month.

    Columns: those of `by`, period (Date, first of the month), value (the month's flow), optionally half_width
    (in its unit); any others stay. Adds, in the unit of value:
      to_date              the sum; null from the first month of the year on that is missing or null
      to_date_half_width   the sum of the half widths; null without them
    Sorted by series and month. Raises BadInputError as `monthly_flow` does.

    >>> from datetime import date
    >>> frame = pl.DataFrame({"period": [date(2025, month, 1) for month in (1, 2, 4)], "value": [5, 6, 7]})
    >>> [str(total) for total in year_to_date(frame, [])["to_date"]]
    ['5.0000000000', '11.0000000000', 'None']
    """
    keys = list_keys(by)
    stated = "half_width" in frame.columns
    ordered = sorted_series(frame, keys, ["value", "half_width"] if stated else ["value"])
    half = pl.col("half_width") if stated else pl.lit(None, dtype=VALUE)
    year = [*keys, "_year"]
    known = pl.col("value").is_not_null().cast(pl.Int32).cum_sum().over(year)
    complete = known == pl.col("period").dt.month()
    wide = half.is_not_null().cast(pl.Int32).cum_sum().over(year) == pl.col("period").dt.month()
    return (
        ordered.with_columns(pl.col("period").dt.year().alias("_year"))
        .with_columns(
            pl.when(complete).then(pl.col("value").cum_sum().over(year)).alias("to_date"),
            pl.when(complete & wide).then(half.cum_sum().over(year)).alias("to_date_half_width"),
        )
        .drop("_year")
    )


def growth_to_date(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Compare the sum from January to each month with that of the same months of the year before.

    Columns as in `year_to_date`; adds what it adds and, as in `growth_on_year`, to_date_index_pct,
    to_date_change_pct, to_date_change_lo_pct, to_date_change_hi_pct and to_date_flags. It compares sums: with
    unequal months it differs from the mean of the monthly indices, and the two never share a column. For
    figures that are published as year to date use `growth_on_year` itself.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007.

    >>> from datetime import date
    >>> periods = [date(year, month, 1) for year in (2025, 2026) for month in (1, 2)]
    >>> frame = pl.DataFrame({"period": periods, "value": [10, 10, 12, 9]})
    >>> [str(index) for index in growth_to_date(frame, [])["to_date_index_pct"][2:]]
    ['120.0000000000', '105.0000000000']
    """
    summed = year_to_date(frame, by)
    sums = summed.select(
        *list_keys(by),
        "period",
        pl.col("to_date").alias("value"),
        pl.col("to_date_half_width").alias("half_width"),
    )
    grown = growth_on_year(sums, by)
    return summed.with_columns(grown[name].alias(f"{PREFIX}{name}") for name in _GROWTH)
