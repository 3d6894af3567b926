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


def _installed(folder: Path) -> None:
    """Pretend that an installation was finished."""
    (folder / ".venv").mkdir()
    for stamp in (".locked", ".installed"):
        (folder / ".venv" / stamp).touch()


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


def test_an_interrupted_installation_is_begun_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    planned = _make(checkout, "--dry-run", "bulletin").stdout
    assert "-m venv --clear .venv" in planned
    assert "--require-hashes -r requirements.lock" in planned
    assert "--no-deps --no-build-isolation -e ." in planned


def test_a_finished_installation_is_used(checkout: Path) -> None:
    _installed(checkout)
    planned = _make(checkout, "--dry-run", "bulletin", "OFFICE=example", "MONTH=2025-10").stdout
    command = [".venv/bin/crossfoot", "run", "--office", '"example"']
    assert planned.split() == [*command, "--only", "national", "--only", "en", '"2025-10"']
    whole = _make(checkout, "--dry-run", "family", "OFFICE=example", "MONTH=2025-10").stdout
    assert whole.split() == [*command, '"2025-10"']
    assert '"karabakh"' in _make(checkout, "--dry-run", "bulletin").stdout.split()


def test_a_changed_lock_is_installed_anew_and_a_changed_project_only_itself(checkout: Path) -> None:
    _installed(checkout)
    later = (checkout / ".venv" / ".installed").stat().st_mtime + 10
    os.utime(checkout / "pyproject.toml", (later, later))
    planned = _make(checkout, "--dry-run", ".venv").stdout
    assert "-e ." in planned
    assert "requirements.lock" not in planned
    os.utime(checkout / "requirements.lock", (later, later))
    assert "--require-hashes -r requirements.lock" in _make(checkout, "--dry-run", ".venv").stdout


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
