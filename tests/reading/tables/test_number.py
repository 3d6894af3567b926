"""Numbers as tables print them: cases that a statistician can read, and what holds for any text."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.tables.classes import class_of, is_counting
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.number import MAX_DIGITS, decimal_marks, missing_mark, read_number, tidy

CASES = list(csv.DictReader((Path(__file__).parent / "numbers.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['text']} {case['decimal']}{case['places']}" for case in CASES]
)
def test_a_printed_number(case: dict[str, str]) -> None:
    figure = read_number(case["text"], case["decimal"], int(case["places"]) if case["places"] else None)
    if not case["readings"]:
        assert figure is None
        return
    assert figure is not None
    assert "|".join(format(reading.value, "f") for reading in figure.readings) == case["readings"]
    assert figure.readings[0].note == case["note"]
    assert bool(figure.doubt) is bool(case["doubt"])


def test_what_stands_beside_a_number() -> None:
    for text, percent, unit, qualifier in [
        ("12,5 %", True, "", ""),
        ("34 ha", False, "ha", ""),
        (">5", False, "", "more_than"),
        ("≈5", False, "", "about"),
    ]:
        figure = read_number(text)
        assert figure is not None
        assert (figure.percent, figure.unit, figure.qualifier) == (percent, unit, qualifier)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("...", "not_available"),
        ("…", "not_available"),
        ("n/a", "not_available"),
        ("NaN", "not_available"),
        ("нет данных", "not_available"),
        ("-", "nil"),
        ("–", "nil"),
        ("x", "not_applicable"),
        ("х", "not_applicable"),
        ("*", "suppressed"),
        ("0", ""),
        ("", ""),
        ("c", ""),
        ("-5", ""),
    ],
)
def test_marks_for_no_figure_are_kept_apart(text: str, meaning: str) -> None:
    assert missing_mark(text) == meaning


def test_decimal_marks_are_proven_by_some_numbers_only() -> None:
    assert decimal_marks(["1,234", "12", "1 234"]) == set()
    assert decimal_marks(["1,234", "758,2"]) == {","}
    assert decimal_marks(["1,234.5", "758,2"]) == {",", "."}
    assert decimal_marks(["1,234,567"]) == {"."}
    assert decimal_marks(["North", "x" * 90, "1234,567"]) == {","}


def test_a_text_of_many_digits_is_no_figure() -> None:
    assert read_number("9" * MAX_DIGITS) is not None
    assert read_number("9" * (MAX_DIGITS + 1)) is None


def test_classes_of_cells() -> None:
    def class_at(text: str, **more: str) -> str:
        return class_of(Cell(1, 1, text, **more))

    assert class_at("2024") == "year"
    assert class_at("2,024") == "figure"
    assert class_at("2024", kind="number", value="2024") == "year"
    assert class_at("2024.5", kind="number", value="2024.5") == "figure"
    assert class_at("Jan-24", kind="date", value="2024-01-01") == "period"
    assert class_at("#N/A", kind="error") == "missing"
    assert class_at("", kind="formula") == "figure"
    assert class_at("January 2024") == "period"
    assert class_at("x" * 121) == "words"
    assert is_counting([Cell(1, n, str(n)) for n in range(1, 4)])
    assert not is_counting([Cell(1, n, str(n * 2)) for n in range(1, 4)])
    assert not is_counting([Cell(1, 1, "1")])


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from([(",", "."), (" ", ","), (".", ","), ("\u00a0", "."), ("'", ".")]),
)
def test_a_number_is_read_as_it_was_printed(number: Decimal, marks: tuple[str, str]) -> None:
    group, decimal = marks
    text = f"{number:,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", group)
    figure = read_number(text, decimal)
    assert figure is not None
    assert [reading.value for reading in figure.readings] == [number]
    assert figure.readings[0].places == 2
    free = read_number(text)
    assert free is not None
    assert number in [reading.value for reading in free.readings]


@given(st.text(alphabet="0123456789 .,'-–()%*²)[]xab\u00a0+<", max_size=24), st.sampled_from(["", ".", ","]))
def test_any_text_is_read_or_left(text: str, decimal: str) -> None:
    figure = read_number(text, decimal, None)
    assert figure is None or figure.readings
    for reading in figure.readings if figure else ():
        digits = "".join(char for char in text if char.isdecimal() and char.isascii())
        assert (
            "".join(char for char in format(reading.value, "f") if char.isdecimal()).lstrip("0")
            in digits + "0"
        )
    assert read_number(text, decimal, 1) is None or figure is not None


@given(st.text(max_size=200))
def test_no_text_upsets_a_reader(text: str) -> None:
    read_number(text)
    missing_mark(text)
    decimal_marks([text])
    assert tidy(tidy(text)) == tidy(text)
