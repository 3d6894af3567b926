"""What a printed number may say, by language, scale and unit; what other numbers of a document settle."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.text.tokens import find_digits
from pipeline.reading.text.value import Habits, Value, read_value

CASES = list(csv.DictReader(Path(__file__).with_name("values.csv").open(encoding="utf-8")))
NO_HABITS = Habits.of([])


def _read(printed: str, lang: str, habits: Habits = NO_HABITS, power: int = 0, counts: bool = False) -> Value:
    (number,) = find_digits(printed, frozenset())
    assert number.text == printed
    return read_value(number, lang, habits, power, counts)


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['printed']}-{case['lang']}-{case['power']}" for case in CASES]
)
def test_a_printed_number_has_the_readings_of_its_language(case: dict[str, str]) -> None:
    value = _read(case["printed"], case["lang"], NO_HABITS, int(case["power"]), case["whole_things"] == "yes")
    assert value.readings == tuple(Decimal(text) for text in case["readings"].split("|") if text)
    assert value.note == case["note"]
    assert value.certain == (len(value.readings) == 1)
    assert bool(value.refused) == (not value.readings)


@pytest.mark.parametrize(
    ("shown", "printed", "lang", "power", "readings"),
    [
        ("12,5", "1,406", "az", 6, ("1.406",)),
        ("12,5", "1,406", "ru", 0, ("1.406",)),
        ("1,234,567", "1,406", "az", 6, ("1406", "1.406")),
        ("12.5", "1.406", "az", 6, ("1.406",)),
        ("2.270.000", "1.406", "az", 0, ("1406",)),
        ("12,5", "1,406", "en", 0, ("1406", "1.406")),
        ("1,234.5", "1,406", "en", 0, ("1406",)),
    ],
)
def test_another_number_of_the_document_settles_a_mark_or_raises_a_doubt(
    shown: str, printed: str, lang: str, power: int, readings: tuple[str, ...]
) -> None:
    habits = Habits.of(find_digits(f"{shown} and", frozenset()))
    assert _read(printed, lang, habits, power).readings == tuple(map(Decimal, readings))


@given(st.decimals(0, 10**12, places=2), st.sampled_from(["en", "az", "ru", "fr"]))
def test_what_a_language_prints_is_read_back(value: Decimal, lang: str) -> None:
    whole, _, decimals = f"{value:,.2f}".partition(".")
    printed = f"{whole}.{decimals}" if lang == "en" else f"{whole.replace(',', ' ')},{decimals}"
    assert _read(printed, lang).readings == (value,)
