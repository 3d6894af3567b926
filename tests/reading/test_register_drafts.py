"""Registers as drafts: they enter without code, and a word that no list knows is asked about once."""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.reading.answer import Answer
from pipeline.reading.counts import count
from pipeline.reading.draft import Draft
from pipeline.reading.folder import accept_draft, drafts_folder, load_draft
from pipeline.reading.lists import Lists, load_lists
from pipeline.reading.take import answer_draft, take_file
from tests.reading.conftest import WORDS
from tests.small_office import WriteOffice, investment

DAY = date(2026, 11, 26)
LINES = (
    {"value_as_printed": "1,406.0"},
    {"value_as_printed": "900.5", "territory_as_written": "Northern part", "growth_pct": "3.5"},
    {"value_as_printed": "12", "territory_as_written": "Northern part", "measure": "fixed_investments"},
    {"value_as_printed": "30", "unit_as_written": "m. manats", "source_id": "S9"},
    {"value_as_printed": "12 or so", "value": "twelve"},
    {"value_as_printed": "5", "territory_as_written": "Frist"},
)
SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def office(write_office: WriteOffice) -> Office:
    return write_office({}, reference=WORDS)


def take(office: Office, text: str, name: str = "register.csv") -> tuple[Draft, Path]:
    path = office.project.var.parent / name
    path.write_text(text, encoding="utf-8")
    return take_file(path, drafts_folder(office), load_lists(office), received_on=DAY)


def said(place: str, field: str, value: str, reason: str = "") -> Answer:
    return Answer("2026-11-26T10:00:00Z", "A", place, field, value, reason)


def asked(draft: Draft) -> list[tuple[str, str, str]]:
    return [(item.cell, item.field, item.candidates.partition("|")[0]) for item in draft.questions]


