"""The charts of real months: which are drawn, what their titles say, what their alternative texts hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.charts import Drawing
from pipeline.bulletin.charts.interactive import charts_in_order, numbers_of, require_listed
from pipeline.bulletin.columns import plain
from pipeline.bulletin.entries import Value
from pipeline.bulletin.load import in_language
from pipeline.bulletin.model import Chart, Printed, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import outcome_chart as outcome_chart_module
from pipeline.bulletin.sections.described import MOST_SERIES, described
from pipeline.bulletin.sections.fan_chart import _title, fan_chart
from pipeline.bulletin.sections.outcome_chart import outcome_chart
from pipeline.bulletin.sections.territories import territories
from pipeline.bulletin.sections.tile_chart import tile_chart, without_common_end
from pipeline.bulletin.sections.triangle_chart import triangle_chart
from tests.bulletin.growth_section import changed, page_of
from tests.bulletin.test_compose import section

OFFICES = ["karabakh", "example", "thin"]


def _page(made: Any) -> Page:
    return page_of(made, made.material.cells["fci"])


def _charts(made: Any) -> list[Chart]:
    return charts_in_order(made.document)


def _drawn(made: Any, key: str, title: str) -> Chart:
    """Return the chart of a section whose title holds a text."""
    (found,) = [
        block
        for block in section(made.document, key).blocks
        if isinstance(block, Chart)
        and title in (block.title if isinstance(block.title, str) else plain(block.title))
    ]
    return found


@pytest.mark.parametrize("office", OFFICES)
def test_every_chart_lists_what_it_draws_and_can_be_drawn_anew(
    office: str, request: pytest.FixtureRequest
) -> None:
    for chart in _charts(request.getfixturevalue(office)):
        assert isinstance(chart.svg, Drawing), chart.label
        require_listed(chart, numbers_of(chart))


@pytest.mark.parametrize("office", OFFICES)
def test_an_alternative_text_names_first_last_and_largest_of_the_listed_numbers(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    for chart in _charts(made):
        if "statements: " in plain(chart.alt):
            continue
        told = [run.number_id for run in chart.alt if isinstance(run, Printed)]
        shown = chart.series if len(chart.series) <= MOST_SERIES else (chart.series[0], chart.series[-1])
        for _, points in shown:
            listed = [next(run for run in text if isinstance(run, Printed)) for _, text in points]
            values = [made.material.by_id[number.cell_id]["value"] for number in listed]
            largest = listed[values.index(max(values))]
            assert {listed[0].number_id, listed[-1].number_id, largest.number_id} <= set(told), chart.label
        assert "The numbers are listed below the figure." in plain(chart.alt), chart.label


@pytest.mark.parametrize("office", OFFICES)
def test_each_number_of_an_alternative_text_is_in_the_register_of_numbers(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    for chart in _charts(made):
        rows = [row for row in made.binder.rows if row["table_or_figure"] == chart.label]
        told = {row["number_id"] for row in rows if row["place"] == "alt"}
        assert {run.number_id for run in chart.alt if isinstance(run, Printed)} <= told, chart.label
        assert told <= {row["number_id"] for row in rows if row["place"] == "chart"}, chart.label


def test_the_map_of_a_month_with_all_regions_shows_changes(example: Any) -> None:
    chart = _drawn(example, "territories", "above that of a year before in")
    assert chart.title == "Investment was above that of a year before in twelve of twelve economic regions"
    ((_, points),) = chart.series
    assert len(points) == 12
    kinds = {
        example.material.by_id[run.cell_id]["transformation"]
        for _, text in points
        for run in text
        if isinstance(run, Printed)
    }
    assert kinds == {"ytd_change"}


def test_the_map_of_a_month_with_few_figures_says_which_regions_have_none(karabakh: Any) -> None:
    chart = _drawn(karabakh, "territories", "economic regions have a figure for")
    assert chart.title == "Two of fourteen economic regions have a figure for 2023"
    assert chart.svg.count(">not available<") == 12
    assert "Not available: no figure of the region for this period is used." in plain(chart.notes[0])


def test_a_fall_is_marked_in_title_tile_and_note(example: Any) -> None:
    def one_falls(cell: dict[str, Any]) -> dict[str, Any]:
        falls = cell["transformation"] == "ytd_change" and cell["territory_id"] == "EX-R03"
        return cell | {"value": Decimal("-4.2")} if falls else cell

    chart = tile_chart(page_of(example, changed(example, one_falls)))
    assert chart is not None
    assert "in eleven of twelve economic regions" in str(chart.title)
    assert "Strokes at the left edge: below zero." in plain(chart.notes[0])
    assert "below_marks" in chart.svg


def test_the_map_without_changes_is_of_the_newest_period_of_all_regions(example: Any) -> None:
    # October is after September, though its number comes before it in the alphabet.
    cells = [
        cell
        for cell in example.material.cells["fci"]
        if cell["transformation"] == "ytd" and cell["period"] < date(2025, 11, 1)
    ]
    chart = tile_chart(page_of(example, cells))
    assert chart is not None
    assert chart.title == "Twelve of twelve economic regions have a figure for January to October 2025"


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ((), ""),
        (("EX-R03", "EX-R01"), "Without a figure for this period that is used: Kalvodel and Tresimel."),
        (
            tuple(f"EX-R{number:02}" for number in range(1, 10)),
            "Territories of this level without a figure for this period that is used are left out.",
        ),
    ],
)
def test_the_bars_say_who_has_no_figure_for_their_period(
    example: Any, gone: tuple[str, ...], said: str
) -> None:
    cells = [
        cell
        for cell in example.material.cells["fci"]
        if cell["territory_id"] not in gone and len(cell["territory_id"]) <= len("EX-R01")
    ]
    part = territories(page_of(example, cells))
    assert part is not None
    chart = next(block for block in part.blocks if isinstance(block, Chart))
    assert " ".join(plain(note) for note in chart.notes if "ithout a figure" in plain(note)) == said
    table = next(block for block in part.blocks if isinstance(block, Table))
    assert [column.label for column in table.columns].count("Change, computed, %") == 1
    assert "not adjusted for prices" in " ".join(plain(note) for note in table.notes)


@pytest.mark.parametrize(("kept", "drawn"), [(0, False), (1, False), (2, True)])
def test_one_region_with_a_figure_makes_no_map(example: Any, kept: int, drawn: bool) -> None:
    names = {f"EX-R{number:02}" for number in range(1, kept + 1)}
    cells = [
        cell
        for cell in example.material.cells["fci"]
        if not cell["territory_id"].startswith("EX-R") or cell["territory_id"] in names
    ]
    assert (tile_chart(page_of(example, cells)) is not None) is drawn


def test_an_office_without_places_of_tiles_has_no_map(example: Any) -> None:
    page = _page(example)
    facts = {name: rows for name, rows in page.material.facts.items() if name != "tile"}
    page.material = replace(page.material, facts=facts)
    assert tile_chart(page) is None


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["North economic region", "South economic region"], ["North", "South"]),
        (["Qarabağ iqtisadi rayonu", "Bakı iqtisadi rayonu"], ["Qarabağ", "Bakı"]),
        (["Region", "North Region"], ["Region", "North Region"]),
        (["North", "South"], ["North", "South"]),
        (["Only one region"], ["Only one region"]),
        ([], []),
    ],
)
def test_words_that_all_names_end_with_are_left_out(names: list[str], short: list[str]) -> None:
    assert without_common_end(names) == short


def test_the_fan_shows_the_newest_figures_that_were_stated_anew(example: Any) -> None:
    chart = _drawn(example, "revised", "The newest figures that were restated")
    assert [name for name, _ in chart.series] == [
        "Nov 2025",
        "Oct 2025",
        "Sep 2025",
        "Aug 2025",
        "Jul 2025",
    ]
    for _, points in chart.series:
        cells = [example.material.by_id[_id(text)] for _, text in points]
        assert cells[-1]["transformation"] == "revision"
        assert cells[-1]["value"] == cells[-2]["value"] - cells[0]["value"]


def test_the_fan_is_described_by_what_each_figure_came_to_differ_by(example: Any) -> None:
    chart = _drawn(example, "revised", "The newest figures that were restated")
    told = [run.number_id for run in chart.alt if isinstance(run, Printed)]
    assert told == [
        next(run.number_id for run in points[-1][1] if isinstance(run, Printed)) for _, points in chart.series
    ]
    assert "Nov 2025, statements: two; newest less first \u22123.2" in plain(chart.alt)


def _id(text: Any) -> str:
    return next(run.cell_id for run in text if isinstance(run, Printed))


@pytest.mark.parametrize(
    ("far", "title"),
    [
        (
            (1, 2, -1),
            "The newest figures that were restated: three shown; above their first value: two, below it: one",
        ),
        (
            (0,),
            "The newest figures that were restated: one shown; above their first value: zero, below it: zero",
        ),
    ],
)
def test_the_title_of_the_fan_follows_from_the_distances(
    example: Any, far: tuple[int, ...], title: str
) -> None:
    assert _title(_page(example), [Decimal(one) for one in far]) == title


def test_the_heat_map_names_the_revision_furthest_from_zero(example: Any) -> None:
    chart = _drawn(example, "revised", "lies furthest from its first one")
    assert [name for name, _ in chart.series] == ["One month", "Three months", "Twelve months", "To date"]
    (number,) = [run for run in chart.title if isinstance(run, Printed)]
    sizes = [
        abs(example.material.by_id[_id(text)]["value"]) for _, points in chart.series for _, text in points
    ]
    assert abs(example.material.by_id[number.cell_id]["value"]) == max(sizes)


def test_figures_without_revisions_have_neither_fan_nor_heat_map(karabakh: Any) -> None:
    page = _page(karabakh)
    assert fan_chart(page, "fci") is None
    assert triangle_chart(page, "fci") is None


def test_figures_that_were_not_revised_say_so(example: Any) -> None:
    page = _page(example)
    cells = [
        cell | {"value": Decimal(0)} if cell["transformation"] == "revision" else cell
        for cell in page.material.cells["revisions"]
    ]
    page.material = replace(page.material, cells=page.material.cells | {"revisions": cells})
    chart = triangle_chart(page, "fci")
    assert chart is not None
    assert chart.title == "None of the figures shown was revised"


def test_a_plan_stands_beside_what_is_reported_with_both_dates(karabakh: Any) -> None:
    chart = _drawn(karabakh, "planned", "Planned and reported figures of the same coverage")
    assert len(chart.series) == 6
    assert str(chart.title).endswith(": six of eleven plans")
    names = [name for name, _ in chart.series]
    assert len(set(names)) == len(names)
    for _, points in chart.series:
        assert points[0][0].startswith("planned")
        assert points[1][0].startswith("reported, ")
    assert "no forecast" in plain(chart.notes[0])


@pytest.mark.parametrize(
    ("lang", "some", "every"),
    [
        ("en", "by 31 January 2026: six of eleven plans", "by 31 January 2026"),
        ("az", "göstəricilər: on bir plandan altısı", "göstəricilər"),
        ("ru", "на 31 января 2026 года: шесть планов из одиннадцати", "на 31 января 2026 года"),
    ],
)
def test_a_title_counts_the_plans_of_which_some_are_drawn(
    karabakh: Any, lang: str, some: str, every: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def title() -> str:
        own = in_language(karabakh.material, lang)
        chart = outcome_chart(
            Page(own, Binder(lang, own.origin), karabakh.office.project.templates / "fonts")
        )
        assert chart is not None
        return str(chart.title).replace("\u00a0", " ")

    assert title().endswith(some)
    one = outcome_chart_module._pairs(_page(karabakh))[:1]
    monkeypatch.setattr(outcome_chart_module, "_pairs", lambda _: one)
    assert title().endswith(every)


def test_districts_and_cities_of_one_level_are_drawn_together(karabakh: Any) -> None:
    (chart,) = [
        block
        for block in section(karabakh.document, "territories").blocks
        if isinstance(block, Chart) and "largest figure" in str(block.title)
    ]
    ((_, points),) = chart.series
    names = [name for name, _ in points]
    assert "Khankendi city" in names and "Lachin district" in names


def test_without_a_reported_figure_no_plan_is_drawn(karabakh: Any) -> None:
    page = _page(karabakh)
    page.material = replace(page.material, cells=page.material.cells | {"plan_outcome": []})
    assert outcome_chart(page) is None


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (1, "Bars. A, three numbers: first, p0, "),
        (MOST_SERIES, " E, three numbers: "),
        (MOST_SERIES + 1, "Bars. Series: six; the first and the last of them: A, three numbers: "),
    ],
)
def test_of_many_series_the_first_and_the_last_are_described(example: Any, series: int, said: str) -> None:
    page = _page(example)
    cells = example.material.series("fci", "EX", "ytd")[:3]
    rows = [(name, [(f"p{at}", Value(cell)) for at, cell in enumerate(cells)]) for name in "ABCDEFG"[:series]]
    text = plain(described(page, ("Bars.",), page.chart_numbers(rows, "Figure 1")))
    assert said in text
    assert text.count("three numbers") == (series if series <= MOST_SERIES else 2)


@pytest.mark.parametrize(
    ("lang", "drawn"), [("en", "more than 10"), ("az", "10-dan çox"), ("ru", "более 10")]
)
def test_what_a_source_says_of_a_number_is_drawn_with_it(example: Any, lang: str, drawn: str) -> None:
    page = _page(example)
    page.material = replace(page.material, lang=lang)
    page.binder = Binder(lang, page.material.origin)
    cell = example.material.series("fci", "EX", "ytd")[0]
    wide = {"qualifier": "more_than", "value": Decimal(10), "obs_status": "P", "half_width": None}
    printed = page.chart_numbers([("A", [("p", Value(cell | wide, most=0))])], "Figure 1")
    assert [label.replace("\u00a0", " ") for label in printed.labels()] == [drawn]
    assert plain(printed.rows[0][1][0][1]).endswith("[p]\u00a0[r]")


def test_a_single_number_is_described_once(example: Any) -> None:
    page = _page(example)
    cell = example.material.series("fci", "EX", "ytd")[0]
    text = plain(
        described(page, ("Bars.",), page.chart_numbers([("A", [("p", Value(cell))]), ("B", [])], "F"))
    )
    assert text.startswith("Bars. A, one number: p, ")
    assert " B," not in text
