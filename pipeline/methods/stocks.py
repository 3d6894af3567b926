"""Stocks in a monthly bulletin: the last figure on or before the month's end, with its own date and age."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from pipeline.errors import BadInputError
from pipeline.methods.flags import add_flags
from pipeline.methods.series import (
    list_keys,
    require_columns,
    require_first_of_month,
    require_unique,
    with_values,
)


def stock_at_month_end(
    frame: pl.DataFrame, by: str | Sequence[str], months: Sequence[date], *, stale_after_days: int
) -> pl.DataFrame:
    """Give for each series and month the last stock with a reference date on or before the month's end.

    Columns: those of `by`, reference_date (Date), value (a stock; rows without a value are not stocks and are
    passed over); any others come along with the figure that is taken. `months` are first days of months.
    Gives a row for each series and month, none before the series' first figure, with the columns and:
      period     first of the month
      age_days   days from reference_date to the month's end (Int32)
      flags      STALE where age_days is above `stale_after_days`; it joins the flags already there
    Nothing is interpolated, and a figure that is carried on shows its own date and age. Sorted by series and
    month. Raises BadInputError for two figures of one day, dates that are missing, months that are not first
    days, and a number of days below zero.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007, on reference dates of stocks.

    >>> frame = pl.DataFrame({"reference_date": [date(2025, 12, 20)], "value": [881]})
    >>> held = stock_at_month_end(frame, [], [date(2025, 12, 1), date(2026, 2, 1)], stale_after_days=60)
    >>> held.select("period", "age_days", "flags").rows()
    [(datetime.date(2025, 12, 1), 11, []), (datetime.date(2026, 2, 1), 70, ['STALE'])]
    """
    keys = list_keys(by)
    require_columns(frame, [*keys, "reference_date", "value"])
    if stale_after_days < 0 or frame["reference_date"].null_count():
        raise BadInputError(
            f"A stock is stale after {stale_after_days} days and each has its date: a whole number of days "
            "from 0 on is expected, and no reference_date missing. Leave out figures of an unknown date."
        )
    held = with_values(frame, ["value"]).filter(pl.col("value").is_not_null())
    held = held.sort(*keys, "reference_date", maintain_order=True)
    require_unique(held, [*keys, "reference_date"])
    asked = pl.DataFrame({"period": sorted(set(months))}, schema={"period": pl.Date})
    require_first_of_month(asked["period"])
    ends = asked.with_columns(pl.col("period").dt.month_end().alias("_end"))
    known = held.drop("period", strict=False).join(ends, how="cross")
    known = known.filter(pl.col("reference_date") <= pl.col("_end"))
    last = known.sort(*keys, "period", "reference_date").unique([*keys, "period"], keep="last")
    age = (pl.col("_end") - pl.col("reference_date")).dt.total_days().cast(pl.Int32)
    aged = last.with_columns(age.alias("age_days")).sort(*keys, "period")
    return add_flags(aged, {"STALE": pl.col("age_days") > stale_after_days}).drop("_end")
