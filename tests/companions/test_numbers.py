"""A printed number is read back as the exact value that it was printed from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulletin.model import Printed
from pipeline.companions.numbers import (
    SHEET_DIGITS,
    bare,
    fits_a_sheet,
    number_format,
    places_in,
    printed_value,
)
from pipeline.errors import StopRuleError
from pipeline.present import STYLES, present, round_half_away

VALUES = st.decimals(min_value=Decimal(-(10**27)), max_value=Decimal(10**27), places=10)


@given(VALUES, st.integers(0, 10), st.sampled_from(sorted(STYLES)), st.booleans(), st.integers(0, 12))
def test_what_is_printed_is_read_back(
    value: Decimal, places: int, lang: str, signed: bool, room: int
) -> None:
    text = present(value, places, lang, signed=signed, align_to=room)
    cell = {"cell_id": "a", "value": value}
    read = printed_value(Printed("n", text, "a", "value"), lang, {"a": cell})
    assert read == round_half_away(value, places)
    assert places_in(read) == places


CELL = {"cell_id": "a", "value": Decimal("10.25"), "half_width": Decimal("0.05"), "hi": Decimal("10.4")}


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("10.3", "value", "10.3"),
        ("10.20", "lo", "10.20"),
        ("10.4", "hi", "10.4"),
        ("7", "previous", "7"),
    ],
)
def test_each_facet_is_held_to_the_cell_where_it_has_it(text: str, facet: str, value: str) -> None:
    assert printed_value(Printed("n", text, "a", facet), "en", {"a": CELL}) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "facet"), [("10.2", "value"), ("10.1", "lo"), ("11", "hi"), ("\u221210.3", "value")]
)
def test_another_number_than_that_of_its_cell_stops_the_workbook(text: str, facet: str) -> None:
    with pytest.raises(StopRuleError, match=r"The number n is printed as .* of its cell a is 10"):
        printed_value(Printed("n", text, "a", facet), "en", {"a": CELL})


def test_a_spreadsheet_keeps_fifteen_digits() -> None:
    whole = Decimal("1" * SHEET_DIGITS)
    assert fits_a_sheet(whole) and float(whole) == whole
    assert fits_a_sheet(whole.scaleb(-7)) and fits_a_sheet(whole.scaleb(9))
    assert not fits_a_sheet(Decimal("1" * (SHEET_DIGITS + 1)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1406.0000000000", "1406"),
        ("-0.0000000000", "0"),
        ("100", "100"),
        ("-12.3400000000", "-12.34"),
        ("9" * 28 + "." + "9" * 10, "9" * 28 + "." + "9" * 10),
    ],
)
def test_no_digit_of_a_number_is_lost(value: str, text: str) -> None:
    assert bare(Decimal(value)) == text
    assert fits_a_sheet(Decimal(value)) is (len(text) < SHEET_DIGITS)


@pytest.mark.parametrize(
    ("value", "signed", "shown"),
    [
        ("1406", False, "#,##0"),
        ("1406.50", False, "#,##0.00"),
        ("75.6", True, "+#,##0.0;-#,##0.0;#,##0.0"),
    ],
)
def test_a_number_is_shown_with_the_decimals_that_it_is_printed_with(
    value: str, signed: bool, shown: str
) -> None:
    assert number_format(Decimal(value), signed=signed) == shown
