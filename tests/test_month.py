"""Months as values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.month import Month

MONTHS = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))


def test_a_month_knows_its_days_and_prints_its_key() -> None:
    month = Month.parse(" 2024-02 ")
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (month.key, str(month)) == ("2024-02", "2024-02")


@pytest.mark.parametrize(
    "text", ["", "2026-1", "2026-13", "2026-00", "0000-01", "2026/01", "January 2026", "2026-01-01"]
)
def test_anything_else_is_a_sentence_with_the_form(text: str) -> None:
    with pytest.raises(UsageError, match=r"is not a month\. Write year and month, as in 2026-01\."):
        Month.parse(text)


@given(st.dates())
def test_every_day_lies_in_its_month(day: date) -> None:
    month = Month.of(day)
    assert month.first <= day <= month.last
    assert Month.parse(month.key) == month


@given(MONTHS, MONTHS)
def test_order_is_that_of_time(one: Month, other: Month) -> None:
    assert (one < other) == (one.first < other.first)


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(-12, 60))
def test_steps_of_months_can_be_taken_back(day: date, months: int) -> None:
    month = Month.of(day)
    assert month.plus(months).plus(-months) == month
    assert month.plus(1).first == month.last + timedelta(days=1)
    assert month.plus(12).number == month.number


def test_a_range_holds_both_ends() -> None:
    january = Month.parse("2026-01")
    assert [month.key for month in Month.parse("2025-11").to(january)] == ["2025-11", "2025-12", "2026-01"]
    assert january.to(january) == [january]
    assert january.to(Month.parse("2025-12")) == []
