"""The workbook of a real month, read back: each number of each table and figure is the one of the page."""

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pipeline.bulletin.binding import facet_value, number_id
from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Chart, Column, Printed, Row, Table, Text
from pipeline.companions.printed import Place, sheet_of
from pipeline.companions.sheet import Number
from pipeline.companions.tables import CELLS
from pipeline.language.catalogue import catalogue_of
from pipeline.present import PADDING, round_half_away
from pipeline.project import locate
from tests.companions.conftest import Made

WORKBOOK = "bulletin.en.xlsx"
Grid = list[list[Any]]


@pytest.fixture(scope="module")
def book(made: Made) -> Any:
    """Read the workbook with openpyxl."""
    return openpyxl.load_workbook(io.BytesIO(made.files[WORKBOOK]))


def grid(sheet: Any) -> Grid:
    """Give the rows of a sheet's table below its heads."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]][1:]


def blocks(made: Made) -> Iterator[Table | Chart]:
    """Give the tables and figures of a bulletin."""
    for section in made.document.sections:
        for block in section.blocks:
            if isinstance(block, Table | Chart):
                yield block


def printed(block: Table | Chart) -> list[list[Text]]:
    """Give the texts of a table by row, of a figure by point."""
    if isinstance(block, Table):
        return [list(row.cells) for row in block.rows]
    return [[text] for _, points in block.series for _, text in points]


def test_each_table_and_figure_has_a_sheet_and_nothing_else_has(made: Made, book: Any) -> None:
    labels = [block.label for block in blocks(made)]
    assert book.sheetnames == ["Contents", *labels, "Cells", "Sources", "Symbols", "Columns"]
    listed = [row[0] for row in grid(book["Contents"])]
    assert listed == book.sheetnames[1:]
    assert [row[3] for row in grid(book["Contents"])] == [len(grid(book[name])) for name in listed]


def test_every_number_of_a_page_is_in_its_row_with_its_id(made: Made, book: Any) -> None:
    read = CalamineWorkbook.from_filelike(io.BytesIO(made.files[WORKBOOK]))
    checked = 0
    for block in blocks(made):
        rows = grid(book[block.label])
        again = read.get_sheet_by_name(block.label).to_python()[-len(rows) :]
        for texts, row, other in zip(printed(block), rows, again, strict=True):
            numbers = [run for text in texts for run in text if isinstance(run, Printed)]
            if numbers:
                assert row[-1] == other[-1] == " ".join(number.number_id for number in numbers)
            for number in numbers:
                checked += 1
                assert stands(number, row, made) and stands(number, other, made), (block.label, number)
    assert checked == sum(
        1 for row in made.binder.rows if row["table_or_figure"] and row["place"] in ("table", "chart")
    )


def stands(number: Printed, row: list[Any], made: Made) -> bool:
    """Tell whether a row holds the exact rounded value of a number, or its text among others."""
    text = number.text.strip(PADDING)
    places = len(text.partition(".")[2])
    cell = made.material.by_id[number.cell_id]
    if number.facet in ("value", "age"):
        exact = round_half_away(facet_value(cell, number.facet), places)
        if any(isinstance(held, int | float) and Decimal(repr(held)) == exact for held in row):
            return True
    return any(isinstance(held, str) and text in held for held in row)


def test_numbers_outnumber_texts_that_hold_numbers(made: Made, book: Any) -> None:
    found = [value for block in blocks(made) for row in grid(book[block.label]) for value in row]
    assert sum(isinstance(value, int | float) for value in found) > 200


def test_every_cell_of_the_release_is_in_the_sheet_of_cells(made: Made, book: Any) -> None:
    rows = next(rows for file, rows in made.tables if file is CELLS)
    columns = list(CELLS.columns)
    value = columns.index("value")
    for row, held in zip(rows, grid(book["Cells"]), strict=True):
        assert held[0] == row["cell_id"] and held[-1] == number_id(row["cell_id"], "value")
        said = held[value]
        assert (Decimal(said) if isinstance(said, str) else Decimal(repr(said))) == row["value"]
    explained = [row[0] for row in grid(book["Columns"])]
    assert explained == columns


def test_no_cell_is_merged_and_every_sheet_leads_back(made: Made, book: Any) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    back = [
        any(cell.hyperlink and "Contents" in cell.hyperlink.location for cell in sheet["A"])
        for sheet in book.worksheets[1:]
    ]
    assert all(back)


WORDS = catalogue_of("en", locate().templates)
BY_ID = {"c": {"cell_id": "c", "value": Decimal("2.46"), "lo": Decimal(1), "hi": Decimal(9)}}
VALUE, LOW, HIGH = (
    Printed(name, text + "\u2007", "c", name) for name, text in (("value", "2.5"), ("lo", "1"), ("hi", "9"))
)


def test_words_and_flags_stand_beside_a_number_and_an_interval_stays_a_text() -> None:
    rows = (("about ", VALUE, "\u00a0[n]"), (LOW, " to ", HIGH, "\u00a0[n]"), ("[x]",))
    table = Table(
        "Table 9",
        "A title",
        "",
        (Column("Name"), Column("Share, %", numeric=True), Column("Named", numeric=False)),
        tuple(Row((("row",), text, ("said ", VALUE))) for text in rows),
    )
    sheet = sheet_of(table, Place("T", "S", WORDS, BY_ID))
    assert sheet.heads == ("Name", "Share, %", "Share, %: words and flags", "Named", "Number ids")
    assert sheet.rows == (
        ("row", Number(Decimal("2.5"), "#,##0.0"), "about [n]", "said 2.5", "value value"),
        ("row", "1 to 9\u00a0[n]", "", "said 2.5", "lo hi value"),
        ("row", "[x]", "", "said 2.5", "value"),
    )


def test_a_table_without_flags_and_numbers_has_no_column_for_them() -> None:
    table = Table("Table 9", "A title", "", (Column("Name"),), (Row((("a",),)),))
    sheet = sheet_of(table, Place("T", "S", WORDS, {}))
    assert sheet.heads == ("Name",)
    assert sheet.lines == ("Table 9. A title", "This sheet holds one table. It begins below these lines.")
    assert plain(table.rows[0].cells[0]) == sheet.rows[0][0]
