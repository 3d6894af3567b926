"""The queries about outliers at the command line and as an asset."""

import json

import pytest
from typer.testing import CliRunner

from assets.cli import app
from assets.commands.outliers import NONE
from pipeline import stages
from pipeline.errors import UsageError
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
    for more in ([], ["--json"]):
        with pytest.raises(UsageError, match=r"Month 2022-02 of office karabakh has not been run"):
            RUN.invoke(app, ["outliers", "2022-02", *more], catch_exceptions=False)


def test_a_month_without_queries_is_told_from_one_that_was_not_run(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.commands.outliers.locate", lambda: small_office.project)
    shown = ["outliers", "2026-01", "--office", small_office.code]
    with pytest.raises(UsageError, match="has not been run"):
        RUN.invoke(app, shown, catch_exceptions=False)
    stages.intake(small_office)
    stages.conform(small_office)
    stages.edit(small_office, Month(2026, 1))
    stages.compute(small_office, Month(2026, 1))
    assert RUN.invoke(app, shown, catch_exceptions=False).output.strip() == NONE
