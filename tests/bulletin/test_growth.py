"""Growth as the pages show it: comparisons and presentations apart, base effects, contributions."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from pipeline.bulletin.model import Points, Printed
from pipeline.bulletin.room import PORTRAIT_MM
from pipeline.bulletin.sections.growth import growth
from pipeline.bulletin.table_view import table_view
from tests.bulletin.growth_section import (
    changed,
    growth_of,
    is_cell,
    number,
    page_of,
    table_of,
    text_of,
    titles,
)
from tests.bulletin.test_compose import rows_of, section, words_of


def test_three_comparisons_stand_apart_and_an_index_is_on_its_own_scale(example: Any) -> None:
    table = table_of(section(example.document, "growth"), "Growth of investment")
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
            assert number(row[index]) == 100 + number(row[change]), row


def test_a_change_is_that_of_the_values_as_reported(example: Any) -> None:
    row = rows_of(table_of(section(example.document, "growth"), "Growth of investment"))[0]
    cells = example.material.by_id
    flow, month, year = (cells[f"fci.EX.{name}.flow"]["value"] for name in ("2025-11", "2025-10", "2024-11"))
    assert number(row[1]) == round(100 * (flow / month - 1), 1)
    assert number(row[3]) == round(100 * flow / year, 1)
    ytd, before = (cells[f"fci.EX.{name}"]["value"] for name in ("2025-11", "2024-11"))
    assert number(row[5]) == round(100 * ytd / before, 1)


def test_the_move_of_the_index_is_parted_into_this_year_and_the_base(example: Any) -> None:
    part = section(example.document, "growth")
    assert (
        "From October 2025 to November 2025 the index on the same month of the previous year moved by "
        in (text_of(part))
    )
    table = table_of(part, "Base effects")
    cells = example.material.by_id
    for line in table.rows:
        numbers = [run for text in line.cells for run in text if isinstance(run, Printed)]
        move, own, base = (cells[number.cell_id]["value"] for number in numbers)
        assert move == own + base
    assert len(table.rows) == 13


def test_contributions_of_the_regions_sum_to_the_change_of_the_country(example: Any) -> None:
    table = table_of(section(example.document, "growth"), "Contributions of economic regions")
    cells = [example.material.by_id[row.cells[3][0].cell_id] for row in table.rows]  # type: ignore[union-attr]
    assert (table.rows[0].strong, len(cells)) == (True, 13)
    total, parts = cells[0]["value"], [cell["value"] for cell in cells[1:]]
    assert abs(total - sum(parts)) <= len(parts) * Decimal("0.5E-10")
    assert parts == sorted(parts, reverse=True)
    assert cells[0]["value"] == example.material.by_id["fci.EX.2025-11.flow_change"]["value"]
    notes = [words_of(note) for note in table.notes]
    assert "Before rounding the contributions sum to the change of the country." in notes
    for row in rows_of(table):
        moved = number(row[2]) - number(row[1])
        assert number(row[3]) == round(100 * moved / number(rows_of(table)[0][1]), 2), row


def test_a_region_without_a_figure_is_named_beside_contributions_that_do_not_sum(example: Any) -> None:
    part = growth_of(
        example, lambda cell: None if is_cell(cell, "flow_contribution", territory="EX-R03") else cell
    )
    notes = [words_of(note) for note in table_of(part, "Contributions").notes]
    name = example.material.name("EX-R03")
    assert (
        f"The contributions do not sum to the change of the country: no figure is used for {name}." in notes
    )


def test_a_country_that_differs_from_the_sum_of_its_regions_is_said_to_do_so(example: Any) -> None:
    part = growth_of(
        example,
        lambda cell: (
            {**cell, "value": cell["value"] + Decimal("0.1")} if is_cell(cell, "flow_contribution") else cell
        ),
    )
    notes = " ".join(words_of(note) for note in table_of(part, "Contributions").notes)
    assert "its own figure differs from the sum of its regions" in notes


def test_the_default_office_says_which_figure_each_comparison_lacks(karabakh: Any) -> None:
    part = section(karabakh.document, "growth")
    assert titles(part) == []
    points = next(block for block in part.blocks if isinstance(block, Points))
    assert [words_of(item) for item in points.items] == [
        "On the month before: not computed, no figure of the month alone is known for December 2025.",
        "On the same month of the previous year: not computed, no figure of the month alone is known for "
        "January 2025.",
        "Year to date on the same months of the previous year: not computed, no year-to-date figure is known "
        "for January 2025.",
    ]
    said = text_of(part)
    assert "No contributions of economic regions to the change of the month are given" in said
    assert "Its sources do not state whether it is nominal or real, so no implied deflator is given." in said


def test_with_few_figures_those_that_are_there_stand_in_sentences(months: Callable[[str, str], Any]) -> None:
    made = months("karabakh", "2021-01")
    points = next(block for block in section(made.document, "growth").blocks if isinstance(block, Points))
    assert [words_of(item).partition(": ")[2] for item in points.items] == [
        "about −83 [n] % (−85.1 to −80.7).",
        "not computed, no figure of the month alone is known for January 2020.",
        "not computed, no year-to-date figure is known for January 2020.",
    ]


def test_a_base_effect_of_one_month_alone_is_a_sentence_with_its_intervals(
    months: Callable[[str, str], Any],
) -> None:
    part = section(months("karabakh", "2022-02").document, "growth")
    assert titles(part) == ["Growth of investment, Azerbaijan, as change and as index"]
    assert (
        "moved by about +21 [n] percentage points (+3.5 to +40.8): about −3 [n] (−12.6 to +6.5) came from "
        "the months of this year and about +23 [n] (−2.9 to +53.5) from those of the year before"
    ) in text_of(part)


def test_a_base_that_is_not_above_its_rounding_is_said(example: Any) -> None:
    left = ("flow_change", "flow_index", "flow_change_on_month", "ytd_change", "ytd_index")
    part = growth_of(
        example,
        lambda cell: None if cell["territory_id"] == "EX" and cell["transformation"] in left else cell,
    )
    points = next(block for block in part.blocks if isinstance(block, Points))
    assert words_of(points.items[1]) == (
        "On the same month of the previous year: not computed, the figure of November 2024 is not above its "
        "rounding."
    )


def test_a_change_of_more_than_threefold_is_given_as_times_in_a_column_of_its_own(example: Any) -> None:
    cells = changed(example, lambda cell: cell)
    (index,) = [cell for cell in cells if is_cell(cell, "flow_index")]
    times = {"transformation": "flow_multiple", "unit_code": "TIMES", "value": Decimal("4.5")}
    made = {**index, **times, "cell_id": "fci.EX.2025-11.flow_multiple", "lo": None, "hi": None}
    page = page_of(example, [*cells, made])
    part = growth(page)
    assert part is not None
    table = table_of(part, "Growth of investment")
    heads = [column.label for column in table.columns]
    row = dict(zip(heads, rows_of(table)[0], strict=True))
    assert row["Month on the same month a year before, times"] == "4.5"
    assert row["Month on the same month a year before, change, %"] == "as times"
    assert any("'as times'" in words_of(note) for note in table.notes)
    view = table_view(table, False, page.fonts)
    assert sum(width for _, _, width in view.heads) <= PORTRAIT_MM + 0.5


def test_a_month_without_a_base_effect_says_what_it_needs(example: Any) -> None:
    part = growth_of(example, lambda cell: None if is_cell(cell, "flow_base_effect") else cell)
    assert "No base effect is given for November 2025: it needs the figures of November 2025 and October" in (
        text_of(part)
    )
    assert len(table_of(part, "Base effects").rows) == 12
    part = growth_of(example, lambda cell: None if cell["transformation"] == "flow_base_effect" else cell)
    assert not any(title.startswith("Base effects") for title in titles(part))
    assert "No base effect is given for November 2025" in text_of(part)


def test_without_any_figure_of_the_country_there_is_no_section(example: Any) -> None:
    assert growth(page_of(example, [])) is None


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_every_number_of_the_section_has_figures_behind_it(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    rows = [row for row in made.binder.rows if row["section"] == "growth"]
    assert bool(rows) == (office == "example")
    for row in rows:
        assert made.material.observation_ids(row["cell_id"])
