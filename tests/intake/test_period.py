"""Dates as registers write them, as rows: text, first day, last day, kind of period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.period import NO_SPAN, Span, kind_of, read_date_column, read_span

SPANS = """
2026-01-19               | 2026-01-19 | 2026-01-19 | instant
2022-07                  | 2022-07-01 | 2022-07-31 | month
2024-02                  | 2024-02-01 | 2024-02-29 | month
2025                     | 2025-01-01 | 2025-12-31 | year
2024-2025                | 2024-01-01 | 2025-12-31 | span
2024-2025-03             | 2024-01-01 | 2025-03-31 | span
2022-07-21/23            | 2022-07-21 | 2022-07-23 | span
2022-07-21/21            | 2022-07-21 | 2022-07-21 | instant
2022-01/2022-06          | 2022-01-01 | 2022-06-30 | span
2022-01-05 / 2022-02-03  | 2022-01-05 | 2022-02-03 | span
2022/2023-05-04          | 2022-01-01 | 2023-05-04 | span
2022-03-01/2022-03-31    | 2022-03-01 | 2022-03-31 | month
2022-03-01/2022-03-30    | 2022-03-01 | 2022-03-30 | span
2022-03-02/2022-03-31    | 2022-03-02 | 2022-03-31 | span
2022-01-01/2022-12-31    | 2022-01-01 | 2022-12-31 | year
2022-01-01/2023-12-31    | 2022-01-01 | 2023-12-31 | span
2025-12-31 as written    | 2025-12-31 | 2025-12-31 | instant
"""
UNKNOWN = ["", "   ", "since 2020", "until 2020", "1990s-2020", "spring", "unknown:not_in_excerpt"]
IMPOSSIBLE = [
    "2026-13",
    "2026-02-30",
    "2025-02-29",
    "0000",
    "2022-07-21/32",
    "2022-07-23/21",
    "2025/2022",
    "2025-2024",
    "2022-00/2022-06",
    "2024-2025-13",
]


def _rows(text: str) -> list[list[str]]:
    return [[field.strip() for field in line.split("|")] for line in text.strip().splitlines()]


@pytest.mark.parametrize(("text", "start", "end", "kind"), _rows(SPANS))
def test_a_date_gives_its_first_and_last_day_and_its_kind(text: str, start: str, end: str, kind: str) -> None:
    span = read_span(f" {text} ")
    assert span == Span(date.fromisoformat(start), date.fromisoformat(end))
    assert kind_of(span.start, span.end) == kind


@pytest.mark.parametrize("text", UNKNOWN)
def test_words_without_a_date_are_not_known(text: str) -> None:
    assert read_span(text) == NO_SPAN
    assert kind_of(None, None) == "unknown"


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_that_is_not_in_the_calendar_is_refused(text: str) -> None:
    assert read_span(text) is None
    assert read_date_column(text) is None


@pytest.mark.parametrize("text", ["21.07.2022", "2022-7-1", "07/21/2022", "20220721", "since 2020"])
def test_a_column_of_dates_refuses_digits_in_any_other_form(text: str) -> None:
    assert read_span(text) == NO_SPAN
    assert read_date_column(text) is None


@pytest.mark.parametrize("text", ["", "unknown:not_in_excerpt"])
def test_a_column_of_dates_may_be_empty_or_say_unknown(text: str) -> None:
    assert read_date_column(text) == NO_SPAN


@given(st.dates(), st.dates())
def test_a_range_of_days_is_read_back_and_a_reversed_one_refused(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert read_span(f"{first}/{last}") == Span(first, last)
    assert read_span(first.isoformat()) == Span(first, first)
    if first < last:
        assert read_span(f"{last}/{first}") is None


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    span = read_span(text)
    assert span is None or (span.start is None) == (span.end is None)
