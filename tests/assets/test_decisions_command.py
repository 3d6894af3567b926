"""Findings and decisions at the command line, as people type them."""

import json
import sys
from pathlib import Path

import openpyxl
import pytest

from assets.start import main
from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.workbook import COLUMNS, HEAD_ROW, SHEET
from pipeline.errors import Exit
from pipeline.office import Office
from tests.decisions.conftest import DELIVERED, open_ids, run
from tests.small_office import copy_of, office_writer

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Run a small office whose region is above its country, once; to be read only."""
    office = office_writer(tmp_path_factory.mktemp("doubtful"))({"first": {"investment.csv": DELIVERED}})
    run(office)
    return office


@pytest.fixture
def office(ran: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Copy it, and let the command line find the copy."""
    office = copy_of(ran, tmp_path / "own")
    monkeypatch.setattr("assets.commands.decisions.locate", lambda: office.project)
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    return office


def _call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run a command in this process and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["crossfoot", *arguments, "--office", "small"])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_findings_are_listed_with_what_to_type(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert _call(monkeypatch, "findings") == Exit.OK
    said = capsys.readouterr().out
    finding = open_ids(office)["parent"]
    assert said.startswith(f"{finding[:8]}  open      parent (withhold), R1, 2026-01-31")
    assert "The figure 2\u202f270 million manats" in said
    assert ": 2270 AZN_MN, R1, S2" in said
    assert said.endswith("1 findings of 2026-01, as of 2026-11-21.\n")
    assert _call(monkeypatch, "findings", "2026-01", "--json") == Exit.OK
    assert json.loads(capsys.readouterr().out)[0]["finding_id"] == finding


def test_decisions_are_listed(office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    for asked, said in (
        ((), "No decision was taken in office small."),
        (("--month", "2026-01"), "No decision was taken in office small, so none for 2026-01."),
        (("--state", "open"), "No decision of office small has the state 'open'."),
    ):
        assert _call(monkeypatch, "decisions", *asked) == Exit.OK
        assert capsys.readouterr().out == f"{said}\n"
    finding = open_ids(office)["parent"][:8]
    assert _call(monkeypatch, "decide", finding, "hold", "--reason", "Asked the source.") == Exit.OK
    made = read_ledger(office)[0]
    capsys.readouterr()
    assert _call(monkeypatch, "decisions", "--state", "open") == Exit.OK
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == [
        "decision_id", "state", "action", "who", "decided", "change", "until", "series", "reason"
    ]  # fmt: skip
    assert line.startswith(f"{made.decision_id}  open   hold    login")
    assert line.endswith("Asked the source.")
    assert _call(monkeypatch, "decisions", "--month", "2026-01", "--csv") == Exit.OK
    assert capsys.readouterr().out.splitlines()[1].startswith(f"{made.decision_id},waiting,")
    assert _call(monkeypatch, "findings") == Exit.OK
    said = capsys.readouterr().out
    assert f"    decided since the run: hold by {made.who}, {made.decision_id}" in said
    assert said.endswith("1 of them were decided or undone since; run 2026-01 again.\n")
    assert _call(monkeypatch, "decisions", "--json") == Exit.OK
    assert json.loads(capsys.readouterr().out)[0]["decision_id"] == made.decision_id


def test_a_decision_and_its_undoing(office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    finding = open_ids(office)["parent"][:8]
    correct = [
        "decide",
        finding,
        "correct",
        "--value",
        "227.0",
        "--reason",
        "Checked.",
        "--expires",
        "2099-01-31",
    ]
    assert _call(monkeypatch, *correct) == Exit.OK
    (made,) = read_ledger(office)
    said = capsys.readouterr().out
    assert said == (
        f"Decision {made.decision_id}: correct; value 2270 -> 227.0; by login.\n"
        "It counts from the next run on: crossfoot run 2026-01 --office small\n"
    )
    run(office)
    assert _call(monkeypatch, "findings") == Exit.OK
    assert capsys.readouterr().out == "No finding waits for a decision.\n"
    assert _call(monkeypatch, "findings", "--all") == Exit.OK
    assert "corrected  parent (withhold)" in (listed := capsys.readouterr().out)
    assert f"S2; correct {made.decision_id}" in listed
    undo = ["decide", "--undo", made.decision_id, "--reason", "Taken back.", "--who", "B. Person", "--json"]
    assert _call(monkeypatch, *undo) == Exit.OK
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["undoes"], told["who"]) == (made.decision_id, "B. Person")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["decide"], "The field 'reason' is empty"),
        (["decide", "abcdef", "accept", "--reason", "Checked."], "There is no finding abcdef"),
        (["decide", "abcdef", "forget", "--reason", "Checked."], "'forget' is no action"),
        (["decide", "abcdef", "correct", "--value", "1", "--period", "2025"], "one at a time"),
        (["decide", "abcdef", "accept", "--from", "x.xlsx"], "Give either --from FILE.xlsx or one decision"),
        (["findings", "2026-02"], "has no findings for month 2026-02"),
        (["findings", "--to", "x.csv"], "Give a name that ends in .xlsx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    office: Office, arguments: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    assert _call(monkeypatch, *arguments) == Exit.USAGE
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert read_ledger(office) == []


def test_a_workbook_goes_out_and_comes_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    path = tmp_path / "findings.xlsx"
    assert _call(monkeypatch, "findings", "--to", str(path)) == Exit.OK
    assert f"crossfoot decide --from {path}" in capsys.readouterr().out
    book, columns = openpyxl.load_workbook(path), list(COLUMNS)
    sheet = book[SHEET]
    given = [cell.value for cell in sheet[HEAD_ROW + 1]]
    for row, action in enumerate(("accept", "accept", "later"), start=HEAD_ROW + 1):
        for column, value in enumerate(given, start=1):
            sheet.cell(row, column, value)
        sheet.cell(row, columns.index("action") + 1, action)
        sheet.cell(row, columns.index("reason") + 1, "Checked.")
    book.save(path)
    assert _call(monkeypatch, "decide", "--from", str(path)) == Exit.USAGE
    assert "cell O4: The field 'who' is empty. Give the name of the person who decides." in (
        capsys.readouterr().err
    )
    assert read_ledger(office) == []
    assert _call(monkeypatch, "decide", "--from", str(path), "--who", "B. Person") == Exit.USAGE
    said = capsys.readouterr()
    assert said.out == "1 decisions made. They count from the next run on.\n"
    problems = said.err.splitlines()
    assert len(problems) == 2
    assert "cell L6: 'later' is no action" in problems[0]
    assert "row 5: This is already decided" in problems[1]
    assert [row.who for row in read_ledger(office)] == ["B. Person"]
    assert _call(monkeypatch, "decide", "--from", str(tmp_path / "none.xlsx")) == Exit.BAD_INPUT
