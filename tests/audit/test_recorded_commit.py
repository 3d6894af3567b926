"""The commit that a release records: its code and its declarations are taken from there."""

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.audit.clean_place import changed_code, prepare
from pipeline.office import Office
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import change, copied_link, keep_all


def committed(root: Path) -> str:
    """Make a repository of a folder with all that is in it; returns its commit."""
    git = ["git", "-C", str(root), "-c", "user.name=n", "-c", "user.email=n@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "As released"]):
        subprocess.run([*git, *command], check=True)
    found = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return found.stdout.strip()


def own_code(office: Office) -> None:
    """Put copies of code, SQL and templates into a checkout, in the place of links to this one's."""
    for name in ("pipeline", "sql", "report_templates"):
        copied_link(office.project.root / name)


def certify(folder: Path, **facts: object) -> None:
    """Let the certificate of a release say something else."""
    path = folder / "certificate.json"
    certificate = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(certificate | facts), encoding="utf-8")


def test_a_declaration_of_the_recorded_commit_stands_before_the_raw_store(
    apart: tuple[Office, Path], tmp_path: Path
) -> None:
    office, folder = apart
    own_code(office)
    certify(folder, commit=committed(office.project.root))
    for path in keep_all(office).iterdir():
        if b"received_on" in path.read_bytes():
            path.unlink()
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "work")
    assert place.missing == []
    assert not any("delivery" in reason for reason in place.reasons)


def test_the_recorded_commit_is_unpacked_where_the_code_at_hand_is_another(
    apart: tuple[Office, Path], tmp_path: Path
) -> None:
    office, folder = apart
    own_code(office)
    certify(folder, commit=committed(office.project.root))
    change(office.project.root / "sql", "indicators/fci.sql", "select", "select -- another")
    release = ReleaseFolder.open(folder)
    assert changed_code(release, office.project.root) == ["sql"]
    place = prepare(release, office.project, tmp_path / "work")
    assert place.reasons == []
    assert place.code == tmp_path / "work" / "code"
    assert changed_code(release, place.root) == []


@pytest.mark.parametrize(
    ("named", "is_clean", "told"),
    [
        ("HEAD", True, "does not have the recorded sql/"),
        ("HEAD", False, ""),
        ("0" * 40, True, "is not at hand"),
        ("unknown", True, ""),
    ],
    ids=["of other code", "with changes", "that git does not have", "that is not known"],
)
def test_a_commit_that_is_not_that_of_the_code_is_told(
    named: str, is_clean: bool, told: str, apart: tuple[Office, Path], tmp_path: Path
) -> None:
    office, folder = apart
    own_code(office)
    change(office.project.root / "sql", "indicators/fci.sql", "select", "select -- another")
    commit = committed(office.project.root)
    change(office.project.root / "sql", "indicators/fci.sql", "select -- another", "select")
    certify(folder, commit=commit if named == "HEAD" else named, clean=is_clean)
    place = prepare(ReleaseFolder.open(folder), office.project, tmp_path / "work")
    assert place.code == office.project.root
    if told:
        (reason,) = place.reasons
        assert reason.startswith("commit: ")
        assert told in reason
    else:
        assert place.reasons == []
