"""What hides in a workbook is asked about or noted."""

from pathlib import Path

import openpyxl
import xlsxwriter

from pipeline.reading.draft import Found, Item
from pipeline.reading.tables.reading import apply_answers, read_table
from pipeline.reading.vocabulary import Vocabulary
from tests.reading.tables import makers
from tests.reading.tables.conftest import DAY, SOURCE, TITLE


def _workbook(path: Path) -> None:
    """Write a workbook with all that hides in one."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        month = book.add_format({"num_format": "mmm yyyy"})
        rows = [[TITLE], ["District", 2022, 2023, 2024], ["Aghdam district", 1.5, 2.5, 3.5]]
        rows += [["Zangilan district", 4.5, 5.5, 6.5], ["Fuzuli district", 7.123456789, 8.5, 9.5]]
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                sheet.write(row, column, value)
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.write_number("C5", 45352, month)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        off = book.add_worksheet("Off")
        off.hide()
        for row, values in enumerate(rows[:3]):
            for column, value in enumerate(values):
                off.write(row, column, value)


def test_what_hides_in_a_workbook_is_asked_about(tmp_path: Path, vocabulary: Vocabulary) -> None:
    _workbook(tmp_path / "a.xlsx")

    def items(answers: dict[str, dict[str, str]]) -> dict[str, Item]:
        found, _ = apply_answers(tmp_path / "a.xlsx", answers, vocabulary, SOURCE, DAY)
        return {item.place: item for item in found.items}

    found = items({})
    assert found["S!B3"].reason == "the cell shows #DIV/0!"
    assert found["S!C5"].field == "value"
    assert "formatted as a date (2024-03-01)" in found["S!C5"].question
    assert "Row 4 is hidden" in found["S!A4"].question
    assert found["S!B4"].field == "waits:S!A4"
    assert "column is hidden" in found["S!D2"].question
    assert found["S!D3"].field == "waits:S!D2"
    assert "sheet 'Off' is hidden" in found["Off!A1"].question
    assert (found["S!B5"].value, found["S!B5"].interpretation) == ("7123457", "rounded_as_shown")
    said = {place: {"disposition": "used"} for place in ("S!A4", "S!D2", "Off!A1")}
    again = items({**said, "S!C5": {"value": "8.5"}})
    assert [again[place].status for place in ("S!B4", "S!D3", "Off!B3", "S!C5")] == ["green"] * 4
    left = items({place: {"disposition": "held"} for place in ("S!A4", "S!D2", "Off!A1")})
    assert [left[place].disposition for place in ("S!B4", "S!D3", "Off!B3")] == ["held"] * 3


def test_what_hides_is_in_the_notes(tmp_path: Path, vocabulary: Vocabulary) -> None:
    _workbook(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx", vocabulary, SOURCE, DAY).notes == (
        "Sheet 'Off' is hidden. It is read, and asked about.",
        "Sheet 'S' has 1 hidden row that holds something.",
        "Sheet 'S' has 1 hidden column that holds something.",
    )


def test_a_formula_without_its_result_is_asked_about(tmp_path: Path, vocabulary: Vocabulary) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ([TITLE], ["District", 2023], ["Aghdam district", "=1+1"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found: Found = read_table(tmp_path / "a.xlsx", vocabulary, SOURCE, DAY)
    item = found.items[-1]
    assert (item.cell, item.field, item.as_printed) == ("B3", "value", "")
    assert "whose result was not saved" in item.question


def test_a_sheet_without_a_table_is_a_note(tmp_path: Path, vocabulary: Vocabulary) -> None:
    found = read_table(
        makers.write_xlsx(tmp_path / "a.xlsx", {"S": [["Words"], ["alone"]]}), vocabulary, SOURCE, DAY
    )
    assert found.notes == ("On sheet 'S' no table was found.",)
    assert {item.disposition for item in found.items} == {"label"}
