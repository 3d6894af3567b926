"""The window of a month's run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.window import window_of

JANUARY = Month.parse("2026-01")


def test_what_is_known_defaults_to_the_newest_delivery(small_office: Office) -> None:
    window = window_of(small_office, JANUARY)
    assert window.parameters == {
        "month": date(2026, 1, 1),
        "month_end": date(2026, 1, 31),
        "as_of": date(2026, 11, 21),
        "history_from": date(1, 1, 1),
    }
    assert window_of(small_office, JANUARY, date(2026, 3, 1)).as_of == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("months", "first"), [(1, date(2025, 1, 1)), (12, date(2024, 1, 1)), (14, date(2023, 1, 1))]
)
def test_history_goes_back_a_year_more_than_is_shown(small_office: Office, months: int, first: date) -> None:
    assert window_of(replace(small_office, history_months=months), JANUARY).history_from == first


@pytest.mark.parametrize("month", ["2014-12", "2026-11"])
def test_the_first_and_the_last_month_can_be_run(small_office: Office, month: str) -> None:
    assert window_of(small_office, Month.parse(month)).month.key == month


@pytest.mark.parametrize("month", ["2014-11", "2026-12"])
def test_a_month_outside_the_range_is_a_sentence(small_office: Office, month: str) -> None:
    with pytest.raises(
        UsageError, match=rf"{month} is outside the months of office small: 2014-12 to 2026-11 .*Cho"
    ):
        window_of(small_office, Month.parse(month))


def test_a_month_is_not_known_before_it_begins(small_office: Office) -> None:
    assert window_of(small_office, JANUARY, JANUARY.first).as_of == JANUARY.first
    with pytest.raises(
        UsageError, match=r"2026-01 had not begun on 2025-12-31.*the month of that day: 2025-12"
    ):
        window_of(small_office, JANUARY, date(2025, 12, 31))


def test_the_range_ends_with_the_newest_delivery(write_office: Callable[..., Office]) -> None:
    office = write_office({"first": {"investment.csv": ""}}, received={"first": "2025-12-31"})
    with pytest.raises(
        UsageError, match=r"2014-12 to 2025-12 \(its newest delivery was received on 2025-12-31\)"
    ):
        window_of(office, JANUARY)
