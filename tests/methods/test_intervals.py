"""Interval arithmetic: golden rows, the same ends as the rules' intervals, and truth within the ends."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.intervals import (
    add_intervals,
    divide_intervals,
    multiply_intervals,
    subtract_intervals,
    supported_places,
    with_bounds,
)
from pipeline.present import supported_places as printed_places
from pipeline.rules.intervals import interval_of

Read = Callable[[str], pl.DataFrame]
UNIT = Fraction(1, 10**10)


def apply(frame: pl.DataFrame, operation: str) -> pl.DataFrame:
    """Combine a and b to c."""
    if operation == "add":
        return add_intervals(frame, ["a", "b"], "c")
    combine = {"subtract": subtract_intervals, "multiply": multiply_intervals, "divide": divide_intervals}
    return combine[operation](frame, "a", "b", "c")


def test_cases(read_case: Read) -> None:
    for case in read_case("intervals.csv").iter_rows(named=True):
        numbers = {name: [case[name]] for name in ("a", "a_half_width", "b", "b_half_width")}
        frame = pl.DataFrame(numbers, schema=dict.fromkeys(numbers, pl.String)).cast(VALUE)
        made = supported_places(apply(frame, case["operation"]), ["c"])
        expected = [None if case[name] is None else Decimal(case[name]) for name in ("value", "lo", "hi")]
        places = None if case["places"] is None else int(case["places"])
        assert list(made.select("c", "c_lo", "c_hi", "c_places").row(0)) == [*expected, places], case["case"]


def test_inputs_stay_as_they_were() -> None:
    frame = pl.DataFrame({"a": [1], "a_half_width": [0], "b": [0], "b_half_width": [1]})
    made = divide_intervals(frame, "a", "b", "c")
    assert made.select("b", "b_lo", "b_hi", "c").row(0) == (0, -1, 1, None)


@pytest.mark.parametrize("model", ["rounded", "truncated", "unknown"])
@pytest.mark.parametrize("value", ["7.5", "-7.5", "0"])
def test_ends_are_those_of_the_rules(model: str, value: str) -> None:
    frame = pl.DataFrame({"x": [Decimal(value)], "x_step": [Decimal("0.5")], "x_precision": [model]})
    known = interval_of(Decimal(value), Decimal("0.5"), model)
    assert with_bounds(frame, ["x"]).select("x_lo", "x_hi").row(0) == (
        Decimal(known.low.numerator) / known.low.denominator,
        Decimal(known.high.numerator) / known.high.denominator,
    )


def test_a_step_without_a_model_is_rounded_and_ends_that_are_there_stay() -> None:
    stepped = with_bounds(pl.DataFrame({"x": [5], "x_step": [1]}), ["x"])
    assert stepped.select("x_lo", "x_hi").row(0) == (Decimal("4.5"), Decimal("5.5"))
    assert with_bounds(stepped, ["x"]).equals(stepped)
    assert with_bounds(pl.DataFrame({"x": [5]}), ["x"]).select("x_lo", "x_hi").row(0) == (None, None)


@pytest.mark.parametrize("width", ["0.48", "4.8", "0.0000000002", "0.1", "0.01", "3"])
def test_the_digits_supported_are_those_that_are_printed(width: str) -> None:
    half = Decimal(width) / 2
    frame = supported_places(pl.DataFrame({"x": [Decimal(1)], "x_half_width": [half]}), ["x"])
    assert max(frame["x_places"].item(), 0) == printed_places(half, 10)


def test_what_is_negative_or_missing_is_said() -> None:
    with pytest.raises(BadInputError, match="no column y"):
        add_intervals(pl.DataFrame({"x": [1]}), ["x", "y"], "z")
    with pytest.raises(BadInputError, match="'x_half_width' holds a negative number"):
        with_bounds(pl.DataFrame({"x": [1], "x_half_width": [-1]}), ["x"])


numbers = st.integers(-(10**6), 10**6).map(lambda n: Decimal(n).scaleb(-3))
widths = st.integers(0, 10**4).map(lambda n: Decimal(n).scaleb(-3))
places = st.fractions(-1, 1)


@settings(deadline=None, max_examples=80)
@given(
    numbers,
    widths,
    places,
    numbers,
    widths,
    places,
    st.sampled_from(["add", "subtract", "multiply", "divide"]),
)
def test_any_pair_within_the_half_widths_is_within_the_ends(
    a: Decimal, wide: Decimal, here: Fraction, b: Decimal, broad: Decimal, there: Fraction, operation: str
) -> None:
    rows = {"a": [a], "a_half_width": [wide], "b": [b], "b_half_width": [broad]}
    row = apply(pl.DataFrame(rows), operation).row(0, named=True)
    one, other = Fraction(a) + here * Fraction(wide), Fraction(b) + there * Fraction(broad)
    if operation == "divide" and abs(b) <= broad:
        assert (row["c"], row["c_lo"], row["c_hi"]) == (None, None, None)
        return
    true = {
        "add": lambda: one + other,
        "subtract": lambda: one - other,
        "multiply": lambda: one * other,
        "divide": lambda: one / other,
    }[operation]()
    assert Fraction(row["c_lo"]) - UNIT <= true <= Fraction(row["c_hi"]) + UNIT
