"""What holds the house together: directions of imports, names, sizes, the clock, the lock."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.project import locate
from tests.conftest import LONGEST

ROOT = locate().root
CODE = ("assets", "pipeline")
MADE = {".venv", ".git", "var", "__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
TEXT = {".py", ".sql", ".toml", ".md", ".yaml", ".csv", ".html", ".css", ".lock", ".txt", ".svg", ""}
MAX_LINES = 300


def _files(*suffixes: str, below: tuple[str, ...] = (".",)) -> Iterator[Path]:
    """List the files of the repository, without what is made from them."""
    for folder in below:
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT).parts
            made = MADE & set(parts) or parts[0].startswith((".venv-", ".coverage"))
            if path.is_file() and path.suffix in suffixes and not made:
                yield path


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of a copy of the code."""
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the code, so that a test can break it."""
    for name in CODE:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_run_one_way(copy: Path) -> None:
    kept = _lint_imports(copy)
    assert kept.returncode == 0, kept.stdout


@pytest.mark.parametrize("forbidden", ["import dagster", "import assets.keys"])
def test_the_calculation_cannot_import_what_runs_it(copy: Path, forbidden: str) -> None:
    with (copy / "pipeline" / "month.py").open("a", encoding="utf-8") as module:
        module.write(f"\n{forbidden}\n")
    broken = _lint_imports(copy)
    assert broken.returncode != 0
    assert "The calculation knows nothing of Dagster BROKEN" in broken.stdout


def test_code_lies_in_two_packages() -> None:
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} == set(CODE)
    assert not list(ROOT.glob("*.py"))


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [path for path in _files(".py") if drawers & {path.stem, path.parent.name}] == []


def test_no_code_file_is_long() -> None:
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in _files(".py", below=CODE)
    }
    assert {name: count for name, count in lines.items() if count > MAX_LINES} == {}


def test_tests_are_not_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_asset_signatures_stay_objects() -> None:
    postponed = "from __future__ import annotations"
    assert [path for path in _files(".py", below=("assets",)) if postponed in path.read_text()] == []


def test_the_calculation_does_not_read_the_clock() -> None:
    readings = (
        "datetime.now",
        "date.today",
        "utcnow",
        "time.time(",
        "current_date",
        "current_timestamp",
        "now()",
    )
    clock = re.compile("|".join(map(re.escape, readings)))
    files = [*_files(".py", below=("pipeline",)), *_files(".sql", below=("sql",))]
    found = [path.name for path in files if clock.search(path.read_text(encoding="utf-8"))]
    # A signature says when it was put on; its bytes are no part of what is replayed. The clock is read by
    # commands and steps alone, for the ledger of releases and the embargo.
    assert found == ["clock.py", "seal.py"]


def test_no_path_of_a_machine_is_named() -> None:
    named = re.compile(r"(?<![\w.~/-])/(?:work|tmp|home|root|opt)/\w")
    found = [path for path in _files(*TEXT) if named.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_files_outside_the_repository_are_named_by_tests_alone() -> None:
    found = [path for path in _files(*TEXT) if "../shared" in path.read_text(encoding="utf-8")]
    assert [path for path in found if path.relative_to(ROOT).parts[0] != "tests"] == []


def test_every_dependency_is_locked_with_hashes_and_no_index() -> None:
    facts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*facts["project"]["dependencies"], *facts["project"]["optional-dependencies"]["dev"]]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entry = (
        r"^([a-z0-9][\w.-]*)(?:\[.*\])?(==\S+)(?: ; .*)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    )
    locked = {name + version for name, version in re.findall(entry, lock, re.MULTILINE)}
    assert len(locked) == len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE))
    assert {name.lower().partition(";")[0] for name in wanted} <= locked
    assert "://" not in lock
    assert "index" not in re.sub(r"^[a-z].*$", "", lock, flags=re.MULTILINE)


def test_the_licence_is_the_standard_text() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_the_page_loads_the_package_and_nothing_else() -> None:
    workspace = (ROOT / "workspace.yaml").read_text(encoding="utf-8")
    assert re.findall(r"module_name: (\S+)", workspace) == ["assets.definitions"]


def test_the_files_that_are_begun_first_are_there() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).is_file()] == []
