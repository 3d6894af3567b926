"""The marked workbook: every figure has its sign, what is not equal has a note."""

import io
from pathlib import Path

import openpyxl
import pytest

from pipeline.month import Month
from pipeline.office import Office
from pipeline.reconcile import marked
from pipeline.reconcile.reconcile import reconcile
from tests.reading.tables.makers import write_csv, write_xlsx

ROWS = [
    ["Investment in fixed capital, million manats"],
    ["", "January-December 2023"],
    ["Azerbaijan", 20296],
    ["Fuzuli district", 676],
    ["Lachin district", 1532],
    ["Zangilan district", 12],
    ["Republic", 5],
]

TEXTS = [*ROWS[:2], ["Azerbaijan", "20,296.0"], ["Fuzuli district", "676.0"], ["Lachin district", "1,532.0"]]


def test_figures_are_marked_where_they_stand(karabakh_run: tuple[Office, Month], tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "old.xlsx", {"Reconciliation": ROWS}, "#,##0")
    found = reconcile(*karabakh_run, path)
    content = marked.marked_workbook(found, path)
    assert content == marked.marked_workbook(found, path)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Reconciliation", "Only here", "Not read", "Reconciliation 2"]
    sheet = book["Reconciliation 2"]
    signs = {at: sheet[at].number_format[-2:-1] for at in ("B3", "B4", "B5", "B6")}
    assert signs == {"B3": "=", "B4": "\u2260", "B5": "~", "B6": "+"}
    assert [sheet[at].value for at in ("B3", "B4")] == [20296, 676]
    assert sheet["A7"].value == "Republic ?"
    assert "Which territory" in sheet["A7"].comment.text
    assert sheet["B3"].comment is None
    assert "Here: 677 AZN_MN\nfci.D-AZ-FUZ.2023-12\nn-cn9060by" in sheet["B4"].comment.text
    lists = [[cell.value for cell in row] for row in book["Reconciliation"].iter_rows()]
    assert lists[1][0] == "1 equal, 1 differ, 1 equal within what ours is known with, 1 only there, " + (
        f"{len(found.only_here)} only here, 1 not read"
    )
    assert [row[2] for row in lists if row[0] == "Reconciliation"] == ["\u2260", "+", "~", "="]


def test_texts_get_their_mark_too_and_notes_have_a_limit(
    karabakh_run: tuple[Office, Month], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked, "MAX_NOTES", 1)
    path = write_csv(tmp_path / "old.csv", TEXTS)
    found = reconcile(*karabakh_run, path)
    book = openpyxl.load_workbook(io.BytesIO(marked.marked_workbook(found, path)))
    sheet = book["old"]
    assert [sheet[at].value for at in ("B3", "B4", "B5")] == ["20,296.0 =", "676.0 \u2260", "1,532.0 ~"]
    assert [sheet[at].comment is not None for at in ("B4", "B5")] == [True, False]
