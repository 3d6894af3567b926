"""The section on seasonal adjustment: what is published, what is not and why, with which digits."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.model import Chart, Paragraph, Points, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import adjusted
from pipeline.bulletin.sections.adjustment_words import state
from pipeline.decimals import divide
from pipeline.present import round_half_away
from pipeline.project import locate
from pipeline.seasonal.gate import EXPERIMENTAL, NOT_ADJUSTED, NOT_PUBLISHED, PUBLISHED
from tests.bulletin.test_compose import printed_in, rows_of, section, words_of


def _written(made: Any, **changes: Any) -> Section:
    """Write the section of a month with other material."""
    material = replace(made.material, **changes)
    page = Page(material, Binder("en", material.origin), made.office.project.templates / "fonts")
    found = adjusted.adjusted(page)
    assert found is not None
    return found


def _table(part: Section, start: str) -> list[list[str]]:
    (found,) = [block for block in part.blocks if isinstance(block, Table) and block.title.startswith(start)]
    return rows_of(found)


def _said(part: Section) -> str:
    return " ".join(words_of(block.text) for block in part.blocks if isinstance(block, Paragraph))


def test_the_default_office_says_of_each_series_how_many_months_it_has(karabakh: Any) -> None:
    part = section(karabakh.document, "adjusted")
    points = next(block for block in part.blocks if isinstance(block, Points))
    assert [words_of(item) for item in points.items] == [
        f"{name}: not adjusted, figures of the month alone are known for {known} months; "
        "at least 60 are needed."
        for name, known in (
            ("Azerbaijan", 11),
            ("East Zangazur economic region", 0),
            ("Karabakh economic region", 0),
        )
    ]
    assert "Investment in Azerbaijan stands unadjusted" in _said(part)
    assert not any(isinstance(block, Table | Chart) for block in part.blocks)


def test_the_last_thirteen_months_stand_unadjusted_and_adjusted_each_under_its_head(example: Any) -> None:
    part = section(example.document, "adjusted")
    rows = _table(part, "Investment by month")
    assert [row[0] for row in rows] == [
        *(
            f"{month} 2025"
            for month in ["Nov", "Oct", "Sep", "Aug", "Jul", "Jun", "May", "Apr", "Mar", "Feb", "Jan"]
        ),
        *("Dec 2024", "Nov 2024"),
    ]
    table = next(block for block in part.blocks if isinstance(block, Table))
    heads = [column.label for column in table.columns]
    kinds = [head.partition(",")[0] for head in heads[1:-1]]
    assert kinds == ["Unadjusted", "Adjusted", "Adjusted", "Trend-cycle"]
    assert [("change" in head, head.endswith("%")) for head in heads[1:-1]] == [
        *((False, False), (False, False), (True, True), (False, False))
    ]


def test_each_adjusted_change_is_that_of_the_figures_beside_it(example: Any) -> None:
    values = {cell["cell_id"]: Decimal(cell["value"]) for cell in example.material.cells["fci"]}
    for month, before in (("2025-11", "2025-10"), ("2025-01", "2024-12")):
        now, then = (values[f"fci.EX.{name}.flow_sa"] for name in (month, before))
        assert values[f"fci.EX.{month}.flow_sa_change_on_month"] == divide(100 * (now - then), then)


def test_adjusted_figures_have_the_decimals_that_the_unadjusted_ones_support(example: Any) -> None:
    rows = _table(section(example.document, "adjusted"), "Investment by month")
    assert all(re.fullmatch(r"[\d ]+\.\d", row[at]) for row in rows for at in (1, 2, 4))
    cells = [
        {**cell, "half_width": Decimal(2)} if cell["transformation"] == "flow" else cell
        for cell in example.material.cells["fci"]
    ]
    part = _written(example, cells={**example.material.cells, "fci": cells})
    rough = _table(part, "Investment by month")
    whole = [round_half_away(Decimal(row[2].replace(" ", "")), 0) for row in rows]
    assert [row[2].replace(" ", "") for row in rough] == [str(value) for value in whole]


def test_all_series_stand_with_their_diagnostics_and_state(example: Any) -> None:
    rows = _table(section(example.document, "adjusted"), "Series considered")
    assert len(rows) == 13
    assert rows[0][:6] == ["Veldorna", "119", "0.018", "0.13", "1.000", "published"]
    by_name = {row["territory_id"]: row for row in example.material.adjustment}
    for row in rows[1:]:
        found = next(one for code, one in by_name.items() if example.material.name(code) == row[0])
        assert [Decimal(text) for text in row[1:5]] == [
            Decimal(found["observations"]),
            *(
                round_half_away(found[name], places)
                for name, places in (("m7", 3), ("q", 2), ("qs_adjusted_p", 3))
            ),
        ]


def test_where_a_series_is_longer_than_the_data_its_first_month_there_is_said(example: Any) -> None:
    def notes(**changes: Any) -> str:
        (table,) = [
            block
            for block in _written(example, **changes).blocks
            if isinstance(block, Table) and block.title.startswith("Series considered")
        ]
        return " ".join(words_of(note) for note in table.notes)

    flows = example.material.series("fci", "EX", "flow")
    count = example.material.diagnostic("observations", "fci.EX")
    assert count["value"] > len(flows)
    first = f"{flows[0]['period']:%B %Y}"
    assert f"cells.csv has those for {first} and later." in notes()
    held = {
        name: cell | {"value": Decimal(1)}
        for name, cell in example.material.by_id.items()
        if "observations" in name
    }
    assert "cells.csv has those" not in notes(by_id={**example.material.by_id, **held})


def test_the_country_stands_beside_the_sum_of_its_adjusted_regions(example: Any) -> None:
    said = _said(section(example.document, "adjusted"))
    assert re.search(
        r"The sum of the adjusted economic regions in November 2025 is [\d .]+ million velds\. The adjusted "
        r"figure of the country less that sum is [+−]?[\d.]+ million velds, [+−]?[\d.]+ %\.",
        said,
    )
    cell = example.material.by_id["seasonal.discrepancy.fci.EX.2025-11"]
    direct = example.material.by_id["fci.EX.2025-11.flow_sa"]["value"]
    assert cell["value"] == direct - example.material.by_id["seasonal.indirect.fci.EX.2025-11"]["value"]


def test_lines_differ_by_more_than_colour_and_are_named_in_the_alternative_text(example: Any) -> None:
    (chart,) = [block for block in section(example.document, "adjusted").blocks if isinstance(block, Chart)]
    alt = words_of(chart.alt)
    assert all(
        word in alt for word in ("adjusted series, thick", "unadjusted one, dashed", "trend-cycle, thin")
    )
    assert [name for name, _ in chart.series] == ["Adjusted", "Unadjusted", "Trend-cycle"]
    assert {len(points) for _, points in chart.series} == {25}
    assert "stroke-dasharray" in chart.svg
    assert all(f">{name}<" in chart.svg for name, _ in chart.series)
    assert [f"alone_line_{at}_marks" in chart.svg for at in range(3)] == [True, False, True]
    assert words_of(chart.notes[0]).startswith("The lower part shows the adjusted series and the trend-cycle")
    assert re.fullmatch(
        r"Adjusted investment, Veldorna: November 2025 was (above|below|equal to) October 2025",
        str(chart.title),
    )


def _kept_back(made: Any, reasons: str, status: str = "not_published") -> dict[str, Any]:
    """Give material in which the country's adjustment does not meet a condition."""
    cells = [
        cell
        for cell in made.material.cells["fci"]
        if cell["territory_id"] != "EX" or not cell["transformation"].startswith(("flow_sa", "flow_trend"))
    ]
    rows = [
        {**row, "status": status, "reason_code": reasons} if row["series"] == "fci.EX" else row
        for row in made.material.adjustment
    ]
    return {"cells": {**made.material.cells, "fci": cells}, "adjustment": rows}


