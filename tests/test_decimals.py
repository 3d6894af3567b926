"""Exact division: the vectorised form against Python's decimals with ample precision."""

import doctest
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_series_equal

from pipeline import decimals
from pipeline.decimals import VALUE, as_value, divide, product, quotient, to_decimal
from pipeline.errors import BadInputError, CrossfootError

LIMIT = Decimal(10) ** 28
signs = st.sampled_from([1, -1])
near_two = st.builds(
    lambda sign, power, near: sign * (2**power + near), signs, st.integers(0, 125), st.integers(-2, 2)
)
near_ten = st.builds(
    lambda sign, power, near: sign * (10**power + near), signs, st.integers(0, 37), st.integers(-2, 2)
)
sizes = st.integers(-(10**38) + 1, 10**38 - 1)
units = sizes | st.integers(-(10**13), 10**13) | near_two | near_ten


def exact(number: int) -> Decimal:
    """Give so many units of the tenth decimal as a figure."""
    return Decimal((int(number < 0), tuple(map(int, str(abs(number)))), -10))


def oracle(numerator: Decimal, denominator: Decimal, times: int = 1, places: int = 10) -> Decimal:
    """Divide with 200 digits, more than any tie of two 38-digit numbers can hide behind."""
    with localcontext() as context:
        context.prec = 200
        return (numerator * times / denominator).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def column(*numbers: Decimal | int | str | None) -> pl.Series:
    return pl.Series("a", [None if n is None else Decimal(n) for n in numbers], dtype=VALUE)


@settings(deadline=None)
@given(units, units.filter(bool), st.sampled_from([1, 2, 100, 10**12, 10**40]))
def test_vectorised_equals_decimal_or_says_that_it_does_not_fit(a: int, b: int, times: int) -> None:
    expected = oracle(exact(a), exact(b), times)
    if expected.copy_abs() < LIMIT:
        assert quotient(column(exact(a)), column(exact(b)), times=times).to_list() == [expected]
    else:
        with pytest.raises(CrossfootError, match="29 or more digits"):
            quotient(column(exact(a)), column(exact(b)), times=times)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-(10**16), 10**16), st.integers(-(10**16), 10**16)), max_size=20))
def test_a_whole_column_equals_row_by_row(pairs: list[tuple[int, int]]) -> None:
    upper, lower = column(*(exact(a) for a, _ in pairs)), column(*(exact(b) for _, b in pairs))
    expected = [oracle(exact(a), exact(b), 100) if b else None for a, b in pairs]
    assert quotient(upper, lower, times=100).to_list() == expected


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), st.integers(0, 30))
def test_ties_go_away_from_zero(odd: int, power: int) -> None:
    """(2k + 1) / 2 units is a tie at the tenth decimal; scaled up, both sides stay exact."""
    scale = 10 ** min(power, 14)
    tie = quotient(column(exact((2 * odd + 1) * scale)), column(2 * scale)).item()
    away = (abs(2 * odd + 1) + 1) // 2
    assert tie == exact(away if 2 * odd + 1 > 0 else -away)


@settings(deadline=None)
@given(units, units.filter(bool), st.integers(0, 12))
def test_scalar_equals_decimal(a: int, b: int, places: int) -> None:
    assert divide(exact(a), exact(b), places) == oracle(exact(a), exact(b), places=places)


def test_scalar_gives_its_places_and_no_negative_zero() -> None:
    assert str(divide(Decimal(1), Decimal(4), 2)) == "0.25"
    assert str(divide(Decimal(-1), Decimal(10**15))) == "0E-10"
    assert str(divide(Decimal(1), Decimal(1), 3)) == "1.000"


@pytest.mark.parametrize("pair", [("1", "0"), ("NaN", "1"), ("1", "Infinity")])
def test_scalar_refuses_what_has_no_quotient(pair: tuple[str, str]) -> None:
    with pytest.raises(CrossfootError, match="cannot be divided"):
        divide(Decimal(pair[0]), Decimal(pair[1]))


def test_null_and_zero_give_null() -> None:
    assert quotient(column(None, 1, None, 0), column(1, None, 0, 0)).to_list() == [None] * 4


@pytest.mark.parametrize(
    ("numerator", "denominator", "times"),
    [
        ("9999999999999999999999999999.9999999999", "9999999999999999999999999999.9999999998", 100),
        ("1000000000000000000", "1000000000000000000.0000000001", 1),
        ("1", "1000000000000000000.0000000001", 1),
        ("19999999999999999999", "99999999999999999999.9999999999", 1),
        ("99999999999999999999999999.9999999999", "0.1", 1),
        ("-999999999999999999999999999.9999999999", "0.3", 1),
        ("9999999999999999999999999999.9999999999", "1", 1),
        ("-9999999999999999999999999999.9999999999", "100", 100),
        ("1", "0.0000000001", 10**17),
    ],
)
def test_beside_every_limit_of_128_bits(numerator: str, denominator: str, times: int) -> None:
    expected = oracle(Decimal(numerator), Decimal(denominator), times)
    # The rows around it show that a row divided on its own comes back to its place.
    upper, lower = column(7, numerator, None, -7), column(2, denominator, 1, 2)
    result = quotient(upper, lower, times=times).to_list()
    assert result == [Decimal("3.5") * times, expected, None, Decimal("-3.5") * times]


