"""The release folder: whole or not at all, hashed, and the same bytes wherever it is made."""

import csv
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import stages
from pipeline.bulletin import publish
from pipeline.bulletin.certificate import certificate
from pipeline.bulletin.family import named_of
from pipeline.bulletin.pages.build import FOLDER, indicator_pages
from pipeline.bulletin.pages.known import read_known
from pipeline.bulletin.publish import publish_month
from pipeline.bulletin.standing import Release, Standing, may_stand
from pipeline.errors import MachineError, StopRuleError
from pipeline.identity import file_hash
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import Project, locate
from pipeline.sealed.check_pages import READ, check_pages
from pipeline.sealed.folder import ReleaseFolder
from pipeline.sealed.report import Report
from pipeline.sealed.roots import SEALING
from pipeline.sealed.seal import Made
from pipeline.signing.declared import Declared
from pipeline.vintages.published import NUMBER
from pipeline.vintages.published import STAGE as RELEASE
from tests.bulletin.pages import half_empty
from tests.bulletin.pdf.validator import PROFILES, validate
from tests.conftest import Conformed
from tests.publications import ENGLISH, FEW, unprinted

ROOT = locate().root


@pytest.fixture(scope="module")
def release(karabakh: Any) -> Release:
    """Publish the month that the other tests compose."""
    office = karabakh.office
    return publish_month(office, stages.lake_of(office), karabakh.month, choice=FEW)


@pytest.fixture(scope="module")
def released(release: Release) -> Path:
    """Give the folder of that release."""
    return release.folder


def test_the_folder_has_what_belongs_to_a_bulletin(released: Path) -> None:
    names = {path.name for path in released.iterdir()}
    assert {
        "bulletin.en.pdf",
        "bulletin.en.html",
        "cells.csv",
        "published_number.csv",
        "findings.csv",
    } <= names
    assert {"sources.csv", "cell_input.csv", "manifest.json", "fonts"} <= names
    assert {"bulletin.en.xlsx", "cells.parquet", "sdmx", "datapackage.json", "data_dictionary.md"} <= names


def test_the_manifest_names_the_hash_of_every_file(released: Path) -> None:
    manifest = json.loads((released / "manifest.json").read_text(encoding="utf-8"))
    files = {
        path.relative_to(released).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in released.rglob("*")
        if path.is_file() and path.name not in SEALING
    }
    assert manifest["files"] == files
    assert manifest["as_of"] == "2026-11-21"
    assert set(manifest["code"]) == {"pipeline", "sql", "templates", "office"}


def test_the_file_of_a_month_conforms_and_holds_its_data(released: Path) -> None:
    import pikepdf

    path = released / "bulletin.en.pdf"
    verdicts = validate([path])
    assert [verdicts.of(standard, path) for standard in PROFILES] == [{}, {}]
    with pikepdf.open(path) as pdf:
        embedded = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    evidence = json.loads(embedded.pop("evidence.json"))
    assert set(embedded) == {"cells.csv", "published_number.csv"}
    for name, content in embedded.items():
        assert hashlib.sha256(content).hexdigest() == evidence["data"][name]["sha256"]
        # A publication carries its own part of the data of the release.
        assert set(content.splitlines()) <= set((released / name).read_bytes().splitlines())


def test_no_page_of_a_publication_is_half_empty(released: Path, tmp_path: Path) -> None:
    files = sorted(released.rglob("bulletin.*.pdf"))
    assert len(files) == 4
    short = {path.relative_to(released).as_posix(): half_empty(path, tmp_path) for path in files}
    assert {name: pages for name, pages in short.items() if pages} == {}


def test_every_printed_number_is_in_the_data(released: Path) -> None:
    with (released / "published_number.csv").open(encoding="utf-8", newline="") as stream:
        numbers = list(csv.DictReader(stream))
    with (released / "cells.csv").open(encoding="utf-8", newline="") as stream:
        cells = {row["cell_id"] for row in csv.DictReader(stream)}
    assert {row["cell_id"] for row in numbers} <= cells
    named = {row["section"] for row in numbers if row["section"].startswith(FOLDER)}
    pages = {name: (released / f"{name}.html").read_text(encoding="utf-8") for name in named}
    for row in numbers:
        name = f"{row['territory']}/bulletin.{row['lang']}".lstrip("/")
        if row["section"] not in pages:
            pages.setdefault(name, (released / f"{name}.html").read_text(encoding="utf-8"))
        assert f'id="n-{row["number_id"]}"' in pages[row["section"] if row["section"] in pages else name]
    assert len(named) > 30