def test_where_a_condition_does_not_hold_the_unadjusted_series_stands_with_the_reason(example: Any) -> None:
    part = _written(example, **_kept_back(example, "m7 residual"))
    assert "Investment in Veldorna stands unadjusted in this bulletin; the reason is given below." in _said(
        part
    )
    assert not any(isinstance(block, Chart) for block in part.blocks)
    (row,) = [row for row in _table(part, "Series considered") if row[0] == "Veldorna"]
    assert row[5] == (
        "adjusted, not published: M7 is not below its limit; a seasonal pattern is left in the adjusted "
        "series"
    )
    assert row[2] == "0.018"


def test_an_experimental_series_is_not_shown(example: Any) -> None:
    part = _written(example, **_kept_back(example, "short", "experimental"))
    (row,) = [row for row in _table(part, "Series considered") if row[0] == "Veldorna"]
    assert row[5] == "experimental, not published: too few months to publish"


def test_where_the_program_ran_for_no_series_each_has_a_sentence_without_a_path(example: Any) -> None:
    rows = [
        {
            **row,
            "status": "not_adjusted",
            "reason_code": "program",
            "sentence": "not adjusted: /srv/x13 is none",
        }
        | dict.fromkeys(("m7", "q", "qs_adjusted_p"))
        for row in example.material.adjustment
    ]
    part = _written(example, **{**_kept_back(example, ""), "adjustment": rows})
    points = next(block for block in part.blocks if isinstance(block, Points))
    said = [words_of(item) for item in points.items]
    assert said[0] == "Veldorna: not adjusted: the program gave no result that can be used."
    assert "/srv" not in " ".join(said)


