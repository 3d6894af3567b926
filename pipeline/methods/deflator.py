"""The price change that published real growth and nominal levels imply, and whether it moves smoothly."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from pipeline.decimals import VALUE, product, quotient
from pipeline.errors import BadInputError
from pipeline.methods.flags import add_flags
from pipeline.methods.intervals import with_bounds
from pipeline.methods.series import list_keys, sorted_series, with_earlier

_ADDED = ("deflator_pct", "deflator_lo_pct", "deflator_hi_pct")
_FIGURES = ("value", "growth_pct")


def implied_deflator(frame: pl.DataFrame, by: str | Sequence[str], *, limit_pct: Decimal) -> pl.DataFrame:
    """Give P = (V_t / V_{t-12}) / (I / 100) in per cent, and flag where it jumps from one month to the next.

    Columns: those of `by`, period (Date, first of the month), value (nominal: flows or year-to-date figures),
    growth_pct (the real change on the corresponding period, as published, in per cent), optionally half_width
    and growth_half_width; any others stay. Real growth is taken as published and never recomputed. Adds:
      deflator_pct                       the implied price index on the corresponding period (100: unchanged)
      deflator_lo_pct, deflator_hi_pct   least and greatest that the half widths allow; null without them
      flags                              sorted, joining those already in the frame:
          DEFLATOR_JUMP      the intervals of this month and the month before (the points, without half
                             widths) lie further apart than `limit_pct` per cent of the earlier one
          DEFLATOR_UNTESTED  there is no deflator of the month before
    Null where V_{t-12}'s interval is not above zero or growth not above -100. sql/rules/deflator.sql is the
    edit rule by the same formula. Sorted by series and month. Raises BadInputError as `monthly_flow` does,
    and for a limit below zero.
    Ref.: IMF Quarterly National Accounts Manual 2017, ch. 8, on implicit deflators.

    >>> from datetime import date
    >>> rows = {"period": [date(2025, 1, 1), date(2026, 1, 1)], "value": [1100, 1250]}
    >>> frame = pl.DataFrame(rows).with_columns(growth_pct=pl.Series([None, Decimal("8.7")]))
    >>> [str(price) for price in implied_deflator(frame, [], limit_pct=Decimal(5))["deflator_pct"]]
    ['None', '104.5412728945']
    """
    if limit_pct < 0:
        raise BadInputError(f"The limit of a jump is {limit_pct} %; zero or more is expected. Give it so.")
    keys = list_keys(by)
    ordered = sorted_series(frame, keys, ["value", "growth_pct"])
    own = {"value": "half_width", "growth_pct": "growth_half_width"}
    widths = {
        f"{name}_half_width": pl.col(half) if half in frame.columns else pl.lit(None, dtype=VALUE)
        for name, half in own.items()
    }
    known = with_bounds(ordered.with_columns(**widths), _FIGURES)
    pairs = with_earlier(known, keys, 12, {"value": "_base", "value_lo": "_base_lo", "value_hi": "_base_hi"})
    implied = pairs.with_columns(
        _price(pairs, "value", "_base", "growth_pct").alias("deflator_pct"),
        _price(pairs, "value_lo", "_base_hi", "growth_pct_hi").alias("deflator_lo_pct"),
        _price(pairs, "value_hi", "_base_lo", "growth_pct_lo").alias("deflator_hi_pct"),
    )
    usable = (pl.coalesce("_base_lo", "_base") > 0) & (pl.coalesce("growth_pct_lo", "growth_pct") > -100)
    guarded = implied.with_columns(pl.when(usable).then(pl.col(name)).alias(name) for name in _ADDED)
    compared = with_earlier(guarded, keys, 1, {name: f"_{name}" for name in _ADDED})
    flagged = add_flags(compared, _conditions(limit_pct))
    added = ["flags", *_ADDED]
    return flagged.select(*(name for name in frame.columns if name not in added), *added)


def _price(pairs: pl.DataFrame, value: str, base: str, growth: str) -> pl.Series:
    """Give 100 * (value / base) / (1 + growth / 100)."""
    index = pairs.select(pl.col(growth) + 100).to_series()
    return quotient(pairs[value], product(pairs[base], index), times=10_000)


def _conditions(limit_pct: Decimal) -> dict[str, pl.Expr]:
    """Say when two deflators in a row lie too far apart, and when there are no two."""
    low, high = (pl.coalesce(f"deflator_{end}_pct", "deflator_pct") for end in ("lo", "hi"))
    earlier_low, earlier_high = (pl.coalesce(f"_deflator_{end}_pct", "_deflator_pct") for end in ("lo", "hi"))
    up, down = (pl.lit(1 + sign * limit_pct / 100, dtype=pl.Decimal(38, 6)) for sign in (1, -1))
    missing = pl.col("deflator_pct").is_null() | pl.col("_deflator_pct").is_null()
    return {
        "DEFLATOR_JUMP": (low > earlier_high * up) | (high < earlier_low * down),
        "DEFLATOR_UNTESTED": missing,
    }
