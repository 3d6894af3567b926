"""The template: filled in by its lists it comes in without a question; anything else is asked about."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.reading.answer import Answer
from pipeline.reading.counts import count
from pipeline.reading.draft import Draft
from pipeline.reading.lists import Lists
from pipeline.reading.sheets import LISTS
from pipeline.reading.take import answer_draft, take_file
from pipeline.reading.template import COLUMNS, FACTS, HEAD_ROW, ROWS, SHEET, SOURCE_SHEET, template_workbook

DAY = date(2026, 11, 26)
GOOD = {
    "measure": "fci: investment in fixed capital",
    "territory": "R1: North (economic region)",
    "period": "2026-01",
    "value": 412.5,
    "unit": "mln AZN",
}
KNOWN = {"published": "2026-02-20", "publisher": "Third Press", "address": "https://a.example/1"}


def fill(path: Path, lists: Lists, *rows: dict[str, object], facts: dict[str, str] | None = None) -> Path:
    """Write a template and fill in rows and facts."""
    path.write_bytes(template_workbook(lists, "Delivery", DAY))
    book = openpyxl.load_workbook(path)
    for number, row in enumerate(rows, start=HEAD_ROW + 1):
        for name, value in row.items():
            book[SHEET].cell(number, list(COLUMNS).index(name) + 1, value)
    for name, text in (KNOWN if facts is None else facts).items():
        book[SOURCE_SHEET].cell(4 + FACTS.index(name), 2, text)
    book.save(path)
    return path


def take(path: Path, lists: Lists) -> tuple[Draft, Path]:
    return take_file(path, path.parent / "drafts", lists, received_on=DAY)


def figures(draft: Draft) -> list[Any]:
    return [item for item in draft.items if item.disposition != "label"]


def test_a_filled_template_comes_in_without_a_question(tmp_path: Path, lists: Lists) -> None:
    rows = (
        GOOD,
        {
            "measure": "resettled_persons",
            "territory": "First district",
            "period": "2026-01-19",
            "value": "9876",
            "unit": "persons",
            "qualifier": "more_than: more than",
        },
        {
            **GOOD,
            "breakdown": "purpose=services",
            "kind": "plan",
            "quantity": "growth",
            "value": 5.5,
            "unit": "%",
        },
        {**GOOD, "kind": "target", "due_on": "2026-12-31", "price_basis": "real"},
    )
    draft, _ = take(fill(tmp_path / "filled.xlsx", lists, *rows), lists)
    assert count(draft).sentence == "4 figures, 0 questions"
    found = figures(draft)
    assert [(item.cell, item.value, item.step, item.unit) for item in found] == [
        ("E5", "412500000", "100000", "AZN"),
        ("E6", "9876", "1", "persons"),
        ("E7", "5.5", "0.1", "%"),
        ("E8", "412500000", "100000", "AZN"),
    ]
    assert [(item.measure, item.breakdown, item.territory) for item in found][:3] == [
        ("fci", "_T", "R1"),
        ("resettled_persons", "_T", "D1"),
        ("fci", "purpose=services", "R1"),
    ]
    assert [(item.kind, item.quantity, item.period_kind) for item in found] == [
        ("observation", "level", "month"),
        ("observation", "level", "instant"),
        ("plan", "growth", "month"),
        ("target", "level", "instant"),
    ]
    assert (found[1].qualifier, found[3].due_on, found[3].price_basis) == ("more_than", "2026-12-31", "real")
    assert (draft.source.publisher, draft.source.published_to) == ("Third Press", date(2026, 2, 20))


@pytest.mark.parametrize(
    ("written", "value", "name"),
    [
        ("ha", "340", "hectares"),
        ("HA", "340", "hectares"),
        ("hectares", "340", "hectares"),
        ("km2", "340", "km2"),
    ],
)
def test_a_unit_is_taken_by_its_code_and_its_short_form(
    tmp_path: Path, real_lists: Lists, written: str, value: str, name: str
) -> None:
    row = {"measure": "mine_cleared_area", "territory": "ER-KAR", "period": "2026-01", "value": 340}
    draft, _ = take(fill(tmp_path / "filled.xlsx", real_lists, row | {"unit": written}), real_lists)
    (item,) = figures(draft)
    assert (item.disposition, item.value, item.unit, item.unit_as_written) == ("used", value, name, written)


@pytest.mark.parametrize("written", ["AZN_MN", "azn_mn", "mln AZN"])
def test_the_code_of_a_unit_has_the_scale_of_its_name(tmp_path: Path, lists: Lists, written: str) -> None:
    draft, _ = take(fill(tmp_path / "filled.xlsx", lists, GOOD | {"unit": written}), lists)
    assert [(item.value, item.unit) for item in figures(draft)] == [("412500000", "AZN")]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"measure": "fcx"}, "measure", r"Row 5, Measure: 'fcx' is no code .* Nearest: fci"),
        ({"measure": None}, "measure", "Which measure is it of?"),
        ({"territory": "Nowhere"}, "territory", "'Nowhere' is no single territory"),
        ({"territory": None}, "territory", "Which territory is it for?"),
        ({"period": "soon"}, "period", "'soon' is no period"),
        ({"period": datetime(2026, 1, 1)}, "period", "Is it the month, or that day?"),  # noqa: DTZ001
        ({"unit": "stones"}, "unit", "'stones' is no unit of the office"),
        ({"unit": "persons"}, "unit", "Figures of this measure are in AZN_MN"),
        ({"unit": None}, "unit", "In which unit is it?"),
        ({"value": "412,5"}, "value", "is not a number in plain form"),
        ({"value": "=1+1"}, "value", "holds a formula"),
        ({"value": None}, "value", "The row has no value"),
        ({"kind": "hope"}, "kind", "'hope' is no code of the list 'kind'"),
    ],
)
def test_a_row_that_is_not_clear_is_asked_about(
    tmp_path: Path, lists: Lists, changed: dict[str, object], field: str, sentence: str
) -> None:
    import re

    draft, _ = take(fill(tmp_path / "filled.xlsx", lists, GOOD | changed), lists)
    (asked,) = draft.questions
    assert asked.field == field
    assert re.search(sentence.replace("?", r"\?"), asked.question)


def test_what_is_asked_about_a_template_is_answered_as_in_any_draft(tmp_path: Path, lists: Lists) -> None:
    _, folder = take(fill(tmp_path / "filled.xlsx", lists, GOOD | {"measure": "fcx"}, facts={}), lists)
    outcome = answer_draft(
        folder,
        [
            Answer("2026-11-26T10:00:00Z", "A", "Figures!E5", "measure", "fci"),
            Answer("2026-11-26T10:00:00Z", "A", "Figures!E5", "disposition", "used"),
            *(Answer("2026-11-26T10:00:00Z", "A", "source", name, text) for name, text in KNOWN.items()),
        ],
        lists,
    )
    assert outcome.refused == ()
    assert count(outcome.draft).is_complete


FIRST_OF_MONTH = datetime(2026, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"unit": "stones", "period": FIRST_OF_MONTH}, [("unit", "mln AZN"), ("period", "2026-01")]),
        ({"unit": "persons", "period": FIRST_OF_MONTH}, [("unit", "mln AZN"), ("period", "2026-01")]),
        ({"measure": "fcx", "unit": "persons"}, [("measure", "fci"), ("unit", "mln AZN")]),
        ({"measure": "fcx", "breakdown": "x"}, [("measure", "fci"), ("breakdown", "none")]),
        ({"unit": "stones", "kind": "hope"}, [("unit", "mln AZN"), ("kind", "observation")]),
        ({"unit": "stones", "due_on": "soon"}, [("unit", "mln AZN"), ("due_on", "2026-12-31")]),
    ],
)
def test_the_second_question_of_a_row_comes_up_when_the_first_is_answered(
    tmp_path: Path, lists: Lists, changed: dict[str, object], said: list[tuple[str, str]]
) -> None:
    draft, folder = take(fill(tmp_path / "filled.xlsx", lists, GOOD | changed), lists)
    for field, text in said:
        (asked,) = draft.questions
        assert asked.field == field
        answer = Answer("2026-11-26T10:00:00Z", "A", asked.place, field, text)
        outcome = answer_draft(folder, [answer], lists)
        assert outcome.refused == ()
        draft = outcome.draft
    (item,) = figures(draft)
    assert (item.disposition, item.period_kind == "instant") == ("used", bool(item.due_on))


def test_a_month_typed_as_a_period_stays_as_typed(tmp_path: Path, lists: Lists) -> None:
    (tmp_path / "t.xlsx").write_bytes(template_workbook(lists, "Delivery", DAY))
    columns = openpyxl.load_workbook(tmp_path / "t.xlsx")[SHEET].column_dimensions
    letters = dict(zip(COLUMNS, "ABCDEFGHIJK", strict=True))
    formats = {name: columns[letter].number_format for name, letter in letters.items()}
    assert (formats["period"], formats["due_on"], formats["value"]) == ("@", "@", "General")


@pytest.mark.parametrize(
    ("answered", "unit", "worth"),
    [("mln AZN", "mln AZN", "412.5"), ("AZN", "AZN", "0.0004125")],
)
def test_an_answered_unit_means_what_its_row_says(
    tmp_path: Path, lists: Lists, answered: str, unit: str, worth: str
) -> None:
    draft, folder = take(fill(tmp_path / "filled.xlsx", lists, GOOD | {"unit": "million AZN"}), lists)
    (asked,) = draft.questions
    assert (asked.field, asked.value) == ("unit", "412.5")
    outcome = answer_draft(
        folder, [Answer("2026-11-26T10:00:00Z", "A", asked.place, "unit", answered)], lists
    )
    assert outcome.refused == ()
    (item,) = figures(outcome.draft)
    factors = dict(lists.reference["unit_name"].select("unit_as_written", "factor").iter_rows())
    assert (item.unit, item.disposition) == (unit, "used")
    assert Decimal(item.value) * factors[item.unit] == Decimal(worth)


def test_facts_that_cannot_be_read_are_noted_and_asked(tmp_path: Path, lists: Lists) -> None:
    path = fill(tmp_path / "filled.xlsx", lists, GOOD, facts=KNOWN | {"published": "spring"})
    draft, _ = take(path, lists)
    assert count(draft).questions == 1
    assert any("'spring' is no period" in note for note in draft.notes)


def test_what_was_given_with_the_file_stands_before_what_it_says(tmp_path: Path, lists: Lists) -> None:
    path = fill(tmp_path / "filled.xlsx", lists, GOOD)
    said = Answer("2026-11-26T10:00:00Z", "A", "source", "publisher", "Another Press")
    draft, _ = take_file(path, tmp_path / "drafts", lists, received_on=DAY, answers=[said])
    assert draft.source.publisher == "Another Press"


def test_a_template_whose_heads_were_changed_is_refused(tmp_path: Path, lists: Lists) -> None:
    path = fill(tmp_path / "filled.xlsx", lists, GOOD)
    book = openpyxl.load_workbook(path)
    book[SHEET].cell(HEAD_ROW, 1, "Indicator")
    book.save(path)
    with pytest.raises(BadInputError, match="no longer has the heads in row 4: Measure"):
        take(path, lists)


def test_lists_hold_what_is_valid_and_chosen(tmp_path: Path, lists: Lists, real_lists: Lists) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template_workbook(lists, "Delivery", DAY, ["fci"]))
    sheet = openpyxl.load_workbook(path)[LISTS]
    columns = {
        column[0].value: [cell.value for cell in column[1:] if cell.value] for column in sheet.iter_cols()
    }
    assert columns["measure"] == ["fci: investment in fixed capital"]
    assert set(columns["unit"]) == {"%", "AZN", "bn manats", "mln AZN"}
    assert [text.partition(":")[0] for text in columns["kind"]] == [
        "observation",
        "plan",
        "schedule",
        "target",
    ]
    before = template_workbook(real_lists, "Delivery", date(2021, 7, 1))
    after = template_workbook(real_lists, "Delivery", date(2026, 7, 1))
    assert before != after
    path.write_bytes(before)
    text = "".join(str(cell.value) for row in openpyxl.load_workbook(path)[LISTS].iter_rows() for cell in row)
    assert "ER-KAR:" not in text
    with pytest.raises(UsageError, match=r"no measure 'fcj'\. Did you mean fci\?"):
        template_workbook(lists, "Delivery", DAY, ["fcj"])


def test_the_same_lists_give_the_same_bytes_and_drop_downs_for_all_rows(tmp_path: Path, lists: Lists) -> None:
    made = template_workbook(lists, "Delivery", DAY)
    assert made == template_workbook(lists, "Delivery", DAY)
    (tmp_path / "t.xlsx").write_bytes(made)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    rules = [str(rule.sqref) for rule in book[SHEET].data_validations.dataValidation]
    assert f"A{HEAD_ROW + 1}:A{HEAD_ROW + ROWS}" in rules
    assert len(rules) == 8
