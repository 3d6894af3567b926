"""Growth as the pages show it: comparisons and presentations apart, base effects, prices, contributions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.model import Paragraph, Points, Printed, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.growth import AS_TIMES, growth
from pipeline.bulletin.sections.investment import investment
from pipeline.bulletin.views import PORTRAIT_MM, table_view
from tests.bulletin.test_compose import rows_of, section, words_of

NOVEMBER = date(2025, 11, 1)
Cell = dict[str, Any]
Change = Callable[[Cell], Cell | None]


def _page(made: Any, cells: list[Cell]) -> Page:
    """Give a page of a month with other cells of investment."""
    by_id = made.material.by_id | {cell["cell_id"]: cell for cell in cells}
    material = replace(made.material, cells={**made.material.cells, "fci": cells}, by_id=by_id)
    return Page(material, Binder("en", material.origin), made.office.project.templates / "fonts")


def _changed(made: Any, change: Change) -> list[Cell]:
    """Give the cells of investment, each changed or left out."""
    return [found for cell in made.material.cells["fci"] if (found := change(dict(cell))) is not None]


def _growth(made: Any, change: Change) -> Section:
    found = growth(_page(made, _changed(made, change)))
    assert found is not None
    return found


def _table(part: Section, start: str) -> Table:
    (found,) = [block for block in part.blocks if isinstance(block, Table) and block.title.startswith(start)]
    return found


def _titles(part: Section) -> list[str]:
    return [block.title for block in part.blocks if isinstance(block, Table)]


def _said(part: Section) -> str:
    return " ".join(words_of(block.text) for block in part.blocks if isinstance(block, Paragraph))


def _number(text: str) -> Decimal:
    return Decimal(text.partition("[")[0].replace(" ", "").replace("−", "-"))


def _is(cell: Cell, kind: str, period: date = NOVEMBER, territory: str = "EX") -> bool:
    return (cell["transformation"], cell["period"], cell["territory_id"]) == (kind, period, territory)


def test_three_comparisons_stand_apart_and_an_index_is_on_its_own_scale(example: Any) -> None:
    table = _table(section(example.document, "growth"), "Growth of investment")
    heads = [column.label for column in table.columns]
    assert heads == [
        "Month",
        "Month on the month before, change, %",
        "Month on the same month a year before, change, %",
        "Month on the same month a year before, index",
        "Year to date on the same months a year before, change, %",
        "Year to date on the same months a year before, index",
        "Source",
    ]
    rows = rows_of(table)
    assert (rows[0][0], rows[-1][0], len(rows)) == ("Nov 2025", "Nov 2024", 13)
    for row in rows:
        for change, index in ((2, 3), (4, 5)):
            assert _number(row[index]) == 100 + _number(row[change]), row


def test_a_change_is_that_of_the_values_as_reported(example: Any) -> None:
    row = rows_of(_table(section(example.document, "growth"), "Growth of investment"))[0]
    cells = example.material.by_id
    flow, month, year = (cells[f"fci.EX.{name}.flow"]["value"] for name in ("2025-11", "2025-10", "2024-11"))
    assert _number(row[1]) == round(100 * (flow / month - 1), 1)
    assert _number(row[3]) == round(100 * flow / year, 1)
    ytd, before = (cells[f"fci.EX.{name}"]["value"] for name in ("2025-11", "2024-11"))
    assert _number(row[5]) == round(100 * ytd / before, 1)


def test_the_move_of_the_index_is_parted_into_this_year_and_the_base(example: Any) -> None:
    part = section(example.document, "growth")
    assert (
        "From October 2025 to November 2025 the index on the same month of the previous year moved by "
        in (_said(part))
    )
    table = _table(part, "Base effects")
    cells = example.material.by_id
    for line in table.rows:
        numbers = [run for text in line.cells for run in text if isinstance(run, Printed)]
        move, own, base = (cells[number.cell_id]["value"] for number in numbers)
        assert move == own + base
    assert len(table.rows) == 13


def test_contributions_of_the_regions_sum_to_the_change_of_the_country(example: Any) -> None:
    table = _table(section(example.document, "growth"), "Contributions of economic regions")
    cells = [example.material.by_id[row.cells[3][0].cell_id] for row in table.rows]  # type: ignore[union-attr]
    assert (table.rows[0].strong, len(cells)) == (True, 13)
    total, parts = cells[0]["value"], [cell["value"] for cell in cells[1:]]
    assert abs(total - sum(parts)) <= len(parts) * Decimal("0.5E-10")
    assert parts == sorted(parts, reverse=True)
    assert cells[0]["value"] == example.material.by_id["fci.EX.2025-11.flow_change"]["value"]
    notes = [words_of(note) for note in table.notes]
    assert "Before rounding the contributions sum to the change of the country." in notes
    for row in rows_of(table):
        moved = _number(row[2]) - _number(row[1])
        assert _number(row[3]) == round(100 * moved / _number(rows_of(table)[0][1]), 2), row


def test_a_region_without_a_figure_is_named_beside_contributions_that_do_not_sum(example: Any) -> None:
    part = _growth(example, lambda cell: None if _is(cell, "flow_contribution", territory="EX-R03") else cell)
    notes = [words_of(note) for note in _table(part, "Contributions").notes]
    name = example.material.name("EX-R03")
    assert (
        f"The contributions do not sum to the change of the country: no figure is used for {name}." in notes
    )


def test_a_country_that_differs_from_the_sum_of_its_regions_is_said_to_do_so(example: Any) -> None:
    part = _growth(
        example,
        lambda cell: (
            {**cell, "value": cell["value"] + Decimal("0.1")} if _is(cell, "flow_contribution") else cell
        ),
    )
    notes = " ".join(words_of(note) for note in _table(part, "Contributions").notes)
    assert "its own figure differs from the sum of its regions" in notes


def test_the_default_office_says_which_figure_each_comparison_lacks(karabakh: Any) -> None:
    part = section(karabakh.document, "growth")
    assert _titles(part) == []
    points = next(block for block in part.blocks if isinstance(block, Points))
    assert [words_of(item) for item in points.items] == [
        "On the month before: not computed, no figure of the month alone is known for December 2025.",
        "On the same month of the previous year: not computed, no figure of the month alone is known for "
        "January 2025.",
        "Year to date on the same months of the previous year: not computed, no year-to-date figure is known "
        "for January 2025.",
    ]
    said = _said(part)
    assert "No contributions of economic regions to the change of the month are given" in said
    assert "Its sources do not state whether it is nominal or real, so no implied deflator is given." in said


def test_with_few_figures_those_that_are_there_stand_in_sentences(months: Callable[[str, str], Any]) -> None:
    made = months("karabakh", "2021-01")
    points = next(block for block in section(made.document, "growth").blocks if isinstance(block, Points))
    assert [words_of(item).partition(": ")[2] for item in points.items] == [
        "−83 [n] %.",
        "not computed, no figure of the month alone is known for January 2020.",
        "not computed, no year-to-date figure is known for January 2020.",
    ]


def test_a_base_effect_of_one_month_alone_is_a_sentence_with_its_intervals(
    months: Callable[[str, str], Any],
) -> None:
    part = section(months("karabakh", "2022-02").document, "growth")
    assert _titles(part) == ["Growth of investment, Azerbaijan, as change and as index"]
    assert (
        "moved by about +21 [n] percentage points (+3.5 to +40.8): about −3 [n] (−12.6 to +6.5) came from "
        "the months of this year and about +23 [n] (−2.9 to +53.5) from those of the year before"
    ) in _said(part)


def test_a_base_that_is_not_above_its_rounding_is_said(example: Any) -> None:
    left = ("flow_change", "flow_index", "flow_change_on_month", "ytd_change", "ytd_index")
    part = _growth(
        example,
        lambda cell: None if cell["territory_id"] == "EX" and cell["transformation"] in left else cell,
    )
    points = next(block for block in part.blocks if isinstance(block, Points))
    assert words_of(points.items[1]) == (
        "On the same month of the previous year: not computed, the figure of November 2024 is not above its "
        "rounding."
    )


def test_a_change_of_more_than_threefold_is_given_as_times_in_a_column_of_its_own(example: Any) -> None:
    cells = _changed(example, lambda cell: cell)
    (index,) = [cell for cell in cells if _is(cell, "flow_index")]
    times = {"transformation": "flow_multiple", "unit_code": "TIMES", "value": Decimal("4.5")}
    made = {**index, **times, "cell_id": "fci.EX.2025-11.flow_multiple", "lo": None, "hi": None}
    page = _page(example, [*cells, made])
    part = growth(page)
    assert part is not None
    table = _table(part, "Growth of investment")
    heads = [column.label for column in table.columns]
    row = dict(zip(heads, rows_of(table)[0], strict=True))
    assert row["Month on the same month a year before, times"] == "4.5"
    assert row["Month on the same month a year before, change, %"] == AS_TIMES
    assert any(AS_TIMES in words_of(note) for note in table.notes)
    view = table_view(table, False, page.fonts)
    assert sum(width for _, _, width in view.heads) <= PORTRAIT_MM + 0.5


def test_a_month_without_a_base_effect_says_what_it_needs(example: Any) -> None:
    part = _growth(example, lambda cell: None if _is(cell, "flow_base_effect") else cell)
    assert "No base effect is given for November 2025: it needs the figures of November 2025 and October" in (
        _said(part)
    )
    assert len(_table(part, "Base effects").rows) == 12
    part = _growth(example, lambda cell: None if cell["transformation"] == "flow_base_effect" else cell)
    assert not any(title.startswith("Base effects") for title in _titles(part))
    assert "No base effect is given for November 2025" in _said(part)


def _with_real_growth(made: Any) -> list[Cell]:
    """Give cells in which the country's levels are nominal and real growth is published."""
    cells = _changed(made, lambda cell: cell)
    added = []
    for cell in cells:
        if cell["territory_id"] == "EX" and cell["transformation"] == "ytd_change":
            cell["price_basis"] = "nominal"
            name = cell["cell_id"].removesuffix(".ytd_change")
            growth_cell = {
                "transformation": "growth_published",
                "price_basis": "real",
                "value": Decimal("4.2"),
            }
            added.append({**cell, **growth_cell, "cell_id": f"{name}.growth_published.real"})
            price = {"transformation": "ytd_deflator", "unit_code": "INDEX", "value": Decimal("102.0")}
            added.append({**cell, **price, "cell_id": f"{name}.ytd_deflator.nominal"})
    return sorted([*cells, *added], key=lambda cell: (cell["period"], cell["cell_id"]))


