"""The workbook is read back by two libraries: texts stay texts, limits are kept and said."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pipeline.companions import workbook as module
from pipeline.companions.sheet import CELL_CHARACTERS, SHEET_COLUMNS, Number, Sheet
from pipeline.companions.workbook import fitting, workbook
from pipeline.errors import CrossfootError
from pipeline.language.catalogue import catalogue_of
from pipeline.project import locate

WORDS = catalogue_of("en", locate().templates)
BACK, CUT = (WORDS.word(name, {}) for name in ("sheet-back", "sheet-cut-text"))
DAY = date(2026, 2, 3)
HOSTILE = [
    "=1+1",
    "+cmd",
    "-2",
    "@sum",
    '=HYPERLINK("http://a.example","x")',
    "http://a.example/",
    "<b>&amp;</b>",
    "\u202eright to left",
    "tab\tand\nline",
    "0042",
    "it's {{ a }}",
    "\U0001f600" * 10,
]


def book(*sheets: Sheet) -> bytes:
    """Write sheets, the first being the contents."""
    return workbook(sheets, WORDS, {"title": "A bulletin", "author": "An office"}, DAY)


def contents(*names: str) -> Sheet:
    """Give the first sheet."""
    rows = tuple((name, f"What {name} holds") for name in names)
    return Sheet("Contents", ("A bulletin",), ("Sheet", "Title"), rows, {name: name for name in names})


def table(rows: tuple[tuple[Any, ...], ...], heads: tuple[str, ...] = ("Name", "Value")) -> Sheet:
    """Give a sheet of a table."""
    return Sheet("Table 1", ("Table 1. A title", "A note"), heads, rows)


def opened(content: bytes) -> Any:
    """Open a workbook with openpyxl."""
    return openpyxl.load_workbook(io.BytesIO(content))


def test_texts_stay_texts_whatever_they_begin_with() -> None:
    content = book(contents("Table 1"), table(tuple((text, text) for text in HOSTILE)))
    rows = list(opened(content)["Table 1"].iter_rows(min_row=5))
    assert [row[0].value for row in rows] == HOSTILE
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    assert all(cell.hyperlink is None for row in rows for cell in row)
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Table 1").to_python()
    assert [row[0] for row in read[4:]] == HOSTILE


def test_numbers_are_numbers_with_their_decimals() -> None:
    rows = (("a", Number(Decimal("1406.50"), "#,##0.00")), ("b", Number(Decimal("-0.1"))), ("c", "[x]"))
    sheet = opened(book(contents("Table 1"), table(rows)))["Table 1"]
    assert [(cell.value, cell.number_format) for (cell,) in sheet.iter_rows(min_row=5, min_col=2)] == [
        (1406.5, "#,##0.00"),
        (-0.1, "General"),
        ("[x]", "General"),
    ]


def test_a_sheet_is_one_table_below_its_lines() -> None:
    made = opened(book(contents("Table 1"), table((("a", Number(Decimal(1))),))))
    sheet = made["Table 1"]
    assert [cell.value for cell in sheet["A"]] == ["Table 1. A title", "A note", BACK, "Name", "a"]
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes == "A5"
    (found,) = sheet.tables.values()
    assert (found.ref, found.headerRowCount, [column.name for column in found.tableColumns]) == (
        "A4:B5",
        1,
        ["Name", "Value"],
    )
    assert sheet["A3"].hyperlink.location == "'Contents'!A1"
    assert made["Contents"]["A3"].hyperlink.location == "'Table 1'!A1"
    assert sheet.column_dimensions["A"].width >= 8
    assert (made.properties.title, made.properties.creator) == ("A bulletin", "An office")
    assert made.properties.created.date() == DAY


def test_a_name_with_an_apostrophe_is_a_link_too() -> None:
    name = "Year's"
    made = opened(book(contents(name), Sheet(name, ("A",), ("B",), (("c",),))))
    assert made["Contents"]["A3"].hyperlink.location == "'Year''s'!A1"


def test_a_table_without_rows_has_its_heads() -> None:
    sheet = opened(book(contents("Table 1"), table(())))["Table 1"]
    assert [cell.value for cell in sheet[4]] == ["Name", "Value"]
    assert not sheet.tables


@pytest.mark.parametrize(
    ("text", "kept"), [("x" * CELL_CHARACTERS, True), ("x" * (CELL_CHARACTERS + 1), False)]
)
def test_a_text_is_cut_where_a_cell_ends_and_says_so(text: str, kept: bool) -> None:
    sheet = opened(book(contents("Table 1"), table(((text, ""),))))["Table 1"]
    found = sheet["A5"].value
    assert len(found) == CELL_CHARACTERS
    assert (found == text) is kept
    assert found.endswith(CUT) is not kept


def test_letters_of_two_halves_count_twice_and_are_not_divided() -> None:
    cut = fitting("\U0001f600" * CELL_CHARACTERS, " cut")
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_CHARACTERS
    assert cut.rstrip(" cut") == "\U0001f600" * ((CELL_CHARACTERS - 4) // 2)


def test_rows_past_the_end_of_a_sheet_are_in_the_file_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "room_below", lambda lines: 10 - lines - 1)
    rows = tuple((f"r{at}", "") for at in range(8))
    sheet = Sheet("Table 1", ("Title",), ("Name", "Value"), rows, file="cells.csv")
    found = [cell.value for cell in opened(book(contents("Table 1"), sheet))["Table 1"]["A"]]
    kept = [value for value in found if value in {row[0] for row in rows}]
    assert WORDS.word("sheet-cut-rows", {"rows": len(kept), "file": "cells.csv"}) in found
    assert kept == [row[0] for row in rows[: len(kept)]]
    assert len(found) == 10


def test_a_table_as_wide_as_a_sheet_is_written_and_a_wider_one_refused() -> None:
    heads = tuple(f"c{at}" for at in range(SHEET_COLUMNS))
    assert opened(book(contents("Table 1"), table((), heads)))["Table 1"].max_column == SHEET_COLUMNS
    with pytest.raises(CrossfootError, match=r"has 16385 columns; a sheet of a workbook holds 16384"):
        book(contents("Table 1"), table((), (*heads, "more")))


def test_the_same_sheets_give_the_same_bytes() -> None:
    sheets = contents("Table 1"), table((("a", Number(Decimal("0.1"))),))
    assert book(*sheets) == book(*sheets)
