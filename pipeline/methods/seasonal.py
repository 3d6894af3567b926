"""Seasonal adjustment of monthly flows and stocks with X-13ARIMA-SEATS."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from pipeline.errors import BadInputError
from pipeline.methods.series import list_keys, require_columns, require_first_of_month
from pipeline.seasonal.adjust import AT_ONCE, Job, adjust_all
from pipeline.seasonal.frames import coefficient_frame, figures_frame, status_frame
from pipeline.seasonal.specification import Specification


class Adjustment(NamedTuple):
    """Adjusted figures by month, a row of status and diagnostics a series, coefficients a row each."""

    figures: pl.DataFrame
    status: pl.DataFrame
    coefficients: pl.DataFrame


def seasonal_adjustment(
    frame: pl.DataFrame,
    by: str | Sequence[str],
    specifications: Specification | Mapping[str, Specification],
    *,
    holidays: pl.DataFrame | None = None,
    binary: str = "",
    at_once: int = AT_ONCE,
) -> Adjustment:
    """Adjust monthly series, each by its specification, two at a time.

    Columns: those of `by`, whose values joined by a point name the series; period (Date, first of the month);
    value (exact: a flow or a stock of discrete months, never year-to-date); optionally unit_code, base_period
    and price_basis, of which a series has one each. `specifications` is one for all series, or one a name.
    Gives three frames:
      figures       series, period, value, adjusted, trend, seasonal, irregular, combined. The last three are
                    factors under the transformation log, in the unit of the value under none. A month without
                    a figure has no row.
      status        status (published from 84 observations, experimental from 60, not_published where a
                    condition does not hold, not_adjusted), sentence with the reason, model, filters, AICc,
                    BIC, M1 to M11, Q, Q2, QS with p, outliers
      coefficients  estimate, standard error and t of each regressor, outlier and ARIMA coefficient
    The program calculates in floats: its numbers are taken from its printed text, converted once to 10
    decimals, half away from zero. Equal inputs give equal frames. What does not qualify, and a program that
    is missing, ends early, hangs or writes what is not expected, is a sentence in `status` and has no
    figures. Raises BadInputError for a missing column, and a period that is not the first of a month.
    Ref.: ESS Guidelines on Seasonal Adjustment 2024; Ladiray and Quenneville, Seasonal Adjustment with the
    X-11 Method, 2001; X-13ARIMA-SEATS Reference Manual, US Census Bureau.

    >>> from datetime import date
    >>> wave = [80, 85, 95, 100, 105, 112, 105, 100, 96, 100, 118, 140]
    >>> values = [wave[i % 12] * 10 + 7 * i + i**3 % 61 for i in range(96)]
    >>> periods = pl.date_range(date(2018, 1, 1), date(2025, 12, 1), "1mo", eager=True)
    >>> frame = pl.DataFrame({"region": "K", "period": periods, "value": values})
    >>> found = seasonal_adjustment(frame, "region", Specification("K", "(0 1 1)(0 1 1)"))
    >>> december = found.figures.row(-1, named=True)
    >>> december["value"], round(december["adjusted"], 4)
    (Decimal('2085.0000000000'), Decimal('1687.6000'))
    >>> found.status.select("status", "model", "m7").row(0)
    ('published', '(0 1 1)(0 1 1)', Decimal('0.1990000000'))
    """
    keys = list_keys(by)
    require_columns(frame, [*keys, "period", "value"])
    require_first_of_month(frame["period"])
    named = frame.with_columns(
        _series=pl.concat_str([pl.col(key).cast(pl.String) for key in keys], separator=".")
    )
    if named["_series"].null_count():
        raise BadInputError(f"A row has no {' or '.join(keys)}: series cannot be told apart. Fill it in.")
    jobs = [
        Job(
            name,
            own,
            specifications if isinstance(specifications, Specification) else specifications.get(name),
        )
        for name, own in _parted(named)
    ]
    outcomes = adjust_all(jobs, holidays, binary, at_once)
    return Adjustment(figures_frame(outcomes), status_frame(outcomes), coefficient_frame(outcomes))


def _parted(named: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    """Give the rows of each series, by name."""
    parts = named.partition_by("_series", as_dict=True)
    return [(str(key[0]), parts[key]) for key in sorted(parts)]