def test_real_growth_as_published_stands_beside_the_nominal_change_and_the_deflator(example: Any) -> None:
    page = _page(example, _with_real_growth(example))
    part = growth(page)
    assert part is not None
    table = _table(part, "Nominal and real growth")
    assert [column.label for column in table.columns] == [
        "Period",
        "Nominal change, computed, %",
        "Real change, as published, %",
        "Implied deflator, index",
        "Source",
    ]
    assert rows_of(table)[0][:4] == ["Jan to Nov 2025", "+6.2", "+4.2", "102.0"]
    assert len(table.rows) == 13


def test_the_section_on_investment_says_the_price_basis_of_published_growth(
    example: Any, karabakh: Any
) -> None:
    part = investment(_page(example, _with_real_growth(example)))
    assert "as published, was +4.2 [r] %, real. " in _said(part)
    table = _table(part, "Investment in fixed capital")
    assert "Change, as published, real, %" in [column.label for column in table.columns]
    assert any("in the prices that their sources state" in words_of(note) for note in table.notes)
    stated = _table(section(karabakh.document, "investment"), "Investment in fixed capital")
    assert "Change, as published, %" in [column.label for column in stated.columns]


def test_an_office_without_published_growth_says_so(example: Any) -> None:
    assert "No source publishes a real growth rate." in _said(section(example.document, "growth"))


