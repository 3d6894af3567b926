"""Revision analysis: how far later figures lie from preliminary ones, by horizon."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import quotient
from pipeline.errors import BadInputError
from pipeline.methods.binary import held
from pipeline.methods.flags import add_flags
from pipeline.methods.newey_west import moments
from pipeline.methods.series import (
    list_keys,
    require_columns,
    require_first_of_month,
    require_unique,
    same_as_before,
    with_values,
)

_MONTH_NO = {
    name: pl.col(name).dt.year().cast(pl.Int32) * 12 + pl.col(name).dt.month()
    for name in ("period", "vintage")
}
"""Months counted from one day on, to subtract and to sort by."""
FEWEST = 8
"""Below so many revisions their values are given, and no test."""


def revisions(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Give each later figure of a revision triangle less the preliminary one of its reference period.

    Columns: those of `by`, period and vintage (Date, firsts of months), value (what was known of the period
    at the end of the vintage's month, carried on where nothing changed; null: withdrawn, left out). Gives:
      the columns of `by`, period, vintage
      horizon       months from the period's first vintage to this one, from 1 on (Int32)
      preliminary   the value of the period's first vintage
      later         the value
      revision      later - preliminary
    Sorted by series, period and vintage. Raises BadInputError for a vintage given twice, for dates that are
    not firsts of months, and for a column that is missing or not exact.
    Ref.: R. McKenzie, OECD Statistics Working Paper 2006/2; R. McKenzie and M. Gamba, 2008.

    >>> from datetime import date
    >>> frame = pl.DataFrame({"period": date(2025, 1, 1), "vintage": [date(2025, 2, 1), date(2025, 5, 1)]})
    >>> revisions(frame.with_columns(value=pl.Series([100, 103])), []).row(0)[2:]
    (3, Decimal('100.0000000000'), Decimal('103.0000000000'), Decimal('3.0000000000'))
    """
    keys = [*list_keys(by), "period"]
    require_columns(frame, [*keys, "vintage", "value"])
    for name in ("period", "vintage"):
        require_first_of_month(frame[name].alias(name))
    exact = with_values(frame.select(*keys, "vintage", "value"), ["value"])
    ordered = _sort(exact.drop_nulls("value"), keys[:-1], _MONTH_NO["period"], _MONTH_NO["vintage"])
    require_unique(ordered, [*keys, "vintage"])
    is_first_row = pl.int_range(pl.len()) == 0
    begins = ordered.select(~same_as_before(keys) | is_first_row).to_series()
    number = begins.cast(pl.UInt32).cum_sum() - 1
    first = ordered.select("vintage", "value")[begins.arg_true()][number]
    months = _MONTH_NO["vintage"]
    horizon = ordered.select(months).to_series() - first.select(months).to_series()
    return (
        ordered.rename({"value": "later"})
        .with_columns(horizon.alias("horizon"), first["value"].alias("preliminary"))
        .filter(pl.col("horizon") > 0)
        .select(*keys, "vintage", "horizon", "preliminary", "later")
        .with_columns(revision=pl.col("later") - pl.col("preliminary"))
    )


def revision_statistics(
    frame: pl.DataFrame, by: str | Sequence[str], *, lag: int | None = None
) -> pl.DataFrame:
    """Summarise revisions by horizon; `frame` is what `revisions` gives.

    A row for each series and horizon, with R the revision and P the preliminary figure, in their unit:
      n               how many revisions (UInt32)
      mr, mar         mean revision, mean absolute revision
      rmar            sum |R| / sum |P|, a ratio; null where the denominator is zero
      rmar_base       the denominator, sum |P|
      sd              standard deviation, with n - 1; null for one revision
      positive_pct    how many of a hundred are above zero
      least, greatest
      same_sign_pct   how many of a hundred later figures have the sign of the preliminary one: for rates
      lag             of the standard error: as given, else floor(4 (n / 100)^(2/9)), at most n - 1 (Int32)
      standard_error  of mr, by Newey and West with Bartlett weights and that lag
      t, p            mr / standard error, and the probability of one as far from zero, t with n - 1 degrees
      values          the revisions in the order of periods where there are fewer than 8, which have no lag,
                      standard error, t or p; else null
      flags           FEW fewer than 8; NO_SPREAD the standard error is zero: no t and p
    Lags count revisions in their order; a period that is missing is not made up for. mr, mar and rmar are
    exact and rounded once; sd and what follows from it is taken in binary floating point, in a fixed order,
    and rounded once to the decimals that are kept (11 digits in all, `pipeline.methods.binary`).
    Sorted by series and horizon. Raises BadInputError for a lag below zero and for a column that is missing
    or not exact.
    Ref.: McKenzie 2006; McKenzie and Gamba 2008; W. K. Newey and K. D. West, Econometrica 55, 1987, and
    Review of Economic Studies 61, 1994, for the lag.

    >>> rows = {"horizon": [1] * 4, "preliminary": [10] * 4, "later": [11, 12, 9, 10]}
    >>> from datetime import date
    >>> periods = [date(2025, month, 1) for month in (1, 2, 3, 4)]
    >>> frame = pl.DataFrame(rows).with_columns(period=pl.Series(periods), revision=pl.Series([1, 2, -1, 0]))
    >>> revision_statistics(frame, []).select("n", "mr", "mar", "rmar_base", "t", "flags").row(0)[1:4]
    (Decimal('0.5000000000'), Decimal('1.0000000000'), Decimal('40.0000000000'))
    """
    if lag is not None and lag < 0:
        raise BadInputError(f"The lag is {lag}; a whole number from 0 on is expected, or none.")
    keys = [*list_keys(by), "horizon"]
    require_columns(frame, [*keys, "period", "preliminary", "later", "revision"])
    exact = with_values(frame, ["preliminary", "later", "revision"])
    ordered = _sort(exact, keys[:-1], pl.col("horizon"), _MONTH_NO["period"])
    told = _describe(ordered, keys)
    tested = told.with_columns(_test(ordered["revision"], told, lag))
    return _finish(tested.with_columns(pl.col("lag").cast(pl.Int32)), ordered, keys)


