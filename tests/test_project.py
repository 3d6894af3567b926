"""Where results go: beside the checkout, or where CROSSFOOT_VAR says."""

import shutil
from pathlib import Path

import pytest

import pipeline.project
from pipeline.errors import MachineError
from pipeline.project import Project, locate

ROOT = Path(pipeline.project.__file__).parent.parent


def test_the_checkout_is_the_one_that_the_code_runs_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CROSSFOOT_VAR", raising=False)
    assert locate() == Project(root=ROOT, var=ROOT / "var")


def test_a_variable_moves_the_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CROSSFOOT_VAR", "elsewhere")
    assert locate() == Project(root=ROOT, var=tmp_path / "elsewhere")


def test_code_outside_a_checkout_is_a_sentence(tmp_path: Path) -> None:
    import subprocess
    import sys

    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    code = "from pipeline.errors import CrossfootError\nfrom pipeline.project import locate\ntry: locate()\n"
    code += "except CrossfootError as error: print(type(error).__name__, error)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(
        f"{MachineError.__name__} Crossfoot runs from its checkout, but {tmp_path} has no"
    )
    assert "make .venv" in done.stdout


def test_folders_of_a_project(tmp_path: Path) -> None:
    project = Project(root=tmp_path / "checkout", var=tmp_path / "var")
    assert project.sources == tmp_path / "checkout" / "sources"
    assert project.sql == tmp_path / "checkout" / "sql"
    assert project.templates == tmp_path / "checkout" / "report_templates"


def test_the_default_office_owns_the_results_and_another_has_a_folder(tmp_path: Path) -> None:
    project = Project(root=tmp_path, var=tmp_path / "var")
    assert project.home("karabakh") == tmp_path / "var"
    assert project.home("example") == tmp_path / "var" / "example"
