"""Periods as heads write them, whole and in parts."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.tables.period_label import Partial, find_period, kind_of_days, read_label

CASES = list(csv.DictReader((Path(__file__).parent / "periods.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_label(case: dict[str, str]) -> None:
    found = read_label(case["text"])
    days = found.days if found else None
    if not case["first"]:
        assert days is None
        return
    assert days is not None
    assert [day.isoformat() for day in days] == [case["first"], case["last"]]
    assert kind_of_days(*days) == case["kind"]


@pytest.mark.parametrize(
    ("parts", "first", "last"),
    [
        (("January", "2024"), "2024-01-01", "2024-01-31"),
        (("2024", "January-June"), "2024-01-01", "2024-06-30"),
        (("2023", "January-September 2024"), "2023-01-01", "2023-09-30"),
        (("2024", "1 January 2025"), "2024-01-01", "2024-12-31"),
        (("1 January 2025", "2024"), "2025-01-01", "2025-01-01"),
        (("March", "1 January 2025"), "2025-03-01", "2025-03-31"),
        (("II quarter", "2024"), "2024-04-01", "2024-06-30"),
    ],
)
def test_the_nearest_label_says_and_others_fill_in(parts: tuple[str, str], first: str, last: str) -> None:
    near, far = (read_label(part) for part in parts)
    assert near is not None
    days = Partial().joined(near).joined(far).days
    assert days is not None
    assert [day.isoformat() for day in days] == [first, last]


def test_a_month_alone_has_no_days() -> None:
    assert read_label("January").days is None  # type: ignore[union-attr]
    assert Partial(2024).joined(None) == Partial(2024)


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("Table 3. Families resettled as of 1 January 2024", "2024-01-01", "2024-01-01"),
        ("Table 1. Families by district in 2024, persons", "2024-01-01", "2024-12-31"),
        ("Investment in 2020-2024, million manats", "2020-01-01", "2024-12-31"),
        ("January-March 2024 (million)", "2024-01-01", "2024-03-31"),
        ("Families at 01.02.2024", "2024-02-01", "2024-02-01"),
        ("Families between 01.02.2024 and 01.03.2024", "", ""),
        ("Families from 2019 over 2020 to 2024", "", ""),
        ("Families in 2019 and 2024", "", ""),
        ("Families", "", ""),
    ],
)
def test_the_period_of_a_title(title: str, first: str, last: str) -> None:
    found = find_period(title)
    days = found.days if found else None
    assert [day.isoformat() for day in days or ()] == ([first, last] if first else [])


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_back(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day} {day:%B} {day.year}"):
        found = read_label(text)
        assert found is not None
        assert found.days == (day, day)


@given(st.text(alphabet="0123456789-./QM ivxI janury", max_size=20))
def test_no_label_upsets_the_reader(text: str) -> None:
    for found in (read_label(text), find_period(text)):
        if found is not None and found.days is not None:
            assert found.days[0] <= found.days[1]
