"""Findings go out as a workbook and decisions come back; a cell that is no decision is named."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assets.commands.decisions import _listing as listing_of
from pipeline.decisions import workbook, workbook_read
from pipeline.decisions.decide import decide_all
from pipeline.decisions.listing import list_findings
from pipeline.decisions.workbook import ASKED, COLUMNS, HEAD_ROW, SHEET, write_findings_workbook
from pipeline.decisions.workbook_read import MAX_BYTES, read_decisions_workbook
from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from tests.decisions.conftest import COUNTRY, JANUARY, MOMENT, REGION, decided, deliver, open_ids, run

FILLED = {"action": "accept", "reason": "Checked.", "who": "A. Person"}
LETTER = {name: chr(ord("A") + at) for at, name in enumerate(COLUMNS)}


@pytest.fixture
def asked(doubtful: Office, tmp_path: Path) -> Path:
    """Write the workbook of the office's one finding."""
    path = tmp_path / "findings.xlsx"
    assert write_findings_workbook(doubtful, JANUARY, path) == 1
    return path


def _fill(path: Path, cells: dict[str, Any], row: int = HEAD_ROW + 1) -> None:
    """Fill in cells of a row as a person does."""
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book[SHEET][f"{LETTER[name]}{row}"] = value
    book.save(path)


def test_the_workbook_shows_findings_and_asks(doubtful: Office, asked: Path) -> None:
    sheet = openpyxl.load_workbook(asked)[SHEET]
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    assert heads == [head for head, _ in COLUMNS.values()]
    row = dict(zip(COLUMNS, (cell.value for cell in sheet[HEAD_ROW + 1]), strict=True))
    assert row["finding_id"] == open_ids(doubtful)["parent"]
    assert (row["value"], row["unit_code"], row["state"]) == ("2270", "AZN_MN", "open")
    assert [row[name] for name in ASKED] == [None] * len(ASKED)
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"accept,reject,correct,hold,attribute"'
    assert str(choice.sqref) == f"{LETTER['action']}{HEAD_ROW + 1}"
    assert sheet.protection.sheet
    locked = {name: sheet[f"{LETTER[name]}{HEAD_ROW + 1}"].protection.locked for name in COLUMNS}
    assert {name for name, is_locked in locked.items() if not is_locked} == set(ASKED)
    assert sheet[f"{LETTER['new_value']}{HEAD_ROW + 1}"].number_format == "@"


@pytest.mark.parametrize(
    ("action", "new_value", "as_decided"),
    [("correct", "1,500", "1500"), ("attribute", "2025-01", "2025-01-01/2025-01-31")],
)
def test_a_finding_on_a_figure_as_decided_shows_it_as_reported_too(
    doubtful: Office, tmp_path: Path, action: str, new_value: str, as_decided: str
) -> None:
    earlier = {"period_start": "2025-01-01", "period_end": "2025-01-31", "period_as_written": "January 2025"}
    deliver(doubtful, COUNTRY, REGION, COUNTRY | earlier | {"published_on": "2025-02-20"})
    made = decided(doubtful, "parent", action=action, new_value=new_value.replace(",", ""))
    run(doubtful)
    (found,) = list_findings(doubtful)
    assert found["figures"][0]["decisions"] == [f"{action} {made.decision_id}"]
    path = tmp_path / "decided.xlsx"
    write_findings_workbook(doubtful, JANUARY, path)
    sheet = openpyxl.load_workbook(path)[SHEET]
    row = dict(zip(COLUMNS, (cell.value for cell in sheet[HEAD_ROW + 1]), strict=True))
    shown = ("value", "period", "as_decided")
    assert [row[name] for name in shown] == ["2270", "2026-01-01/2026-01-31", as_decided]
    assert f": 2270 AZN_MN as reported, {as_decided} as decided, R1, S2" in listing_of([found])


