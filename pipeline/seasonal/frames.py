"""Results as frames: figures month by month, a row of status and diagnostics a series, coefficients."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.decimals import VALUE
from pipeline.seasonal.adjust import Outcome
from pipeline.seasonal.diagnostics import M_STATISTICS, Diagnostics
from pipeline.seasonal.series import FEWEST, FEWEST_PUBLISHED
from pipeline.seasonal.tables import to_figure

PARTS = ("adjusted", "trend", "seasonal", "irregular", "combined")
FIGURES: Mapping[str, Any] = {
    "series": pl.String,
    "period": pl.Date,
    "value": VALUE,
    **dict.fromkeys(PARTS, VALUE),
}
"""A row a month: the figure, seasonally adjusted, trend-cycle, seasonal, irregular, and combined factors."""
_NUMBERS = {
    "aicc": ("aicc", 0),
    "bic": ("bic", 0),
    **{name: (f"f3.m{int(name[1:]):02d}", 0) for name in M_STATISTICS},
    "q": ("f3.q", 0),
    "q2": ("f3.qm2", 0),
    "qs_original": ("qsori", 0),
    "qs_original_p": ("qsori", 1),
    "qs_adjusted": ("qssadj", 0),
    "qs_adjusted_p": ("qssadj", 1),
    "qs_irregular": ("qsirr", 0),
    "qs_irregular_p": ("qsirr", 1),
}
STATUS: Mapping[str, Any] = {
    "series": pl.String,
    "status": pl.String,
    "reason_code": pl.String,
    "sentence": pl.String,
    "observations": pl.Int64,
    "needed": pl.Int64,
    "first": pl.Date,
    "last": pl.Date,
    "specification_version": pl.Int64,
    "method": pl.String,
    "transform": pl.String,
    "model": pl.String,
    "model_used": pl.String,
    "seasonal_filter": pl.String,
    "trend_filter": pl.String,
    **dict.fromkeys(_NUMBERS, VALUE),
    "identifiable": pl.String,
    "outliers": pl.String,
    "outliers_found": pl.String,
    "program": pl.String,
}
"""A row a series, with the program's statistics as printed; null where the method has none."""
COEFFICIENT: Mapping[str, Any] = {
    "series": pl.String,
    "kind": pl.String,
    "name": pl.String,
    "estimate": VALUE,
    "standard_error": VALUE,
    "t": VALUE,
}
"""A row an estimated coefficient: regressors, outliers, AR and MA."""


def figures_frame(outcomes: Sequence[Outcome]) -> pl.DataFrame:
    """Give the figures of every series that was adjusted; a month without a figure has no row.

    The adjusted figures are the program's floats, converted once from its printed text to 10 decimals.
    """
    names: list[str] = []
    columns: dict[str, list[str]] = {name: [] for name in ("period", "value", *PARTS)}
    for outcome in outcomes:
        if outcome.components is None or outcome.series is None:
            continue
        known = [place for place, value in enumerate(outcome.series.values) if value is not None]
        names += [outcome.name] * len(known)
        dates = [month.first.isoformat() for month in outcome.components.months]
        columns["period"] += [dates[place] for place in known]
        # Through text, since a column of decimals is made five times as fast from it.
        columns["value"] += [f"{outcome.series.values[place]:f}" for place in known]
        for part in PARTS:
            numbers = outcome.components.parts[part]
            columns[part] += [f"{numbers[place]:f}" for place in known]
    frame = pl.DataFrame({"series": names, **columns}, schema_overrides=dict.fromkeys(columns, pl.String))
    exact = [pl.col(name).cast(kind) for name, kind in FIGURES.items() if kind == VALUE]
    return frame.with_columns(
        pl.col("series").cast(pl.String), pl.col("period").str.to_date("%Y-%m-%d"), *exact
    )


def status_frame(outcomes: Sequence[Outcome]) -> pl.DataFrame:
    """Give a row for every series: status, reason, what it rests on, diagnostics."""
    rows = [_status(outcome) for outcome in outcomes]
    return pl.DataFrame(rows, schema=STATUS)


def coefficient_frame(outcomes: Sequence[Outcome]) -> pl.DataFrame:
    """Give the estimated coefficients, ten decimals of what is printed."""
    rows = [
        (outcome.name, one.kind, one.name, *map(_ten, (one.estimate, one.standard_error, one.t)))
        for outcome in outcomes
        if outcome.components is not None
        for one in outcome.components.diagnostics.coefficients
    ]
    return pl.DataFrame(rows, schema=COEFFICIENT, orient="row")


def _status(outcome: Outcome) -> dict[str, object]:
    """Set one outcome as a row."""
    row: dict[str, object] = dict.fromkeys(STATUS)
    row |= {
        "series": outcome.name,
        "status": outcome.status,
        "reason_code": " ".join(reason.code for reason in outcome.reasons),
        "sentence": outcome.sentence,
    }
    if outcome.series is not None:
        known = len(outcome.series.known)
        row |= {"observations": known, "needed": FEWEST if known < FEWEST else FEWEST_PUBLISHED}
        if known:
            row |= {"first": outcome.series.first.first, "last": outcome.series.last.first}
    if outcome.specification is not None:
        row |= {
            "specification_version": outcome.specification.version,
            "method": outcome.specification.method,
            "outliers": " ".join(outcome.specification.outliers),
        }
    if outcome.components is not None:
        row |= _told(outcome.components.diagnostics, is_log=outcome.components.is_log)
    return row


def _told(diagnostics: Diagnostics, *, is_log: bool) -> dict[str, object]:
    """Set what the program said of an adjustment."""
    numbers = {name: _ten(diagnostics.number(*entry)) for name, entry in _NUMBERS.items()}
    return numbers | {
        "transform": "log" if is_log else "none",
        "model": diagnostics.model,
        "model_used": diagnostics.model_used,
        "seasonal_filter": diagnostics.text("sfmsr") or diagnostics.text("seasonalma").partition(" ")[0],
        "trend_filter": diagnostics.text("finaltrendma"),
        "identifiable": diagnostics.text("f2.idseasonal"),
        "outliers_found": " ".join(diagnostics.found_outliers),
        "program": diagnostics.program,
    }


def _ten(number: Decimal | None) -> Decimal | None:
    """Cut a statistic to the decimals of a figure."""
    return None if number is None else to_figure(number)
