"""Intake of deliveries: the same bytes change nothing, changed ones replace, removed ones are retired."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.errors import BadInputError, MachineError
from pipeline.identity import file_hash
from pipeline.intake.deliveries import STAGE
from pipeline.office import Office
from pipeline.stages import lake_of
from tests.small_office import INVESTMENT, LINES, investment

WriteOffice = Callable[..., Office]
RESETTLEMENT = """\
source_id,published_on,territory_as_written,as_of_or_event_date,figure_kind,families,persons,settlements,\
families_as_printed,persons_as_printed,due,qualifier,inferred,scope,interpretation
S2,2026-01-20,First,2026-01-19,cumulative_total,881,3602,,881,"3,602",,,,,
"""
MORE = investment(*LINES, {"value": "505.5", "source_id": "S2", "territory_as_written": "South"})
DOCUMENT = "In January 2026 it was 2,270 million."
LEDGER = (
    "document,start,end,as_printed,value_normalised,unit,measure,territory,reference_period,kind,whole,"
    "qualifier,inferred,scope,interpretation,disposition\n"
    'a.txt,23,28,"2,270",2270,mln AZN,investment,North,2026-01,observation,,,,,,used\n'
)
DOCUMENTS = (
    "document,source_id,sha256,bytes\n"
    f"a.txt,S1,{hashlib.sha256(DOCUMENT.encode()).hexdigest()},{len(DOCUMENT)}\n"
)


def _state(office: Office) -> dict[str, tuple[int, bytes]]:
    """Return every file of the office's results with its time and bytes."""
    files = [path for path in office.home.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return {
        str(path.relative_to(office.home)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files
    }


def _read(office: Office, table: str = "raw.figure") -> pl.DataFrame:
    lake = lake_of(office)
    return pl.concat([lake.read(found, table) for found in lake.manifests(STAGE)])


def test_a_delivery_is_kept_counted_and_read(small_office: Office) -> None:
    report = stages.intake(small_office)
    assert report.counts == {
        "deliveries": 1,
        "new deliveries": 1,
        "deliveries refused": 0,
        "deliveries gone": 0,
        "files repeated": 0,
        "lines_in": 2,
        "parsed": 2,
        "quarantined": 0,
        "skipped": 0,
        "figures": 3,
        "other fields": 0,
        "figures repeated": 0,
    }
    delivered = small_office.folder / "deliveries" / "first" / "investment.csv"
    store = {path.name: path.read_bytes() for path in (small_office.home / "raw").iterdir()}
    declared = delivered.with_name("delivery.toml")
    assert store == {file_hash(path): path.read_bytes() for path in (delivered, declared)}
    assert [row["file_id"] for row in report.preview["raw.file"]] == [file_hash(delivered)]
    assert len(report.preview["raw.figure"]) == 3


def test_the_same_bytes_change_nothing(small_office: Office) -> None:
    stages.intake(small_office)
    before = _state(small_office)
    report = stages.intake(small_office)
    assert report.counts["new deliveries"] == 0
    assert report.counts["figures"] == 3
    assert _state(small_office) == before


def test_a_file_delivered_again_says_nothing_new(write_office: WriteOffice) -> None:
    first = {"investment.csv": INVESTMENT}
    stages.intake(write_office({"first": first}))
    office = write_office({"first": first, "second": {"investment-copy.csv": INVESTMENT}})
    report = stages.intake(office)
    assert (report.counts["files repeated"], report.counts["figures"]) == (1, 3)
    assert _read(office, "raw.file")["file_id"].is_unique().all()
    assert _read(office)["figure_id"].is_unique().all()


def test_a_file_named_twice_in_one_delivery_is_read_once(write_office: WriteOffice) -> None:
    report = stages.intake(
        write_office({"first": {"investment.csv": INVESTMENT, "investment-b.csv": INVESTMENT}})
    )
    assert (report.counts["files repeated"], report.counts["lines_in"]) == (1, 2)


def test_when_the_first_of_two_alike_is_removed_the_second_is_read(write_office: WriteOffice) -> None:
    copies = {"first": {"investment.csv": INVESTMENT}, "second": {"investment.csv": INVESTMENT}}
    stages.intake(write_office(copies))
    office = write_office({"second": copies["second"]})
    assert stages.intake(office).counts["figures"] == 3
    assert set(_read(office)["delivery_id"]) == {"second"}


def test_a_changed_delivery_replaces_its_partition_alone(write_office: WriteOffice) -> None:
    other = {"other": {"resettlement.csv": RESETTLEMENT}}
    before = stages.intake(write_office({"first": {"investment.csv": INVESTMENT}, **other}))
    assert before.counts["figures"] == 5
    office = write_office({"first": {"investment.csv": MORE}, **other})
    untouched = lake_of(office).manifest(STAGE, "other")
    report = stages.intake(office)
    assert (report.counts["new deliveries"], report.counts["figures"]) == (1, 6)
    assert lake_of(office).manifest(STAGE, "other") == untouched
    assert _read(office)["figure_id"].is_unique().all()
    assert len(list((office.home / "raw").iterdir())) == 3 + 2


def test_a_removed_delivery_is_retired_and_its_bytes_kept(write_office: WriteOffice) -> None:
    both = {"first": {"investment.csv": INVESTMENT}, "other": {"resettlement.csv": RESETTLEMENT}}
    stages.intake(write_office(both))
    office = write_office({"first": both["first"]})
    report = stages.intake(office)
    assert (report.counts["deliveries"], report.counts["deliveries gone"]) == (1, 1)
    assert [found.partition for found in lake_of(office).manifests(STAGE)] == ["first"]
    assert [path.name.split(".")[0] for path in (office.home / "lake/raw/figure").iterdir()] == ["first"]
    assert len(list((office.home / "raw").iterdir())) == 2 + 2


def test_ids_are_the_same_in_another_place_and_another_run(write_office: WriteOffice, tmp_path: Path) -> None:
    office = write_office({"first": {"investment.csv": INVESTMENT}})
    stages.intake(office)
    first = _read(office)
    (tmp_path / "var").rename(tmp_path / "elsewhere")
    stages.intake(office)
    assert _read(office).equals(first)


def test_a_delivery_renamed_keeps_figure_ids_and_content_keys(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": INVESTMENT}})
    stages.intake(office)
    first = _read(office)
    office = write_office({"renamed": {"investment-2.csv": INVESTMENT}})
    stages.intake(office)
    ids = ["figure_id", "content_key", "file_id"]
    assert _read(office).select(ids).equals(first.select(ids))


def test_a_document_that_comes_to_hand_is_read_anew(
    write_office: WriteOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = write_office({"first": {"documents.csv": DOCUMENTS, "document_figures.csv": LEDGER}})
    stages.intake(office)
    files = {row["name"]: row for row in _read(office, "raw.file").to_dicts()}
    assert {name: row["held"] for name, row in files.items()} == {
        "documents.csv": True,
        "document_figures.csv": True,
        "a.txt": False,
    }
    assert (files["a.txt"]["lines_in"], files["document_figures.csv"]["lines_in"]) == (1, 0)
    monkeypatch.setenv("CROSSFOOT_EVIDENCE", str(tmp_path))
    (tmp_path / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    assert stages.intake(office).counts["new deliveries"] == 1
    held = _read(office, "raw.file").filter(pl.col("name") == "a.txt")
    assert held["held"].to_list() == [True]


def test_a_changed_list_of_documents_reads_their_ledger_anew(write_office: WriteOffice) -> None:
    stages.intake(write_office({"first": {"documents.csv": DOCUMENTS, "document_figures.csv": LEDGER}}))
    changed = DOCUMENTS.replace(",S1,", ",S2,")
    office = write_office({"first": {"documents.csv": changed, "document_figures.csv": LEDGER}})
    assert stages.intake(office).counts["new deliveries"] == 1
    assert _read(office)["source_id"].to_list() == ["S2"]


def test_a_file_that_cannot_be_read_is_refused_kept_and_named_and_the_others_go_on(
    write_office: WriteOffice,
) -> None:
    broken = "a,b\n1,2\n"
    office = write_office({"first": {"investment.csv": INVESTMENT}, "second": {"investment.csv": broken}})
    report = stages.intake(office)
    assert report.counts["deliveries refused"] == 1
    assert len(report.refused) == 1
    assert report.refused[0].startswith("investment.csv lacks the column source_id")
    assert _read(office)["delivery_id"].unique().to_list() == ["first"]
    refused = _read(office, "raw.line").filter(pl.col("status") == "refused")
    assert refused["reason"].to_list() == list(report.refused)
    assert (office.home / "raw" / refused["file_id"][0]).read_text() == broken
    stages.conform(office)
    mended = stages.intake(
        write_office({"first": {"investment.csv": INVESTMENT}, "second": {"investment.csv": MORE}})
    )
    assert mended.refused == ()


def test_a_delivery_that_says_nothing_of_its_files_stops_no_other(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": INVESTMENT}, "second": {"investment.csv": MORE}})
    (office.folder / "deliveries" / "second" / "delivery.toml").write_text('name = "second"\n')
    report = stages.intake(office)
    assert report.counts["deliveries"] == 1
    assert "delivery.toml lacks the entry 'received_on'" in report.refused[0]


def test_an_office_without_a_delivery_is_a_sentence(write_office: WriteOffice) -> None:
    with pytest.raises(
        BadInputError, match=r"Office small has no delivery below .*deliveries\. Add a folder"
    ):
        stages.intake(write_office({}))


def test_a_stored_file_that_was_changed_is_a_sentence(small_office: Office) -> None:
    stages.intake(small_office)
    kept = small_office.home / "raw" / file_hash(small_office.folder / "deliveries/first/investment.csv")
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes().replace(b"1,406.0", b"1,407.0"))
    lake_of(small_office).retire(STAGE, "first")
    with pytest.raises(MachineError, match=r"does not hold the bytes that its name says\. Remove it"):
        stages.intake(small_office)
