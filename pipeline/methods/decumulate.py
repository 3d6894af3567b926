"""Monthly flows from cumulative (year-to-date) figures, as they were known at one moment."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.methods.flags import add_flags
from pipeline.methods.series import (
    list_keys,
    require_columns,
    require_unique,
    same_as_before,
    sorted_series,
    with_values,
)

_BEFORE = ("value", "step", "known_on", "period")
_ADDED = ("flow", "span_flow", "span_months", "half_width")


def as_of(frame: pl.DataFrame, by: str | Sequence[str], day: date) -> pl.DataFrame:
    """Keep of each month the last vintage known at or before a day.

    Columns: those of `by`, period (Date), known_on (Date; null: never known), any others. A withdrawal is a
    row whose value is null; it stays, so that the figure that it withdraws does not come back. Sorted by
    series and month. Raises BadInputError for a missing column, and for two vintages of one month known on
    one day.

    >>> frame = pl.DataFrame({"region": "K", "period": date(2025, 2, 1), "value": [172, 170]})
    >>> frame = frame.with_columns(known_on=pl.Series([date(2025, 3, 20), date(2025, 5, 20)]))
    >>> as_of(frame, ["region"], date(2025, 4, 30))["value"].to_list()
    [172]
    """
    keys = [*list_keys(by), "period"]
    require_columns(frame, [*keys, "known_on"])
    vintages = frame.filter(pl.col("known_on") <= day).sort(*keys, "known_on", maintain_order=True)
    require_unique(vintages, [*keys, "known_on"])
    return vintages.unique(keys, keep="last", maintain_order=True)


def monthly_flow(frame: pl.DataFrame, by: str | Sequence[str]) -> pl.DataFrame:
    """Difference cumulative figures within each year: x(y, m) = C(y, m) - C(y, m-1), with C(y, 0) = 0.

    Columns: those of `by` (they tell the series apart), period (Date, first of the month), value (the
    year-to-date figure), step (one unit of its last printed place), known_on (Date); any others stay. Adds,
    in the unit of value:
      flow         of the month, when the month before is known or the month is January; else null
      span_flow    of the months since the last known one of the year, when there are several, never split;
                   else null
      span_months  how many months the flow or the span flow covers (Int32)
      half_width   half the step of each of the two figures; only its own where C(y, 0) is the earlier one
      flags        sorted, joining those already in the frame:
                   GAP                  several months in one flow
                   NEGATIVE             below zero by more than the half width, or the half width is not known
                   NEG_WITHIN_ROUNDING  below zero by no more than the half width
                   PREV_REVISED_LATER   the earlier figure became known after this one (mixed vintages)
                   ZERO                 the figure repeats the earlier one (a January: is zero)
    A month whose value is null is treated as missing: its row stays, with nulls and no flag of these.
    Sorted by series and month. Raises BadInputError when a month of a series occurs twice, when a period is
    not the first of a month, when a step is negative, and for a column that is missing or not exact.
    Ref.: IMF Quarterly National Accounts Manual 2017; UNECE guidance on short-term statistics.

    >>> rows = {"region": "K", "period": [date(2025, 1, 1), date(2025, 2, 1)], "value": [80, 172], "step": 1}
    >>> frame = pl.DataFrame(rows).with_columns(known_on=pl.col("period").dt.offset_by("50d"))
    >>> [str(flow) for flow in monthly_flow(frame, ["region"])["flow"]]
    ['80.0000000000', '92.0000000000']
    """
    keys = list_keys(by)
    require_columns(frame, ["known_on"])
    ordered = sorted_series(frame, keys, ["value", "step"])
    return _flagged(ordered, _with_before(ordered.filter(pl.col("value").is_not_null()), keys), keys)


def flow_within_release(
    vintages: pl.DataFrame, by: str | Sequence[str], day: date, *, keep: Sequence[str] = ()
) -> pl.DataFrame:
    """Difference cumulative figures as they stood together on the day that the later one became known.

    The other policy beside `monthly_flow` of the latest vintages: no flow mixes what one release said with
    what another revised, so none has the flag PREV_REVISED_LATER; in turn the flows of a year need not sum
    to its last cumulative figure where earlier months were revised. A series declares one of the two.
    Columns and what is added are those of `monthly_flow`; the frame holds all vintages, of which those known
    at or before `day` count (`as_of`). A withdrawn earlier figure is missing from the day of its withdrawal.
    The columns named in `keep` are added of the earlier figure as before_<name>, null where there is none.
    Raises BadInputError as `as_of` and `monthly_flow` do.
    Ref.: IMF Quarterly National Accounts Manual 2017; UNECE guidance on short-term statistics.

    >>> frame = pl.DataFrame({"period": [date(2025, 1, 1)] * 2 + [date(2025, 2, 1)], "value": [80, 78, 172]})
    >>> known = [date(2025, 2, 20), date(2025, 9, 20), date(2025, 3, 20)]
    >>> flows = flow_within_release(frame.with_columns(known_on=pl.Series(known), step=1), [], known[1])
    >>> [str(flow) for flow in flows["flow"]]
    ['78.0000000000', '92.0000000000']
    """
    keys = list_keys(by)
    require_columns(vintages, ["period", "known_on"])
    known = vintages.filter(pl.col("known_on") <= day)
    ordered = sorted_series(as_of(known, keys, day), keys, ["value", "step"])
    held = ordered.filter(pl.col("value").is_not_null())
    exact = with_values(known, ["value", "step"])
    return _flagged(ordered, _with_known_before(held, exact, keys, keep), keys)


def _flagged(ordered: pl.DataFrame, pairs: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Difference the pairs, flag the flows, and give the months without a figure their rows back."""
    flagged = add_flags(_difference(pairs), _conditions()).drop(f"_before_{name}" for name in _BEFORE)
    absent = ordered.filter(pl.col("value").is_null()).drop(_ADDED, strict=False)
    if absent.is_empty():
        return flagged
    return pl.concat([flagged, add_flags(absent, {})], how="diagonal").sort([*keys, "period"])


