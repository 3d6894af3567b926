"""Percentages of a base: the quotient, its guards, and its bounds when both figures are intervals.

A base is usable when it is above zero and its interval [base - half width, base + half width] does not hold
zero. A percentage of any other base is null with a reason, never infinite and never of the opposite sign.
"""

import polars as pl

from pipeline.decimals import quotient


def percent(frame: pl.DataFrame, part: pl.Expr, base: pl.Expr, *, times: int = 100) -> pl.Series:
    """Give 100 * part / base for each row, rounded once; null where one is null or the base is zero.

    With `times` 1 it is the quotient itself, for growth that is said as a multiple.
    """
    pair = frame.select(part.alias("part"), base.alias("base"))
    return quotient(pair["part"], pair["base"], times=times)


def usable_base(base: str, half_width: str) -> pl.Expr:
    """Give the base where a percentage of it has a meaning, else null."""
    return pl.when(pl.col(base) > 0, ~_within_rounding(base, half_width)).then(pl.col(base))


def base_reasons(base: str, half_width: str) -> dict[str, pl.Expr]:
    """Give the conditions under which a base is not usable; at most one of them holds in a row."""
    figure = pl.col(base)
    return {
        "BASE_MISSING": figure.is_null(),
        "BASE_ZERO": figure == 0,
        "BASE_NEGATIVE": figure < 0,
        "BASE_WITHIN_ROUNDING": (figure > 0) & _within_rounding(base, half_width),
    }


def bounds(
    frame: pl.DataFrame, part: str, base: str, *, less_base: bool = False, times: int = 100
) -> tuple[pl.Series, pl.Series]:
    """Give the least and greatest 100 * part / base that the half widths allow.

    With `less_base`, of 100 * (part - base) / base; with another number of `times`, so many instead of 100.
    Half widths are the columns '<part>_half_width' and '<base>_half_width'; a bound is null where one of them
    is. Each figure may fall anywhere in its interval, whatever the other does.
    """
    half, base_half = pl.col(f"{part}_half_width"), pl.col(f"{base}_half_width")
    usable = usable_base(base, f"{base}_half_width")
    low, high = pl.col(part) - half, pl.col(part) + half
    narrow, wide = usable - base_half, usable + base_half
    under_low = pl.when(low >= 0).then(wide).otherwise(narrow)
    under_high = pl.when(high >= 0).then(narrow).otherwise(wide)
    if less_base:
        low, high = low - under_low, high - under_high
    return percent(frame, low, under_low, times=times), percent(frame, high, under_high, times=times)


def _within_rounding(base: str, half_width: str) -> pl.Expr:
    """Tell the bases whose interval holds zero; a base of unknown precision is taken as it stands."""
    return (pl.col(base).abs() <= pl.col(half_width)).fill_null(value=False)
