"""From a settled draft to an observation: nothing half-written, nothing open, every code in a list."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.reading.accept import accept
from pipeline.reading.delivery_file import delivery_toml, read_delivery_toml
from pipeline.reading.draft import Draft, ask, settle
from pipeline.reading.items import items_csv, read_items
from pipeline.vouch import vouch
from tests.conftest import JANUARY
from tests.reading.invented import DRAFT, FIGURE, SOURCE, TEXT, changed

WriteOffice = Callable[..., Office]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "draft"
    made.mkdir()
    (made / "article.txt").write_text(TEXT, encoding="utf-8")
    return made


def _read(office: Office, stage: str, table: str) -> pl.DataFrame:
    lake = stages.lake_of(office)
    return pl.concat([lake.read(found, table) for found in lake.manifests(stage)])


def _run(office: Office) -> pl.DataFrame:
    stages.intake(office)
    stages.conform(office)
    return _read(office, "conform", "core.observation").filter(pl.col("source_id") == SOURCE.source_id)


def test_an_accepted_figure_becomes_an_observation_with_its_codes(small_office: Office, folder: Path) -> None:
    target = accept(small_office, DRAFT, folder)
    assert sorted(path.name for path in target.iterdir()) == ["article.txt", "delivery.toml", "figures.csv"]
    assert _run(small_office).select(
        "measure_code", "territory_id", "value", "step", "unit_code", "period_kind", "known_on"
    ).rows() == [
        ("fci", "R1", Decimal("412.5"), Decimal("0.1"), "AZN_MN", "month", SOURCE.published_to),
    ]
    figures = _read(small_office, "intake", "raw.figure").filter(pl.col("source_id") == "A1")
    assert figures["disposition"].to_list() == ["date", "used", "furniture"]
    counts = stages.intake(small_office).counts
    assert (counts["figures"], counts["other fields"]) == (3 + 1, 2)
    assert figures["locator"].to_list()[1] == f"characters {FIGURE.start} to {FIGURE.end}"


def test_the_cell_of_an_accepted_figure_leads_back_to_its_characters(
    small_office: Office, folder: Path
) -> None:
    accept(small_office, changed(territory="R2"), folder)
    _run(small_office)
    stages.edit(small_office, JANUARY)
    stages.compute(small_office, JANUARY)
    found = vouch(small_office, "fci.R2.2026-01", JANUARY)
    figure = found["observations"][0]["figure"]
    assert (figure["as_printed"], figure["file"]) == ("412.5", "article.txt")
    assert figure["file_id"] == DRAFT.file.sha256


def test_the_same_draft_again_changes_nothing_and_another_of_its_name_is_refused(
    small_office: Office, folder: Path
) -> None:
    assert accept(small_office, DRAFT, folder) == accept(small_office, DRAFT, folder)
    with pytest.raises(BadInputError, match=r"another delivery named 2026-11-24-article\. A"):
        accept(small_office, changed(value="1"), folder)


def test_an_open_question_is_named_and_nothing_is_written(small_office: Office, folder: Path) -> None:
    asked = replace(DRAFT, items=(ask(FIGURE, "territory", "Which territory is 'the North'?", ["R1"]),))
    with pytest.raises(UsageError, match=r"has 1 open questions, the first at .*'412\.5'.*Which territory"):
        accept(small_office, asked, folder)
    assert not (small_office.folder / "deliveries" / DRAFT.name).exists()


CODE_FAULTS = {
    "measure": ({"measure": "gdp"}, "the measure 'gdp' is in no list"),
    "territory": ({"territory": "R9"}, "the territory 'R9' is in no list"),
    "unit": ({"unit": "lakh"}, "the unit 'lakh' is in no list"),
}


@pytest.mark.parametrize(("facts", "sentence"), CODE_FAULTS.values(), ids=CODE_FAULTS)
def test_a_code_that_no_list_has_is_refused(
    facts: dict[str, str], sentence: str, small_office: Office, folder: Path
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        accept(small_office, changed(**facts), folder)


def test_an_original_that_changed_since_it_was_read_is_refused(small_office: Office, folder: Path) -> None:
    (folder / "article.txt").write_text("Other words.", encoding="utf-8")
    with pytest.raises(BadInputError, match=r"article\.txt has changed since it was read\. Read it again"):
        accept(small_office, DRAFT, folder)


def test_a_file_changed_after_it_was_accepted_is_refused_at_intake(
    small_office: Office, folder: Path
) -> None:
    target = accept(small_office, DRAFT, folder)
    (target / "article.txt").write_text("Other words.", encoding="utf-8")
    refused = stages.intake(small_office).refused
    assert len(refused) == 1
    assert "article.txt has another sha256 than delivery.toml says" in refused[0]


def test_a_source_of_the_office_is_not_introduced_again(small_office: Office) -> None:
    accept(small_office, replace(DRAFT, source=replace(SOURCE, source_id="S2")), None)
    assert small_office.deliveries()[-1].sources == ()


LEDGER_FAULTS = {
    "an open item": (
        replace(DRAFT, items=(FIGURE, ask(DRAFT.items[2], "kind", "What is it?"))),
        "article.txt has 1 open items",
    ),
    "no plain number": (changed(value="1e6"), "'1e6' is not a number in plain form"),
    "no measure": (changed(measure=""), "its measure is not given"),
    "a kind that is no figure's": (changed(kind="date"), "'date' is not a kind of figure that is used"),
    "an unknown quantity": (changed(quantity="rate"), "'rate' is none of level"),
    "an impossible day": (changed(period_end="2026-02-30"), "'2026-02-30' in column period_end is not"),
    "an end before the start": (changed(period_end="2025-01-31"), "ends on 2025-01-31, before it starts"),
    "one end of a period": (changed(period_end=""), "its period has one end only"),
    "other characters at its place": (changed(as_printed="413.5"), "other characters at characters"),
}


@pytest.mark.parametrize(("draft", "reason"), LEDGER_FAULTS.values(), ids=LEDGER_FAULTS)
def test_a_list_that_was_changed_by_hand_is_quarantined_with_its_reason(
    draft: Draft, reason: str, small_office: Office, folder: Path
) -> None:
    target = accept(small_office, DRAFT, folder)
    (target / "figures.csv").write_text(items_csv(draft.items), encoding="utf-8")
    assert _run(small_office).is_empty()
    lines = _read(small_office, "intake", "raw.line")
    assert any(reason in text for text in lines["reason"])


PLACE_FAULTS = {
    "a place twice": (replace(DRAFT, items=(FIGURE, FIGURE)), "as an earlier line does. Keep one"),
    "no place": (changed(start=""), "names neither a cell nor a span of characters"),
}


@pytest.mark.parametrize(("draft", "sentence"), PLACE_FAULTS.values(), ids=PLACE_FAULTS)
def test_a_list_whose_places_cannot_be_told_apart_is_refused(
    draft: Draft, sentence: str, small_office: Office, folder: Path
) -> None:
    target = accept(small_office, DRAFT, folder)
    (target / "figures.csv").write_text(items_csv(draft.items), encoding="utf-8")
    assert any(sentence in text for text in stages.intake(small_office).refused)


def test_a_line_with_other_fields_than_the_head_is_refused(small_office: Office, folder: Path) -> None:
    target = accept(small_office, DRAFT, folder)
    with (target / "figures.csv").open("a", encoding="utf-8") as stream:
        stream.write("1,2\n")
    assert "it has 2 fields, the head has" in stages.intake(small_office).refused[0]


def test_a_list_without_its_original_is_refused(small_office: Office, folder: Path) -> None:
    target = accept(small_office, DRAFT, folder)
    toml = (target / "delivery.toml").read_text(encoding="utf-8")
    (target / "delivery.toml").write_text(toml[: toml.index("[file.original]")], encoding="utf-8")
    assert "its entry in delivery.toml names no original" in stages.intake(small_office).refused[0]


def test_two_deliveries_cannot_give_one_id_to_two_sources(small_office: Office, folder: Path) -> None:
    accept(small_office, DRAFT, folder)
    other = replace(DRAFT, name="2026-11-25-other", source=replace(SOURCE, publisher="Fourth Press"))
    accept(small_office, replace(other, source=SOURCE), None)
    target = small_office.folder / "deliveries" / other.name
    (target / "delivery.toml").write_text(delivery_toml(other), encoding="utf-8")
    with pytest.raises(BadInputError, match=r"2026-11-25-other introduces the source 'A1', an id that"):
        stages.intake(small_office)


def test_cells_and_plans_keep_their_place_and_their_due_day(small_office: Office, folder: Path) -> None:
    plan = replace(
        FIGURE,
        start="",
        end="",
        sheet="Plan",
        cell="C17",
        value="100",
        step="1",
        unit="families",
        measure="target_families",
        kind="target",
        period_start="",
        period_end="",
        due_on="2026-12-31",
    )
    accept(
        small_office, replace(DRAFT, items=(plan, settle(replace(plan, cell="C18"), "label", "a head"))), None
    )
    assert _run(small_office).select("measure_code", "due_on", "period_end").rows() == [
        ("target_families", pl.Series(["2026-12-31"]).str.to_date()[0], None)
    ]
    figures = _read(small_office, "intake", "raw.figure").filter(pl.col("source_id") == "A1")
    assert figures.select("locator_kind", "locator").rows()[0] == ("cell", "sheet Plan, C17")


def test_a_draft_comes_back_from_its_files_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_text(items_csv(DRAFT.items), encoding="utf-8")
    assert read_items(tmp_path / "figures.csv") == DRAFT.items
    facts = read_delivery_toml(delivery_toml(DRAFT, sender='Someone "quoted"'))
    assert (facts["source"], facts["original"], facts["notes"]) == (SOURCE, DRAFT.file, DRAFT.notes)
    assert (facts["name"], facts["received_on"], facts["sender"]) == (
        DRAFT.name,
        DRAFT.received_on,
        'Someone "quoted"',
    )
    (tmp_path / "other.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="has other columns than a list of items"):
        read_items(tmp_path / "other.csv")
