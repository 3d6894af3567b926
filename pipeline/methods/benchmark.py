"""Benchmarking of months or quarters to annual figures: movement preserved as Denton and Cholette do."""

from collections.abc import Sequence

import polars as pl

from pipeline.decimals import VALUE, quotient
from pipeline.errors import BadInputError
from pipeline.methods.binary import held
from pipeline.methods.denton import benchmark_one
from pipeline.methods.series import list_keys, require_columns, require_unique, sorted_series, with_values

METHODS = ("proportional", "additive")
KINDS = ("sum", "mean", "last")
"""How a year is made of its periods: flows, averages (and indices), stocks at the end."""


def denton_cholette(
    frame: pl.DataFrame,
    annual: pl.DataFrame,
    by: str | Sequence[str],
    *,
    method: str = "proportional",
    kind: str = "sum",
) -> pl.DataFrame:
    """Adjust an indicator to annual figures, its movement from period to period kept as well as can be.

    `frame` columns: those of `by`, period (Date, first of a month; of a quarter's first month for quarters),
    value (the indicator, none missing); any others stay. `annual` columns: those of `by`, year (Int), value
    (the benchmark; a year that is missing or null is free). Of all series x that meet the benchmarks it takes
    the one with the least
      sum over t > 1 of (x_t / i_t - x_{t-1} / i_{t-1})^2            method "proportional"
      sum over t > 1 of ((x_t - i_t) - (x_{t-1} - i_{t-1}))^2        method "additive"
    without a condition on the first period (Cholette), never pro rata. A year is the sum ("sum"), mean or
    last of its periods. Periods after the last benchmark, or before the first, are extrapolated: with its
    ratio to the indicator (proportional) or difference from it (additive) at the nearest period. Adds:
      benchmarked   in the unit of the benchmarks; zeros of the indicator stay zero when proportional
      bi_ratio      benchmarked / indicator; null where that is zero
      extrapolated  no benchmark holds the year (Boolean)
    The linear equations are solved in binary floating point (about 15 digits), rounded once to the decimals
    that are kept of the largest number or benchmark of the series (11 digits in all,
    `pipeline.methods.binary`); what that leaves of a benchmark goes to the largest period of its year, so
    that each is met exactly.
    Sorted by series and period. Raises BadInputError when a period is missing or doubled, periods are neither
    months nor quarters, a benchmarked year is not whole, no benchmark or only other series' are given, an
    indicator is below zero or zero throughout a benchmarked year (proportional), a series has fewer than two
    periods, for other options, and as `monthly_flow` does.
    Ref.: IMF Quarterly National Accounts Manual 2017, ch. 6; P. A. Cholette, Survey Methodology 10, 1984;
    ESS guidelines on temporal disaggregation, benchmarking and reconciliation 2018.

    >>> from datetime import date
    >>> quarters = [date(2025, month, 1) for month in (1, 4, 7, 10)]
    >>> frame = pl.DataFrame({"period": quarters, "value": [10, 11, 12, 13]})
    >>> annual = pl.DataFrame({"year": [2025], "value": [92]})
    >>> [f"{value:.1f}" for value in denton_cholette(frame, annual, [])["benchmarked"]]
    ['20.0', '22.0', '24.0', '26.0']
    """
    _require_options(method, kind)
    keys = list_keys(by)
    ordered = sorted_series(frame, keys, ["value"]).with_columns(pl.lit(0).alias("_all"))
    series = ["_all", *keys]
    with_year = ordered.with_columns(pl.col("period").dt.year().cast(pl.Int64).alias("year"))
    targets = _targets(annual, keys).with_columns(pl.lit(0).alias("_all"))
    joined = with_year.join(
        targets, on=[*series, "year"], how="left", nulls_equal=True, maintain_order="left"
    )
    lost = targets.join(with_year, on=[*series, "year"], how="anti", nulls_equal=True)
    months = _months_apart(joined, series)
    _require_figures(joined, method)
    _require_whole(joined, lost, series, method, (kind, months))
    floats = _solve_each(joined, series, method, kind)
    met = _meet(joined.with_columns(floats), series, kind, 12 // months)
    ratio = quotient(met["benchmarked"], met["value"])
    extrapolated = pl.col("_target").is_null().alias("extrapolated")
    return met.with_columns(ratio.alias("bi_ratio"), extrapolated).select(
        *frame.columns, "benchmarked", "bi_ratio", "extrapolated"
    )


def _require_options(method: str, kind: str) -> None:
    """Raise BadInputError for an option that is none."""
    for given, known in ((method, METHODS), (kind, KINDS)):
        if given not in known:
            raise BadInputError(f"'{given}' is asked for; one of {', '.join(known)} is expected.")


def _targets(annual: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Give the benchmarks that are known, one a series and year."""
    require_columns(annual, [*keys, "year", "value"])
    exact = with_values(annual, ["value"]).with_columns(pl.col("year").cast(pl.Int64)).sort(*keys, "year")
    require_unique(exact, [*keys, "year"])
    return exact.filter(pl.col("value").is_not_null()).select(*keys, "year", pl.col("value").alias("_target"))


def _months_apart(joined: pl.DataFrame, series: Sequence[str]) -> int:
    """Give how many months lie between periods, after checking that it is so throughout."""
    number = pl.col("period").dt.year().cast(pl.Int32) * 12 + pl.col("period").dt.month()
    steps = joined.with_columns(number.diff().over(series).alias("_step"))
    found = steps["_step"].drop_nulls().unique().sort().to_list()
    counts = joined.group_by(series).len()
    quarters = (joined["period"].dt.month().unique() % 3 == 1).all()
    if found not in ([1], [3]) or (found == [3] and not quarters) or (counts["len"] < 2).any():
        odd = steps.filter(pl.col("_step") != (found[0] if found else 0)).head(1)
        where = ", ".join(str(odd[name][0]) for name in [*series[1:], "period"] if odd.height)
        raise BadInputError(
            f"The periods of a series are neither months nor quarters in a row, without a gap{where and ': '}"
            f"{where}. Two periods or more are expected, each a month, or a quarter by its first month, "
            "after the one before. Impute and flag what is missing."
        )
    return int(found[0])


def _require_figures(joined: pl.DataFrame, method: str) -> None:
    """Raise BadInputError when an indicator has a figure that allows no movement."""
    if joined["value"].null_count() or (method == "proportional" and (joined["value"] < 0).any()):
        raise BadInputError(
            "An indicator has a figure that is missing, or, for proportional benchmarking, below zero. "
            "Impute and flag it, or benchmark additively."
        )


def _require_whole(
    joined: pl.DataFrame, lost: pl.DataFrame, series: Sequence[str], method: str, shape: tuple[str, int]
) -> None:
    """Raise BadInputError when a benchmark cannot be met by the periods there are."""
    kind, months = shape
    years = joined.filter(pl.col("_target").is_not_null()).group_by(*series, "year", maintain_order=True)
    own = pl.col("value").last() if kind == "last" else pl.col("value").sum()
    held = years.agg(pl.len().alias("_n"), own.alias("_sum"), pl.col("_target").first())
    none = joined.join(held, on=series, how="anti", nulls_equal=True)
    short = held.filter(pl.col("_n") != 12 // months).select(*series, "year")
    empty = held.filter((pl.col("_sum") == 0) & (pl.col("_target") != 0)).select(*series, "year")
    faults = [
        (none, "no benchmark", "one at least is expected for each series"),
        (lost, "a benchmark and no period", "the indicator is expected to cover the year"),
        (short, "a benchmark of a year that is not whole", "all its periods are expected"),
        (
            empty if method == "proportional" else empty.clear(),
            "an indicator that is zero where a year has a benchmark",
            "a movement to follow is expected; benchmark additively",
        ),
    ]
    for rows, what, expected in faults:
        if rows.height:
            names = [name for name in [*series[1:], "year"] if name in rows.columns]
            where = ", ".join(f"{name} {rows[name][0]}" for name in names)
            raise BadInputError(f"There is {what} ({where}): {expected}.")


def _solve_each(joined: pl.DataFrame, series: Sequence[str], method: str, kind: str) -> pl.Series:
    """Solve series by series, in floating point."""
    import numpy as np

    indicator = joined["value"].cast(pl.Float64).to_numpy()
    target = joined["_target"].cast(pl.Float64).to_numpy()
    year = joined["year"].to_numpy()
    changes = joined.select(
        pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in series)
    ).to_series()
    first = [0, *(place for place in changes.arg_true().to_list() if place)]
    made = np.empty(len(indicator))
    for start, stop in zip(first, [*first[1:], len(indicator)], strict=True):
        at = slice(start, stop)
        made[at] = benchmark_one(indicator[at], target[at], year[at], method == "proportional", kind)
    return pl.Series("_float", made)


def _meet(joined: pl.DataFrame, series: Sequence[str], kind: str, periods: int) -> pl.DataFrame:
    """Round, and give what is left of a benchmark to the largest period of its year."""
    years = [*series, "year"]
    if not joined["_float"].is_finite().all():
        raise BadInputError(
            "The equations of a benchmark have no one finite solution. A year with a benchmark and an "
            "indicator other than zero is expected for each series, in like units. Give one, or benchmark "
            "additively."
        )
    sizes = pl.max_horizontal(pl.col("_float").abs(), pl.col("_target").cast(pl.Float64).abs())
    largest = joined.select(sizes.max().over(series)).to_series()
    rounded = joined.with_columns(held(joined["_float"], largest).alias("_made"))
    if kind == "last":
        keeper = pl.col("period") == pl.col("period").max().over(years)
        gap = pl.col("_target") - pl.col("_made")
    else:
        keeper = pl.int_range(pl.len()).over(years) == pl.col("_made").abs().arg_max().over(years)
        gap = pl.col("_target") * (periods if kind == "mean" else 1) - pl.col("_made").sum().over(years)
    given = pl.when(keeper & pl.col("_target").is_not_null()).then(gap).otherwise(pl.lit(0, dtype=VALUE))
    return rounded.with_columns((pl.col("_made") + given).alias("benchmarked"))
