"""A site made again: the same bytes, in one step, at addresses that stay."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import BadInputError, BusyError, MachineError, UsageError
from pipeline.locks import site_lock
from pipeline.office import Office
from pipeline.project import locate
from pipeline.site import build
from pipeline.site.build import Site, build_site
from pipeline.site.write import require_addresses
from tests.site.conftest import WriteRelease
from tests.site.folder import faulty_links, files_of


def test_unlike_surroundings_change_no_byte_and_no_name(released: Office, made: Site, tmp_path: Path) -> None:
    first = made.folder.readlink()
    program = "import sys\nfrom assets.start import main\nmain()"
    surroundings = {"PYTHONHASHSEED": "77", "TZ": "Asia/Baku", "LC_ALL": "C", "HOME": str(tmp_path)}
    environment = {
        **os.environ,
        **surroundings,
        "PYTHONPATH": str(locate().root),
        "CROSSFOOT_VAR": str(released.project.var),
    }
    command = [sys.executable, "-c", program, "site"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    said = (done.returncode, done.stderr, done.stdout.strip())
    assert said == (0, "", str(made.folder / "index.html"))
    # The folder is named after the hashes of all its files.
    assert made.folder.readlink() == first
    assert [path.name for path in made.folder.parent.glob(".site*")] == [first.name]


def test_a_new_issue_takes_the_place_in_one_step(small_office: Office, release: WriteRelease) -> None:
    release("2025-12")
    build_site(small_office)
    link = small_office.home / "site"
    before = link.readlink()
    release("2026-01")
    build_site(small_office)
    assert link.readlink() != before
    assert not (small_office.home / before).exists()
    assert (link / "2025-12" / "bulletin.en.pdf").is_file()
    assert faulty_links(link) == []


def test_a_disk_with_one_name_a_file_has_copies_for_the_month(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    release("2026-01")
    shared = build_site(small_office).folder
    names = [(shared / key / "cells.csv").stat().st_ino for key in ("2026-01", "2026-01.1")]
    assert names[0] == names[1]
    monkeypatch.setattr("os.link", refuse)
    copied = build_site(small_office, shared.parent / "other").folder
    assert files_of(copied) == files_of(shared)


def test_two_that_make_the_site_wait_for_each_other(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    release("2026-01")
    monkeypatch.setattr(build, "site_lock", partial(site_lock, wait=0))
    with site_lock(small_office), pytest.raises(BusyError, match="The site of office"):
        build_site(small_office)
    assert build_site(small_office).folder.is_dir()


def test_an_issue_that_readers_can_reach_is_not_left_out(small_office: Office, release: WriteRelease) -> None:
    gone = release("2025-12").resolve()
    release("2026-01")
    build_site(small_office)
    gone.rename(small_office.home / "away")
    with pytest.raises(
        BadInputError, match=r"is not the folder of 2025-12\.1 .*an issue that was released stays"
    ):
        build_site(small_office)
    with pytest.raises(UsageError, match=r"has the issue 2025-12, and there is no release of it .*would end"):
        require_addresses(small_office.home / "site", [])
    assert (small_office.home / "site" / "2025-12" / "index.html").is_file()


def test_a_folder_of_something_else_is_not_touched(
    small_office: Office, release: WriteRelease, tmp_path: Path
) -> None:
    release("2026-01")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine is there and is no site made here"):
        build_site(small_office, tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").is_file()
    (tmp_path / "empty").mkdir()
    assert (build_site(small_office, tmp_path / "empty").folder / "index.html").is_file()


def test_an_interrupted_write_leaves_the_old_site(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    release("2025-12")
    build_site(small_office)
    before = (small_office.home / "site").readlink()
    release("2026-01")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.site.write.flush", full)
    with pytest.raises(MachineError, match=r"cannot be written \(No space left on device\)"):
        build_site(small_office)
    assert (small_office.home / "site").readlink() == before
    assert [path.name for path in small_office.home.glob(".site*")] == [before.name]
