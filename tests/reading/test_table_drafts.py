"""Tables as drafts: what is said of a head settles the figures under it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import UsageError
from pipeline.reading.answer import Answer
from pipeline.reading.counts import count
from pipeline.reading.lists import Lists
from pipeline.reading.table_answers import read_table_field
from pipeline.reading.take import answer_draft, take_file

DAY = date(2026, 1, 21)
ROWS = [
    ["Investment in fixed capital by region, million manats"],
    [],
    ["Region", "2023", "2024"],
    ["Karabakh economic region", 1010.5, "758,22)"],
    ["Zorblax district", 3, 4],
    [],
    ["2) preliminary"],
]


@pytest.fixture
def folder(tmp_path: Path, real_lists: Lists) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.title = "Table 1"
    book.save(tmp_path / "table.xlsx")
    return take_file(tmp_path / "table.xlsx", tmp_path / "drafts", real_lists, received_on=DAY)[1]


def said(place: str, field: str, value: str) -> Answer:
    return Answer("2026-11-26T10:00:00Z", "A", place, field, value)


def test_what_is_said_of_a_label_holds_for_its_row(folder: Path, real_lists: Lists) -> None:
    asked = answer_draft(folder, [], real_lists).draft
    assert (count(asked).questions, count(asked).waiting) == (4, 2)
    draft = answer_draft(folder, [said("Table 1!A5", "territory", "Aghdam district")], real_lists).draft
    by_cell = {item.cell: item for item in draft.items}
    assert [by_cell[cell].territory for cell in ("B5", "C5")] == ["D-AZ-AGM", "D-AZ-AGM"]
    assert (by_cell["B5"].value, by_cell["B5"].disposition) == ("3000000", "used")
    assert count(draft).waiting == 0


def test_the_count_of_figures_is_that_of_the_file_before_and_after_answers(
    tmp_path: Path, real_lists: Lists
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "Region,Investment in fixed capital (mln manats) Dec 2025,Mine-cleared area ha\n"
        "Karabakh economic region,120.5,340\nEast Zangezur economic region,80.2,210\n",
        encoding="utf-8",
    )
    folder = take_file(path, tmp_path / "drafts", real_lists, received_on=DAY)[1]
    counted = [count(answer_draft(folder, [], real_lists).draft)]
    for field, value in (("measure", "mine_cleared_area"), ("period", "2025-12")):
        counted.append(count(answer_draft(folder, [said("own!C1", field, value)], real_lists).draft))
    assert [(one.figures, one.questions - counted[-1].questions) for one in counted] == [
        (4, 1),
        (4, 1),
        (4, 0),
    ]


def test_a_place_that_a_table_lacks_is_a_sentence(folder: Path, real_lists: Lists) -> None:
    outcome = answer_draft(
        folder, [said("Table 1!Z9", "territory", "AZ"), said("Table 1!A5", "territory", "AZZ")], real_lists
    )
    assert outcome.taken == ()
    assert "nothing at Table 1!Z9" in outcome.refused[0]
    assert "no single territory" in outcome.refused[1]


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("period", "2025", {"period": "2025"}),
        ("period_end", "2025-01/2025-09", {"period": "January-September 2025"}),
        ("unit", "million manats", {"unit": "million manats"}),
        ("unit", "families: families", {"unit": "families"}),
        ("measure", "dwellings status=planned", {"measure": "dwellings", "breakdown": "status=planned"}),
        ("scale", "1000", {"scale": "1000"}),
    ],
)
def test_answers_take_the_form_that_the_reader_of_tables_has(
    real_lists: Lists, field: str, text: str, expected: dict[str, str]
) -> None:
    assert read_table_field(field, text, real_lists) == expected


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("period", "2025-01-03/2025-09-11", "no period that figures of a table have"),
        ("unit", "stones", "no code"),
    ],
)
def test_what_no_table_has_is_a_sentence(real_lists: Lists, field: str, text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_table_field(field, text, real_lists)


NATION = "Azerbaijan"
HEADS = "Territory,Period,Indicator,Unit,Value\n"
AMOUNT = f"{NATION},January 2026,Investment in fixed capital,million manats,-12\n"
GROWTH = f"{NATION},January 2026,Investment in fixed capital growth,%,-3.5\n"


@pytest.mark.parametrize(
    ("answer", "disposition", "value"),
    [
        (("disposition", "used"), "used", "-12000000"),
        (("disposition", "held"), "held", ""),
        (("value", "12"), "used", "12000000"),
        (("value", "-1.2"), "used", "-1200000"),
    ],
)
def test_an_amount_below_zero_is_asked_about_and_used_when_a_person_says_so(
    tmp_path: Path, real_lists: Lists, answer: tuple[str, str], disposition: str, value: str
) -> None:
    path = tmp_path / "below.csv"
    path.write_text(HEADS + AMOUNT + GROWTH, encoding="utf-8")
    draft, folder = take_file(path, tmp_path / "drafts", real_lists, received_on=DAY.replace(month=3))
    (asked,) = draft.questions
    assert (asked.cell, asked.field, asked.candidates) == ("E2", "disposition", "used|held")
    assert asked.question == "'-12' is below zero, as no amount or count is. Is it to be used so?"
    after = answer_draft(folder, [replace(said("below!E2", *answer), reason="As printed.")], real_lists).draft
    (item,) = [one for one in after.items if one.cell == "E2"]
    assert (item.disposition, item.value, after.questions) == (disposition, value, ())
