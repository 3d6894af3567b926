"""Outliers as lists of queries: Hidiroglou-Berthelot for changes, median absolute deviation where few.

A query asks a person; nothing is changed by it. Effects and scores are of sizes, not figures: they are taken
in binary floating point and rounded to ten decimals. sql/rules/month_on_month.sql is the edit rule by the
same formula and parameters, and a test holds the two together.
"""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.flags import add_flags
from pipeline.methods.series import list_keys, require_columns, with_values

U = 0.5
"""How much the size of a unit counts in its effect: 0 not at all, 1 in full."""
A = 0.05
"""The least distance from the median to a quartile, as a part of the median."""
C = 20
"""How many such distances from the median an effect may lie."""
K = 3.5
"""The modified z score above which a figure is asked about (Iglewicz and Hoaglin 1993)."""
FEWEST = 4
"""With fewer units there is nothing to compare a unit with."""
_NORMAL = 0.6745
"""The median absolute deviation of a normal distribution, in its standard deviations."""


def hidiroglou_berthelot(
    frame: pl.DataFrame, by: str | Sequence[str], *, few: int = 10, u: float = U, a: float = A, c: float = C
) -> pl.DataFrame:
    """Flag the changes that are unlike those of the other units of their group.

    Columns: those of `by` (they name the group: measure, month), value and base (of a unit, now and before,
    in one unit of measure); any others stay, and so does the order of rows. With r = value / base and m the
    group's median r, s = 1 - m / r below m and r / m - 1 from it on; the effect is
    E = s * max(value, base)^u. Adds:
      ratio              r, and
      effect             E; both null where value or base is missing or not above zero
      effect_lo          the median of E less c times max(median - first quartile, |a * median|)
      effect_hi          the median of E plus c times max(third quartile - median, |a * median|)
      flags              OUTLIER where the effect lies outside; NOT_TESTED where there is no effect, fewer
                         than 4 in the group, or no spread. They join the flags already in the frame
    Quartiles are those of the nearest rank. With fewer than `few` units the median absolute deviation stands
    in for both distances to the quartiles. Raises BadInputError for a missing or inexact column and a
    parameter below zero.
    Ref.: M. A. Hidiroglou and J.-M. Berthelot, Survey Methodology 12, 1986.

    >>> rows = {"value": [10, 11, 12, 13, 100], "base": [10, 10, 11, 12, 10]}
    >>> hidiroglou_berthelot(pl.DataFrame(rows), [], few=5)["flags"].to_list()
    [[], [], [], [], ['OUTLIER']]
    """
    _require_not_negative(few=few, u=u, a=a, c=c)
    keys = list_keys(by)
    require_columns(frame, [*keys, "value", "base"])
    exact = with_values(frame, ["value", "base"]).with_columns(pl.lit(0).alias("_all"))
    group = ["_all", *keys]
    value, base = pl.col("value").cast(pl.Float64), pl.col("base").cast(pl.Float64)
    both = exact.with_columns(_ratio=pl.when(value > 0, base > 0).then(value / base)).with_columns(
        _middle=pl.col("_ratio").median().over(group)
    )
    ratio, middle = pl.col("_ratio"), pl.col("_middle")
    unlike = pl.when(ratio < middle).then(1 - middle / ratio).otherwise(ratio / middle - 1)
    sized = both.with_columns(_effect=unlike * pl.max_horizontal(value, base) ** u)
    bounded = _with_bounds(sized, group, few, a, c)
    return _flag(bounded, {"ratio": "_ratio", "effect": "_effect", "effect_lo": "_low", "effect_hi": "_high"})


