"""Reconciliation at the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assets.cli import app
from pipeline.errors import BadInputError, UsageError
from pipeline.month import Month
from pipeline.office import Office
from tests.reading.tables.makers import write_xlsx

RUN = CliRunner()
ROWS = [["Investment in fixed capital, million manats"], ["", "January 2026"], ["Azerbaijan", 1407]]


@pytest.fixture
def table(karabakh_run: tuple[Office, Month], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a table beside a month that was run."""
    monkeypatch.setenv("CROSSFOOT_VAR", str(karabakh_run[0].project.var))
    return write_xlsx(tmp_path / "old.xlsx", {"Old": ROWS})


def test_the_command_counts_and_names_each_difference(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "marked.xlsx"
    done = RUN.invoke(app, ["reconcile", "2026-01", "--with", str(table), "--out", str(out)])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[1] == "0 equal, 1 differ"
    assert "  Old!B3  there 1,407, here 1,406 AZN_MN (+1)" in lines
    assert "      fci.AZ.2026-01  n-cn37dsga" in lines
    assert lines[-1] == str(out)
    assert out.read_bytes().startswith(b"PK")


def test_the_command_prints_data(table: Path) -> None:
    done = RUN.invoke(app, ["reconcile", "2026-01", "--with", str(table), "--json"])
    assert json.loads(done.output)["counts"]["differ"] == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("marked.csv", "is not the name of a workbook. Give one that ends in .xlsx"),
        ("old.xlsx", "is the table itself, which is never changed"),
        ("other.xlsx", "exists, and is not written over"),
    ],
)
def test_no_file_is_written_over(table: Path, name: str, why: str) -> None:
    before = table.read_bytes()
    table.with_name("other.xlsx").write_bytes(b"kept")
    out = str(table.with_name(name))
    done = RUN.invoke(app, ["reconcile", "2026-01", "--with", str(table), "--out", out])
    assert isinstance(done.exception, UsageError)
    assert why in str(done.exception)
    assert table.read_bytes() == before
    assert table.with_name("other.xlsx").read_bytes() == b"kept"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        (
            "a.xlsx",
            b"this was a workbook once",
            "a.xlsx is no workbook: it begins as a text does. It is damaged",
        ),
        ("a.xlsx", bytes(range(256)) * 9, "a.xlsx is no workbook: its first bytes are not those of one"),
        ("a.txt", b"A report of 1,406 million manats.", "a.txt is a document and no table"),
    ],
)
def test_what_is_no_table_is_named(table: Path, name: str, content: bytes, what: str) -> None:
    path = table.with_name(name)
    path.write_bytes(content)
    done = RUN.invoke(app, ["reconcile", "2026-01", "--with", str(path)])
    assert isinstance(done.exception, BadInputError)
    assert what in str(done.exception)
