"""Moving holidays: rows with their sources, and regressors of them. All days here are fixtures."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInputError
from pipeline.month import Month
from pipeline.seasonal.adjust import Job, adjust_all, make_regressors
from pipeline.seasonal.holiday import covered_months, holiday_regressor, holiday_spans
from pipeline.seasonal.series import Series
from tests.seasonal.conftest import AIRLINE, monthly, seasonal

HOLIDAY = replace(AIRLINE, regressors=("holiday:feast",))


def _table(first: date = date(2010, 8, 11), rows: int = 22, days: int = 29, **fixed: str) -> pl.DataFrame:
    """Make a holiday of a lunar calendar, every 354 days; marked as a fixture."""
    starts = [first + timedelta(days=354 * place) for place in range(rows)]
    given_ = {"source_id": "FIXTURE", "address": "fixture.example", "status": "fixture", **fixed}
    return pl.DataFrame(
        [
            {"holiday": "feast", "date_from": day, "date_to": day + timedelta(days=days), **given_}
            for day in starts
        ]
    )


def _spans(table: pl.DataFrame) -> list[tuple[date, date]]:
    return list(holiday_spans(table, "feast", with_fixtures=True))


def test_a_fixture_is_refused_where_official_days_are_needed() -> None:
    with pytest.raises(BadInputError, match=r"with the status 'fixture'\. Expected: official"):
        holiday_spans(_table(), "feast")
    assert len(holiday_spans(_table(status="official"), "feast")) == 22


@pytest.mark.parametrize("column", ["source_id", "address"])
def test_a_day_without_its_official_source_is_refused(column: str) -> None:
    with pytest.raises(BadInputError, match="has feast on 2010-08-11 without its source"):
        holiday_spans(_table(**{column: ""}), "feast", with_fixtures=True)


def test_a_year_that_is_missing_or_doubled_is_refused() -> None:
    table = _table()
    with pytest.raises(BadInputError, match="353 to 385 days are expected between them"):
        _spans(pl.concat([table.head(3), table.slice(4)]))
    with pytest.raises(BadInputError, match="take out the row that is doubled"):
        _spans(pl.concat([table, table.head(1)]))


def test_days_that_are_none_or_in_the_other_order_are_refused() -> None:
    text = _table().with_columns(pl.col("date_from", "date_to").cast(pl.String))
    assert _spans(text) == _spans(_table())
    with pytest.raises(BadInputError, match="Write it as in 2026-01-31"):
        _spans(text.with_columns(date_to=pl.lit("11 August")))
    with pytest.raises(BadInputError, match="Exchange the two days"):
        _spans(_table(days=-1))
    with pytest.raises(BadInputError, match="lacks the column status"):
        _spans(_table().drop("status"))


def test_a_regressor_is_the_share_of_days_less_the_long_run_mean() -> None:
    spans = [(date(2023, 3, 23), date(2023, 4, 20)), (date(2024, 3, 11), date(2024, 4, 9))]
    spans.append((date(2025, 3, 1), date(2025, 3, 29)))
    found = holiday_regressor(spans, Month(2023, 3), Month(2025, 4))
    shares = {Month(2023, 3): Fraction(9, 29), Month(2024, 3): Fraction(21, 30), Month(2025, 3): Fraction(1)}
    mean = sum(shares.values()) / 3
    places = {month: place for place, month in enumerate(Month(2023, 3).to(Month(2025, 4)))}
    for month, share in shares.items():
        assert abs(Fraction(found[places[month]]) - (share - mean)) <= Fraction(1, 2 * 10**12)
    assert found[places[Month(2024, 7)]] == 0


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2000, 1, 1)), st.integers(12, 40), st.integers(0, 40))
def test_a_regressor_sums_to_nothing_over_all_that_the_table_covers(
    first: date, rows: int, days: int
) -> None:
    spans = _spans(_table(first, rows, days))
    months = covered_months(spans)
    found = holiday_regressor(spans, *months)
    for number in range(12):
        assert abs(sum(found[number::12])) <= Decimal("1E-10")


def test_the_table_must_cover_the_series_and_the_forecast_horizon() -> None:
    spans = _spans(_table())
    first, last = covered_months(spans)
    assert len(holiday_regressor(spans, first, last)) == len(first.to(last))
    for wanted in ((first.plus(-1), last), (first, last.plus(1))):
        with pytest.raises(
            BadInputError, match="the forecast horizon included; the table of holidays covers"
        ):
            holiday_regressor(spans, *wanted, "feast")
    with pytest.raises(BadInputError, match="the table of holidays has no row of it"):
        holiday_regressor([], first, last)


@pytest.mark.parametrize(("method", "months"), [("x11", 108), ("seats", 132)])
def test_regressors_reach_as_far_as_forecasts_do(method: str, months: int) -> None:
    series = Series(Month(2015, 1), tuple(seasonal(96)))
    specification = replace(HOLIDAY, method=method)
    found = make_regressors(series, specification, _table(), with_fixtures=True)
    assert len(found["feast"]) == months


@pytest.mark.parametrize("method", ["x11", "seats"])
def test_the_effect_of_a_holiday_is_taken_out(method: str) -> None:
    specification = replace(HOLIDAY, method=method)
    table = _table()
    series = Series(Month(2015, 1), tuple(seasonal(120)))
    effect = make_regressors(series, specification, table, with_fixtures=True)["feast"]
    values = [
        (value * (1 - Decimal("0.2") * part)).quantize(Decimal("0.0001"))
        for value, part in zip(series.values, effect, strict=False)
    ]
    [outcome] = adjust_all([Job("s", monthly(values), specification)], table, with_fixtures=True)
    assert outcome.components is not None, outcome.sentence
    [found] = [one for one in outcome.components.diagnostics.coefficients if one.name.endswith("$feast")]
    assert found.name == "User-defined Holiday$feast"
    assert Decimal("-0.26") < found.estimate < Decimal("-0.18")
    assert abs(found.t) > 8


def test_a_holiday_without_a_table_or_with_one_too_short_is_a_sentence() -> None:
    frame = monthly(seasonal(120))
    [outcome] = adjust_all([Job("s", frame, HOLIDAY)])
    assert (outcome.status, outcome.reasons[0].code) == ("not_adjusted", "specification")
    assert "the office has no table reference/holiday.csv" in outcome.sentence
    [outcome] = adjust_all([Job("s", frame, HOLIDAY)], _table(rows=10), with_fixtures=True)
    assert "is needed from 2015-01 to 2025-12, the forecast horizon included" in outcome.sentence
    [outcome] = adjust_all([Job("s", frame, HOLIDAY)], _table())
    assert "with the status 'fixture'" in outcome.sentence


def test_holidays_two_at_a_time() -> None:
    both = pl.concat([_table(), _table(date(2010, 11, 16), days=3).with_columns(holiday=pl.lit("second"))])
    specification = replace(AIRLINE, regressors=("holiday:feast", "holiday:second", "td1coef"))
    [outcome] = adjust_all([Job("s", monthly(seasonal(120)), specification)], both, with_fixtures=True)
    assert outcome.components is not None, outcome.sentence
    names = [one.name for one in outcome.components.diagnostics.coefficients]
    assert [name for name in names if name.startswith("User")] == [
        "User-defined Holiday$feast",
        "User-defined Holiday$second",
    ]
