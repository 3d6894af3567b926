"""The command line as people use it: help, sentences, exit codes, and no heavy start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assets.start import main
from pipeline import sources
from pipeline.errors import BusyError, Exit
from pipeline.project import locate

Said = pytest.CaptureFixture[str]


def _call(monkeypatch: pytest.MonkeyPatch, var: Path, *arguments: str) -> int:
    """Run the command line in this process and return its exit code."""
    monkeypatch.setenv("CROSSFOOT_VAR", str(var))
    monkeypatch.setattr(sys, "argv", ["crossfoot", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def _run(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "assets.start", *arguments],
        cwd=locate().root,
        env={**os.environ, "CROSSFOOT_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "vouch",
        "sources",
        "findings",
        "decide",
        "changes",
        "table",
        "ui",
        "read",
        "ledger",
        "template",
        "drafts",
        "answer",
        "accept",
        "desk",
        "reconcile",
    ],
)
def test_each_command_explains_itself(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Said
) -> None:
    assert _call(monkeypatch, tmp_path, command, "--help") == Exit.OK
    said = capsys.readouterr().out
    assert f"Usage: crossfoot {command}" in said
    assert f"Example: crossfoot {command}" in said


def test_help_lists_the_commands_and_the_exit_codes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Said
) -> None:
    assert _call(monkeypatch, tmp_path, "--help") == Exit.OK
    said = " ".join(capsys.readouterr().out.split())
    assert "vouch Show where a number came from." in said
    assert all(f"{code.value} " in said for code in Exit)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "2099-01"], "2099-01 is outside the months of office karabakh"),
        (["run", "2014-11"], "2014-11 is outside the months of office karabakh"),
        (["run", "2026-13"], "'2026-13' is not a month"),
        (["run", "2026-01", "--to", "2025-01"], "2025-01 is before 2026-01"),
        (["run", "2026-01", "--to", "2099-01"], "2099-01 is outside the months"),
        (["run", "--as-of", "soon"], "'soon' is not a day"),
        (["run", "--office", "karabach"], "Did you mean karabakh?"),
        (["sources"], "Run `crossfoot run 2026-01 --office karabakh` first."),
    ],
)
def test_a_request_that_cannot_be_met_is_one_sentence(
    arguments: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Said
) -> None:
    assert _call(monkeypatch, tmp_path, *arguments) == Exit.USAGE
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_an_error_has_the_exit_code_of_its_kind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Said
) -> None:
    def refuse(*_: object) -> None:
        raise BusyError("In use.")

    monkeypatch.setattr(sources, "list_sources", refuse)
    assert _call(monkeypatch, tmp_path, "sources") == Exit.BUSY
    assert capsys.readouterr().err == "In use.\n"


def test_what_nobody_foresaw_is_a_sentence_and_a_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Said
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(sources, "list_sources", fail)
    assert _call(monkeypatch, tmp_path, "sources") == Exit.FAILED
    (log,) = (tmp_path / "log").iterdir()
    said = capsys.readouterr().err
    assert str(log) in said
    assert "Traceback" not in said
    assert "ZeroDivisionError: by nought" in log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_hides_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Said
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(sources, "list_sources", fail)
    assert _call(monkeypatch, file, "sources") == Exit.FAILED
    assert "by nought" in capsys.readouterr().err


def test_an_interruption_ends_quietly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Said) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sources, "list_sources", interrupt)
    assert _call(monkeypatch, tmp_path, "sources") == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.long
def test_a_month_without_its_pdf_then_its_sources_and_one_number(tmp_path: Path) -> None:
    ran = _run(tmp_path, "run", "2026-01", "--no-pdf")
    assert ran.returncode == Exit.OK, ran.stderr
    assert ran.stdout == f"{tmp_path / 'warehouse.duckdb'}\n"
    assert [line.split()[2] for line in ran.stderr.splitlines()] == [
        "intake:",
        "conform:",
        "edit",
        "indicators",
        "warehouse:",
    ]
    listed = json.loads(_run(tmp_path, "sources", "--json").stdout)
    assert sum(row["figures"] for row in listed) >= sum(row["used"] for row in listed) > 0
    shown = _run(tmp_path, "sources").stdout.splitlines()
    assert len(shown) == len(listed) + 1
    assert shown[0].split()[:2] == ["source_id", "publisher"]
    asked = ("vouch", "fci.AZ.2026-01")
    traced = json.loads(_run(tmp_path, *asked, "--json").stdout)
    assert traced["cell"]["cell_id"] == "fci.AZ.2026-01"
    assert '"1,406"' in json.dumps(traced["observations"])
    told = _run(tmp_path, *asked).stdout
    assert "1406 AZN_MN" in told
    assert "trend.az" in told
    none = _run(tmp_path, *asked, "--month", "2026-01.1")
    assert none.returncode == Exit.USAGE
    assert "There is no release" in none.stderr
    unknown = _run(tmp_path, "vouch", "fci.AZ.2026-0")
    assert unknown.returncode == Exit.USAGE
    assert "fci.AZ.2026-01" in unknown.stderr


def test_a_quiet_run_that_cannot_write_says_only_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = _run(tmp_path / "file" / "var", "run", "--quiet")
    assert ran.returncode == Exit.ENVIRONMENT
    assert ran.stdout == ""
    assert "cannot be written to" in ran.stderr
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import assets.cli", ["dagster", "duckdb", "polars", "weasyprint"]),
        ("import pipeline.vouch, pipeline.sources, assets.cli", ["dagster", "weasyprint", "altair"]),
        ("import assets.definitions", ["weasyprint", "altair", "vl_convert", "pikepdf", "sqlglot"]),
        (
            "from assets.definitions import build_defs; build_defs()",
            ["polars", "duckdb", "sqlglot", "numpy", "openpyxl", "weasyprint"],
        ),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str, absent: list[str]) -> None:
    check = f"{code}; import sys; print(*(name for name in {absent!r} if name in sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", check], cwd=locate().root, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == []
