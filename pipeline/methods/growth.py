"""Growth on the corresponding period of the previous year and on the month before, and change of shares."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE
from pipeline.methods.flags import add_flags
from pipeline.methods.ratio import base_reasons, bounds, percent, usable_base
from pipeline.methods.series import sorted_series, with_earlier

_MULTIPLE = 300
"""Above this index a change is presented as 'x times'."""

_EARLIER = {"value": "_base", "value_half_width": "_base_half_width"}


def growth_on_year(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Compare each month with the same month of the year before.

    Columns: those of `by`, period (Date, first of the month), value (flows, stocks or year-to-date figures),
    optionally half_width (of value, in its unit; after `monthly_flow` it is that of the flow); any others
    stay. Adds, in per cent:
      index_pct                       100 * x_t / x_{t-12}
      change_pct                      100 * (x_t - x_{t-12}) / x_{t-12}
      change_lo_pct, change_hi_pct    least and greatest change within the half widths; null without them
      flags                           sorted, joining those already in the frame:
          BASE_MISSING, BASE_ZERO, BASE_NEGATIVE or BASE_WITHIN_ROUNDING (not above its half width), one at
          most: the four figures are null
          MULTIPLE: the index is above 300, to be presented as "x times"
    Each figure is rounded once from exact values; where the eleventh decimal is a tie and the change
    negative, index less 100 and change differ by one unit of the tenth. Applied to year-to-date figures it
    compares sums, which is not the mean of monthly indices. Sorted by series and month. Raises
    BadInputError as `monthly_flow` does, and for a negative half width.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007.

    >>> from datetime import date
    >>> periods = [date(2025, 1, 1), date(2026, 1, 1)]
    >>> frame = pl.DataFrame({"region": "K", "period": periods, "value": [80, 100]})
    >>> growth_on_year(frame, ["region"]).select("index_pct", "change_pct", "flags").row(1)
    (Decimal('125.0000000000'), Decimal('25.0000000000'), [])
    """
    return _growth(frame, by, months=12, prefix="")


def growth_on_month(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Compare each month with the month before; for flows and stocks, never for year-to-date figures.

    Columns, formulas, flags and errors as in `growth_on_year`, with x_{t-1} as the base. Each column that it
    adds starts with on_month_, so that the two are never taken for one another: on_month_index_pct,
    on_month_change_pct, on_month_change_lo_pct, on_month_change_hi_pct, on_month_flags.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007.

    >>> from datetime import date
    >>> periods = [date(2025, 12, 1), date(2026, 1, 1)]
    >>> frame = pl.DataFrame({"region": "K", "period": periods, "value": [80, 100]})
    >>> [str(change) for change in growth_on_month(frame, ["region"])["on_month_change_pct"]]
    ['None', '25.0000000000']
    """
    return _growth(frame, by, months=1, prefix="on_month_")


def points_change(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Give the change of a share on the same month of the year before, in percentage points: s_t - s_{t-12}.

    Columns: those of `by`, period (Date, first of the month), value (a share in per cent), optionally
    half_width (percentage points); any others stay. Adds change_pp, change_lo_pp and change_hi_pp (the sum of
    the two half widths either way; null without them) and flags (BASE_MISSING). Sorted by series and month.
    Raises BadInputError as `growth_on_year` does.
    Ref.: OECD Data and Metadata Reporting and Presentation Handbook 2007.

    >>> from datetime import date
    >>> periods = [date(2025, 1, 1), date(2026, 1, 1)]
    >>> frame = pl.DataFrame({"region": "K", "period": periods, "value": [12, 15]})
    >>> [str(points) for points in points_change(frame, ["region"])["change_pp"]]
    ['None', '3.0000000000']
    """
    pairs = _with_base(frame, by, months=12)
    change = pl.col("value") - pl.col("_base")
    width = pl.col("value_half_width") + pl.col("_base_half_width")
    changed = pairs.with_columns(
        change.alias("change_pp"),
        (change - width).alias("change_lo_pp"),
        (change + width).alias("change_hi_pp"),
    )
    flagged = add_flags(changed, {"BASE_MISSING": pl.col("_base").is_null()})
    return flagged.drop("value_half_width", *_EARLIER.values())


def _growth(frame: pl.DataFrame, by: str | Sequence[str], *, months: int, prefix: str) -> pl.DataFrame:
    """Add index, change, bounds and flags against the figure so many months before."""
    pairs = _with_base(frame, by, months)
    value, base = pl.col("value"), usable_base("_base", "_base_half_width")
    low, high = bounds(pairs, "value", "_base", less_base=True)
    grown = pairs.with_columns(
        percent(pairs, value, base).alias(f"{prefix}index_pct"),
        percent(pairs, value - base, base).alias(f"{prefix}change_pct"),
        low.alias(f"{prefix}change_lo_pct"),
        high.alias(f"{prefix}change_hi_pct"),
    )
    conditions = base_reasons("_base", "_base_half_width")
    conditions["MULTIPLE"] = pl.col(f"{prefix}index_pct") > _MULTIPLE
    return add_flags(grown, conditions, f"{prefix}flags").drop("value_half_width", *_EARLIER.values())


def _with_base(frame: pl.DataFrame, by: str | Sequence[str], months: int) -> pl.DataFrame:
    """Add the figure so many months before, and both half widths, null where none is given."""
    stated = "half_width" in frame.columns
    ordered = sorted_series(frame, by, ["value", "half_width"] if stated else ["value"])
    half = pl.col("half_width") if stated else pl.lit(None, dtype=VALUE)
    return with_earlier(ordered.with_columns(value_half_width=half), by, months, _EARLIER)
