"""Which chart a territory's investment has: lines by month, bars by period, or none."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.charts import Line, draws_lines
from pipeline.bulletin.charts.interactive import numbers_of, require_listed
from pipeline.bulletin.columns import plain
from pipeline.bulletin.load import in_language
from pipeline.bulletin.model import Chart
from pipeline.bulletin.page import Page
from pipeline.bulletin.scope import narrow
from pipeline.bulletin.sections.investment_chart import MOST_BARS, investment_chart

NONE = None


@pytest.mark.parametrize(
    ("series", "drawn"),
    [
        ([[1.0, 2.0, 3.0, 4.0]], True),
        ([[1.0, 2.0, 3.0]], False),
        ([[1.0, 2.0], [NONE, 3.0]], False),
        ([[1.0, 2.0], [3.0, 4.0]], True),
        ([[1.0, NONE, 2.0, NONE, 3.0, NONE, 4.0]], False),
        ([[NONE, NONE, 1.0], [NONE, NONE, 2.0], [NONE, NONE, 3.0], [NONE, NONE, 4.0]], False),
        ([], False),
    ],
)
def test_a_line_takes_four_values_and_two_that_follow_each_other(
    series: list[list[float | None]], drawn: bool
) -> None:
    assert draws_lines([Line(str(at), tuple(values)) for at, values in enumerate(series)]) is drawn


def chart_of(made: Any, lang: str = "en", cells: Any = None) -> Chart | None:
    """Draw the chart of Karabakh economic region, which has a figure a year."""
    own = in_language(narrow(made.material, "ER-KAR"), lang)
    if cells is not None:
        own = replace(own, cells={**own.cells, "fci": cells(own)})
    page = Page(own, Binder(lang, own.origin), made.office.project.templates / "fonts")
    page.binder.at("investment")
    return investment_chart(page, "ER-KAR")


def drawn_marks(chart: Chart) -> set[str]:
    return {mark["type"] for mark in json.loads(chart.spec)["wide"]["marks"]}


@pytest.mark.parametrize(
    ("lang", "title", "alt"),
    [
        ("en", "Investment, Karabakh economic region: 2023 was above 2022", "Bars, one for each period"),
        ("az", "2023-cü il göstəricisi 2022-ci il göstəricisindən çoxdur", "Göstəricisi olan hər dövr"),
        ("ru", "за 2023 год больше, чем за 2022 год", "Столбцы, по одному на каждый период"),
    ],
)
def test_figures_of_single_years_are_bars_with_their_numbers(
    karabakh: Any, lang: str, title: str, alt: str
) -> None:
    chart = chart_of(karabakh, lang)
    assert chart is not None
    ((_, points),) = chart.series
    assert [name for name, _ in points] == ["2022", "2023"]
    assert drawn_marks(chart).isdisjoint({"line", "symbol"}) and "rect" in drawn_marks(chart)
    require_listed(chart, numbers_of(chart))
    assert title in str(chart.title)
    assert alt in plain(chart.alt)
    assert chart.svg.count(plain(points[1][1]).split("\u00a0[")[0]) == 1


def test_a_month_of_the_country_with_figures_that_follow_each_other_has_lines(karabakh: Any) -> None:
    page = Page(
        karabakh.material,
        Binder("en", karabakh.material.origin),
        karabakh.office.project.templates / "fonts",
    )
    chart = investment_chart(page, karabakh.material.root)
    assert chart is not None
    assert "line" in drawn_marks(chart)


def yearly(own: Any, count: int, month: int = 12) -> list[dict[str, Any]]:
    """Make a figure a year up to a month of it, the newest of 2025, of one of the region."""
    like = own.series("fci", "ER-KAR", "ytd")[0]
    return [
        {
            **like,
            "cell_id": like["cell_id"],
            "period": date(year, month, 1),
            "period_start": date(year, 1, 1),
            "period_end": date(year, month, 30),
        }
        for year in range(2026 - count, 2026)
    ]


def test_one_figure_alone_is_no_chart(karabakh: Any) -> None:
    assert chart_of(karabakh, cells=lambda own: yearly(own, 1)) is None
    assert chart_of(karabakh, cells=lambda own: yearly(own, 2)) is not None


def test_of_more_figures_than_a_chart_has_bars_the_newest_are_drawn(karabakh: Any) -> None:
    chart = chart_of(karabakh, cells=lambda own: yearly(own, MOST_BARS + 1, month=9))
    assert chart is not None
    ((_, points),) = chart.series
    assert len(points) == MOST_BARS
    assert points[-1][0] == "Jan to Sep 2025"
    assert str(chart.title).startswith(
        "Year-to-date investment, Karabakh economic region: January to September 2025"
    )