def rows(office: Office, table: str) -> list[dict[str, str]]:
    with (office.folder / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_words_that_no_list_knows_are_asked_about_once(office: Office) -> None:
    draft, _ = take(office, investment(*LINES))
    head = investment().strip().split(",")
    value, growth = (chr(65 + head.index(name)) for name in ("value_as_printed", "growth_pct"))
    assert asked(draft) == [
        (f"{value}3", "territory", "R1"),
        (f"{growth}3", f"waits:register!{value}3", ""),
        (f"{value}4", "measure", "fci"),
        (f"{value}5", "unit", "bn manats"),
        (f"{value}7", "territory", "D1"),
    ]
    used = next(item for item in draft.items if item.cell == f"{value}2")
    assert (used.disposition, used.measure, used.territory, used.value) == ("used", "fci", "C", "1406.0")
    refused = next(item for item in draft.items if item.cell == f"{value}6")
    assert (refused.disposition, "not a number" in refused.reason) == ("rejected", True)
    assert "6 lines, 5 read, 1 quarantined, 0 skipped; 2 sources" in draft.notes[0]
    assert draft.notes[-1].startswith("Line 6 is quarantined:")
    assert count(draft).sentence == "6 figures, 4 questions"


def test_answers_become_rows_of_the_offices_tables(office: Office) -> None:
    draft, folder = take(office, investment(*LINES))
    lists = load_lists(office)
    by_field = {item.field: item.place for item in draft.questions if not item.field.startswith("waits")}
    territory, last = (item.place for item in draft.questions if item.field == "territory")
    with pytest.raises(UsageError, match=r"cannot be accepted yet\. At register!"):
        accept_draft(office, folder)
    outcome = answer_draft(
        folder,
        [
            said(territory, "territory", "R1"),
            said(last, "territory", "First district"),
            said(by_field["unit"], "unit", "mln AZN"),
            said(by_field["unit"], "disposition", "used"),
            said(by_field["measure"], "disposition", "held", "Not told from others"),
        ],
        lists,
    )
    assert outcome.refused == ()
    assert outcome.draft.questions == ()
    target = accept_draft(office, folder)
    assert sorted(path.name for path in target.iterdir()) == ["delivery.toml", "investment.csv"]
    names = {row["name_as_written"]: row["territory_id"] for row in rows(office, "territory_name")}
    assert (names["Northern part"], names["Frist"]) == ("R1", "D1")
    concept = {row["label_as_written"]: row for row in rows(office, "concept")}
    assert concept["fixed_investments/total"] | {"layout": "", "label_as_written": ""} == {
        "layout": "",
        "label_as_written": "",
        "measure_code": "",
        "breakdown": "",
        "kind": "",
        "disposition": "held",
        "reason": "not_told_from_others",
    }
    units = {row["unit_as_written"]: (row["unit_code"], row["factor"]) for row in rows(office, "unit_name")}
    assert units["m. manats"] == units["mln AZN"] == ("AZN_MN", "1")
    again, _ = take(office, investment(*LINES, LINES[1]), "second.csv")
    assert [item.field for item in again.questions] == []


def test_an_accepted_register_is_taken_in_with_its_own_sources(office: Office) -> None:
    _, folder = take(office, investment(LINES[0], {"value_as_printed": "7", "source_id": "S9"}))
    target = accept_draft(office, folder)
    assert accept_draft(office, folder) == target
    assert 'source_id = "S9"' in (target / "delivery.toml").read_text(encoding="utf-8")
    assert 'source_id = "S1"' not in (target / "delivery.toml").read_text(encoding="utf-8")
    stages.intake(office)
    lake = stages.lake_of(office)
    (manifest,) = lake.manifests("intake")
    assert (manifest.partition, lake.read(manifest, "raw.figure").height) == (folder.name, 2)
    (target / "investment.csv").write_text("other", encoding="utf-8")
    with pytest.raises(BadInputError, match="has another delivery named"):
        accept_draft(office, folder)


def test_registers_of_the_default_office_enter_without_a_question(real_lists: Lists, tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the registers lie outside of this repository, and are not at hand")
    for name, figures in (("works", 91), ("demining", 96), ("investment", 625), ("resettlement", 249)):
        draft, folder = take_file(SHARED / f"{name}_reports.csv", tmp_path, real_lists, received_on=DAY)
        assert (count(draft).figures, count(draft).questions) == (figures, 0), name
        assert load_draft(folder) == draft


def test_numbers_of_a_column_that_nobody_reads_are_asked_about_once(office: Office) -> None:
    text = investment(LINES[0], {"value_as_printed": "3"}).splitlines()
    text = [f"{line},{extra}" for line, extra in zip(text, ("contracts let", "7", "8"), strict=True)]
    draft, folder = take(office, "\n".join(text) + "\n")
    first, second = draft.questions
    assert (first.field, first.candidates.partition("|")[0]) == ("disposition", "out_of_scope")
    assert "Column contracts let is none that registers of this layout read." in first.question
    assert second.field == f"waits:{first.place}"
    with pytest.raises(UsageError, match="cannot be accepted yet"):
        accept_draft(office, folder)
    why = said(first.place, "disposition", "out_of_scope", "Contracts are not measured")
    outcome = answer_draft(folder, [why], load_lists(office))
    assert (outcome.refused, outcome.draft.questions) == ((), ())
    before = rows(office, "concept")
    target = accept_draft(office, folder)
    declared = (target / "delivery.toml").read_text(encoding="utf-8")
    assert declared.endswith('[file.columns]\n"contracts let" = "out_of_scope"\n')
    assert rows(office, "concept") == before
    assert stages.intake(office).refused == ()


def test_numbers_beside_figures_have_dispositions_in_a_draft(office: Office) -> None:
    draft, _ = take(office, investment(LINES[0]))
    head = investment().strip().split(",")
    by_column = {
        head[ord(item.cell[0]) - 65]: item.disposition for item in draft.items if item.cell[1:] == "2"
    }
    assert {name: by_column[name] for name in ("source_id", "period_end", "value", "measure")} == {
        "source_id": "furniture",
        "period_end": "date",
        "value": "duplicate",
        "measure": "label",
    }
