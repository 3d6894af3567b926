"""Growth in the prices that sources state, and flows that rest on the whole history."""

from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.bulletin.sections.growth import growth
from pipeline.bulletin.sections.investment import investment
from tests.bulletin.growth_section import (
    NOVEMBER,
    Cell,
    changed,
    growth_of,
    number,
    page_of,
    table_of,
    text_of,
    titles,
)
from tests.bulletin.test_compose import rows_of, section, words_of


def _with_real_growth(made: Any) -> list[Cell]:
    """Give cells in which the country's levels are nominal and real growth is published."""
    cells = changed(made, lambda cell: cell)
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
    page = page_of(example, _with_real_growth(example))
    part = growth(page)
    assert part is not None
    table = table_of(part, "Nominal and real growth")
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
    part = investment(page_of(example, _with_real_growth(example)))
    assert "as published, was +4.2 [r] %, real. " in text_of(part)
    table = table_of(part, "Investment in fixed capital")
    assert "Change, as published, real, %" in [column.label for column in table.columns]
    assert any("in the prices that their sources state" in words_of(note) for note in table.notes)
    stated = table_of(section(karabakh.document, "investment"), "Investment in fixed capital")
    assert "Change, as published, %" in [column.label for column in stated.columns]


def test_an_office_without_published_growth_says_so(example: Any) -> None:
    said = text_of(section(example.document, "growth"))
    assert "No source publishes a real growth rate, and no implied deflator is given." in said
    assert "the figures in constant prices are made with the price index that is delivered" in said


LONG = "Investment by month, Veldorna"


def test_benchmarked_and_real_flows_stand_beside_the_reported_ones(example: Any) -> None:
    table = table_of(section(example.document, "growth"), LONG)
    assert table.title == f"{LONG}: benchmarked and in constant prices"
    rows = rows_of(table)
    assert (rows[0][0], rows[-1][0], len(rows)) == ("Nov 2025", "Nov 2024", 13)
    material = example.material
    kinds = ("flow", "flow_benchmarked", "flow_real")
    newest = [material.at("fci", "EX", kind, NOVEMBER)["value"] for kind in kinds]
    assert [number(entry) for entry in rows[0][1:4]] == [round(value, 1) for value in newest]
    assert ["[e]" in row[2] for row in rows] == [row[0].endswith("2025") for row in rows]
    (first,) = {row["first"].year for row in material.long_run if row["transformation"] == "flow_real"}
    assert any(f"to the average prices of {first}, the first year" in words_of(note) for note in table.notes)


def test_how_far_real_flows_of_regions_add_up_is_said(example: Any) -> None:
    said = text_of(section(example.document, "growth"))
    assert "Chain-linked figures do not add up: in November 2025 that of the country less the sum" in said
    without = growth_of(example, lambda cell: None if "real" in cell["transformation"] else cell)
    assert f"{LONG}: benchmarked" in titles(without)
    assert "do not add up" not in text_of(without)


def test_annual_figures_stand_beside_the_sums_of_the_months(example: Any) -> None:
    table = table_of(section(example.document, "growth"), "Annual figures of investment")
    rows = rows_of(table)
    assert [row[0] for row in rows] == ["2024", "2023", "2022"]
    made = example.material
    year = [made.at("fci", "EX", kind, date(2024, 12, 1))["value"] for kind in ("year", "ytd")]
    assert [number(entry) for entry in rows[0][1:3]] == [round(value, 1) for value in year]
    assert number(rows[0][3]) == round(year[0] - year[1], 1) != 0
    assert all(row[-1] == "EX-CSO" for row in rows)
    flows = [made.at("fci", "EX", "flow_benchmarked", date(2024, month, 1)) for month in range(1, 13)]
    assert sum(flow["value"] for flow in flows) == year[0]


def test_a_year_to_date_of_december_names_the_annual_figure_beside_it(example: Any, karabakh: Any) -> None:
    def said(made: Any) -> list[str]:
        table = table_of(section(made.document, "investment"), "Investment in fixed capital")
        assert any(row[0].isdigit() for row in rows_of(table))
        return [note for one in table.notes if (note := words_of(one)).startswith("An annual figure")]

    assert said(example) == [
        "An annual figure is published too: 2024. The section on growth sets it beside the sum of the months."
    ]
    assert said(karabakh) == []


def test_without_annual_figures_and_prices_a_sentence_says_so(karabakh: Any) -> None:
    assert "neither benchmarked nor deflated" in text_of(section(karabakh.document, "growth"))


def test_months_without_a_benchmarked_figure_have_no_table(example: Any) -> None:
    def old(cell: Cell) -> Cell | None:
        long = cell["transformation"].startswith(("flow_benchmarked", "flow_real"))
        return None if long and cell["period"].year > 2023 else cell

    part = growth_of(example, old)
    assert not [title for title in titles(part) if title.startswith(LONG)]
    assert "neither benchmarked" not in text_of(part)
