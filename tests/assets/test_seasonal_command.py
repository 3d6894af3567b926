"""Seasonal adjustment at the command line: the review, and the state of each series."""

import json

import pytest
from typer.testing import CliRunner

from assets.cli import app
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office

RUN = CliRunner()


@pytest.fixture
def results(karabakh_run: tuple[Office, Month], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands see the default office's month."""
    monkeypatch.setenv("CROSSFOOT_VAR", str(karabakh_run[0].project.var))


@pytest.mark.usefixtures("results")
def test_status_says_why_a_series_is_not_adjusted() -> None:
    shown = RUN.invoke(app, ["seasonal", "status", "--month", "2026-01"], catch_exceptions=False)
    assert "not adjusted: 11 of 60 months" in shown.output
    rows = json.loads(RUN.invoke(app, ["seasonal", "status", "--month", "2026-01", "--json"]).output)
    assert {row["status"] for row in rows} == {"not_adjusted"}


@pytest.mark.usefixtures("results")
@pytest.mark.parametrize(
    ("arguments", "said"), [([], "has no specification to review"), (["--year", "25"], "25 is not a year")]
)
def test_a_review_that_cannot_be_made_is_a_sentence(arguments: list[str], said: str) -> None:
    refused = RUN.invoke(app, ["seasonal", "review", *arguments])
    assert isinstance(refused.exception, UsageError)
    assert said in str(refused.exception)