def _test(own: pl.Series, told: pl.DataFrame, lag: int | None) -> list[pl.Series]:
    """Give sd, lag, standard error, t and p of each group, as binary fractions."""
    import numpy as np

    counts = told["n"].to_numpy()
    starts = told["n"].cum_sum().shift(fill_value=0).to_numpy()
    away = own - told["mr"].gather(np.repeat(np.arange(len(counts), dtype=np.uint32), counts))
    mean = (told["_sum"].cast(pl.Float64) / told["n"]).to_numpy()
    second = moments(away.cast(pl.Float64).to_numpy(), mean, starts, counts, lag, FEWEST)
    return [pl.Series(name, numbers).fill_nan(None) for name, numbers in second.items()]


def _sort(frame: pl.DataFrame, by: Sequence[str], first: pl.Expr, second: pl.Expr) -> pl.DataFrame:
    """Sort by series and two small whole numbers: by one number of all three, several times as fast."""
    if not by:
        return frame.sort(first, second, maintain_order=True)
    series = frame.select(by).unique().sort(by).with_row_index("_series")
    numbered = frame.select(*by, first.alias("_first"), second.alias("_second")).join(
        series, on=by, how="left", nulls_equal=True, maintain_order="left"
    )
    wide = [pl.col(name).cast(pl.Int128) for name in ("_series", "_first", "_second")]
    return frame[numbered.select((wide[0] * 2**64 + wide[1] * 2**32 + wide[2]).arg_sort()).to_series()]


def _describe(ordered: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Give what needs no more than sums, exactly."""
    own, base = pl.col("revision"), pl.col("preliminary")
    same = pl.col("later").sign() == base.sign()
    told = ordered.group_by(keys, maintain_order=True).agg(
        pl.len().cast(pl.UInt32).alias("n"),
        own.sum().alias("_sum"),
        own.abs().sum().alias("_absolute"),
        base.abs().sum().alias("rmar_base"),
        (own > 0).sum().alias("_positive"),
        own.min().alias("least"),
        own.max().alias("greatest"),
        same.sum().alias("_same"),
    )
    return told.with_columns(quotient(told["_sum"], told["n"].cast(pl.Int64)).alias("mr"))


def _finish(tested: pl.DataFrame, ordered: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Take the quotients, give the values where there are few, and flag."""
    n = tested["n"].cast(pl.Int64)
    made = tested.with_columns(
        quotient(tested["_absolute"], n).alias("mar"),
        quotient(tested["_absolute"], tested["rmar_base"]).alias("rmar"),
        quotient(tested["_positive"].cast(pl.Int64), n, times=100).alias("positive_pct"),
        quotient(tested["_same"].cast(pl.Int64), n, times=100).alias("same_sign_pct"),
        *(held(tested[name]) for name in ("sd", "standard_error", "t", "p")),
    )
    few = made.filter(pl.col("n") < FEWEST).select(keys)
    listed = (
        ordered.join(few, on=keys, how="semi", nulls_equal=True, maintain_order="left")
        .group_by(keys, maintain_order=True)
        .agg(pl.col("revision").alias("values"))
    )
    joined = made.join(listed, on=keys, how="left", nulls_equal=True, maintain_order="left")
    conditions = {"FEW": pl.col("n") < FEWEST, "NO_SPREAD": pl.col("standard_error") == 0}
    order = [
        *(*keys, "n", "mr", "mar", "rmar", "rmar_base", "sd", "positive_pct", "least", "greatest"),
        *("same_sign_pct", "lag", "standard_error", "t", "p", "values", "flags"),
    ]
    return add_flags(joined, conditions).select(order)
