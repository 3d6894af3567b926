"""The queries about outliers at the command line and as an asset."""

import json

import pytest
from typer.testing import CliRunner

from assets.cli import app
from assets.commands.outliers import NONE
from pipeline import stages
from pipeline.indicators.queries import outlier_rows
from pipeline.month import Month
from pipeline.office import Office
from pipeline.window import window_of

RUN = CliRunner()


def test_the_command_lists_what_the_run_left(
    karabakh_run: tuple[Office, Month], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, month = karabakh_run
    monkeypatch.setenv("CROSSFOOT_VAR", str(office.project.var))
    shown = RUN.invoke(app, ["outliers", month.key], catch_exceptions=False)
    rows = json.loads(RUN.invoke(app, ["outliers", month.key, "--json"], catch_exceptions=False).output)
    kept = outlier_rows(stages.lake_of(office), window_of(office, month))
    assert [row["reason"] for row in rows] == [row["reason"] for row in kept]
    assert all(row["reason"] in shown.output for row in kept)
    assert (shown.output.strip() == NONE) == (not kept)
    assert RUN.invoke(app, ["outliers", "2022-02"], catch_exceptions=False).output.strip() == NONE