def median_deviation(frame: pl.DataFrame, by: str | Sequence[str], *, k: float = K) -> pl.DataFrame:
    """Flag the figures that lie far from the median of their group, in median absolute deviations.

    Columns: those of `by` (they name the group), value; any others stay, and so does the order of rows. Adds:
      score   0.6745 * |value - median| / MAD (the modified z score); null where the value is missing
      flags   OUTLIER where the score is above k; NOT_TESTED where there is no score, fewer than 4 in the
              group, or the MAD is zero. They join the flags already in the frame
    Raises BadInputError for a missing or inexact column and a k below zero.
    Ref.: B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers, 1993.

    >>> median_deviation(pl.DataFrame({"value": [5, 6, 7, 8, 60]}), [])["flags"].to_list()
    [[], [], [], [], ['OUTLIER']]
    """
    _require_not_negative(k=k)
    keys = list_keys(by)
    require_columns(frame, [*keys, "value"])
    exact = with_values(frame, ["value"]).with_columns(pl.lit(0).alias("_all"))
    group = ["_all", *keys]
    value = pl.col("value").cast(pl.Float64)
    away = exact.with_columns(_away=(value - value.median().over(group)).abs()).with_columns(
        _mad=pl.col("_away").median().over(group), _n=value.count().over(group)
    )
    tested = (pl.col("_n") >= FEWEST) & (pl.col("_mad") > 0)
    scored = away.with_columns(
        _score=pl.when(tested).then(_NORMAL * pl.col("_away") / pl.col("_mad")), _bound=pl.lit(k)
    ).with_columns(_effect=pl.col("_score"), _low=pl.lit(0.0), _high=pl.col("_bound"))
    return _flag(scored, {"score": "_score"})


def _with_bounds(sized: pl.DataFrame, group: Sequence[str], few: int, a: float, c: float) -> pl.DataFrame:
    """Add the least and greatest effect that is not asked about; null where the test is not made."""
    effect = pl.col("_effect")
    ordered = effect.drop_nulls().sort()
    count = effect.count()
    centre = sized.with_columns(_centre=effect.median().over(group)).with_columns(
        _deviation=(effect - pl.col("_centre")).abs()
    )
    spread = centre.group_by(group).agg(
        count.alias("_n"),
        pl.col("_deviation").median().alias("_mad"),
        ordered.get((count.cast(pl.Int64) + 3) // 4 - 1, null_on_oob=True).alias("_first"),
        ordered.get((3 * count.cast(pl.Int64) + 3) // 4 - 1, null_on_oob=True).alias("_third"),
    )
    joined = centre.join(spread, on=group, how="left", nulls_equal=True, maintain_order="left")
    middle, scarce = pl.col("_centre"), pl.col("_n") < few
    least = (a * middle).abs()
    below = pl.max_horizontal(pl.when(scarce).then("_mad").otherwise(middle - pl.col("_first")), least)
    beyond = pl.max_horizontal(pl.when(scarce).then("_mad").otherwise(pl.col("_third") - middle), least)
    tested = (pl.col("_n") >= FEWEST) & (below > 0) & (beyond > 0)
    return joined.with_columns(
        _low=pl.when(tested).then(middle - c * below), _high=pl.when(tested).then(middle + c * beyond)
    )


def _flag(bounded: pl.DataFrame, names: dict[str, str]) -> pl.DataFrame:
    """Give the columns their names and types, and flag what lies outside or was not tested."""
    effect, low, high = pl.col("_effect"), pl.col("_low"), pl.col("_high")
    missing = effect.is_null() | low.is_null() | high.is_null()
    flagged = add_flags(bounded, {"OUTLIER": (effect < low) | (effect > high), "NOT_TESTED": missing})
    rounded = [pl.col(own).round(10).cast(VALUE).alias(name) for name, own in names.items()]
    made = flagged.with_columns(rounded)
    return made.drop(name for name in made.columns if name.startswith("_"))


def _require_not_negative(**parameters: float) -> None:
    """Raise BadInputError for a parameter that is below zero."""
    for name, number in parameters.items():
        if number < 0:
            raise BadInputError(f"The parameter {name} is {number}; zero or more is expected. Give it so.")
