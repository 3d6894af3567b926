"""The workbook of a draft: filled in and read back, with texts that stay texts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.errors import BadInputError
from pipeline.identity import file_hash
from pipeline.reading import workbook as written_by
from pipeline.reading.answers import apply
from pipeline.reading.draft import Draft, Item, ask, settle
from pipeline.reading.lists import Lists
from pipeline.reading.sheets import LISTS
from pipeline.reading.workbook import (
    FIGURES,
    FREE_ROWS,
    HEAD_ROW,
    QUESTION_COLUMNS,
    QUESTIONS,
    SOURCE_SHEET,
    draft_workbook,
)
from pipeline.reading.workbook_read import read_workbook
from tests.reading.conftest import draft_of

NAMES = list(QUESTION_COLUMNS)
FIGURE = Item(
    sheet="Table 1",
    cell="B2",
    as_printed="=412.5",
    value="412.5",
    unit="AZN",
    measure="fci",
    kind="observation",
    period_start="2026-01-01",
    period_end="2026-01-31",
    label_as_written="+North",
)
ASKED = ask(FIGURE, "territory", "=Which territory?", ("D1", "R1"))
MOMENT = "2026-11-26T10:00:00Z"


def table(*items: Item) -> Draft:
    return draft_of(*items, reader="tables", media_type="application/x", name="made.xlsx")


@pytest.fixture
def draft() -> Draft:
    return replace(
        table(settle(replace(FIGURE, cell="A1", as_printed="@Head"), "label"), ASKED), notes=("-A note.",)
    )


@pytest.fixture
def path(tmp_path: Path, draft: Draft, lists: Lists) -> Path:
    (tmp_path / "draft.xlsx").write_bytes(draft_workbook(draft, tmp_path, lists))
    return tmp_path / "draft.xlsx"


def fill(path: Path, **cells: object) -> Any:
    """Fill in cells of the first question, by the field of their column, and save."""
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        book[QUESTIONS].cell(HEAD_ROW + 1, NAMES.index(name) + 1, value)
    book.save(path)
    return book


def test_answers_come_back_as_they_were_filled_in(path: Path, draft: Draft, lists: Lists) -> None:
    book = fill(path, value="D1: First district", disposition="used", reason=" as  told ")
    book[SOURCE_SHEET]["D7"] = "2026-01-20"
    book[SOURCE_SHEET]["D9"] = "unknown"
    book[SOURCE_SHEET]["E9"] = "a letter"
    book.save(path)
    filled = read_workbook(path, draft, MOMENT, "A. Person")
    assert filled.sentences == ()
    assert [(answer.place, answer.field, answer.value, answer.reason) for answer in filled.answers] == [
        ("source", "published", "2026-01-20", ""),
        ("source", "address", "unknown", "a letter"),
        ("Table 1!B2", "territory", "D1: First district", ""),
        ("Table 1!B2", "disposition", "used", "as told"),
    ]
    item = apply(draft, filled.answers, lists).items[1]
    assert (item.disposition, item.territory) == ("used", "D1")


def test_a_workbook_that_nobody_filled_in_has_no_answers(path: Path, draft: Draft) -> None:
    filled = read_workbook(path, draft, MOMENT, "A")
    assert (filled.answers, filled.sentences) == ((), ())


def test_free_rows_change_what_was_not_asked(path: Path, draft: Draft) -> None:
    book = openpyxl.load_workbook(path)
    row = HEAD_ROW + 2
    for name, value in (("place", "Table 1!B2"), ("field", "value"), ("value", 413)):
        book[QUESTIONS].cell(row, NAMES.index(name) + 1, value)
    book[QUESTIONS].cell(row + 1, NAMES.index("value") + 1, "lost")
    book.save(path)
    filled = read_workbook(path, draft, MOMENT, "A")
    assert [(answer.field, answer.value) for answer in filled.answers] == [("value", "413")]
    assert filled.sentences == (
        f"Sheet Questions, row {row + 1}: name the place and the field that is answered.",
    )
    assert FREE_ROWS > 2


def test_a_disposition_can_be_the_answer(tmp_path: Path, lists: Lists) -> None:
    draft = table(ask(FIGURE, "disposition", "Is it to be used?", ("used", "held")))
    path = tmp_path / "draft.xlsx"
    path.write_bytes(draft_workbook(draft, tmp_path, lists))
    fill(path, value="held: a figure that is kept and not used, with the reason", reason="two scales")
    (answer,) = read_workbook(path, draft, MOMENT, "A").answers
    assert (answer.field, answer.value, answer.reason) == ("disposition", "held", "two scales")


def test_yes_takes_a_figure_as_it_is_shown(tmp_path: Path, lists: Lists) -> None:
    asked = ask(replace(FIGURE, territory="D1"), "territory", "Which territory?", ("D1",))
    path = tmp_path / "draft.xlsx"
    path.write_bytes(draft_workbook(table(asked), tmp_path, lists))
    fill(path, value="Yes")
    filled = read_workbook(path, table(asked), MOMENT, "A")
    assert [(one.field, one.value) for one in filled.answers] == [("territory", "D1")]
    fill(path, value="yes", period="2026-02")
    filled = read_workbook(path, table(asked), MOMENT, "A")
    assert [(one.field, one.value) for one in filled.answers] == [("period", "2026-02"), ("territory", "D1")]


def test_yes_to_several_readings_is_a_sentence(path: Path, draft: Draft) -> None:
    fill(path, value="yes")
    filled = read_workbook(path, draft, MOMENT, "A")
    assert filled.answers == ()
    assert filled.sentences == (
        "Sheet Questions, row 4: At Table 1!B2 several readings are possible: D1, R1. Name one.",
    )


def test_a_row_says_what_else_is_read_otherwise(tmp_path: Path, lists: Lists) -> None:
    (tmp_path / "made.txt").write_text("About 412.5 of them.\n", encoding="utf-8")
    spot = replace(FIGURE, sheet="", cell="", start="6", end="11", as_printed="412.5")
    asked = ask(replace(spot, territory="R1"), "measure", "Which measure?", ("fci", "resettled_persons"))
    draft = draft_of(asked, sha256=file_hash(tmp_path / "made.txt"))
    path = tmp_path / "draft.xlsx"
    path.write_bytes(draft_workbook(draft, tmp_path, lists))
    fill(path, value="fci", territory="D1: First district")
    answers = read_workbook(path, draft, MOMENT, "A").answers
    assert [(one.field, one.value) for one in answers] == [
        ("territory", "D1: First district"),
        ("measure", "fci"),
        ("disposition", "used"),
    ]
    item = apply(draft, answers, lists).items[0]
    assert (item.disposition, item.territory, item.measure) == ("used", "D1", "fci")


def test_yes_about_the_source_takes_what_was_found(tmp_path: Path, lists: Lists) -> None:
    (tmp_path / "made.txt").write_text("Published on 1 May 2026.\n", encoding="utf-8")
    draft = draft_of(sha256=file_hash(tmp_path / "made.txt"))
    path = tmp_path / "draft.xlsx"
    path.write_bytes(draft_workbook(draft, tmp_path, lists))
    book = openpyxl.load_workbook(path)
    book[SOURCE_SHEET]["D7"], book[SOURCE_SHEET]["D8"] = "yes", "yes"
    book.save(path)
    filled = read_workbook(path, draft, MOMENT, "A")
    assert [(one.field, one.value) for one in filled.answers] == [("published", "2026-05-01")]
    assert filled.sentences == ("Sheet Source, row 8: nothing was found to say 'yes' to. Write it.",)


def test_a_formula_is_no_answer(path: Path, draft: Draft) -> None:
    fill(path, value="=1+1")
    filled = read_workbook(path, draft, MOMENT, "A")
    assert filled.answers == ()
    assert "holds a formula. Write the answer itself." in filled.sentences[0]


def test_a_date_that_a_spreadsheet_made_is_a_day(path: Path, draft: Draft) -> None:
    from datetime import datetime

    book = openpyxl.load_workbook(path)
    book[SOURCE_SHEET]["D7"] = datetime(2026, 1, 20)  # noqa: DTZ001 - a cell has no time zone
    book[SOURCE_SHEET]["D7"].number_format = "yyyy-mm-dd"
    book.save(path)
    assert read_workbook(path, draft, MOMENT, "A").answers[0].value == "2026-01-20"


def test_another_workbook_is_refused(path: Path, draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"workbook of draft 'made.xlsx', and not of 'other'"):
        read_workbook(path, replace(draft, name="other"), MOMENT, "A")
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(BadInputError, match="is not the workbook of a draft"):
        read_workbook(tmp_path / "other.xlsx", draft, MOMENT, "A")


def test_texts_are_never_formulas(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    said = {cell.value for cell in cells}
    assert {"=Which territory?", "=412.5", "-A note.", "@Head"} <= said


def test_a_table_stands_at_its_own_coordinates_in_colour_and_sign(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["Table 1"]
    assert (sheet["A1"].value, sheet["B2"].value) == ("@Head", "? =412.5")
    assert sheet["B2"].fill.start_color.rgb == "FFFDECCB"
    assert sheet["B2"].comment.text == "=Which territory?"


def test_answers_are_offered_from_the_lists(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    rules = {str(rule.sqref): rule for rule in book[QUESTIONS].data_validations.dataValidation}
    value = rules[f"{chr(65 + NAMES.index('value'))}{HEAD_ROW + 1}"]
    start, end = value.formula1.removeprefix(f"{LISTS}!$").replace("$", "").split(":")
    offered = [row[0].value for row in book[LISTS][f"{start}:{end}"]]
    assert "D1: First district" in offered
    assert len(offered) == 6
    assert sorted(book.sheetnames) == sorted([QUESTIONS, SOURCE_SHEET, FIGURES, "Table 1", LISTS])


def test_the_same_draft_gives_the_same_bytes(tmp_path: Path, draft: Draft, lists: Lists) -> None:
    assert draft_workbook(draft, tmp_path, lists) == draft_workbook(draft, tmp_path, lists)


def test_a_document_is_listed_with_its_words(tmp_path: Path, lists: Lists) -> None:
    (tmp_path / "made.txt").write_text("About 12 families.\n", encoding="utf-8")
    item = Item(start="6", end="8", as_printed="12")
    draft = draft_of(item, sha256=file_hash(tmp_path / "made.txt"))
    (tmp_path / "draft.xlsx").write_bytes(draft_workbook(draft, tmp_path, lists))
    book = openpyxl.load_workbook(tmp_path / "draft.xlsx")
    assert [cell.value for cell in book["As read"][2]] == [
        "6-8",
        "About ",
        "12",
        " families.",
        "? question",
        "a question is open",
    ]
    assert book[QUESTIONS].cell(HEAD_ROW + 1, NAMES.index("context") + 1).value == "About 12 families."


def test_sheets_with_odd_names_and_those_of_our_own_are_renamed(tmp_path: Path, lists: Lists) -> None:
    names = ["Questions", "questions", "a/b:c*[d]", "x" * 31, "x" * 30, "History", " "]
    draft = table(*(replace(FIGURE, sheet=name) for name in names))
    (tmp_path / "draft.xlsx").write_bytes(draft_workbook(draft, tmp_path, lists))
    sheets = openpyxl.load_workbook(tmp_path / "draft.xlsx").sheetnames
    assert len(sheets) == len(names) + 4
    assert len({name.casefold() for name in sheets}) == len(sheets)


def test_limits_of_a_workbook_are_said(tmp_path: Path, lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_by, "MAX_QUESTIONS", 2)
    monkeypatch.setattr(written_by, "MAX_FIGURES", 2)
    monkeypatch.setattr(written_by, "MAX_CELLS", 3)
    draft = table(*(replace(ASKED, cell=f"B{row}") for row in range(1, 5)))
    (tmp_path / "draft.xlsx").write_bytes(draft_workbook(draft, tmp_path, lists))
    book = openpyxl.load_workbook(tmp_path / "draft.xlsx")
    said = [str(row[0].value) for row in book[QUESTIONS].iter_rows()]
    assert any(text.startswith("2 more questions are not shown") for text in said)
    assert book[FIGURES]["A4"].value == "2 more are not shown; figures.csv has all."
    assert [cell.value for cell in book["Table 1"]["B"]] == ["? =412.5"] * 3
    facts = [str(row[0].value) for row in book[SOURCE_SHEET].iter_rows()]
    assert facts[-1].startswith("1 more cells are not shown")
