"""A release made again: the same bytes, or what differs and why."""

import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.audit import replay as replaying
from pipeline.audit.clean_place import changed_code, prepare
from pipeline.audit.replay import altered, render, replay
from pipeline.bulletin.publish import _swap
from pipeline.decisions.ledger import append as append_decision
from pipeline.decisions.ledger import ledger_path as ledger_of_decisions
from pipeline.identity import file_hash
from pipeline.office import DELIVERY, Office
from pipeline.project import Project
from pipeline.releasing.ledger import append, ledger_path, read_ledger
from pipeline.releasing.model import Step
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import change, keep_all
from tests.decisions.test_ledger import decision


@pytest.mark.long
def test_a_release_is_made_again_to_the_same_bytes(small_release: Office) -> None:
    folder = ReleaseFolder.open(small_release.home / "releases" / "2026-01")
    found = replay(folder, small_release.project)
    assert found.is_same, render(found)
    assert found.equal == len(folder.files) + 1
    assert "have the same bytes" in render(found)


def test_a_file_that_is_not_the_sealed_one_is_a_cause(apart: tuple[Office, Path]) -> None:
    office, folder = apart
    assert altered(ReleaseFolder.open(folder)) == []
    change(folder, "cells.csv", ",", ", ", 1)
    (folder / "findings.csv").unlink()
    # Without its delivery nothing is made again, and the cause is told all the same.
    shutil.rmtree(office.folder / "deliveries" / "first")
    told = render(replay(ReleaseFolder.open(folder), office.project))
    assert "altered: cells.csv is not the file that was sealed; manifest.json has the SHA-256" in told
    assert "why        altered: findings.csv was sealed and is not in the release any more." in told


def test_an_input_that_is_not_at_hand_is_named(apart: tuple[Office, Path]) -> None:
    office, folder = apart
    change(office.folder / "deliveries" / "first", "investment.csv", "1,406.0", "1,407.0")
    found = replay(ReleaseFolder.open(folder), office.project)
    assert "delivery first: investment.csv with the SHA-256" in found.stopped
    assert "was not made again" in render(found)
    shutil.rmtree(office.folder / "deliveries" / "first")
    told = replay(ReleaseFolder.open(folder), office.project).stopped
    assert (
        f"its delivery.toml is neither in {office.folder / 'deliveries' / 'first'}, nor in the recorded"
        in told
    )
    assert "Put that one file back" in told


def test_a_delivery_that_was_taken_back_comes_from_the_raw_store(
    small_release: Office, apart: tuple[Office, Path], tmp_path: Path
) -> None:
    office, folder = apart
    keep_all(office)
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "work")
    assert (place.missing, place.reasons) == ([], [])
    taken = place.root / "sources" / "small" / "deliveries" / "first"
    own = small_release.folder / "deliveries" / "first"
    assert {path.name: path.read_bytes() for path in taken.iterdir()} == {
        path.name: path.read_bytes() for path in own.iterdir()
    }


def test_of_several_declarations_the_one_with_the_recorded_files_and_kept_last_is_taken(
    apart: tuple[Office, Path], tmp_path: Path
) -> None:
    office, folder = apart
    declared = (office.folder / "deliveries" / "first" / DELIVERY).read_text(encoding="utf-8")
    raw = keep_all(office)
    others = {
        "later": declared.replace("received_on", "# mended\nreceived_on"),
        "of-other-files": declared.replace("investment.csv", "other.csv"),
        "of-another": declared.replace('name = "first"', 'name = "second"'),
        "no-toml": f"{declared} [",
    }
    for age, (name, text) in enumerate(others.items(), 1):
        (raw / name).write_text(text, encoding="utf-8")
        os.utime(raw / name, (4_000_000_000 + age,) * 2)
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "work")
    (reason,) = place.reasons
    assert "the raw store has 2 versions of its delivery.toml" in reason
    taken = place.root / "sources" / "small" / "deliveries" / "first" / DELIVERY
    assert taken.read_text(encoding="utf-8") == others["later"]


def test_bytes_come_from_the_raw_store_where_the_delivery_has_others(
    apart: tuple[Office, Path], tmp_path: Path
) -> None:
    office, folder = apart
    release = ReleaseFolder.open(folder)
    digest = release.manifest["deliveries"]["first"]["investment.csv"]
    raw = office.home / "raw"
    raw.mkdir(parents=True)
    shutil.copy(office.folder / "deliveries" / "first" / "investment.csv", raw / digest)
    change(office.folder / "deliveries" / "first", "investment.csv", "1,406.0", "1,407.0")
    place = prepare(release, office.project, tmp_path / "work")
    taken = place.root / "sources" / "small" / "deliveries" / "first" / "investment.csv"
    assert (place.missing, place.reasons) == ([], [])
    assert "1,406.0" in taken.read_text(encoding="utf-8")


