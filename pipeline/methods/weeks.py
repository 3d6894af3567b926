"""Months from weeks: a month's flow only where weeks tile it exactly, never a week that is split."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.flags import add_flags
from pipeline.methods.series import list_keys, require_columns, require_unique, with_values


def flow_from_weeks(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Sum weeks (or other runs of days) to months where they cover each day of the month once.

    Columns: those of `by`, period_start and period_end (Date, both days in it), value (a flow), optionally
    half_width (in its unit). Gives a row for each series and month that a run of days touches:
      period          first of the month
      value           the sum, where the runs within the month tile it; else null
      half_width      the sum of theirs; null without them or where value is null
      days_covered    days of the month in runs that lie within it (Int32); a straddling run counts for none
      days_in_month   (Int32)
      weeks           runs that lie within the month (Int32)
      flags           STRADDLES     a run lies in two months and is not split
                      NOT_TILED     days of the month are in no run that lies within it
                      OVERLAP       a day is in two runs
                      VALUE_MISSING a run within the month has no figure
    A month's own figure, where a source gives one, is to be preferred. Sorted by series and month. Raises
    BadInputError for a column that is missing or not exact, a run that ends before it begins or has an end
    missing, a run given twice, and a negative half width.
    Ref.: UNECE guidance on short-term statistics, on reference periods that cross a month's end.

    >>> from datetime import date
    >>> starts = [date(2026, 2, day) for day in (1, 8, 15, 22)]
    >>> frame = pl.DataFrame({"period_start": starts, "value": [5, 6, 7, 8]})
    >>> frame = frame.with_columns(period_end=pl.col("period_start").dt.offset_by("6d"))
    >>> flow_from_weeks(frame, []).select("value", "days_covered", "flags").row(0)
    (Decimal('26.0000000000'), 28, [])
    """
    keys = list_keys(by)
    runs = _runs(frame, keys)
    months = (
        _days_by_month(runs)
        .group_by(*keys, "period", maintain_order=True)
        .agg(
            _sum("value"),
            _sum("half_width"),
            pl.col("_days").filter("_within").sum().cast(pl.Int32).alias("days_covered"),
            pl.col("period").first().dt.month_end().dt.day().cast(pl.Int32).alias("days_in_month"),
            pl.col("_within").sum().cast(pl.Int32).alias("weeks"),
            (~pl.col("_within")).any().alias("_straddles"),
            pl.col("_overlaps").any(),
            (pl.col("_within") & pl.col("value").is_null()).any().alias("_missing"),
        )
    )
    conditions = {
        "STRADDLES": pl.col("_straddles"),
        "NOT_TILED": pl.col("days_covered") < pl.col("days_in_month"),
        "OVERLAP": pl.col("_overlaps"),
        "VALUE_MISSING": pl.col("_missing"),
    }
    tiled = pl.col("days_covered") == pl.col("days_in_month")
    sound = tiled & ~pl.col("_overlaps") & ~pl.col("_missing")
    flagged = add_flags(months, conditions).with_columns(
        pl.when(sound).then(pl.col(name)).alias(name) for name in ("value", "half_width")
    )
    return flagged.drop("_straddles", "_overlaps", "_missing").sort(*keys, "period", maintain_order=True)


def _runs(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Give the runs of days in order, checked, and which of them overlap another."""
    ends = ["period_start", "period_end"]
    require_columns(frame, [*keys, *ends, "value"])
    if (
        any(frame[name].dtype != pl.Date for name in ends)
        or frame.filter((pl.col("period_end") < pl.col("period_start")).fill_null(value=True)).height
    ):
        raise BadInputError(
            "A run of days ends before it begins, or lacks one of its ends; dates period_start and "
            "period_end are expected, both days in it. Mend the period in the delivery."
        )
    exact = (
        frame if "half_width" in frame.columns else frame.with_columns(half_width=pl.lit(None, dtype=VALUE))
    )
    runs = with_values(exact, ["value", "half_width"]).select(*keys, *ends, "value", "half_width")
    ordered = runs.with_columns(pl.lit(0).alias("_all")).sort(*keys, *ends)
    require_unique(ordered, [*keys, *ends])
    series = ["_all", *keys]
    last = pl.col("period_end").cum_max().shift().over(series)
    following = pl.col("period_start").shift(-1).over(series)
    overlaps = (pl.col("period_start") <= last) | (following <= pl.col("period_end"))
    return ordered.with_columns(overlaps.fill_null(value=False).alias("_overlaps")).drop("_all")


def _days_by_month(runs: pl.DataFrame) -> pl.DataFrame:
    """Give each run for the month of its first day, and, where it straddles, for the others it touches."""
    first, last = (pl.col(name).dt.month_start() for name in ("period_start", "period_end"))
    days = (pl.col("period_end") - pl.col("period_start")).dt.total_days() + 1
    return (
        runs.with_columns(_within=first == last, _days=days, period=pl.date_ranges(first, last, "1mo"))
        .explode("period")
        .with_columns(pl.col("period").cast(pl.Date))
    )


def _sum(name: str) -> pl.Expr:
    """Sum what lies within the month; null where a part is."""
    own = pl.col(name).filter("_within")
    return pl.when(own.is_not_null().all()).then(own.sum()).alias(name)
