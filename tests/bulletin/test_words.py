"""Dates and periods in words, as rows."""

from datetime import date

import pytest

from pipeline.bulletin import words


@pytest.mark.parametrize(
    ("start", "end", "said", "short"),
    [
        ((2026, 1, 1), (2026, 1, 31), "January 2026", "Jan 2026"),
        ((2025, 1, 1), (2025, 9, 30), "January to September 2025", "Jan to Sep 2025"),
        ((2023, 1, 1), (2023, 12, 31), "2023", "2023"),
        ((2026, 1, 19), (2026, 1, 19), "19 January 2026", "19 Jan 2026"),
        ((2026, 1, 12), (2026, 1, 18), "12 to 18 January 2026", "12 to 18 Jan 2026"),
        ((2025, 10, 27), (2025, 11, 2), "27 October 2025 to 2 November 2025", "27 Oct 2025 to 2 Nov 2025"),
        ((2025, 12, 1), (2025, 12, 7), "1 to 7 December 2025", "1 to 7 Dec 2025"),
        ((2025, 1, 1), (2025, 9, 14), "1 January 2025 to 14 September 2025", "1 Jan 2025 to 14 Sep 2025"),
        ((2022, 1, 1), (2026, 12, 31), "2022 to 2026", "2022 to 2026"),
        ((2024, 11, 1), (2025, 1, 31), "November 2024 to January 2025", "Nov 2024 to Jan 2025"),
    ],
)
def test_period(start: tuple[int, int, int], end: tuple[int, int, int], said: str, short: str) -> None:
    cell = {"period_start": date(*start), "period_end": date(*end), "due_on": None}
    assert words.period(cell) == said
    assert words.short_period(cell) == short


def test_a_plan_has_its_due_day_and_a_figure_may_have_none() -> None:
    assert (
        words.period({"period_start": None, "period_end": None, "due_on": date(2026, 12, 31)})
        == "due 31 December 2026"
    )
    assert words.period({"period_start": None, "period_end": None, "due_on": None}) == "date not known"


@pytest.mark.parametrize(
    ("codes", "said"), [("", ""), ("about", "about "), ("more_than", "more than "), ("other", "")]
)
def test_qualifier(codes: str, said: str) -> None:
    assert words.qualifier(codes) == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_join(items: list[str], said: str) -> None:
    assert words.join(items) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("19 January 2026", "by 19 January 2026"),
        ("May 2024", "as of May 2024"),
        ("2023", "as of 2023"),
        ("12 to 18 January 2026", "as of 12 to 18 January 2026"),
    ],
)
def test_a_total_counts_by_a_day_and_as_of_a_month(when: str, said: str) -> None:
    assert words.by(when) == said