def test_declarations_are_those_of_the_release(apart: tuple[Office, Path], tmp_path: Path) -> None:
    office, folder = apart
    change(office.folder, "office.toml", 'title = "A small office"', 'title = "Another"')
    (office.folder / "rules" / "later.toml").write_text("", encoding="utf-8")
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "work")
    own = place.root / "sources" / "small"
    assert "A small office" in (own / "office.toml").read_text(encoding="utf-8")
    assert not (own / "rules" / "later.toml").exists()
    assert (own / "reference" / "source.csv").is_file()


def test_the_issue_before_is_found_by_its_hash_or_named(apart: tuple[Office, Path], tmp_path: Path) -> None:
    office, folder = apart
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["inputs"]["previous issue"] = "0" * 64
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "one")
    assert any("issue before" in reason for reason in place.reasons)


def test_the_issue_that_one_corrects_is_found_by_its_hash_or_named(
    small_release: Office, apart: tuple[Office, Path], tmp_path: Path
) -> None:
    _, folder = apart
    digest = file_hash(small_release.home / "releases" / "2026-01" / "manifest.json")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name, named in (("one", digest), ("two", "0" * 64)):
        manifest["inputs"]["corrected issue"] = named
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        place = prepare(ReleaseFolder.open(folder), small_release.project, tmp_path / name)
        releases = place.var / "small" / "releases"
        found = [file_hash(path) for path in releases.glob(".issues/*/manifest.json")]
        assert found == ([digest] if named == digest else [])
        assert any("what it printed is left out" in reason for reason in place.reasons) == (named != digest)
        assert not (releases / "2026-01").is_symlink()


def test_an_issue_before_of_the_same_month_leaves_its_place_to_the_run(
    small_release: Office, apart: tuple[Office, Path], tmp_path: Path
) -> None:
    _, folder = apart
    first = small_release.home / "releases" / "2026-01"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["inputs"]["previous issue"] = file_hash(first / "manifest.json")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    place = prepare(ReleaseFolder.open(folder), small_release.project, tmp_path / "work")
    assert not any("issue before" in reason for reason in place.reasons)
    releases = place.var / "small" / "releases"
    assert file_hash(releases / "2026-01" / "manifest.json") == file_hash(first / "manifest.json")
    shutil.copytree(folder, tmp_path / "made")
    link = _swap(releases, "2026-01", tmp_path / "made", frozenset())
    assert file_hash(link / "manifest.json") == file_hash(folder / "manifest.json")
    assert len(list((releases / ".issues").iterdir())) == 2


def test_a_decision_made_later_has_no_part(apart: tuple[Office, Path], tmp_path: Path) -> None:
    office, folder = apart
    append_decision(office, lambda _: [decision()])
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "work")
    assert not any("decision" in reason for reason in place.reasons)
    assert not ledger_of_decisions(replace(office, project=Project(place.root, place.var))).exists()


def test_the_ledger_is_that_of_before_the_issue(apart: tuple[Office, Path], tmp_path: Path) -> None:
    office, folder = apart
    own = Step("submit", "2026-01.1", "anna", "made", file_hash(folder / "manifest.json"), "r")
    other = Step("submit", "2025-12.1", "anna", "made", "0" * 64, "r")
    for hour, step in enumerate((other, own), 8):
        append(office, lambda _, step=step: [step], datetime(2026, 2, 1, hour, tzinfo=UTC))
    with ledger_path(office).open("ab") as stream:
        stream.write(b'{"n": 3, "torn')
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "work")
    there = replace(office, project=Project(place.root, place.var))
    assert [entry.release_id for entry in read_ledger(there)] == ["2025-12.1"]


def test_the_issue_before_lies_beside(january: ReleaseFolder, released: Office, tmp_path: Path) -> None:
    place = prepare(january, released.project, tmp_path / "work")
    assert place.reasons == [] or all("code" in reason for reason in place.reasons)
    assert (place.var / "releases" / "2025-12" / "manifest.json").is_file()


def test_a_run_that_ends_early_is_told(
    small_release: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = ReleaseFolder.open(small_release.home / "releases" / "2026-01")
    monkeypatch.setattr(replaying, "_key", lambda _: "2026-13")
    found = replay(folder, small_release.project)
    assert "'2026-13' is not a month" in found.stopped
    assert not found.is_same


def test_code_is_compared_part_by_part(january: ReleaseFolder, tmp_path: Path) -> None:
    assert changed_code(january, tmp_path) == ["pipeline", "sql", "templates"]
