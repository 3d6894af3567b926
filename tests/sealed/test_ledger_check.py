"""The ledger of releases, read from the outside: its chain, and whether it knows this release."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.identity import file_hash
from pipeline.sealed.check_signatures import check_ledger, ledger_of
from pipeline.sealed.folder import ReleaseFolder
from pipeline.sealed.report import Report

MANIFEST = {"release_id": "2026-01.1", "office": "o", "month": "2026-01", "as_of": "2026-02-01", "files": {}}
Lines = list[dict[str, Any]]


@pytest.fixture
def release(tmp_path: Path) -> ReleaseFolder:
    folder = tmp_path / "var" / "releases" / ".issues" / "2026-01-a"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST | {"roots": {"all": "r1"}}))
    return ReleaseFolder.open(folder)


def write(release: ReleaseFolder, change: Callable[[Lines], object]) -> Path:
    """Write a ledger of three steps, with a change made to their lines once they are chained."""
    digest = hashlib.sha256((release.path / "manifest.json").read_bytes()).hexdigest()
    steps: Lines = []
    before = ""
    for number, about in enumerate((digest, "", digest), 1):
        step = {
            "n": number,
            "release_id": "2026-01.1",
            "manifest_sha256": about,
            "root": "r1" if about else "",
        }
        steps.append(step | {"previous": before})
        before = hashlib.sha256(json.dumps(steps[-1]).encode()).hexdigest()
    path = release.path.parents[2] / "ledger" / "releases.jsonl"
    path.parent.mkdir()
    path.with_name("releases.head").write_text(json.dumps({"n": len(steps), "sha256": before}))
    change(steps)
    path.write_text("".join(f"{json.dumps(step)}\n" for step in steps))
    return path


def rehash(steps: Lines) -> None:
    """Chain changed steps anew, as somebody who knows how would."""
    before = ""
    for step in steps:
        step["previous"] = before
        before = hashlib.sha256(json.dumps(step).encode()).hexdigest()


def headed(path: Path) -> Path:
    """Write the head of a ledger as it is now."""
    lines = path.read_bytes().splitlines()
    said = {"n": len(lines), "sha256": hashlib.sha256(lines[-1]).hexdigest()}
    path.with_name("releases.head").write_text(json.dumps(said))
    return path


def faults(release: ReleaseFolder, path: Path) -> list[str]:
    report = Report()
    check_ledger(release, path, report)
    return [fault.place or fault.file for fault in report.faults]


def test_a_ledger_beside_the_releases_is_found_and_agrees(release: ReleaseFolder) -> None:
    assert ledger_of(release) is None
    path = write(release, list)
    assert ledger_of(release) == path
    assert faults(release, path) == []


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (lambda steps: steps[0].update(who="other"), ["line 2, previous"]),
        (lambda steps: steps.pop(1), ["line 2, n", "line 2, previous", "line 3"]),
        (lambda steps: steps[2].update(root="r2"), ["line 3", "roots, all"]),
        (lambda steps: [step.update(manifest_sha256="0" * 64) for step in steps[2:]], ["line 3"]),
        (lambda steps: steps.pop(), ["line 3"]),
        (lambda steps: [steps[0].update(who="other"), rehash(steps)], ["line 3"]),
        (
            lambda steps: [steps.pop(), steps.pop(), steps[0].update(manifest_sha256="0" * 64)],
            ["line 3", "manifest.json"],
        ),
    ],
)
def test_a_changed_ledger(
    release: ReleaseFolder, change: Callable[[Lines], object], places: list[str]
) -> None:
    assert faults(release, write(release, change)) == places


@pytest.mark.parametrize(("last", "places"), [("own", []), ("other", ["certificate.json"])])
def test_the_last_entry_about_a_release_names_its_certificate(
    release: ReleaseFolder, last: str, places: list[str]
) -> None:
    (release.path / "certificate.json").write_text("{}", encoding="utf-8")
    known = {"own": file_hash(release.path / "certificate.json"), "other": "0" * 64}

    def name(steps: Lines) -> None:
        steps[0]["certificate_sha256"] = "1" * 64
        steps[1]["previous"] = hashlib.sha256(json.dumps(steps[0]).encode()).hexdigest()
        steps[2]["previous"] = hashlib.sha256(json.dumps(steps[1]).encode()).hexdigest()
        steps[2]["certificate_sha256"] = known[last]

    assert faults(release, headed(write(release, name))) == places


def test_lines_that_are_no_entries_are_named(release: ReleaseFolder) -> None:
    path = write(release, list)
    path.write_bytes(path.read_bytes() + b"[]\nno entry\nunfini")
    assert faults(release, path) == ["line 6", "line 4", "line 5"]


def test_a_release_that_the_ledger_does_not_name_is_told(release: ReleaseFolder) -> None:
    path = headed(write(release, lambda steps: [step.update(release_id="2026-02.1") for step in steps]))
    report = Report()
    check_ledger(release, path, report)
    assert report.left_out["releases that the ledger does not name"] == 1


def test_a_ledger_may_be_a_step_ahead_of_its_head(release: ReleaseFolder) -> None:
    path = headed(write(release, list))
    step = {"n": 4, "previous": hashlib.sha256(path.read_bytes().splitlines()[-1]).hexdigest()}
    path.write_bytes(path.read_bytes() + f"{json.dumps(step)}\n".encode())
    assert faults(release, path) == []


@pytest.mark.parametrize("said", [b"", b"[]", b'{"n": "3", "sha256": ""}', b'{"n": -1, "sha256": ""}'])
def test_a_head_that_says_nothing_is_named(release: ReleaseFolder, said: bytes) -> None:
    path = write(release, list)
    path.with_name("releases.head").write_bytes(said)
    assert faults(release, path) == ["releases.head"]


def test_a_copy_of_a_ledger_alone_says_that_nothing_tells_its_end(release: ReleaseFolder) -> None:
    path = write(release, list)
    path.with_name("releases.head").unlink()
    report = Report()
    check_ledger(release, path, report)
    assert (report.faults, report.left_out) == (
        [], {"ends of ledgers, which a releases.head beside would tell": 1},
    )  # fmt: skip
