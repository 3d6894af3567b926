"""The readers' site at the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.cli import app
from pipeline.errors import UsageError
from pipeline.office import Office

RUN = CliRunner()


@pytest.fixture
def results(small_run: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command see results without a release."""
    monkeypatch.setenv("CROSSFOOT_VAR", str(small_run.project.var))


@pytest.mark.usefixtures("results")
def test_without_a_release_the_command_says_what_to_run(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["site", "--out", str(tmp_path / "out")])
    assert isinstance(done.exception, UsageError)
    assert "crossfoot run --office karabakh" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_help_shows_an_example() -> None:
    assert "crossfoot site --office karabakh" in RUN.invoke(app, ["site", "--help"]).output
