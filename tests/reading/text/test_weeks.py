"""Weeks and months told from the day of publication."""

from datetime import date

import pytest

from pipeline.reading.text.weeks import month_of, week_of


def _days(spans: tuple[tuple[date, date], ...]) -> list[str]:
    return [f"{start.isoformat()}/{end.isoformat()}" for start, end in spans]


@pytest.mark.parametrize(
    ("published", "meaning", "expected"),
    [
        ("2026-01-05", "last", ["2025-12-29/2026-01-04"]),
        ("2026-01-05", "past", ["2025-12-29/2026-01-04"]),
        ("2026-01-08", "past", ["2025-12-29/2026-01-04", "2026-01-01/2026-01-07"]),
        ("2026-01-11", "last", ["2025-12-29/2026-01-04"]),
        ("2026-01-11", "this", ["2026-01-05/2026-01-11"]),
        ("2026-01-11", "next", ["2026-01-12/2026-01-18"]),
    ],
)
def test_a_week_goes_from_monday_to_sunday(published: str, meaning: str, expected: list[str]) -> None:
    assert _days(week_of(date.fromisoformat(published), meaning)) == expected


@pytest.mark.parametrize(
    ("published", "meaning", "expected"),
    [
        ("2026-01-31", "last", ["2025-12-01/2025-12-31"]),
        ("2026-12-01", "next", ["2027-01-01/2027-01-31"]),
        ("2024-02-10", "this", ["2024-02-01/2024-02-29"]),
        ("2026-03-10", "past", ["2026-02-01/2026-02-28"]),
        ("2026-03-11", "past", ["2026-02-01/2026-02-28", "2026-02-09/2026-03-10"]),
    ],
)
def test_a_month_is_one_of_the_calendar(published: str, meaning: str, expected: list[str]) -> None:
    assert _days(month_of(date.fromisoformat(published), meaning)) == expected