def test_the_same_findings_give_the_same_bytes(doubtful: Office, asked: Path, tmp_path: Path) -> None:
    write_findings_workbook(doubtful, None, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == asked.read_bytes()


def test_texts_stay_texts_whatever_they_begin_with() -> None:
    row = dict.fromkeys(workbook.GIVEN, "=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook._workbook("@title", [row], MOMENT.date())))[SHEET]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}


def test_filled_in_it_comes_back_as_decisions(doubtful: Office, asked: Path) -> None:
    _fill(
        asked, FILLED | {"action": "correct", "new_value": "227.0", "expires_on": MOMENT.replace(tzinfo=None)}
    )
    rows, sentences = read_decisions_workbook(asked)
    assert sentences == []
    (row,) = rows
    assert row.place == f"findings.xlsx, sheet {SHEET}, row {HEAD_ROW + 1}"
    assert (row.request.action, row.request.new_value, str(row.request.expires_on)) == (
        "correct",
        "227.0",
        "2026-11-26",
    )
    _fill(asked, {"expires_on": None, "who": None})
    (row,), _ = read_decisions_workbook(asked, who="B. Person")
    (made,) = decide_all(doubtful, [row.request], MOMENT)
    assert not isinstance(made, str)
    assert (made.who, made.new_value, made.rule_id) == ("B. Person", "227.0", "parent")


def test_an_empty_workbook_asks_for_nothing(asked: Path) -> None:
    assert read_decisions_workbook(asked) == ([], [])


@pytest.mark.parametrize(
    ("cells", "field", "said"),
    [
        ({"action": None}, "action", "'' is no action"),
        ({"action": "fix"}, "action", "'fix' is no action"),
        ({"reason": None}, "reason", "The field 'reason' is empty"),
        ({"reason": "=1+1"}, "reason", "holds a formula"),
        ({"reason": "#N/A"}, "reason", "a fault of the spreadsheet"),
        ({"reason": True}, "reason", "holds true or false"),
        ({"who": None}, "who", "One name for all rows that have none is given with --who."),
        (
            {"action": "attribute", "new_value": MOMENT.replace(tzinfo=None)},
            "new_value",
            "made a date of what",
        ),
        (
            {"action": "correct", "new_value": 1234567890.123456},
            "new_value",
            "more digits than a spreadsheet keeps",
        ),
        ({"action": "correct", "new_value": 1e300}, "new_value", "more digits than a spreadsheet keeps"),
        ({"action": "correct", "new_value": "a lot"}, "new_value", "'a lot' is not a number"),
        ({"expires_on": "soon"}, "expires_on", "'soon' is not a day"),
        ({"finding_id": "none"}, "finding_id", "'none' is no id"),
    ],
)
def test_a_cell_that_is_no_decision_is_named(
    asked: Path, cells: dict[str, Any], field: str, said: str
) -> None:
    _fill(asked, FILLED | cells)
    rows, sentences = read_decisions_workbook(asked)
    assert rows == []
    (sentence,) = sentences
    assert sentence.startswith(f"findings.xlsx, sheet {SHEET}, cell {LETTER[field]}{HEAD_ROW + 1}: ")
    assert said in sentence


def test_good_rows_are_read_beside_others(asked: Path, doubtful: Office) -> None:
    given = {"finding_id": open_ids(doubtful)["parent"]}
    _fill(asked, FILLED)
    _fill(asked, FILLED | given | {"action": "later"}, HEAD_ROW + 2)
    _fill(asked, FILLED | given | {"action": "correct", "new_value": 227.5}, HEAD_ROW + 3)
    rows, sentences = read_decisions_workbook(asked)
    assert [row.request.new_value for row in rows] == ["", "227.5"]
    assert len(sentences) == 1


def _zip(path: Path, **parts: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.xml", content)


def _other_heads(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book[SHEET][f"A{HEAD_ROW}"] = "Another"
    book.save(path)


def _other_sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(path)


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("a,b\n", encoding="utf-8"), "is not a workbook in the form"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:900]), "is not a workbook in the form"),
    "gone": (lambda path: path.unlink(), "cannot be opened"),
    "large": (lambda path: path.write_bytes(b"x" * (MAX_BYTES + 1)), f"at most {MAX_BYTES}"),
    "bomb": (lambda path: _zip(path, a=b"0" * 50_000_001), "unpacks to 50000001 bytes"),
    "entities": (
        lambda path: _zip(path, a=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
        "declares a document type",
    ),
    "empty": (lambda path: _zip(path, a=b"<a/>"), "cannot be read as a workbook"),
    "heads": (_other_heads, "row 3 has other heads"),
    "sheet": (_other_sheet, "has no sheet 'Decisions'"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_such_workbook_is_a_sentence(asked: Path, kind: str) -> None:
    spoil, said = BROKEN[kind]
    spoil(asked)
    with pytest.raises(BadInputError, match=said):
        read_decisions_workbook(asked)


def test_more_findings_than_a_workbook_holds_are_counted(
    doubtful: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 2)
    monkeypatch.setattr(workbook_read, "MAX_ROWS", 2)
    rows = [dict.fromkeys(workbook.GIVEN, f"{number}") for number in range(5)]
    path = tmp_path / "many.xlsx"
    path.write_bytes(workbook._workbook("Title", rows, MOMENT.date()))
    sheet = openpyxl.load_workbook(path)[SHEET]
    assert sheet[f"A{HEAD_ROW + 3}"].value == "3 more are not shown; decide about these, then ask again."
    assert read_decisions_workbook(path) == ([], [])


def test_a_name_that_is_no_workbooks_is_refused(doubtful: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Give a name that ends in \.xlsx"):
        write_findings_workbook(doubtful, JANUARY, tmp_path / "findings.csv")


def test_without_findings_the_workbook_says_so(doubtful: Office, tmp_path: Path) -> None:
    deliver(doubtful, COUNTRY)
    path = tmp_path / "none.xlsx"
    assert write_findings_workbook(doubtful, JANUARY, path) == 0
    assert openpyxl.load_workbook(path)[SHEET]["A1"].value == "A small office. No finding is open"
    assert read_decisions_workbook(path) == ([], [])
