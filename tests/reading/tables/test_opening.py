"""Files of each format are opened by their content, and each cell stands where the file has it."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipeline.errors import BadInputError
from pipeline.reading.tables import child, limits, parquet, printed, xls
from pipeline.reading.tables.grid import Book, reference
from pipeline.reading.tables.opening import READER, READER_VERSION, describe, open_book
from pipeline.reading.tables.printed import RefusalError
from tests.reading.tables import makers

ROWS = [[None], [None], [None, None, "Name", "Share"], [None, None, "North", 1.5], [None, None, None, 20]]
PLACES = {"C3": "Name", "D3": "Share", "C4": "North", "D4": "1.5", "D5": "20"}


def shown(book: Book, sheet: int = 0) -> dict[str, str]:
    """Return what a sheet shows, by cell."""
    return {cell.reference: cell.text for cell in book.grids[sheet].cells}


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_leading_empty_rows_and_columns_keep_their_places(tmp_path: Path, suffix: str) -> None:
    write = {"xlsx": makers.write_xlsx, "ods": makers.write_ods, "xls": makers.write_xls}[suffix]
    book = open_book(write(tmp_path / f"a.{suffix}", {"First": ROWS, "Second": [["x", 5]]}))
    assert shown(book) == PLACES
    assert shown(book, 1) == {"A1": "x", "B1": "5"}
    assert [grid.name for grid in book.grids] == ["First", "Second"]
    assert [cell.kind for cell in book.grids[0].cells] == ["text", "text", "text", "number", "number"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separated_text_keeps_its_places(tmp_path: Path, separator: str) -> None:
    book = open_book(makers.write_csv(tmp_path / "a.csv", ROWS, separator))
    assert shown(book) == PLACES
    assert book.separator == separator
    assert book.grids[0].name == "a"


@pytest.mark.parametrize(
    ("encoding", "text", "noted"),
    [
        ("utf-8", "şimal", False),
        ("utf-8-sig", "şimal", False),
        ("utf-16", "şimal", False),
        ("utf-16-le", "shimal", True),
        ("utf-32", "şimal", False),
        ("cp1251", "Семьи, переселённые в посёлки и города района", True),
        ("cp1254", "Köçürülmüş ailələr".replace("ə", "e"), True),
    ],
)
def test_encodings_are_found(tmp_path: Path, encoding: str, text: str, noted: bool) -> None:
    rows = [["Name", "2023"], *([text, number] for number in range(30))]
    book = open_book(makers.write_csv(tmp_path / "a.tsv", rows, "\t", encoding))
    assert shown(book)["A2"] == text
    assert book.encoding == ("utf-8-sig" if encoding == "utf-8-sig" else encoding)
    assert bool(book.notes) is noted


@pytest.mark.parametrize(
    ("content", "declared", "said"),
    [
        ("север,1\n".encode("cp1251"), "utf-8", "line 1 is not utf-8 text"),
        ("a,1\nşimal,1\n".encode(), "cp1251", "its bytes are UTF-8"),
        (b"a,1\n", "klingon", "which is no encoding"),
        (b"a,1\nb,2\n", "utf-16", "characters do not print|is not utf-16"),
        ("a,1\n".encode("utf-16-le"), "utf-8", "gives NUL characters"),
    ],
)
def test_a_wrong_declared_encoding_is_a_sentence(
    tmp_path: Path, content: bytes, declared: str, said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=said):
        open_book(path, encoding=declared)


def test_a_right_declared_encoding_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("север;1\n".encode("cp1251"))
    assert shown(open_book(path, encoding="cp1251"))["A1"] == "север"
    assert open_book(path, encoding="cp1251", separator=",").separator == ","


def test_a_wrong_ending_is_a_note(tmp_path: Path) -> None:
    book = open_book(makers.write_xlsx(tmp_path / "a.csv", {"S": ROWS}))
    assert shown(book) == PLACES
    assert book.notes == ("It is named .csv and holds a workbook (xlsx); it is read as that.",)
    plain = makers.write_csv(tmp_path / "figures", ROWS)
    assert "named without an ending" in open_book(plain).notes[0]


def test_a_first_line_names_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nName;1,5\n")
    assert shown(open_book(path)) == {"A1": "sep=", "A2": "Name", "B2": "1,5"}


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        (';\n"1,234",\n', ","),
        (';,",;"\n', ","),
        ('a;b\n"1;2";3\n', ";"),
        ("a\tb,c\n1\t2,5\n", "\t"),
        ("12,5\n13,5\n", ""),
        ("a b\n", ""),
        ("Title, with a comma\na;b\n1;2\n3;4\n", ";"),
        ("a;1,5\nb;2,5\n", ";"),
        ("a,1;5\nb,2\nc,3\n", ","),
    ],
)
def test_separators_are_found(tmp_path: Path, text: str, separator: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    assert open_book(tmp_path / "a.csv").separator == separator


def test_a_field_over_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Name,Note\n"North\nand South",1\n\nEast,2\n')
    assert shown(open_book(path))["A4"] == "East"


def test_uneven_records_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3\n4,5,6\n7,8\n")
    book = open_book(path)
    assert [fault[0] for fault in book.grids[0].faults] == [3, 4]
    assert book.notes[0] == "Row 3: it has 1 fields, most have 2."


def test_notes_are_capped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n" * 200 + "1\n2,3,4\n" * 60)
    notes = open_book(path).notes
    assert len(notes) == limits.MAX_NOTES + 1
    assert notes[-1] == "70 more notes are not shown."


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


def test_parquet_columns_stand_below_their_names(tmp_path: Path) -> None:
    columns = {
        "name": ["North", None],
        "value": [1.5, 2.25],
        "on": [datetime.fromisoformat("2024-01-01"), None],
        "": [True, None],
    }
    book = open_book(makers.write_parquet(tmp_path / "a.parquet", columns))
    assert shown(book) == {
        "A1": "name", "B1": "value", "C1": "on", "A2": "North", "B2": "1.5", "C2": "2024-01-01", "D2": "true",
        "B3": "2.25",
    }  # fmt: skip
    assert book.grids[0].name == "a"
    assert book.grids[0].form == "records"


def test_json_records_at_the_top_or_below_a_key(tmp_path: Path) -> None:
    path = makers.write_json(
        tmp_path / "a.json", {"data": {"rows": [{"n": "North", "of": {"v": 1.5}}, {"n": None, "on": True}]}}
    )
    assert shown(open_book(path)) == {
        "A1": "n",
        "B1": "of.v",
        "C1": "on",
        "A2": "North",
        "B2": "1.5",
        "C3": "true",
    }
    path.write_text('{"x": [{"v": 1.50}], "y": [{"v": [1, 2], "w": 1e3}]}')
    book = open_book(path)
    assert [grid.name for grid in book.grids] == ["a x", "a y"]
    assert shown(book) == {"A1": "v", "A2": "1.50"}
    assert shown(book, 1) == {"A1": "v", "B1": "w", "A2": '["1", "2"]', "B2": "1e3"}


SERIES = [
    ({"REF_AREA": "R1", "FREQ": "M"}, [{"TIME_PERIOD": "2024-01", "OBS_VALUE": "1.50", "OBS_STATUS": "P"}])
]
OBSERVED = {
    "A1": "REF_AREA", "B1": "FREQ", "C1": "TIME_PERIOD", "D1": "OBS_VALUE", "E1": "OBS_STATUS",
    "A2": "R1", "B2": "M", "C2": "2024-01", "D2": "1.50", "E2": "P",
}  # fmt: skip


@pytest.mark.parametrize(
    "message",
    [makers.sdmx_specific(SERIES), makers.sdmx_specific(SERIES, "v3_0"), makers.sdmx_generic(SERIES)],
    ids=["specific 2.1", "specific 3.0", "generic 2.1"],
)
def test_sdmx_messages_give_a_row_an_observation(tmp_path: Path, message: str) -> None:
    (tmp_path / "a.xml").write_text(message)
    book = open_book(tmp_path / "a.xml")
    assert shown(book) == OBSERVED
    assert book.grids[0].at[2, 4].kind == "number"


def test_sdmx_groups_flat_observations_and_withdrawals(tmp_path: Path) -> None:
    flat = makers.sdmx_specific([]).replace(
        "</m:DataSet>",
        '<Group REF_AREA="R1" UNIT="P"/><Obs REF_AREA="R1" OBS_VALUE="1"/>'
        '<Obs REF_AREA="R2" OBS_VALUE="2"/></m:DataSet>'
        '<m:DataSet ss:action="Delete"><Obs REF_AREA="R1"/></m:DataSet>',
    )
    (tmp_path / "a.xml").write_text(flat)
    book = open_book(tmp_path / "a.xml")
    assert shown(book) == {
        "A1": "UNIT",
        "B1": "REF_AREA",
        "C1": "OBS_VALUE",
        "A2": "P",
        "B2": "R1",
        "C2": "1",
        "B3": "R2",
        "C3": "2",
    }
    assert book.grids[1].name == "a 2"
    assert shown(book, 1) == {"A1": "ACTION", "B1": "REF_AREA", "A2": "D", "B2": "R1"}
    assert "withdraws" in book.notes[0]
    generic = makers.sdmx_generic([]).replace(
        "</m:DataSet>",
        '<g:Group><g:GroupKey><g:Value id="REF_AREA" value="R1"/></g:GroupKey>'
        '<g:Attributes><g:Value id="UNIT" value="P"/></g:Attributes></g:Group>'
        '<g:Obs><g:ObsKey><g:Value id="REF_AREA" value="R1"/></g:ObsKey><g:ObsValue value="3"/></g:Obs>'
        "</m:DataSet>",
    )
    (tmp_path / "b.xml").write_text(generic)
    assert shown(open_book(tmp_path / "b.xml")) == {
        "A1": "UNIT",
        "B1": "REF_AREA",
        "C1": "OBS_VALUE",
        "A2": "P",
        "B2": "R1",
        "C2": "3",
    }


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.write_xls(tmp_path / "a.xls", {"S": ROWS})
    monkeypatch.setattr(child, "MAX_CHILD_SECONDS", 0.001)
    with pytest.raises(BadInputError, match=r"takes more than 0\.001 seconds"):
        open_book(path)


def test_the_file_is_described(tmp_path: Path) -> None:
    path = makers.write_csv(tmp_path / "a.csv", ROWS)
    facts = describe(path, open_book(path))
    assert (facts.name, facts.size, facts.media_type) == ("a.csv", path.stat().st_size, "text/csv")
    assert (facts.encoding, facts.reader, facts.reader_version) == ("utf-8", READER, READER_VERSION)


def test_the_last_place_of_a_sheet() -> None:
    assert reference(limits.MAX_ROWS, limits.MAX_COLUMNS) == "XFD1048576"


def test_what_a_child_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(child, "_limit_itself", lambda: None)
    path = makers.write_xls(tmp_path / "a.xls", {"S": ROWS, "Off": []}, ["Off"])
    assert child.main("xls", str(path)) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        '{"sheet": "S", "hidden": false, "hidden_rows": [], "hidden_columns": [], "merged": [], '
        '"since_1904": false, "rows": 5}',
        '{"cells": [[3, 3, "text", "Name"], [3, 4, "text", "Share"]]}',
    ]
    frame = makers.write_parquet(tmp_path / "a.parquet", {"v": [1.5, None]})
    assert child.main("parquet", str(frame)) == 0
    assert '"cells": [[2, 1, "number", "1.5"]]' in capsys.readouterr().out
    for part in (child, printed, xls, parquet):
        monkeypatch.setattr(part, "MAX_CELLS", 1)
    for kind, found in (("xls", path), ("parquet", frame)):
        assert child.main(kind, str(found)) == 3
        assert "more than 1 cells" in capsys.readouterr().err
    for kind, name in (("xls", "cut_late.xls"), ("parquet", "cut.parquet")):
        (tmp_path / name).write_bytes(path.read_bytes()[:900] if kind == "xls" else b"PAR1")
        assert child.main(kind, str(tmp_path / name)) == 3
        assert "cut off" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAX_SHEETS", 1, "more than 1 sheets"),
        ("MAX_ROWS", 2, "rows below its head"),
        ("MAX_COLUMNS", 0, "columns; at most 0"),
    ],
)
def test_limits_of_a_child(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: int,
    said: str,
) -> None:
    monkeypatch.setattr(child, "_limit_itself", lambda: None)
    monkeypatch.setattr(xls if name == "MAX_SHEETS" else parquet, name, value)
    if name == "MAX_SHEETS":
        found = makers.write_xls(tmp_path / "a.xls", {"S": ROWS, "T": ROWS})
    else:
        found = makers.write_parquet(tmp_path / "a.parquet", {"v": [1.5, None]})
    assert child.main(found.suffix[1:], str(found)) == 3
    assert said in capsys.readouterr().err


def test_a_child_limits_its_memory_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(child.resource, "setrlimit", lambda what, size: asked.update({what: size}))
    child._limit_itself()
    assert asked[child.resource.RLIMIT_AS][0] == limits.MAX_CHILD_BYTES
    assert asked[child.resource.RLIMIT_CPU][0] == limits.MAX_CHILD_SECONDS
    assert asked[child.resource.RLIMIT_CORE] == (0, 0)


def test_a_document_may_say_its_kind_beside_its_content(tmp_path: Path) -> None:
    body = '<x:table x:name="S"/>'
    content = f'<o:document xmlns:o="o" xmlns:x="x">{body}</o:document>'
    book = open_book(
        makers.write_parts(tmp_path / "a.ods", {"content.xml": content, "mimetype": makers.ODS_TYPE})
    )
    assert [grid.cells for grid in book.grids] == [()]
    with pytest.raises(BadInputError, match=r"mimetype has more than 1,024 bytes"):
        open_book(makers.write_parts(tmp_path / "b.ods", {"content.xml": content, "mimetype": "x" * 2000}))
