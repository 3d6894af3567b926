"""Percentages of a chart that add up."""

from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.decimals import VALUE, quotient
from pipeline.errors import BadInputError
from pipeline.methods.rounding import largest_remainder

Read = Callable[[str], pl.DataFrame]


def shares(text: str) -> pl.Series:
    return pl.Series("share_pct", [Decimal(number) for number in text.split(";")], dtype=VALUE)


def test_cases(read_case: Read) -> None:
    for case in read_case("largest_remainder.csv").iter_rows(named=True):
        rounded = largest_remainder(shares(case["input"]), int(case["decimals"]))
        assert rounded.to_list() == shares(case["expected"]).to_list(), case
        assert (rounded.name, rounded.dtype) == ("share_pct", VALUE)


def test_cases_hold_those_of_the_shared_reference(read_case: Read, read_reference: Read) -> None:
    reference = read_reference("i_largest_remainder.csv").drop("note")
    assert_frame_equal(read_case("largest_remainder.csv").head(reference.height), reference)


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any), st.integers(0, 6))
def test_the_rounded_sum_to_100_and_stay_within_one_unit(parts: list[int], places: int) -> None:
    column = pl.Series(parts)
    given_shares = quotient(column, pl.Series([sum(parts)]), times=100)
    rounded = largest_remainder(given_shares, places).to_list()
    unit = Decimal(1).scaleb(-places)
    assert sum(rounded) == 100
    assert all(number % unit == 0 for number in rounded)
    assert all(abs(a - b) < unit for a, b in zip(rounded, given_shares, strict=True))
    order = sorted(range(len(parts)), key=lambda place: (-(given_shares[place] % unit), place))
    raised = [place for place in order if rounded[place] > given_shares[place] - given_shares[place] % unit]
    assert raised == order[: len(raised)]


def test_no_shares_stay_none() -> None:
    assert largest_remainder(pl.Series([], dtype=VALUE), 1).to_list() == []


@pytest.mark.parametrize(
    ("numbers", "places", "sentence"),
    [
        ("50;50", 7, "to 7 places"),
        ("50;50", -1, "to -1 places"),
        ("101;-1", 0, "neither missing nor negative"),
        ("33;33;33", 0, "3 shares sum to 99"),
        ("33.33;33.33;33.33", 2, "sum to 99.99"),
        ("50.3;50.3", 0, "sum to 100.6"),
    ],
)
def test_what_cannot_sum_to_100_is_said(numbers: str, places: int, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        largest_remainder(shares(numbers), places)


def test_a_missing_share_is_said() -> None:
    with pytest.raises(BadInputError, match="neither missing nor negative"):
        largest_remainder(pl.Series([100, None]), 0)
