"""Workbooks: what stands behind a cell, and what is hidden or left out, is known."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipeline.reading.tables import limits, xls
from pipeline.reading.tables.grid import reference
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.printed import RefusalError
from tests.reading.tables import makers
from tests.reading.tables.shown import ROWS, shown


def test_formula_text_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Value\n=cmd|'/c calc'!A1,=1+1\n")
    cells = open_book(path).grids[0].at
    assert cells[2, 1] == (2, 1, "=cmd|'/c calc'!A1", "text", "", "", "")
    assert cells[2, 2].kind == "text"


def test_what_stands_behind_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("S")
        money = book.add_format({"num_format": "#,##0.0"})
        share = book.add_format({"num_format": "0.0%"})
        month = book.add_format({"num_format": "mmm yyyy"})
        raised = book.add_format({"font_script": 1})
        sheet.merge_range("A1:C1", "Title")
        sheet.write_number("A2", 1234.56, money)
        sheet.write_number("B2", 0.125, share)
        sheet.write_datetime("C2", datetime.fromisoformat("2024-03-01"), month)
        sheet.write_rich_string("D2", "758,2", raised, "2)")
        sheet.write_formula("A3", "=NA()", None, "#N/A")
        sheet.write_formula("B3", "=1+1", None, 2)
        sheet.write_boolean("C3", True)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        book.add_worksheet("Off").hide()
    book = open_book(path)
    grid = book.grids[0]
    assert {cell.reference: tuple(cell[2:]) for cell in grid.cells} == {
        "A1": ("Title", "text", "", "", ""),
        "A2": ("1,234.6", "number", "1234.56", "#,##0.0", ""),
        "B2": ("12.5%", "number", "0.125", "0.0%", ""),
        "C2": ("Mar 2024", "date", "2024-03-01", "mmm yyyy", ""),
        "D2": ("758,22)", "text", "", "", "2)"),
        "A3": ("#N/A", "error", "#N/A", "", ""),
        "B3": ("2", "number", "2", "General", ""),
        "C3": ("TRUE", "text", "", "", ""),
    }
    assert grid.merged == ((1, 1, 1, 3),)
    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {4})
    assert [found.hidden for found in book.grids] == [False, True]
    assert book.notes == ("Sheet 'Off' is hidden. It is read, and asked about.",)


def test_a_formula_without_its_result_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    cell = open_book(tmp_path / "a.xlsx").grids[0].cells[0]
    assert (cell.reference, cell.text, cell.kind) == ("B2", "", "formula")


def test_dates_that_count_from_1904(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": True}) as book:
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime("A1", datetime.fromisoformat("2024-03-01"), form)
    assert open_book(tmp_path / "a.xlsx").grids[0].cells[0].value == "2024-03-01"


def test_macros_and_links_are_said(tmp_path: Path) -> None:
    inner = '<sheetData><row><c><v>1</v></c><c t="b"><v>0</v></c></row></sheetData>'
    parts = {**makers.xlsx_parts(inner, macros=b"x"), "xl/externalLinks/externalLink1.xml": "<a/>"}
    book = open_book(makers.write_parts(tmp_path / "a.xlsm", parts))
    assert shown(book) == {"A1": "1", "B1": "FALSE"}
    assert [note.split(".")[0] for note in book.notes] == [
        "The file holds macros",
        "Some cells take their figures from other workbooks; they are read as last saved",
    ]


def test_a_chart_sheet_is_left_out_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        book.add_worksheet("S").write("A1", 1)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=S!$A$1:$A$1"})
        book.add_chartsheet("Picture").set_chart(chart)
    book = open_book(tmp_path / "a.xlsx")
    assert len(book.grids) == 1
    assert book.notes == ("Sheet 'Picture' holds no cells (a chart or a dialogue) and is not read.",)


def test_an_opendocument_cell_is_what_it_shows(tmp_path: Path) -> None:
    table = """<table:table table:name="S"><T-column table:number-columns-repeated="2"/>