def test_an_office_whose_indicators_are_not_adjusted_has_no_section(example: Any) -> None:
    material = replace(example.material, adjustment=[])
    page = Page(material, Binder("en", material.origin), example.office.project.templates / "fonts")
    assert adjusted.adjusted(page) is None


def test_a_gap_before_the_newest_month_leaves_the_title_without_a_comparison(example: Any) -> None:
    cells = [cell for cell in example.material.cells["fci"] if cell["cell_id"] != "fci.EX.2025-10.flow_sa"]
    part = _written(example, cells={**example.material.cells, "fci": cells})
    (chart,) = [block for block in part.blocks if isinstance(block, Chart)]
    assert chart.title == "Investment by month, Veldorna, unadjusted, adjusted and trend-cycle"


@pytest.mark.parametrize("lang", ["en", "az", "ru"])
def test_every_code_of_the_program_and_the_gate_has_words(example: Any, lang: str) -> None:
    folder = locate().root / "pipeline" / "seasonal"
    text = "".join(path.read_text() for path in folder.glob("*.py"))
    named = set(re.findall(r'Reason\(\s*"([a-z_0-9]+)"', text))
    gate = (folder / "gate.py").read_text()
    named |= set(re.findall(r'\(\s*"([a-z_0-9]+)", (?:left|there|"M7"|"Q"),', gate))
    messages = replace(example.material, lang=lang).messages.files
    words = {name.removeprefix("adjusted-reason-") for name in messages if "adjusted-reason-" in name}
    assert words == named
    assert {name for name in messages if name.startswith("adjusted-state-")} == {
        f"adjusted-state-{status}"
        for status in (PUBLISHED, EXPERIMENTAL, NOT_PUBLISHED, NOT_ADJUSTED, "because")
    }


def test_a_state_is_said_with_its_reasons(example: Any) -> None:
    material = example.material
    page = Page(material, Binder("en", material.origin), example.office.project.templates / "fonts")
    assert state(page, "published", "") == "published"
    assert state(page, "not_published", "m7 q") == (
        "adjusted, not published: M7 is not below its limit; Q is not below its limit"
    )


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_every_number_of_the_section_is_a_cell_with_figures_behind_it(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    rows = [row for row in made.binder.rows if row["section"] == "adjusted"]
    assert rows
    for row in rows:
        cell = made.material.by_id[row["cell_id"]]
        assert (
            made.material.observation_ids(cell["cell_id"])
            or cell["value"] == 0
            or ".needed." in row["cell_id"]
        )


def test_numbers_are_only_in_bound_runs(example: Any) -> None:
    for block in section(example.document, "adjusted").blocks:
        if isinstance(block, Paragraph):
            loose = "".join(run for run in block.text if isinstance(run, str))
            assert not re.search(r"\d", re.sub(r"\b20\d\d\b", "", loose)), loose
            assert printed_in(block.text)