def _with_known_before(
    held: pl.DataFrame, vintages: pl.DataFrame, keys: Sequence[str], keep: Sequence[str]
) -> pl.DataFrame:
    """Add the last earlier month of the year, as it stood when the row became known; nulls where none was."""
    year = pl.col("period").dt.year().alias("_year")
    rows = held.with_columns(year).with_row_index("_row")
    own = [pl.col(name).alias(f"_before_{name}") for name in _BEFORE]
    kept = [pl.col(name).alias(f"before_{name}") for name in keep]
    before = vintages.select(*keys, year, *own, *kept)
    pairs = rows.select("_row", *keys, "_year", "period", "known_on").join(
        before, on=[*keys, "_year"], nulls_equal=True
    )
    then = pairs.filter(
        pl.col("_before_period") < pl.col("period"), pl.col("_before_known_on") <= pl.col("known_on")
    ).sort("_row", "_before_period", "_before_known_on")
    stood = then.unique(["_row", "_before_period"], keep="last", maintain_order=True)
    last = stood.filter(pl.col("_before_value").is_not_null()).unique("_row", keep="last")
    found = last.select("_row", pl.col("^_?before_.*$"))
    return rows.join(found, on="_row", how="left", maintain_order="left").drop("_row", "_year")


def _with_before(held: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Add the last known row of the same series and year; nulls where there is none."""
    year = pl.col("period").dt.year().alias("_year")
    linked = same_as_before([*keys, "_year"])
    return (
        held.with_columns(year)
        .with_columns(pl.when(linked).then(pl.col(name).shift()).alias(f"_before_{name}") for name in _BEFORE)
        .drop("_year")
    )


def _difference(pairs: pl.DataFrame) -> pl.DataFrame:
    """Add flow, span_flow, span_months and half_width from each figure and the one before it in the year."""
    nothing = pl.lit(0, dtype=VALUE)
    none_before = pl.col("_before_period").is_null()
    change = pl.col("value") - pl.col("_before_value").fill_null(nothing)
    months = pl.col("period").dt.month() - pl.col("_before_period").dt.month().fill_null(0)
    months = months.cast(pl.Int32)
    steps = pl.col("step") + pl.when(none_before).then(nothing).otherwise("_before_step")
    single = months == 1
    return pairs.with_columns(
        pl.when(single).then(change).alias("flow"),
        pl.when(~single).then(change).alias("span_flow"),
        months.alias("span_months"),
        quotient(pairs.select(steps).to_series(), pl.Series([2])).alias("half_width"),
    )


def _conditions() -> dict[str, pl.Expr]:
    """Say when each flag of a flow is raised."""
    flow = pl.coalesce("flow", "span_flow")
    rounding = (flow.abs() <= pl.col("half_width")).fill_null(value=False)
    return {
        "GAP": pl.col("span_months") > 1,
        "NEGATIVE": (flow < 0) & ~rounding,
        "NEG_WITHIN_ROUNDING": (flow < 0) & rounding,
        "ZERO": flow == 0,
        "PREV_REVISED_LATER": pl.col("_before_known_on") > pl.col("known_on"),
    }