<T-column table:visibility="collapse"/>
<T-row table:number-rows-repeated="3"><T-cell/></T-row>
<T-row><T-cell table:number-columns-repeated="2"/>
<T-cell K="float" V="1234.5"><text:p>1 234,5</text:p></T-cell>
<T-cell K="percentage" V="0.125"><text:p>12,5%</text:p></T-cell>
<T-cell K="date" office:date-value="2024-03-01"><text:p>mar 24</text:p></T-cell>
<T-cell table:number-columns-repeated="2" K="string"><text:p>a<text:s text:c="2"/>b</text:p>
<text:p>c</text:p></T-cell></T-row>
<T-row table:visibility="filter"><T-cell table:formula="of:=[.A1]"/>
<T-cell table:formula="of:=NA()" K="string"><text:p>#N/A</text:p></T-cell>
<T-cell table:number-columns-spanned="2" K="string"><office:annotation><text:p>aside</text:p>
</office:annotation><text:p>Head</text:p></T-cell></T-row>
<T-row table:number-rows-repeated="1048000"><T-cell table:number-columns-repeated="16384"/>
</T-row></table:table>""".replace("\n", "")
    table = (
        table.replace("T-", "table:table-").replace("K=", "office:value-type=").replace("V=", "office:value=")
    )
    path = makers.write_parts(
        tmp_path / "a.ods", {"content.xml": makers.ods_content(table), "Basic/a.xml": ""}
    )
    book = open_book(path)
    grid = book.grids[0]
    assert {cell.reference: (cell.text, cell.kind, cell.value) for cell in grid.cells} == {
        "C4": ("1 234,5", "number", "1234.5"),
        "D4": ("12,5%", "number", "0.125"),
        "E4": ("mar 24", "date", "2024-03-01"),
        "F4": ("a  b\nc", "text", ""),
        "G4": ("a  b\nc", "text", ""),
        "A5": ("", "formula", ""),
        "B5": ("#N/A", "error", "#N/A"),
        "C5": ("Head", "text", ""),
    }
    assert grid.hidden_columns == {3}
    assert grid.hidden_rows == {5}
    assert grid.merged == ((5, 3, 5, 4),)
    assert "macros" in book.notes[0]


def test_hidden_sheets_of_every_workbook(tmp_path: Path) -> None:
    sheets = {"Shown": ROWS, "Off": ROWS}
    for path in (
        makers.write_ods(tmp_path / "a.ods", sheets, ["Off"]),
        makers.write_xls(tmp_path / "a.xls", sheets, ["Off"]),
    ):
        assert [grid.hidden for grid in open_book(path).grids] == [False, True]


def test_what_an_old_workbook_hides_and_shows(tmp_path: Path) -> None:
    rows = [["District", "Share", "Day"], ["North", 0.125, 45352], ["South", 0.5, 45353]]
    sheets = {"S": rows}
    path = makers.write_xls(tmp_path / "a.xls", sheets, [], "0.0%", hidden_rows=[2], hidden_columns=[2])
    (grid,) = open_book(path).grids
    assert (grid.hidden_rows, grid.hidden_columns) == ({3}, {3})
    assert [cell.text for cell in grid.cells if cell.row == 2] == ["North", "12.5%", "4535200.0%"]
    dated = makers.write_xls(tmp_path / "b.xls", sheets, [], "mmm yyyy")
    cells = {cell.reference: cell for cell in open_book(dated).grids[0].cells}
    assert (cells["C2"].text, cells["C2"].kind, cells["C2"].value) == ("Mar 2024", "date", "2024-03-01")


def test_an_old_workbook_that_is_read_in_two_ways_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = makers.write_xls(tmp_path / "a.xls", {"S": [["a", "b"], ["c", 1.5]]})
    assert len(list(xls.print_xls(str(path)))) == 3
    read = xls._read_values(str(path))
    for changed, value in (((1, 1), 2.5), ((7, 7), 1.0)):
        other = {"S": {**read["S"], changed: value}}
        monkeypatch.setattr(xls, "_read_values", lambda _, other=other: other)
        place = reference(changed[0] + 1, changed[1] + 1)
        with pytest.raises(RefusalError, match=f"the cell {place} is read in two ways"):
            list(xls.print_xls(str(path)))
    monkeypatch.setattr(xls, "_read_values", lambda _: {**read, "T": {(0, 0): "x"}})
    with pytest.raises(RefusalError, match="a sheet 'T' that cannot be read whole"):
        list(xls.print_xls(str(path)))


def test_the_last_place_of_a_sheet() -> None:
    assert reference(limits.MAX_ROWS, limits.MAX_COLUMNS) == "XFD1048576"
