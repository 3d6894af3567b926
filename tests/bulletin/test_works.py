"""Works, plans beside outcomes, legal bases and the methodology, as a reader finds them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain
from pipeline.bulletin.esms import metadata_rows
from pipeline.bulletin.model import Paragraph, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import outcome
from pipeline.bulletin.sections.works import MAX_FACTS, _known, _of_whole_days
from pipeline.project import locate
from tests.bulletin.other_languages import page_of
from tests.bulletin.test_compose import rows_of, section, tables, words_of


def _table(made: Any, title: str) -> list[list[str]]:
    """Return the rows of the table with a title, as words."""
    return [
        list(row) for row in rows_of(next(found for found in tables(made.document) if found.title == title))
    ]


def _row(made: Any, title: str, *starts: str) -> list[str]:
    """Return the one row that begins with these words."""
    (found,) = [row for row in _table(made, title) if row[: len(starts)] == list(starts)]
    return found


_LENGTHS = "Lengths by stage: roads, tunnels and bridges"
_NUMBERS = "Numbers by stage: tunnels, bridges and master plans approved"
_MONEY = "Budget allocated to works and budget spent on works"


def test_each_stage_of_a_road_stands_with_the_date_of_its_own_statement(karabakh: Any) -> None:
    """And a plan with the year it is due; stages that are stated together have one row."""
    rows = [row[2:] for row in _table(karabakh, _LENGTHS) if row[1] == "Ahmadbayli-Fuzuli-Shusha road"]
    assert rows[:3] == [
        ["3 Jul 2025", "[x]", "[x]", "[x]", "81.7 [n]", "W10"],
        ["27 Jan 2025", "[x]", "[x]", "81.7 [n]", "[x]", "W13"],
        ["2 Feb 2023", "81.6 [n]", "2024", "[x]", "[x]", "W12"],
    ]


def test_a_title_names_what_its_table_has_and_all_of_it_is_shown(karabakh: Any, thin: Any) -> None:
    for made, titles in (
        (karabakh, {_LENGTHS, _NUMBERS, _MONEY}),
        (thin, {_LENGTHS, "Numbers by stage: tunnels and bridges", "Budget allocated to works"}),
    ):
        (shown,) = (part for part in made.document.sections if part.key == "works")
        assert titles <= {block.title for block in shown.blocks if isinstance(block, Table)}
    lengths = next(table for table in tables(karabakh.document) if table.title == _LENGTHS)
    assert {row[0] for row in rows_of(lengths)} == {"Roads", "Tunnels", "Bridges"}
    assert not any("are shown" in plain(note) for note in lengths.notes)


def test_no_unit_is_left_blank(karabakh: Any) -> None:
    units = [
        row[[column.label for column in table.columns].index("Unit")]
        for table in tables(karabakh.document)
        if "Unit" in [column.label for column in table.columns]
        for row in rows_of(table)
    ]
    assert {"number", "road projects"} <= set(units)
    assert all(units)


def test_a_fact_published_before_its_period_ended_says_so(thin: Any) -> None:
    """One of July 2022, published in it; a plan is stated before its day and needs no note."""
    table = next(one for one in tables(thin.document) if one.title == "Other works and facilities, as stated")
    early = [plain(note) for note in table.notes if "published before" in plain(note)]
    assert early == [
        "Jan 2021 to Jul 2022 (W30): published before that day or before the end of that period."
    ]


def test_no_statement_is_divided_where_a_table_ends(karabakh: Any) -> None:
    """Of five costs that one source states, one stood alone in the last row."""
    title = "Other works and facilities, as stated"
    shown = _table(karabakh, title)
    assert len(shown) == 13
    assert not any(row[-1] == "W29" for row in shown)
    table = next(one for one in tables(karabakh.document) if one.title == title)
    assert any(plain(note).startswith("The newest 13 are shown") for note in table.notes)


@pytest.mark.parametrize(
    ("facts_by_day", "most"),
    [
        ([20], MAX_FACTS),
        ([10, 3], MAX_FACTS),
        ([10, 4], MAX_FACTS),
        ([10, 4, 1], MAX_FACTS),
        ([10, 5], 10),
        ([13, 5], 13),
    ],
)
def test_a_table_of_facts_ends_between_days(karabakh: Any, facts_by_day: list[int], most: int) -> None:
    page = page_of(karabakh, karabakh.material)
    days = [date(2026, 1, 31 - day) for day, count in enumerate(facts_by_day) for _ in range(count)]
    assert _of_whole_days(page, [{"reference_date": day} for day in days]) == most


def test_a_cost_that_comes_on_top_is_named_so(karabakh: Any) -> None:
    """And is no total of the costs stated beside it."""
    page = page_of(karabakh, karabakh.material)
    costs = [one for one in _known(page, "works_register") if "works_cost" in one["breakdown"]]
    (whole,) = [one for one in costs if one["territory_id"] == "ER-KAR"]
    _, what = whole["breakdown"].split(";")
    assert karabakh.material.label("breakdown", what) == "additional renovation works"
    assert len(costs) == 5


def test_tunnels_planned_and_under_way_are_not_added(karabakh: Any) -> None:
    place = "Karabakh and East Zangazur economic regions"
    rows = [row[2:6] for row in _table(karabakh, _NUMBERS) if row[:2] == ["Tunnels", place]]
    assert rows == [["24 Jun 2023", "[x]", "39", "[x]"], ["5 Oct 2022", "33 [n]", "[x]", "[x]"]]


def test_what_is_allocated_and_spent_stands_apart_by_span(karabakh: Any) -> None:
    rows = _table(karabakh, _MONEY)
    spans = {(row[0], row[2], row[3]) for row in rows}
    assert ("Budget allocated to works", "2021 to 2022", "several years") in spans
    assert ("Budget allocated to works", "due 2021", "planned") in spans
    assert ("Budget spent on works, transport", "2025", "year") in spans


def test_a_plan_stands_beside_what_is_reported_of_the_same_territory_and_unit(karabakh: Any) -> None:
    title = "Reported to date beside the planned figure"
    row = _row(karabakh, title, "Shushakand, 14 Sep 2025")
    assert row[1:] == ["dwellings", "not stated", "263", "15", "5.7", "[x]", "DOC-002"]
    paced = _row(
        karabakh, title, "Karabakh and East Zangazur economic regions, 2 May 2024", "families", "2022 to 2026"
    )
    assert paced[3:7] == ["34 500", "1 700", "4.9", "58.6"]
    said = " ".join(" ".join(row) for row in _table(karabakh, title))
    assert "Area" not in said


def test_without_a_programme_phase_there_is_no_column_of_the_pace(karabakh: Any) -> None:
    """A column in which nothing stands is left out, and the note does not speak of it."""
    material = karabakh.material
    shares = [one for one in material.cells[outcome.CODE] if one["transformation"] == "share"]
    page = Page(
        replace(material, cells=material.cells | {outcome.CODE: shares}),
        Binder("en", material.origin),
        locate().templates / "fonts",
    )
    made = outcome.table(page)
    assert isinstance(made, Table)
    assert [column.label for column in made.columns][-2:] == ["% of planned", "Source"]
    assert not any("Monthly" in plain(note) for note in made.notes)


def test_an_official_title_is_printed_once_and_names_the_plans_that_rest_on_it(karabakh: Any) -> None:
    rows = _table(karabakh, "Legal acts named as a basis")
    programme = next(row for row in rows if row[0].startswith("16 Nov 2022"))
    assert "dwellings planned" in programme[3]
    words = " ".join(
        words_of(block.text)
        for part in karabakh.document.sections
        for block in part.blocks
        if isinstance(block, Paragraph)
    )
    assert all(row[2] not in words for row in rows)


def test_two_phases_that_share_a_year_are_said_to_do_so(karabakh: Any) -> None:
    (said,) = [
        words_of(block.text)
        for block in section(karabakh.document, "basis").blocks
        if isinstance(block, Paragraph)
    ]
    assert "both cover 2026" in said


def test_what_is_named_without_a_number_is_listed_with_its_status(karabakh: Any) -> None:
    row = _row(
        karabakh,
        "Named by sources, no number stated",
        "industrial or economic zone",
        "Aghdam Industrial Park",
    )
    assert row[2:] == ["Aghdam district", "named as operating", "DOC-004"]


def test_every_printed_indicator_has_its_methodology_in_the_bulletin(karabakh: Any, example: Any) -> None:
    for made in (karabakh, example):
        rows = _table(made, "Indicators with a number in this bulletin")
        printed = {
            row["cell_id"].partition(".")[0] for row in made.binder.rows
        } & made.material.catalogue.keys()
        assert {row[0].rpartition("(")[2].rstrip(")") for row in rows} == printed
        assert all("Reference: " in row[1] and "Coverage: " in row[1] for row in rows)


def test_metadata_have_every_heading_with_a_text(karabakh: Any, example: Any) -> None:
    for made in (karabakh, example):
        rows = metadata_rows(made.material)
        assert all(row["text"].strip(" .") for row in rows), [
            row for row in rows if not row["text"].strip(" .")
        ]
        per = {
            code: sum(row["indicator"] == code for row in rows) for code in {row["indicator"] for row in rows}
        }
        assert set(per.values()) == {22}
        assert set(per) == {code for code, cells in made.material.cells.items() if cells}


def test_the_whole_of_what_was_spent_stands_before_its_sectors(karabakh: Any) -> None:
    spent = [row[0] for row in _table(karabakh, _MONEY) if row[2] == "2025"]
    assert spent[0] == "Budget spent on works"
    assert len(spent) > 1
    assert all(name.startswith("Budget spent on works, ") for name in spent[1:])