def test_only_rows_outside_the_limits_are_divided_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    each = decimals._divide_each
    monkeypatch.setattr(decimals, "_divide_each", lambda a, b, n: counted.append(len(a)) or each(a, b, n))
    quotient(column("99999999999999999999999999.9", 10**17), column(10**18, 3), times=100)
    assert counted == []
    quotient(column("100000000000000000000000000", 1), column(10, 3), times=100)
    assert counted == [1]


def test_expressions_give_the_same_lazily_and_beside_a_literal() -> None:
    frame = pl.DataFrame({"a": column(1, -2, None), "b": column(3, 3, 3)})
    eager = frame.select(quotient(pl.col("a"), pl.col("b"), times=100))["a"]
    assert eager.to_list() == [Decimal("33.3333333333"), Decimal("-66.6666666667"), None]
    assert eager.dtype == VALUE
    assert_series_equal(
        frame.lazy().select(quotient(pl.col("a"), pl.lit(3), times=100)).collect()["a"], eager
    )
    assert_series_equal(quotient(frame["a"], pl.Series([3]), times=100), eager)
    assert quotient(pl.Series([1]), column(2, 4)).to_list() == [Decimal("0.5"), Decimal("0.25")]


def test_an_empty_column_stays_empty() -> None:
    assert quotient(column(), pl.Series([2])).to_list() == []
    assert quotient(column(), column()).dtype == VALUE


@pytest.mark.parametrize("times", [0, -1])
def test_times_below_one_is_refused(times: int) -> None:
    with pytest.raises(CrossfootError, match="1 or more"):
        quotient(column(1), column(1), times=times)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(CrossfootError, match="3 rows is divided by one of 2"):
        quotient(column(1, 2, 3), column(1, 2))


def test_a_column_and_an_expression_are_not_mixed() -> None:
    with pytest.raises(CrossfootError, match="one of each"):
        quotient(column(1), pl.col("a"))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "numbers",
    [pl.Series("x", [1.5]), pl.Series("x", ["1"]), pl.Series("x", [Decimal(1)], dtype=pl.Decimal(20, 11))],
)
def test_what_is_not_exact_is_refused_by_name(numbers: pl.Series) -> None:
    with pytest.raises(BadInputError, match="column 'x' is of type"):
        as_value(numbers)


def test_what_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(BadInputError, match="column 'x' holds a number of 29"):
        as_value(pl.Series("x", [LIMIT], dtype=pl.Decimal(38, 0)))


def test_other_exact_types_become_values() -> None:
    assert as_value(pl.Series([None])).dtype == VALUE
    assert as_value(pl.Series([Decimal("1.5")], dtype=pl.Decimal(9, 1))).to_list() == [Decimal("1.5")]
    assert as_value(pl.Series([7], dtype=pl.UInt8)).to_list() == [Decimal(7)]


@settings(deadline=None, max_examples=200)
@given(units, units)
def test_products_equal_decimals_or_say_that_they_do_not_fit(a: int, b: int) -> None:
    with localcontext() as context:
        context.prec = 200
        true = (exact(a) * exact(b)).quantize(Decimal(1).scaleb(-10), ROUND_HALF_UP)
    if abs(true) >= LIMIT:
        with pytest.raises(CrossfootError, match="has 29 or more digits"):
            product(column(exact(a)), column(exact(b)))
        return
    assert product(column(exact(a), None), column(exact(b), exact(b))).to_list() == [true, None]


def test_products_of_one_row_and_of_nothing() -> None:
    assert product(column(2, 3), column("0.5")).to_list() == [1, Decimal("1.5")]
    assert product(column(0, 7), column(5, 0)).to_list() == [0, 0]
    assert product(column(), column()).is_empty()
    ties = product(column("0.0000000001", "-0.0000000001"), column("0.5", "0.5"))
    assert ties.to_list() == [Decimal("1E-10"), Decimal("-1E-10")]


def test_a_fraction_too_large_is_refused() -> None:
    with pytest.raises(CrossfootError, match="has 29 or more digits"):
        to_decimal(Fraction(10**29, 2))


def test_examples() -> None:
    result = doctest.testmod(decimals)
    assert result.attempted > 0
    assert result.failed == 0