def test_without_any_figure_of_the_country_there_is_no_section(example: Any) -> None:
    assert growth(_page(example, [])) is None


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_every_number_of_the_section_has_figures_behind_it(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    rows = [row for row in made.binder.rows if row["section"] == "growth"]
    assert bool(rows) == (office == "example")
    for row in rows:
        assert made.material.observation_ids(row["cell_id"])


LONG = "Investment by month, Veldorna"


def test_benchmarked_and_real_flows_stand_beside_the_reported_ones(example: Any) -> None:
    table = _table(section(example.document, "growth"), LONG)
    assert table.title == f"{LONG}: benchmarked and in constant prices"
    rows = rows_of(table)
    assert (rows[0][0], rows[-1][0], len(rows)) == ("Nov 2025", "Nov 2024", 13)
    material = example.material
    kinds = ("flow", "flow_benchmarked", "flow_real")
    newest = [material.at("fci", "EX", kind, NOVEMBER)["value"] for kind in kinds]
    assert [_number(entry) for entry in rows[0][1:4]] == [round(value, 1) for value in newest]
    assert ["[e]" in row[2] for row in rows] == [row[0].endswith("2025") for row in rows]


def test_how_far_real_flows_of_regions_add_up_is_said(example: Any) -> None:
    said = _said(section(example.document, "growth"))
    assert "Chain-linked figures do not add up: in November 2025 that of the country less the sum" in said
    without = _growth(example, lambda cell: None if "real" in cell["transformation"] else cell)
    assert f"{LONG}: benchmarked" in _titles(without)
    assert "do not add up" not in _said(without)


def test_without_annual_figures_and_prices_a_sentence_says_so(karabakh: Any) -> None:
    assert "neither benchmarked nor deflated" in _said(section(karabakh.document, "growth"))


def test_months_without_a_benchmarked_figure_have_no_table(example: Any) -> None:
    def old(cell: Cell) -> Cell | None:
        long = cell["transformation"].startswith(("flow_benchmarked", "flow_real"))
        return None if long and cell["period"].year > 2023 else cell

    part = _growth(example, old)
    assert not [title for title in _titles(part) if title.startswith(LONG)]
    assert "neither benchmarked" not in _said(part)