def test_every_page_has_the_parts_that_are_listed(released: Path) -> None:
    report = Report()
    check_pages(ReleaseFolder.open(released), report)
    assert report.checked[READ] == len(list(released.rglob("*.html")))
    assert report.faults == []


def test_every_link_of_a_page_leads_to_a_file_of_the_release(released: Path) -> None:
    pages = sorted((released / FOLDER).glob("*.html"))
    for page in pages:
        links = re.findall(r'(?:href|src)="([^"#]+)', page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).is_file()] == [], page.name
    style = (released / FOLDER / "page.css").read_text(encoding="utf-8")
    fonts = re.findall(r'url\("([^"]+)"\)', style)
    assert fonts and all((released / FOLDER / font).is_file() for font in fonts)
    assert f"{FOLDER}/<code>.html" in (released / "bulletin.en.html").read_text(encoding="utf-8").replace(
        "&lt;code&gt;", "<code>"
    )


def test_printed_numbers_stand_by_row_and_column_and_are_a_table_too(released: Path, karabakh: Any) -> None:
    lake = stages.lake_of(karabakh.office)
    kept = lake.manifest(RELEASE, karabakh.month.key)
    assert kept
    table = lake.read(kept, "release.published_number")
    assert table.schema == NUMBER
    with (released / "published_number.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    texts = [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in table.to_dicts()
    ]
    assert texts == rows
    assert all((row["row"] == "") == (row["col"] == "") == (row["place"] in ("text", "key")) for row in rows)
    english = [row for row in rows if (row["lang"], row["territory"]) == ("en", "")]
    assert {row["table_or_figure"].split()[0] for row in english if row["row"]} == {"Table", "Figure"}
    html = (released / "bulletin.en.html").read_text(encoding="utf-8")
    row = next(
        row for row in english if (row["cell_id"], row["table_or_figure"]) == ("fci.AZ.2026-01", "Table 1")
    )
    lines = re.findall(r"<tr.*?</tr>", html[html.index("Table 1") :], re.DOTALL)
    cells = re.findall(r"<t[hd].*?</t[hd]>", lines[int(row["row"])], re.DOTALL)
    assert f"#n-{row['number_id']}" in cells[int(row["col"]) - 1]
    assert lake.read(kept, "release.change").is_empty()


def test_the_evidence_holds_no_address_of_this_machine(released: Path) -> None:
    for path in released.glob("*.*"):
        if path.suffix in (".csv", ".json", ".html"):
            assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name


