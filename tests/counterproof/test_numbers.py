"""Numbers as printed, read back and rounded by code that shares nothing with the printing."""

from decimal import Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.counterproof.numbers import read_number, rounded
from pipeline.present import present, round_half_away

EXACT = Context(prec=100)
VALUES = st.decimals(min_value=-(10**14), max_value=10**14, places=10)


@given(VALUES, st.integers(0, 6), st.sampled_from(["en", "az", "ru"]), st.booleans())
def test_what_is_printed_reads_back_as_the_rounded_value(
    value: Decimal, places: int, lang: str, signed: bool
) -> None:
    read = read_number(present(value, places, lang, signed=signed), lang)
    assert read == (rounded(value, places), places)


@given(VALUES, st.integers(0, 9))
def test_both_roundings_agree(value: Decimal, places: int) -> None:
    assert rounded(value, places) == round_half_away(value, places).scaleb(places, EXACT)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.5", 0, 1),
        ("-0.5", 0, -1),
        ("-0.4", 0, 0),
        ("2.5", 0, 3),
        ("2.4999999999", 0, 2),
        ("1406.25", 1, 14063),
        ("1406", 2, 140600),
        ("0", 1, 0),
        ("1e3", 0, 1000),
        ("99999999999999999999999999999999.95", 1, 1000000000000000000000000000000000),
    ],
)
def test_half_goes_away_from_zero_at_any_size(value: str, places: int, expected: int) -> None:
    assert rounded(Decimal(value), places) == expected


def test_what_is_no_number_is_not_rounded() -> None:
    with pytest.raises(ValueError, match="no number"):
        rounded(Decimal("NaN"), 1)


@pytest.mark.parametrize(
    "text",
    [
        "1,234",
        "1 234",
        "1234",
        "01",
        "1\u202f23",
        "12\u202f3456",
        "1.",
        ".5",
        "-5",
        "+0",
        "\u22120.0",
        "",
        "1e3",
    ],
)
def test_another_form_is_no_number(text: str) -> None:
    assert read_number(text, "en") is None


def test_each_language_has_its_own_decimal_sign() -> None:
    assert read_number("1\u202f234,5", "ru") == (12345, 1)
    assert read_number("1\u202f234,5", "az") == (12345, 1)
    assert read_number("1\u202f234.5", "ru") is None
    assert read_number("1\u202f234,5", "en") is None
