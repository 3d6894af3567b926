"""Backup and restore: everything that cannot be made again, checked before anything is written."""

import shutil
import tarfile
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.errors import BadInputError, MachineError, UsageError
from pipeline.office import Office, load_office
from pipeline.project import Project
from pipeline.releasing import backup as module
from pipeline.releasing.backup import back_up, restore
from pipeline.releasing.embargo import open_due
from pipeline.releasing.ledger import read_ledger, state_of
from pipeline.releasing.model import State
from tests.conftest import JANUARY
from tests.releasing.conftest import BEN, KEY, Desk, after


def content_of(folder: Path) -> dict[str, bytes]:
    """Read a folder's files by name, links as what they lead to."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if not path.is_symlink() else b"->"
        for path in folder.rglob("*")
        if path.is_symlink() or (path.is_file() and path.suffix != ".lock" and path.name != ".lock")
    }


def wipe(office: Office) -> None:
    """Lose the office: its folder and its results."""
    shutil.rmtree(office.folder)
    shutil.rmtree(office.project.var)


def test_after_a_loss_everything_is_as_it_was_and_a_run_makes_the_same(
    own_run: Office, tmp_path: Path
) -> None:
    desk = Desk(own_run)
    desk.released("2025-12")
    (own_run.folder / "decisions").mkdir(exist_ok=True)
    (own_run.folder / "decisions" / "decisions.csv").write_text("a\n", encoding="utf-8")
    sources = content_of(own_run.folder)
    kept = {name: content_of(own_run.home / name) for name in ("raw", "ledger", "releases")}
    assert all(kept.values())
    lake = stages.lake_of(own_run)
    before = {found.partition: found.tables for found in lake.manifests("indicators")}
    made = back_up(own_run, tmp_path / "kept" / "backup.tar")
    assert made.files and made.links == {
        "results/releases/2025-12": own_run.home.joinpath("releases/2025-12").readlink().as_posix()
    }
    wipe(own_run)
    restore(own_run.project, tmp_path / "kept" / "backup.tar")
    assert content_of(own_run.folder) == sources
    assert {name: content_of(own_run.home / name) for name in kept} == kept
    (own_run.folder / "decisions" / "decisions.csv").unlink()
    office = load_office(own_run.project, own_run.code)
    assert state_of(office, "2025-12.1") is State.RELEASED
    assert (office.home / "releases" / "2025-12" / "manifest.json").is_file()
    stages.intake(office)
    stages.conform(office)
    for month in (JANUARY, JANUARY.plus(1)):
        stages.edit(office, month)
        stages.compute(office, month)
    assert {found.partition: found.tables for found in lake.manifests("indicators")} == before


def test_nothing_is_restored_among_the_results_of_another_account(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = desk.office.project
    project.var.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr("pipeline.machine.os.geteuid", lambda: project.var.stat().st_uid + 1)
    with pytest.raises(MachineError, match=f"{project.var} belongs to"):
        restore(project, tmp_path / "any.tar")


def test_an_issue_under_embargo_opens_after_a_restore(desk: Desk, tmp_path: Path) -> None:
    desk.locked(after(days=1))
    back_up(desk.office, tmp_path / "b.tar")
    assert b"the figures of the month" not in (tmp_path / "b.tar").read_bytes()
    wipe(desk.office)
    restore(desk.office.project, tmp_path / "b.tar")
    desk.at = after(days=1)
    assert [entry.release_id for entry in open_due(desk.office, desk.who(BEN))] == [f"{KEY}.1"]
    assert len(read_ledger(desk.office)) == 4


def test_a_backup_is_for_its_owner_and_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "b.tar")
    assert (tmp_path / "b.tar").stat().st_mode & 0o777 == 0o600
    with pytest.raises(UsageError, match=r"is there already\. A backup is not overwritten"):
        back_up(desk.office, tmp_path / "b.tar")
    assert [path.name for path in tmp_path.glob(".b*")] == []


def test_the_same_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "a.tar")
    back_up(desk.office, tmp_path / "b.tar")
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_nothing_is_overwritten_and_what_is_the_same_is_left(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "b.tar")
    restore(desk.office.project, tmp_path / "b.tar")
    path = desk.office.folder / "office.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    shutil.rmtree(desk.office.home / "ledger")
    with pytest.raises(UsageError, match=r"office\.toml is there and is not what .* Nothing is overwritten"):
        restore(desk.office.project, tmp_path / "b.tar")
    assert not (desk.office.home / "ledger").exists()


def test_a_link_that_leads_elsewhere_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "b.tar")
    desk.run(files={"cells.csv": "other"})
    with pytest.raises(UsageError, match=r"releases/2026-01 is there and is not what"):
        restore(desk.office.project, tmp_path / "b.tar")


def test_an_interrupted_restore_goes_on(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "b.tar")
    wipe(desk.office)
    written: list[Path] = []
    real = module.write_atomically

    def some(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) > 3:
            raise KeyboardInterrupt
        real(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_atomically", some)
        with pytest.raises(KeyboardInterrupt):
            restore(desk.office.project, tmp_path / "b.tar")
    restore(desk.office.project, tmp_path / "b.tar")
    assert state_of(desk.office, f"{KEY}.1") is State.RELEASED


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_a_changed_byte_is_named_before_anything_is_written(place: float, desk: Desk, tmp_path: Path) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "b.tar")
    wipe(desk.office)
    content = bytearray((tmp_path / "b.tar").read_bytes())
    with tarfile.open(tmp_path / "b.tar") as archive:
        sizes = [entry for entry in archive if entry.size and entry.name != "backup.json"]
        content[sizes[int(place * len(sizes))].offset_data] ^= 1
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(BadInputError, match="holds with other bytes than its list says the file"):
        restore(desk.office.project, tmp_path / "b.tar")
    assert not desk.office.folder.exists()


def test_a_part_of_a_backup_is_no_backup(desk: Desk, tmp_path: Path) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "b.tar")
    content = (tmp_path / "b.tar").read_bytes()
    wipe(desk.office)
    for name, part in (("half", content[: len(content) // 2]), ("none", b""), ("other", b"text" * 500)):
        (tmp_path / name).write_bytes(part)
        with pytest.raises(BadInputError, match=r"is no backup that can be read|lacks the file"):
            restore(desk.office.project, tmp_path / name)
    with pytest.raises(UsageError, match="There is no file"):
        restore(desk.office.project, tmp_path / "missing")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"office": "small"', '"office": "../sm"', "is no name of a folder"),
        ("crossfoot backup 1", "crossfoot backup 9", "format is 'crossfoot backup 9'"),
        ('"sources/office.toml"', '"sources/../../x.to"', "lacks the file"),
    ],
)
def test_a_list_that_leads_elsewhere_is_refused(
    old: str, new: str, says: str, desk: Desk, tmp_path: Path
) -> None:
    desk.released()
    back_up(desk.office, tmp_path / "b.tar")
    content = (tmp_path / "b.tar").read_bytes()
    assert old.encode() in content
    padded = new + " " * (len(old) - len(new))
    (tmp_path / "b.tar").write_bytes(content.replace(old.encode(), padded.encode()[: len(old)], 1))
    with pytest.raises(BadInputError, match=says):
        restore(Project(tmp_path / "elsewhere", tmp_path / "var2"), tmp_path / "b.tar")


def test_a_folder_that_cannot_be_written_is_a_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MachineError, match="cannot be written"):
        back_up(desk.office, tmp_path / "file" / "b.tar")
