"""How much of the move of annual growth comes from this year's month, and how much from last year's."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import quotient
from pipeline.methods.flags import add_flags
from pipeline.methods.ratio import percent
from pipeline.methods.series import list_keys, sorted_series, with_earlier

_LAGS = {1: "_before", 12: "_base", 13: "_before_base"}


def base_effect(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Split the change of the index on the year since the month before into this month's part and the base's.

    Columns: those of `by`, period (Date, first of the month), value (flows or stocks, never year-to-date
    figures); any others stay. With I_t = 100 x_t / x_{t-12} adds:
      index_ratio        I_t / I_{t-1}, which equals (x_t / x_{t-1}) / (x_{t-12} / x_{t-13})
      index_change_pp    I_t - I_{t-1}
      month_effect_pp    100 (x_t - x_{t-1}) / x_{t-12}: zero where this month is as the month before
      base_effect_pp     the rest, I_{t-1} (x_{t-13} / x_{t-12} - 1): zero where last year's month was as the
                         month before it
      flags              BASE_MISSING where one of the four figures is not there, BASE_NOT_POSITIVE where one
                         is not above zero: the four columns are null
    The last two sum to index_change_pp exactly. Sorted by series and month. Raises BadInputError as
    `monthly_flow` does.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007, on base effects.

    >>> from datetime import date
    >>> periods = [date(2024, 12, 1), date(2025, 1, 1), date(2025, 12, 1), date(2026, 1, 1)]
    >>> frame = pl.DataFrame({"period": periods, "value": [100, 80, 110, 110]})
    >>> split = base_effect(frame, []).select("month_effect_pp", "base_effect_pp").row(3)
    >>> [f"{points:.1f}" for points in split]
    ['0.0', '27.5']
    """
    keys = list_keys(by)
    pairs = sorted_series(frame, keys, ["value"])
    for months, name in _LAGS.items():
        pairs = with_earlier(pairs, keys, months, {"value": name})
    figures = [pl.col(name) for name in ("value", *_LAGS.values())]
    missing = pl.any_horizontal(figure.is_null() for figure in figures)
    positive = pl.all_horizontal(figure > 0 for figure in figures)
    usable = pairs.with_columns(pl.when(positive).then(pl.col("_base")).alias("_usable"))
    indices = usable.with_columns(
        _now=percent(usable, pl.col("value"), pl.col("_usable")),
        _then=percent(usable, pl.when(positive).then(pl.col("_before")), pl.col("_before_base")),
        month_effect_pp=percent(usable, pl.col("value") - pl.col("_before"), pl.col("_usable")),
    )
    change = pl.col("_now") - pl.col("_then")
    split = indices.with_columns(
        quotient(indices["_now"], indices["_then"]).alias("index_ratio"),
        change.alias("index_change_pp"),
        (change - pl.col("month_effect_pp")).alias("base_effect_pp"),
    )
    conditions = {"BASE_MISSING": missing, "BASE_NOT_POSITIVE": ~missing & ~positive}
    return add_flags(split, conditions).select(
        *(name for name in frame.columns if name != "flags"),
        *("index_ratio", "index_change_pp", "month_effect_pp", "base_effect_pp", "flags"),
    )
