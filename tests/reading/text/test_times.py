"""Expressions of time in three languages, the year that publication implies, and dates that cannot be."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.text.anchor import Anchor, Years, weekdays_before
from pipeline.reading.text.page import read_page
from pipeline.reading.text.periods import kind_of_span
from pipeline.reading.text.times import Time
from tests.reading.text.reading import read, vocabulary

TIMES = tomllib.loads(Path(__file__).with_name("times.toml").read_text(encoding="utf-8"))["time"]


def _times(text: str, first: str, last: str = "") -> tuple[Time, ...]:
    anchor = Anchor(date.fromisoformat(first), date.fromisoformat(last or first)) if first else Anchor()
    page = read_page(text, vocabulary(), anchor)
    return tuple(time for line in page.lines for time in line.times)


@pytest.mark.parametrize("case", TIMES, ids=[case["text"] for case in TIMES])
def test_an_expression_of_time_says_its_days(case: dict[str, Any]) -> None:
    time = _times(case["text"], case.get("published", "2026-02-20"))[0]
    expect = case["expect"]
    assert (time.form, time.role) == (expect["form"], expect["role"])
    assert time.stated.iso == expect.get("iso", "")
    assert time.stated.inferred == expect.get("inferred", "")
    assert time.stated.certain is not expect.get("open", False)
    if "days" in expect:
        days = [day.isoformat() if day else "" for day in (time.span.start, time.span.end)]
        assert "/".join(days) == expect["days"]


@pytest.mark.parametrize(
    "text",
    [
        "Four months after that it ended.",
        "In 2025 manats nothing was counted.",
        "In January 19 families moved.",
        "Yanvarda 19 ailə köçürülüb.",
        "В январе 19 семей переселены.",
        "They may 5 times ask.",
        "A total of 2025 families moved.",
        "It reached 1995.",
        "It took, while 2025 trees grew, a field.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    numbers = [number.text for time in _times(text, "2026-02-20") for number in time.numbers]
    assert not {"Four", "2025", "19", "5", "1995"} & set(numbers) or text.startswith("In 2025")


@pytest.mark.parametrize(
    ("first", "last", "choices"),
    [
        ("2025-09-14", "2025-12-31", ("2025-09-14",)),
        ("2023-09-20", "2024-06-30", ("2023-09-14",)),
        ("2023-06-20", "2023-12-31", ("2022-09-14", "2023-09-14")),
    ],
)
def test_a_missing_year_comes_from_the_publication_where_it_is_one(
    first: str, last: str, choices: tuple[str, ...]
) -> None:
    (time,) = _times("On September 14 it began.", first, last)
    assert time.stated.choices == choices
    assert time.stated.certain is (len(choices) == 1)


def test_a_year_named_in_the_paragraph_that_differs_is_a_doubt() -> None:
    text = "In 2019 it began. On September 20 it ended."
    assert [time.stated.certain for time in _times(text, "2024-05-30")] == [True, False]
    agreeing = _times("In 2023 it began. On September 20 it ended.", "2024-05-30")
    assert [time.stated.iso for time in agreeing] == ["2023", "2023-09-20"]
    assert agreeing[1].stated.certain


def test_without_a_publication_a_year_is_a_guess_from_the_text_before() -> None:
    times = _times("It was approved on 22 July 2022.\n\nOn November 16 it was signed.", "")
    assert (times[1].stated.iso, times[1].stated.certain) == ("2022-11-16", False)
    assert _times("On November 16 it was signed.", "")[0].stated.iso == "--11-16"


def test_impossible_dates_are_notes_each_once() -> None:
    found = read("On 31 February 2026 it was said. On 31 February 2026 it was heard.")
    assert found.notes == ("'31 February 2026': There is no day 2026-02-31 in the calendar.",)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2026-01-01", "2026-01-31", "month"),
        ("2026-01-01", "2026-07-31", "ytd"),
        ("2026-01-01", "2026-12-31", "year"),
        ("2026-02-01", "2026-02-28", "month"),
        ("2026-04-01", "2026-06-30", "span"),
        ("2026-10-07", "2026-10-13", "week"),
        ("2022-01-01", "2026-12-31", "span"),
    ],
)
def test_a_period_has_a_kind(start: str, end: str, kind: str) -> None:
    assert kind_of_span(date.fromisoformat(start), date.fromisoformat(end)) == kind


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 399))
def test_a_day_without_its_year_is_found_again(day: date, age: int) -> None:
    """Every day of the year up to its publication gets its own year back."""
    published = date.fromordinal(day.toordinal() + age)
    years = Anchor(published, published).years_of(day.month, day.day, ahead=False)
    leap = (day.month, day.day) == (2, 29)
    assert leap or years == (day.year if age < 365 or years == (day.year,) else day.year + 1,)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 7))
def test_the_last_weekday_is_within_a_week(published: date, weekday: int) -> None:
    (day,) = weekdays_before(Anchor(published, published), weekday)
    assert 0 <= (published - day).days < 7
    assert day.isoweekday() == weekday


def test_a_long_publication_interval_says_nothing_of_a_year() -> None:
    wide = Anchor(date(2020, 1, 1), date(2026, 1, 1))
    assert wide.years() == wide.years_of(5, 5, ahead=False) == weekdays_before(wide, 1) == ()
    assert Years().near == ()
