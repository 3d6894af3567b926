"""The selective-editing score: how much a finding matters, so that the first ones are looked at first.

score = weight * |reported - expected| / total, exact until it is rounded once to ten decimals. The weight is
the declared importance of the measure, 1 where none is declared. The distance is that to the nearer end of
what is expected. The total is the country's figure for the measure, unit and period, or the sum of the
figures in hand; a percentage is weighed against 100. Without an expectation or a total there is no score.
Ref.: Granquist and Kovar, Editing of survey data: how much is enough?, 1997.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE, divide
from pipeline.engine import fetch

PERCENT = "PCT"
_DIGITS = 100
"""Enough for the product of two figures of 38 digits."""
_TOO_LARGE = Decimal("1E28")


def with_scores(
    connection: duckdb.DuckDBPyConnection, sql: Path, findings: pl.DataFrame, weights: Mapping[str, Decimal]
) -> pl.DataFrame:
    """Fill the column `score` of findings; `sql` is the folder of SQL files."""
    totals = fetch(connection, sql / "core" / "score_total.sql", {}) if findings.height else pl.DataFrame()
    total = {row[:3]: row[3] for row in totals.iter_rows()}
    scores = [_score(row, total, weights) for row in findings.iter_rows(named=True)]
    return findings.with_columns(score=pl.Series(scores, dtype=VALUE))


def score_of(
    reported: Decimal | None,
    expected: tuple[Decimal | None, Decimal | None],
    total: Decimal | None,
    weight: Decimal = Decimal(1),
) -> Decimal | None:
    """Score one finding; None where nothing is expected, or nothing is there to weigh it against.

    >>> score_of(Decimal(2270), (None, Decimal(1406)), Decimal(1406))
    Decimal('0.6145092461')
    """
    if reported is None or not total or expected == (None, None):
        return None
    low, high = expected
    with localcontext() as context:
        context.prec = _DIGITS
        below = low - reported if low is not None and reported < low else Decimal(0)
        beyond = reported - high if high is not None and reported > high else Decimal(0)
        weighed = weight * max(below, beyond)
    found = divide(weighed, total.copy_abs())
    return found if found < _TOO_LARGE else None


def _score(
    row: Mapping[str, Any], total: Mapping[tuple[Any, ...], Decimal], weights: Mapping[str, Decimal]
) -> Decimal | None:
    """Score one row of findings."""
    against = total.get((row["measure_code"], row["unit_code"], row["period"]))
    if row["unit_code"] == PERCENT:
        against = Decimal(100)
    expected = (row["expected_lo"], row["expected_hi"])
    return score_of(row["reported"], expected, against, weights.get(row["measure_code"], Decimal(1)))
