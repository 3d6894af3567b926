"""A figure is compared at the precision that its table prints."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.tables.grid import Cell
from pipeline.reconcile.model import Theirs
from pipeline.reconcile.precision import as_shown, interval, is_cut, is_equal, is_within, to_step

VALUES = st.decimals(-(10**12), 10**12, allow_nan=False, places=10)
STEPS = st.sampled_from([Decimal(10) ** power for power in range(-6, 7)])


def theirs(value: str, step: str) -> Theirs:
    """Make a figure of a table."""
    return Theirs("Old", "B2", value, Decimal(value), Decimal(step))


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        ("1406.25", "0.1", "1406.3"),
        ("-1406.25", "0.1", "-1406.3"),
        ("1450", "100", "1500"),
        ("1449.9999999999", "100", "1400"),
        ("0.05", "0.1", "0.1"),
        ("31500", "1000", "32000"),
    ],
)
def test_ours_is_rounded_half_away_from_zero_to_the_table_s_step(value: str, step: str, rounded: str) -> None:
    assert to_step(Decimal(value), Decimal(step)) == Decimal(rounded)


@given(VALUES, STEPS)
def test_a_table_that_prints_ours_rounded_is_equal_and_one_a_step_off_is_not(
    value: Decimal, step: Decimal
) -> None:
    printed = to_step(value, step)
    assert is_equal(Theirs("", "", "", printed, step), value)
    assert not is_equal(Theirs("", "", "", printed + step, step), value)
    assert abs(printed - value) <= step / 2


def test_digits_that_were_cut_off_are_told_from_rounded_ones() -> None:
    assert is_cut(theirs("1406.2", "0.1"), Decimal("1406.29"))
    assert not is_cut(theirs("1406.3", "0.1"), Decimal("1406.29"))


def test_a_value_lies_within_what_ours_is_known_with() -> None:
    rounded = {"value": Decimal(1500), "half_width": Decimal(50)}
    assert is_within(theirs("1532", "1"), rounded)
    assert not is_within(theirs("1551", "1"), rounded)
    assert is_within(theirs("97", "1"), {"lo": Decimal("94.5"), "hi": Decimal("99.3"), "half_width": None})
    assert interval({"value": Decimal(7), "half_width": None, "lo": None, "hi": None}) is None
    assert not is_within(theirs("7", "1"), {"value": Decimal(7), "half_width": None})


@pytest.mark.parametrize(
    ("held", "shown", "value", "step"),
    [
        ("1406.04", "#,##0.0", "1406", "0.1"),
        ("1406.04", "0", "1406", "1"),
        ("1406.04", "", "1406.04", "0.01"),
        ("1406.04", "0.000", "1406.04", "0.01"),
    ],
)
def test_a_sheet_that_holds_more_digits_is_compared_as_it_shows(
    held: str, shown: str, value: str, step: str
) -> None:
    cell = Cell(2, 2, held, "number", held, shown)
    found = as_shown(theirs(held, "0.01"), cell)
    assert (found.value, found.step) == (Decimal(value), Decimal(step))
