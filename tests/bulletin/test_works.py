"""Works, plans beside outcomes, legal bases and the methodology, as a reader finds them."""

from dataclasses import replace
from typing import Any

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain
from pipeline.bulletin.esms import metadata_rows
from pipeline.bulletin.model import Paragraph, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import outcome
from pipeline.project import locate
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


def test_a_road_stands_with_its_stages_and_the_year_it_is_due(karabakh: Any) -> None:
    title = "Lengths of roads, tunnels and bridges by stage"
    row = _row(karabakh, title, "Roads", "Ahmadbayli-Fuzuli-Shusha road")
    assert row[2:] == ["3 Jul 2025", "81.6 [n]", "2024", "81.7 [n]", "81.7 [n]", "W10, W12, W13"]


def test_tunnels_planned_and_under_way_are_not_added(karabakh: Any) -> None:
    row = _row(
        karabakh,
        "Tunnels, bridges and master plans by stage",
        "Tunnels",
        "Karabakh and East Zangazur economic regions",
    )
    assert row[3:6] == ["33 [n]", "39", "[x]"]


def test_what_is_allocated_and_spent_stands_apart_by_span(karabakh: Any) -> None:
    rows = _table(karabakh, "Budget allocated to and spent on works")
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
    spent = [row[0] for row in _table(karabakh, "Budget allocated to and spent on works") if row[2] == "2025"]
    assert spent[0] == "Budget spent on works"
    assert len(spent) > 1
    assert all(name.startswith("Budget spent on works, ") for name in spent[1:])
