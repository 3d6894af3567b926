"""Moving holidays: an office's table of days with their official sources, and regressors made of it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import polars as pl

from pipeline.decimals import divide
from pipeline.errors import BadInputError
from pipeline.month import Month

COLUMNS = ("holiday", "date_from", "date_to", "source_id", "address", "status")
"""`reference/holiday.csv`: one row an occurrence, both days included."""
OFFICIAL, FIXTURE = "official", "fixture"
"""A day stands with its official source; one made up for a test says so and is refused elsewhere."""
SHORTEST_YEAR_DAYS, LONGEST_YEAR_DAYS = 353, 385
"""From one occurrence to the next: a lunar year at least, a lunisolar leap year at most."""
_DECIMALS = 12

Spans = Sequence[tuple[date, date]]


def holiday_spans(table: pl.DataFrame, holiday: str, *, with_fixtures: bool = False) -> Spans:
    """Give the occurrences of one holiday, in order, after checking each row's source and the gaps.

    Columns: `COLUMNS`, the days as dates or ISO text. Raises BadInputError for a row without its source, for
    one of another status than official (or fixture, where `with_fixtures`), and where a year is missing.

    >>> row = {"holiday": "h", "date_from": "2025-03-01", "date_to": "2025-03-29", "source_id": "S"}
    >>> holiday_spans(pl.DataFrame([row | {"address": "a.example", "status": "official"}]), "h")
    [(datetime.date(2025, 3, 1), datetime.date(2025, 3, 29))]
    """
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise BadInputError(f"The table of holidays lacks the column {', '.join(missing)}. Add it.")
    rows = table.filter(pl.col("holiday") == holiday).sort("date_from").to_dicts()
    allowed = (OFFICIAL, FIXTURE) if with_fixtures else (OFFICIAL,)
    for row in rows:
        _check_source(row, allowed)
    spans = [_span(row) for row in rows]
    for (first, _), (following, _) in pairwise(spans):
        if not SHORTEST_YEAR_DAYS <= (following - first).days <= LONGEST_YEAR_DAYS:
            raise BadInputError(
                f"The table of holidays has {holiday} on {first} and next on {following}: "
                f"{SHORTEST_YEAR_DAYS} to {LONGEST_YEAR_DAYS} days are expected between them. "
                "Add the year that is missing, or take out the row that is doubled."
            )
    return spans


def holiday_regressor(spans: Spans, first: Month, last: Month, holiday: str = "holiday") -> list[Decimal]:
    """Make the regressor of a holiday for each month from `first` to `last`, the forecast horizon included.

    For each month: the share of the holiday's days that fall into it, less the mean of that share for the
    same calendar month over all that the table covers (its long-run mean, so that no part of the seasonal
    pattern is taken away; the more years the table has, the better); 12 decimals, no unit. Raises
    BadInputError where the table does not cover every month asked for.
    Ref.: X-13ARIMA-SEATS Reference Manual, regression spec, usertype=holiday, and the Census Bureau's genhol.

    >>> spans = [(date(2023, 3, 23), date(2023, 4, 20)), (date(2024, 3, 11), date(2024, 4, 9))]
    >>> spans += [(date(2025, 3, 1), date(2025, 3, 29))]
    >>> [str(round(x, 4)) for x in holiday_regressor(spans, Month(2024, 2), Month(2024, 4))]
    ['0.0000', '0.0299', '-0.0299']
    """
    covered_from, covered_to = covered_months(spans) if spans else (last, first)
    if not spans or covered_from > first or covered_to < last:
        known = f"covers {covered_from} to {covered_to}" if spans else "has no row of it"
        raise BadInputError(
            f"The regressor of {holiday} is needed from {first} to {last}, the forecast horizon included; "
            f"the table of holidays {known}. Add its days from the official source."
        )
    shares = _shares(spans)
    means = _long_run_means(shares, covered_from, covered_to)
    return [_centred(shares.get(month, Fraction(0)) - means[month.number]) for month in first.to(last)]


def covered_months(spans: Spans) -> tuple[Month, Month]:
    """Give the first and last month of which the table tells all: no occurrence outside it can fall there."""
    before_ends = spans[0][1] - timedelta(days=SHORTEST_YEAR_DAYS)
    next_starts = spans[-1][0] + timedelta(days=SHORTEST_YEAR_DAYS)
    return Month.of(before_ends).plus(1), Month.of(next_starts).plus(-1)


def _long_run_means(shares: Mapping[Month, Fraction], first: Month, last: Month) -> dict[int, Fraction]:
    """Average the share of each calendar month over all that is covered."""
    return {
        number: sum((shares.get(month, Fraction(0)) for month in own), Fraction(0)) / len(own)
        for number in range(1, 13)
        if (own := [month for month in first.to(last) if month.number == number])
    }


def _shares(spans: Spans) -> dict[Month, Fraction]:
    """Say which part of an occurrence falls into each month; two in one month add up."""
    shares: dict[Month, Fraction] = {}
    for start, end in spans:
        length = (end - start).days + 1
        for month in Month.of(start).to(Month.of(end)):
            days = (min(end, month.last) - max(start, month.first)).days + 1
            shares[month] = shares.get(month, Fraction(0)) + Fraction(days, length)
    return shares


def _centred(share: Fraction) -> Decimal:
    """Write a share as a decimal."""
    return divide(Decimal(share.numerator), Decimal(share.denominator), _DECIMALS)


def _check_source(row: Mapping[str, object], allowed: Sequence[str]) -> None:
    """Refuse a day that does not say which official source it is from."""
    name = f"{row['holiday']} on {row['date_from']}"
    if not row["source_id"] or not row["address"]:
        raise BadInputError(
            f"The table of holidays has {name} without its source. Give source_id and address of the "
            "official announcement, or take the row out."
        )
    if row["status"] not in allowed:
        raise BadInputError(
            f"The table of holidays has {name} with the status '{row['status']}'. "
            f"Expected: {' or '.join(allowed)}."
        )


def _span(row: Mapping[str, object]) -> tuple[date, date]:
    """Read the two days of a row."""
    try:
        start, end = (date.fromisoformat(str(row[name])) for name in ("date_from", "date_to"))
    except ValueError as error:
        raise BadInputError(
            f"The table of holidays has a day of {row['holiday']} that is none: {error}. "
            "Write it as in 2026-01-31."
        ) from error
    if end < start:
        raise BadInputError(
            f"The table of holidays has {row['holiday']} from {start} to {end}. Exchange the two days."
        )
    return start, end
