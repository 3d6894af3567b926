"""When a stored figure is the nearest one to a second calculation, to its last decimal."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decimals import to_decimal
from pipeline.indicators.agreement import SHORT, is_nearest, places_of

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("stored", "second", "places", "short", "agrees"),
    [
        ("0.3333", Fraction(1, 3), 4, 0, True),
        ("0.3334", Fraction(1, 3), 4, 0, False),
        ("0.3332", Fraction(1, 3), 4, 0, False),
        ("0.1", Fraction(3, 20), 1, 0, True),
        ("0.2", Fraction(3, 20), 1, 0, True),
        ("0.3", Fraction(3, 20), 1, 0, False),
        ("0.1", Fraction(154, 1000), 1, SHORT, True),
        ("0.1", Fraction(156, 1000), 1, SHORT, False),
        ("0.2", Fraction(146, 1000), 1, SHORT, True),
        ("0.2", Fraction(144, 1000), 1, SHORT, False),
        ("-0.3333", Fraction(-1, 3), 4, 0, True),
        ("1200", Fraction(1249), -2, 0, True),
        ("1200", Fraction(1251), -2, 0, False),
        ("0", Fraction(0), 10, 0, True),
    ],
)
def test_golden_rows(stored: str, second: Fraction, places: int, short: Fraction | int, agrees: bool) -> None:
    assert is_nearest(Decimal(stored), second, places, Fraction(short)) is agrees


@given(st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6), st.sampled_from([1, -1]))
def test_a_rounded_number_agrees_and_one_moved_by_a_unit_does_not_but_at_a_tie(
    exact: Fraction, sign: int
) -> None:
    stored = to_decimal(exact)
    assert is_nearest(stored, exact)
    moved = stored + Decimal("1E-10") * sign
    is_tie = abs(Fraction(stored) - exact) * 10**10 == HALF
    assert not is_nearest(moved, exact) or is_tie


def test_a_size_at_a_power_of_ten_has_the_decimals_of_those_above() -> None:
    just_below = Fraction(1000) - Fraction(1, 10**12)
    assert [places_of(size) for size in (Fraction(999), just_below, Fraction(1000))] == [8, 7, 7]
    assert places_of(Fraction(0)) == 10