def _hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a release."""
    return {
        path.relative_to(folder).as_posix(): file_hash(path) for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.long
def test_publishing_again_changes_no_byte(conformed: Conformed, karabakh: Any) -> None:
    """What is printed is made twice by test_same_bytes.py."""
    office, month = conformed("karabakh", str(karabakh.month)), karabakh.month
    with unprinted():
        folder = publish_month(office, stages.lake_of(office), month, choice=FEW).folder
        before = _hashes(folder)
        publish_month(office, stages.lake_of(office), month, choice=FEW)
    assert _hashes(folder) == before
    left = [
        path.name for path in folder.parent.iterdir() if path.name.startswith(".") and path.name != ".issues"
    ]
    assert left == []
    assert len(list((folder.parent / ".issues").iterdir())) == 1


def test_a_release_that_nothing_changed_stands(
    karabakh: Any, release: Release, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told of as when it was made; where anything is not as it was, it does not stand."""
    office, lake, month = karabakh.office, stages.lake_of(karabakh.office), karabakh.month
    monkeypatch.setattr(publish, "begin_family", None)
    found = publish_month(office, lake, month, choice=FEW, anew=False)
    assert found == replace(release, stands=True)
    with pytest.raises(TypeError):
        publish_month(office, lake, month, choice=ENGLISH, anew=False)
    made_with = certificate(karabakh.material)
    standing = Standing(office, lake, month.key, made_with, named_of(karabakh.material, FEW))
    assert standing.find() == found
    assert may_stand(office, lake, month.key)
    assert not may_stand(office, lake, "1999-01")
    code = {**made_with["code"], "pipeline": "another"}
    assert replace(standing, made_with={**made_with, "code": code}).find() is None
    assert replace(standing, lake=Lake(released)).find() is None
    assert replace(standing, office=replace(office, signature=Declared(released))).find() is None
    page = released / "bulletin.en.html"
    content = page.read_bytes()
    for harm in (lambda: page.write_bytes(content[:-1]), page.unlink):
        harm()
        assert standing.find() is None
        page.write_bytes(content)
    assert standing.find() == found
    note = office.home / "printed" / f"{month.key}.json"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace('"indicators": "', '"indicators": "0'), encoding="utf-8")
    assert not may_stand(office, lake, month.key)
    for text in ("{}", "no JSON"):
        note.write_text(text, encoding="utf-8")
        assert not may_stand(office, lake, month.key)
        assert standing.find() is None


def test_a_bulletin_without_indicators_is_refused(tmp_path: Path) -> None:
    office = load_office(Project(ROOT, tmp_path), "karabakh")
    with pytest.raises(StopRuleError, match="has no indicators that fit"):
        publish_month(office, stages.lake_of(office), Month(2026, 1))


def test_a_folder_that_cannot_be_written_is_one_sentence(
    karabakh: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(MachineError, match="cannot be written"):
        publish._write(blocked / "releases", "2026-01", {"a.txt": b"a"}, Made({}))


def test_a_reader_of_the_old_folder_is_not_disturbed_by_an_interrupted_write(tmp_path: Path) -> None:
    first = publish._write(tmp_path, "2026-01", {"a.txt": b"old"}, Made({}))
    with pytest.raises(TypeError):
        publish._write(tmp_path, "2026-01", {"a.txt": b"new", "b.txt": None}, Made({}))  # type: ignore[dict-item]
    assert (first / "a.txt").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if "building" in path.name] == []


def test_a_manifest_that_a_killed_process_left_half_written_is_not_read(tmp_path: Path) -> None:
    left = tmp_path / ".2026-01.4711.building" / "manifest.json"
    left.parent.mkdir()
    left.touch()
    folder = publish._write(tmp_path, "2026-01", {"a.txt": b"a"}, Made({}))
    assert (folder / "a.txt").read_bytes() == b"a"
    assert left.exists()


def test_a_file_that_was_changed_is_mended_by_making_the_release_again(tmp_path: Path) -> None:
    files = {"a.txt": b"as made", "b/c.txt": b"too"}
    folder = publish._write(tmp_path, "2026-01", files, Made({}))
    for harm in ((folder / "a.txt").unlink, lambda: (folder / "b" / "c.txt").write_bytes(b"two")):
        harm()
        publish._write(tmp_path, "2026-01", files, Made({}))
        assert {name: (folder / name).read_bytes() for name in files} == files


def test_the_cells_of_rows_that_a_table_leaves_out_are_in_the_data(karabakh: Any, released: Path) -> None:
    kept = karabakh.binder.kept
    printed = {row["cell_id"] for row in karabakh.binder.rows}
    assert len(kept - printed) > 20
    with (released / "cells.csv").open(encoding="utf-8", newline="") as stream:
        held = {row["cell_id"] for row in csv.DictReader(stream)}
    pages = indicator_pages(karabakh.material, read_known(karabakh.material, stages.lake_of(karabakh.office)))
    assert held == printed | kept | {row["cell_id"] for row in pages.rows}
    said = [note for found in karabakh.document.sections for block in found.blocks for note in _notes(block)]
    assert "The newest 13 are shown; all are in cells.csv." in said


def _notes(block: Any) -> list[str]:
    """List the notes of a block that are words alone."""
    return [str(note[0]) for note in getattr(block, "notes", ())]
