"""What killed processes left is taken away, and nothing else."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.leftovers import ALONE_SECONDS, leftovers, sweep
from pipeline.office import Office
from pipeline.swap import remove

OLD = 2 * ALONE_SECONDS


@pytest.fixture
def gone() -> int:
    """Give the number of a process that is over."""
    with subprocess.Popen(["true"]) as process:
        pass
    return process.pid


def _put(office: Office, name: str, age: float = OLD) -> Path:
    """Put a file there that was not touched for a while."""
    path = office.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "lake/core/latest/.2026-01.{pid}.tmp",
        "lake/manifest/core/.2026-01.json.{pid}.tmp",
        ".warehouse.{pid}.tmp",
        ".warehouse.{pid}.tmp.wal",
        "releases/.2026-01.{pid}.link",
        "releases/.issues/.2026-01-abc.{pid}.gone",
        "vault/.2026-01.1.vault.{pid}.tmp",
        "reports/2026-01/.changes.html.{pid}.tmp",
        ".rehearsals/.ab_c.{pid}.building",
    ],
)
def test_what_is_left_is_taken_away(name: str, gone: int, small_office: Office) -> None:
    left = _put(small_office, name.format(pid=gone))
    assert list(leftovers(small_office)) == [left]
    stages.intake(small_office)
    assert not left.exists()


def test_a_folder_is_taken_away_with_all_that_is_in_it(gone: int, small_office: Office) -> None:
    inside = _put(small_office, f"releases/.2026-01.{gone}.building/cells.csv")
    os.utime(inside.parent, (0, 0))
    assert sweep(small_office) == [inside.parent]
    assert not inside.parent.exists()


def test_what_may_be_in_work_stays(gone: int, small_office: Office) -> None:
    kept = [
        _put(small_office, f".warehouse.{os.getpid()}.tmp"),
        _put(small_office, f"raw/.a.{gone}.tmp", age=ALONE_SECONDS - 60),
        _put(small_office, "raw/a"),
        _put(small_office, f"raw/a.{gone}.tmp"),
        _put(small_office, f"releases/2026-01/.cells.csv.{gone}.tmp"),
    ]
    assert sweep(small_office) == []
    assert all(path.exists() for path in kept)


def test_a_folder_loses_its_name_before_it_loses_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "manifest.json").write_text("{}")

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "unlink", ended)
    with pytest.raises(KeyboardInterrupt):
        remove(tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
    monkeypatch.undo()
    remove(tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []
