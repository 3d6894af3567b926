"""Real values: nominal ones over a price index; and the base period of an index that was changed."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.errors import BadInputError
from pipeline.methods.flags import add_flags
from pipeline.methods.intervals import divide_intervals, with_bounds
from pipeline.methods.series import list_keys, require_columns, sorted_series


def deflate(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Give values in prices of the index's base period: 100 * value / price_index.

    Columns: those of `by`, period (Date, first of the month), value (nominal, of single months: a year to
    date is deflated month by month and then summed), price_index (100 in its base period), optionally
    half_width, price_index_half_width and base_period; any others stay. Adds, in the unit of value:
      real_value                   in prices of the base period
      real_value_lo, real_value_hi what the half widths allow; null without them
      flags                        PRICE_MISSING, or PRICE_NOT_POSITIVE where the index or its interval is not
                                   above zero: real_value is null. They join the flags already in the frame
    It is a figure computed here: real growth that a source publishes is kept beside it, as published. Sorted
    by series and month. Raises BadInputError as `monthly_flow` does, and for a series whose price index has
    several base periods.
    Ref.: IMF Quarterly National Accounts Manual 2017, ch. 8, on price deflation.

    >>> from datetime import date
    >>> frame = pl.DataFrame({"period": [date(2026, 1, 1)], "value": [1250], "price_index": [125]})
    >>> [str(value) for value in deflate(frame, [])["real_value"]]
    ['1000.0000000000']
    """
    keys = list_keys(by)
    ordered = sorted_series(frame, keys, ["value", "price_index"])
    half = pl.col("half_width") if "half_width" in frame.columns else pl.lit(None, dtype=VALUE)
    known = ordered.with_columns(value_half_width=half)
    divided = divide_intervals(known, "value", "price_index", "real_value", times=100)
    price = pl.col("price_index")
    usable = pl.coalesce("price_index_lo", "price_index") > 0
    flagged = add_flags(
        divided, {"PRICE_MISSING": price.is_null(), "PRICE_NOT_POSITIVE": price.is_not_null() & ~usable}
    )
    added = ["real_value", "real_value_lo", "real_value_hi"]
    guarded = flagged.with_columns(pl.when(usable).then(pl.col(name)).alias(name) for name in added)
    kept = [name for name in frame.columns if name != "flags"]
    return guarded.select(*kept, *added, "flags")


def base_changes(frame: pl.DataFrame, by: str | Sequence[str], *, least_overlap: int = 3) -> pl.DataFrame:
    """Tell the series of which a later version stands on another base: all its figures move by one factor.

    Columns: those of `by`, period (Date, first of the month), earlier and later (two versions of an index),
    optionally earlier_half_width and later_half_width. Gives a row for each series:
      overlap       months of which both versions have a figure (UInt32)
      factor        sum of the later over sum of the earlier version in those months; null where it cannot be
      is_rebased    each month's ratio agrees with the factor within the half widths (without them exactly),
                    and the factor is not 1 within them: link the two before they are compared; null where the
                    overlap is shorter than `least_overlap` months, too short to tell a base from a revision
    Sorted by series. Raises BadInputError as `monthly_flow` does.
    Ref.: Consumer Price Index Manual 2020, ch. 9, on linking of series.

    >>> from datetime import date
    >>> periods = [date(2025, month, 1) for month in (1, 2, 3)]
    >>> frame = pl.DataFrame({"period": periods, "earlier": [100, 110, 120], "later": [50, 55, 60]})
    >>> base_changes(frame, []).row(0)
    (3, Decimal('0.5000000000'), True)
    """
    if least_overlap < 2:
        raise BadInputError(f"An overlap of {least_overlap} months tells nothing; 2 or more are expected.")
    keys = list_keys(by)
    require_columns(frame, ["earlier", "later"])
    versions = ("earlier", "later")
    absent = [pl.lit(0, dtype=VALUE).alias(f"{name}_half_width") for name in versions
              if f"{name}_half_width" not in frame.columns]  # fmt: skip
    known = with_bounds(sorted_series(frame.with_columns(absent), keys, versions), versions)
    both = known.filter(pl.all_horizontal(pl.col(versions).is_not_null())).with_columns(
        pl.lit(0).alias("_all")
    )
    series = ["_all", *keys]
    sums = both.with_columns(pl.col(name).sum().over(series).alias(f"_{name}") for name in versions)
    factor = quotient(sums["_later"], sums["_earlier"])
    agreed = _agrees(sums.with_columns(factor.alias("factor")))
    told = agreed.group_by(series, maintain_order=True).agg(
        pl.len().alias("overlap"),
        pl.col("factor").first(),
        (pl.col("_same").all() & ~pl.col("_as_it_was").all()).alias("_rebased"),
    )
    enough = (pl.col("overlap") >= least_overlap) & pl.col("factor").is_not_null()
    return told.select(*keys, "overlap", "factor", pl.when(enough).then("_rebased").alias("is_rebased"))


def _agrees(sums: pl.DataFrame) -> pl.DataFrame:
    """Tell the months whose later figure is the earlier one times the factor, and those that did not move."""
    from pipeline.decimals import product

    slack = pl.lit(1, dtype=VALUE) / 10**9
    expected = [product(sums[f"earlier_{end}"], sums["factor"]).alias(f"_{end}") for end in ("lo", "hi")]
    pairs = sums.with_columns(expected)
    low, high = pl.min_horizontal("_lo", "_hi"), pl.max_horizontal("_lo", "_hi")
    meets = (pl.col("later_lo") <= high + slack) & (pl.col("later_hi") >= low - slack)
    stays = (pl.col("later_lo") <= pl.col("earlier_hi")) & (pl.col("later_hi") >= pl.col("earlier_lo"))
    return pairs.with_columns(_same=meets, _as_it_was=stays)
