"""What is kept of binary fractions: eleven digits, ten decimals, at any size."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decimals import VALUE
from pipeline.methods.binary import DIGITS, decimals_held, held

CASES = [
    ("0", 10, "0"),
    ("0.00000000004", 10, "0"),
    ("0.66666666666666", 10, "0.6666666667"),
    ("-9.99999999994", 10, "-9.9999999999"),
    ("10.123456789123", 9, "10.123456789"),
    ("999.12345678912", 8, "999.12345679"),
    ("1000.1234567891", 7, "1000.1234568"),
    ("-12345678901.5001", 0, "-12345678902"),
    ("123456789012345678", -7, "123456789010000000"),
]
"""A number, the decimals that are kept of it, and what is kept."""


@pytest.mark.parametrize(("number", "places", "kept"), CASES)
def test_golden_rows(number: str, places: int, kept: str) -> None:
    assert decimals_held(Decimal(number)) == places
    found = held(pl.Series("n", [float(number), None]))
    assert (found.dtype, found.name) == (VALUE, "n")
    assert found.to_list() == [Decimal(kept), None]


@given(st.decimals(min_value="1E-9", max_value="1E27", places=10, allow_nan=False).map(abs))
def test_no_figure_of_eleven_digits_lies_nearer(number: Decimal) -> None:
    (found,) = held(pl.Series([float(number)])).to_list()
    unit = Fraction(10) ** -decimals_held(Decimal(float(number)))
    assert abs(Fraction(found) - Fraction(float(number))) <= unit * Fraction(50_001, 100_000)
    assert len(str(abs(int(Fraction(found) / unit)))) <= DIGITS + 1


def test_numbers_of_one_series_are_kept_alike() -> None:
    found = held(pl.Series([1 / 3, 2000 / 3]), pl.Series([2000.0, 2000.0]))
    assert found.to_list() == [Decimal("0.3333333"), Decimal("666.6666667")]


def test_nothing_stays_nothing() -> None:
    assert held(pl.Series([], dtype=pl.Float64)).to_list() == []
    assert held(pl.Series([None], dtype=pl.Float64)).to_list() == [None]
