"""The chart of an indicator: round ticks, no gap bridged, the main series, its numbers in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.office import Office
from pipeline.site.chart import FEWEST, MOST_DOTS, chart_of, main_series, scale, years
from pipeline.site.names import Names, load_names


@pytest.fixture
def names(small_office: Office) -> Names:
    """Give the words of the small office."""
    return load_names(small_office, "en", date(2026, 1, 31))


def cell(at: int, value: str, kind: str = "flow", **other: Any) -> dict[str, Any]:
    """Make a figure of the month `at` months after January 2024."""
    first = date(2024 + at // 12, at % 12 + 1, 1)
    return {
        "cell_id": f"fci.C.{at}",
        "territory_id": "C",
        "period": first,
        "period_start": None,
        "period_end": None,
        "due_on": None,
        "transformation": kind,
        "breakdown": "_T",
        "price_basis": "nominal",
        "value": Decimal(value),
        "half_width": Decimal("0.05"),
        "lo": None,
        "hi": None,
        "unit_code": "AZN_MN",
        **other,
    }


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        ("658.1", "21226", ["0", "10000", "20000", "30000"]),
        ("3", "9", ["0", "2.5", "5.0", "7.5", "10.0"]),
        ("98", "103", ["98", "100", "102", "104"]),
        ("-3", "5", ["-4", "-2", "0", "2", "4", "6"]),
        ("7", "7", ["6.0", "6.5", "7.0", "7.5", "8.0"]),
        ("0", "0", ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
    ],
)
def test_ticks_are_round_and_hold_all_values(low: str, high: str, ticks: list[str]) -> None:
    assert scale(Decimal(low), Decimal(high)) == [Decimal(tick) for tick in ticks]


@given(
    values=st.lists(st.decimals(-(10**9), 10**9, places=2, allow_nan=False), min_size=1, max_size=5),
)
def test_any_values_lie_between_few_ticks(values: list[Decimal]) -> None:
    ticks = scale(min(values), max(values))
    assert ticks[0] <= min(values) <= max(values) <= ticks[-1]
    assert 2 <= len(ticks) <= 8


def test_years_are_named_where_they_begin() -> None:
    assert [at // 12 for at in years(2022 * 12 + 6, 2024 * 12 + 1)] == [2023, 2024]
    assert len(years(1990 * 12, 2026 * 12)) <= 13


def test_a_gap_is_not_bridged_and_a_single_point_is_a_dot(names: Names) -> None:
    months = [0, 1, 2, 3, *range(20, 20 + MOST_DOTS), 90]
    chart = chart_of([cell(at, str(at + 1)) for at in months], names)
    assert chart
    assert [len(line.split()) for line in chart.lines] == [4, MOST_DOTS]
    assert len(chart.dots) == 1
    few = chart_of([cell(at, "5") for at in range(FEWEST)], names)
    assert few
    assert len(few.dots) == FEWEST


def test_a_year_to_date_begins_anew_each_year(names: Names) -> None:
    chart = chart_of([cell(at, str(at % 12 + 1), "ytd") for at in range(24)], names)
    assert chart
    assert [len(line.split()) for line in chart.lines] == [12, 12]


def test_the_chart_says_what_it_shows(names: Names) -> None:
    chart = chart_of([cell(at, value) for at, value in enumerate(("5.5", "3", "1406", "7"))], names)
    assert chart
    assert chart.title == "Country: Month, million manats"
    assert chart.says == (
        "Line chart, January to April 2024, 4 figures. Lowest 3.0 (Feb 2024), "
        "highest 1\u202f406.0 (Mar 2024), last 7.0 (Apr 2024). All stand in the table below."
    )
    assert [text for _, text in chart.across] == ["0", "500", "1\u202f000", "1\u202f500"]


def test_the_main_series_is_the_longest_of_the_first_territory(names: Names) -> None:
    country = [cell(at, "1", "ytd") for at in range(5)]
    shorter = [cell(at, "1") for at in range(4)]
    region = [cell(at, "1", territory_id="R1") for at in range(9)]
    parts = [cell(at, "1", "ytd", breakdown="work=roads") for at in range(9)]
    wide = [cell(at, "94", "share", half_width=Decimal(13)) for at in range(9)]
    other = [cell(at, "1", "flow_change") for at in range(9)]
    assert main_series([*region, *shorter, *country, *parts, *wide, *other], names) == country
    assert main_series(shorter[:3], names) == []
    assert chart_of(other, names) is None
