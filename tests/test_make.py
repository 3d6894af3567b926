"""What a newcomer types, before and after there is an environment."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.project import locate

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Copy what the first rules of the Makefile need."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(locate().root / name, tmp_path)
    return tmp_path


def _make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=CLEAN, capture_output=True, text=True, check=False, timeout=60
    )


PRETENDER = """#!/bin/sh
# Makes an environment of itself, and installs whatever is locked but a package that nobody has.
case "$*" in
    "-m venv --clear "*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
    *"-r requirements.lock") ! grep -q nobody-has requirements.lock ;;
esac
"""


@pytest.fixture
def python(checkout: Path) -> str:
    """Return what makes environments at once, as an argument of make."""
    path = checkout / "pretender"
    path.write_text(PRETENDER)
    path.chmod(0o755)
    return f"PYTHON={path}"


def _environments(folder: Path) -> set[str]:
    return {path.name for path in folder.glob(".venv-*")}


def _lock(folder: Path, text: str) -> None:
    (folder / "requirements.lock").write_text(text)


def test_an_old_python_is_one_sentence_before_anything_else(checkout: Path) -> None:
    old = checkout / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit\nexit 1\n')
    old.chmod(0o755)
    said = _make(checkout, "bulletin", f"PYTHON={old}").stderr.splitlines()
    assert said[0].startswith(f"Crossfoot needs Python 3.11 or newer, and '{old}' is Python 3.9.2:")
    assert "make bulletin PYTHON=" in said[0]
    assert not (checkout / ".venv").exists()


def test_a_missing_python_is_one_sentence(checkout: Path) -> None:
    said = _make(checkout, "test", "PYTHON=python-of-nowhere").stderr.splitlines()
    assert said[0].startswith("Crossfoot needs Python 3.11 or newer, and there is no 'python-of-nowhere'")


def test_an_interrupted_installation_is_begun_anew(checkout: Path, python: str) -> None:
    assert _make(checkout, ".venv", python).returncode == 0
    for stamp in (".locked", ".installed"):
        (checkout / ".venv" / stamp).unlink()
    planned = _make(checkout, "--dry-run", "bulletin").stdout
    assert f"-m venv --clear {(checkout / '.venv').readlink()}\n" in planned
    assert "--require-hashes -r requirements.lock" in planned
    assert "--no-deps --no-build-isolation -e ." in planned


def test_a_finished_installation_is_used(checkout: Path, python: str) -> None:
    assert _make(checkout, ".venv", python).returncode == 0
    planned = _make(checkout, "--dry-run", "bulletin", "OFFICE=example", "MONTH=2025-10").stdout
    command = [".venv/bin/crossfoot", "run", "--office", '"example"']
    assert planned.split() == [*command, "--only", "national", "--only", "en", '"2025-10"']
    whole = _make(checkout, "--dry-run", "family", "OFFICE=example", "MONTH=2025-10").stdout
    assert whole.split() == [*command, '"2025-10"']
    assert '"karabakh"' in _make(checkout, "--dry-run", "bulletin").stdout.split()


def test_a_changed_lock_is_installed_anew_and_a_changed_project_only_itself(
    checkout: Path, python: str
) -> None:
    _make(checkout, ".venv", python)
    later = (checkout / ".venv" / ".installed").stat().st_mtime + 10
    os.utime(checkout / "pyproject.toml", (later, later))
    planned = _make(checkout, "--dry-run", ".venv").stdout
    assert "-e ." in planned
    assert "requirements.lock" not in planned
    _lock(checkout, "another\n")
    assert "--require-hashes -r requirements.lock" in _make(checkout, "--dry-run", ".venv").stdout


def test_a_failed_installation_leaves_the_environment_before_as_it_was(checkout: Path, python: str) -> None:
    _make(checkout, ".venv", python)
    before = (checkout / ".venv").readlink()
    kept = {path: path.stat().st_mtime_ns for path in (checkout / before).rglob("*")}
    _lock(checkout, "nobody-has==1\n")
    assert _make(checkout, ".venv", python).returncode != 0
    assert (checkout / ".venv").readlink() == before
    assert {path: path.stat().st_mtime_ns for path in (checkout / before).rglob("*")} == kept
    _lock(checkout, "somebody-has==1\n")
    assert _make(checkout, ".venv", python).returncode == 0
    now = (checkout / ".venv").readlink()
    # What still runs has the one before; what could not be made is gone.
    assert _environments(checkout) == {str(before), str(now)}


def test_the_way_back_to_the_lock_before_installs_nothing(checkout: Path, python: str) -> None:
    locked = (checkout / "requirements.lock").read_text()
    _make(checkout, ".venv", python)
    before = (checkout / ".venv").readlink()
    _lock(checkout, "another\n")
    _make(checkout, ".venv", python)
    assert (checkout / ".venv").readlink() != before
    _lock(checkout, locked)
    assert "pip install" not in _make(checkout, "--dry-run", ".venv").stdout
    _make(checkout, ".venv", python)
    assert (checkout / ".venv").readlink() == before


def test_an_environment_that_was_a_folder_gives_way_to_one_that_is_whole(checkout: Path, python: str) -> None:
    kept = checkout / ".venv" / "kept"
    kept.parent.mkdir()
    kept.touch()
    locked = (checkout / "requirements.lock").read_text()
    _lock(checkout, "nobody-has==1\n")
    assert _make(checkout, ".venv", python).returncode != 0
    assert kept.exists()
    _lock(checkout, locked)
    assert _make(checkout, ".venv", python).returncode == 0
    assert (checkout / ".venv").is_symlink()
    assert not kept.exists()


def test_a_link_to_an_environment_is_not_committed(checkout: Path, python: str) -> None:
    shutil.copy(locate().root / ".gitignore", checkout)
    _make(checkout, ".venv", python)
    subprocess.run(["git", "init", "--quiet"], cwd=checkout, check=True)
    seen = subprocess.run(
        ["git", "status", "--short"], cwd=checkout, capture_output=True, text=True, check=True
    ).stdout
    assert ".venv" not in seen


def test_children_may_write_bytecode(checkout: Path) -> None:
    with (checkout / "Makefile").open("a", encoding="utf-8") as makefile:
        makefile.write("\nshow:\n\t@env\n")
    environment = {**CLEAN, "PYTHONDONTWRITEBYTECODE": "1"}
    shown = subprocess.run(
        ["make", "show"], cwd=checkout, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert "PYTHONDONTWRITEBYTECODE" not in shown


def test_help_names_every_command(checkout: Path) -> None:
    shown = {line.split()[0] for line in _make(checkout, "help").stdout.splitlines()}
    assert {"bulletin", "test", "test-long", "bench", "ui", "clean"} <= shown
