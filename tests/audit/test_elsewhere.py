"""The commands of an auditor where there is code and a release folder, and neither an office nor SQL."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline.project
from assets.cli import app
from pipeline.office import Office
from pipeline.project import kept_for_audits, locate
from pipeline.sealed.folder import ReleaseFolder


@pytest.fixture
def folder(small_release: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a release folder; the code runs from a place where its templates alone lie beside it."""
    (tmp_path / "code" / "pipeline").mkdir(parents=True)
    (tmp_path / "code" / "report_templates").symlink_to(locate().templates)
    monkeypatch.delenv("CROSSFOOT_VAR", raising=False)
    monkeypatch.setattr(pipeline.project, "__file__", str(tmp_path / "code" / "pipeline" / "project.py"))
    monkeypatch.chdir(tmp_path)
    yield (small_release.home / "releases" / "2026-01").resolve()
    # A command that ends with its report does not look for what waits to be freed.
    gc.unfreeze()
    gc.enable()


def test_each_command_works_without_an_office(folder: Path, tmp_path: Path) -> None:
    number = ReleaseFolder.open(folder).numbers["number_id"][0]
    asked = [
        ["verify", str(folder)],
        ["trace", number, "--in", str(folder)],
        ["vouch", number, "--in", str(folder)],
        ["diff", str(folder), str(folder)],
        ["sample", str(folder), "--n", "5", "--to", str(tmp_path / "papers")],
    ]
    done = {words[0]: CliRunner().invoke(app, words) for words in asked}
    assert {name: found.exit_code for name, found in done.items()} == dict.fromkeys(done, 0), done
    assert " agrees" in done["sample"].output
    assert sorted(path.name for path in (tmp_path / "code").iterdir()) == ["pipeline", "report_templates"]
    assert kept_for_audits() is None


def test_papers_without_their_templates_are_a_sentence(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "code" / "report_templates").unlink()
    done = CliRunner().invoke(app, ["sample", str(folder), "--n", "1", "--to", str(tmp_path / "papers")])
    assert "The papers of a sample need their templates" in str(done.exception)
