"""What a sheet shows of a number by its format."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.tables.cells import number_cell, text_cell, value_cell
from pipeline.reading.tables.number_format import day_of, held, plain, read_format, shown, shown_day


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("1234.56", "General", "1234.56"),
        ("1234.56", "0", "1235"),
        ("1234.56", "#,##0.0", "1,234.6"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("0.125", "0.0%", "12.5%"),
        ("0.125", "0%", "13%"),
        ("758.2", '0.0"2)"', "758.2 2)"),
        ("5", '0.0 "mln"', "5.0 mln"),
        ("5", '"c. "0', "c. 5"),
        ("1234.5", "#,##0.0;[Red]-#,##0.0", "1,234.5"),
        ("0.5", "0.0##", "0.5"),
        ("1500", "0.00E+00", "1500"),
        ("1500000", "0.0,,", "1500000"),
        ("5", "", "5"),
        ("-0.04", "0.0", "-0.0"),
    ],
)
def test_a_number_is_shown_by_its_format(number: str, code: str, text: str) -> None:
    assert shown(Decimal(number), read_format(code)) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy-mm-dd", "2024-03-05"),
        ("dd.mm.yyyy", "05.03.2024"),
        ("d-mmm-yy", "5-Mar-24"),
        ("mmm yyyy", "Mar 2024"),
        ("yyyy", "2024"),
        ("dd.mm.yyyy hh:mm:ss", "05.03.2024 14:07:09"),
        ('d "mart" yyyy', "5 mart 2024"),
    ],
)
def test_a_date_is_shown_by_its_format(code: str, text: str) -> None:
    form = read_format(code)
    assert form.days
    assert shown_day(datetime.fromisoformat("2024-03-05T14:07:09"), form.days) == text


def test_days_are_counted_from_1900_or_1904() -> None:
    assert day_of(Decimal(61)) == datetime.fromisoformat("1900-03-01")
    assert day_of(Decimal(60)) is None
    assert day_of(Decimal("45352.5")) == datetime.fromisoformat("2024-03-01T12:00:00")
    assert day_of(Decimal(2_958_466)) is None
    assert day_of(Decimal(2_958_465), since_1904=True) is None
    assert day_of(Decimal(100), since_1904=True) == datetime.fromisoformat("1904-04-10")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("758.20000000000005", "758.2"),
        ("0.30000000000000004", "0.3"),
        ("1E3", "1000"),
        ("-1.5e-3", "-0.0015"),
        ("123456789012345678", "123456789012346000"),
        ("1e-40", "0"),
        ("0", "0"),
        ("1e400", None),
        ("nan", None),
        ("0x1F", None),
        ("1" * 65, None),
        ("", None),
    ],
)
def test_a_number_is_held_at_fifteen_digits(text: str, number: str | None) -> None:
    assert held(text) == (None if number is None else Decimal(number))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_float_is_held_as_spreadsheets_hold_it(number: float) -> None:
    """At 15 digits: as near as half of the last one, of two that are equally near either."""
    found, exact = held(repr(number)), Decimal(repr(number))
    assert found is not None
    assert len(found.normalize().as_tuple().digits) <= 15
    assert abs(found - exact) * 2 <= Decimal(1).scaleb(exact.adjusted() - 14) or abs(number) < 1e-29
    assert Decimal(plain(found)) == found


@given(st.text(max_size=40))
def test_no_format_upsets_the_reader(code: str) -> None:
    form = read_format(code)
    shown(Decimal("-1234.5"), form)
    if form.days:
        shown_day(datetime.fromisoformat("2024-01-02T03:04:05"), form.days)
    number_cell(1, 1, "45000.5", code)


def test_values_of_data_files() -> None:
    texts = {
        None: None,
        "": None,
        True: "true",
        5: "5",
        1.5: "1.5",
        Decimal("2.50"): "2.5",
        float("nan"): "nan",
        datetime.fromisoformat("2024-01-01"): "2024-01-01",
        datetime.fromisoformat("2024-01-01T05:00:00").time(): "05:00:00",
        "a\0b": "ab",
    }
    for value, text in texts.items():
        cell = value_cell(1, 1, value)
        assert (cell.text if cell else None) == text
    assert text_cell(1, 1, " \t") is None
    assert text_cell(1, 1, "#N/A").kind == "error"  # type: ignore[union-attr]
