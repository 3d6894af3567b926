"""What is not clear in a table is asked, and what a person answers is taken."""

from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.reading.tables.layout import TableLayout
from pipeline.reading.tables.reading import apply_answers, read_table
from pipeline.reading.vocabulary import Vocabulary
from tests.reading.tables import makers
from tests.reading.tables.conftest import DAY, SOURCE, TITLE, Read


def test_one_question_about_decimals_for_a_table(read: Read) -> None:
    rows = [
        [TITLE],
        ["", "2022", "2023"],
        ["Aghdam district", "1.234", "5.678"],
        ["Zangilan district", "9.123", "1"],
    ]
    items = read(rows)
    assert (items["B3"].field, items["B3"].candidates) == ("decimal_mark", ",|.")
    assert {items[cell].field for cell in ("C3", "B4")} == {"waits:t!B3"}
    read_again = read(rows, {"B3": {"decimal_mark": ","}})
    assert [read_again[cell].value for cell in ("B3", "C3", "B4")] == [
        "1234000000",
        "5678000000",
        "9123000000",
    ]
    assert all(read_again[cell].status == "green" for cell in ("B3", "C3", "B4", "C4"))


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("2 876 8", "value", "groups that are not of three"),
        ("12.%", "value", "none follow"),
        ("(3)", "value", "only a note"),
        ("see below", "disposition", "Words stand where figures stand"),
        ("=cmd|'/c calc'!A1", "disposition", "never calculated"),
        ("12 bananas", "unit", ""),
    ],
)
def test_what_is_not_clear_is_asked(read: Read, text: str, field: str, said: str) -> None:
    title = "Investment in fixed capital" if field == "unit" else TITLE
    items = read(
        [[title], ["", "2022"], ["ER-KAR", "1"], ["Aghdam district", text], ["Zangilan district", "1"]]
    )
    assert items["B4"].field == field
    assert said in items["B4"].question
    assert items["B4"].status == "amber"


def test_a_value_that_a_person_gives_is_taken(read: Read) -> None:
    rows = [[TITLE], ["", "2022"], ["Aghdam district", "2 876 8"], ["Zangilan district", "1"]]
    assert read(rows, {"B3": {"value": "2876.8"}})["B3"].value == "2876800000"
    held = read(rows, {"B3": {"disposition": "rejected", "reason": "no such amount"}})["B3"]
    assert (held.disposition, held.reason) == ("rejected", "no such amount")


def test_a_word_in_a_column_of_units_is_asked_until_its_unit_is_said(read: Read) -> None:
    rows = [
        ["Indicator", "Territory", "Period", "Value", "Unit"],
        ["Investment in fixed capital", "Aghdam district", "2022", "3", "bananas"],
        ["Investment in fixed capital", "Aghdam district", "2023", "4", "mln AZN"],
    ]
    items = read(rows)
    assert (items["E2"].field, items["D2"].field) == ("unit", "waits:t!E2")
    items = read(rows, {"E2": {"unit": "mln AZN"}})
    assert [(items[cell].value, items[cell].disposition) for cell in ("D2", "D3")] == [
        ("3000000", "used"),
        ("4000000", "used"),
    ]


def test_an_answer_about_a_head_holds_for_all_under_it(read: Read) -> None:
    rows = [
        ["Investment in fixed capital"],
        ["", "2022", "Somewhere"],
        ["Aghdam district", "1", "2"],
        ["Total", "1", "2"],
    ]
    items = read(rows)
    assert (items["A1"].field, items["C2"].field) == ("unit", "breakdown")
    items = read(
        rows, {"A1": {"unit": "mln AZN"}, "C2": {"disposition": "held", "reason": "a column of its own"}}
    )
    assert (items["B3"].status, items["B3"].value) == ("green", "1000000")
    assert (items["C3"].status, items["C3"].disposition) == ("grey", "held")


def test_answers_of_every_field(read: Read) -> None:
    rows = [["Figures"], ["", "One", "Two"], ["Here", "5", "6"]]
    assert read(rows)["B2"].field == "measure"
    said = {
        "A1": {"unit": "families", "period": "2024-01-01"},
        "A3": {"territory": "D-AZ-AGM"},
        "B2": {"measure": "resettled_families", "breakdown": "_T", "kind": "plan", "due_on": "2026-12-31"},
        "C2": {"measure": "moved_families", "qualifier": "almost"},
    }
    items = read(rows, said)
    assert (items["B3"].status, items["C3"].status) == ("green", "green")
    assert (items["B3"].measure, items["B3"].kind, items["B3"].due_on) == (
        "resettled_families",
        "plan",
        "2026-12-31",
    )
    assert (items["C3"].qualifier, items["C3"].period_kind) == ("almost", "instant")
    own = read(
        rows, {**said, "C3": {"territory": "D-AZ-FUZ", "measure": "resettled_families", "period": "2023"}}
    )["C3"]
    assert (own.territory, own.measure, own.period_end) == ("D-AZ-FUZ", "resettled_families", "2023-12-31")


def test_an_answer_to_one_cell_leaves_its_other_questions(read: Read) -> None:
    rows = [["Figures"], ["", "One"], ["Here", "5"]]
    items = read(rows, {"B3": {"measure": "resettled_families"}})
    assert (items["B3"].field, items["B3"].status) == ("unit", "amber")


def test_an_answer_needs_a_place_and_a_field(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = makers.write_csv(tmp_path / "t.csv", [["a", "b"], ["c", 1.5]])
    with pytest.raises(BadInputError, match="has nothing at t!Z9"):
        apply_answers(path, {"t!Z9": {"measure": "fci"}}, vocabulary, SOURCE, DAY)
    with pytest.raises(BadInputError, match="'colour' at t!A1 is no field"):
        apply_answers(path, {"t!A1": {"colour": "red"}}, vocabulary, SOURCE, DAY)
    with pytest.raises(BadInputError, match="has no sheet 'other'"):
        read_table(path, vocabulary, SOURCE, DAY, TableLayout("other", 1))


def test_percentages_say_what_they_are_of(read: Read) -> None:
    rows = [["Investment in fixed capital by district, 2023"], ["", "million manats", "Share, %", "in %"]]
    rows += [["Aghdam district", "10", "40", "104,5"], ["Zangilan district", "15", "60%", "99,1"]]
    items = read(rows)
    assert (items["C3"].unit, items["C3"].quantity, items["C3"].measure) == ("percent", "share", "fci")
    assert items["C3"].value == "40"
    assert items["C4"].value == "60"
    assert (items["D2"].field, items["D2"].candidates) == ("quantity", "share|growth")
    assert read(rows, {"D2": {"quantity": "growth"}})["D3"].quantity == "growth"


def test_figures_of_a_period_to_come_are_asked_about(read: Read) -> None:
    rows = [[TITLE], ["", "2025", "2027"], ["Aghdam district", "1", "2"]]
    assert read(rows)["C2"].candidates == "plan|target|schedule|observation"
    assert read(rows, {"C2": {"kind": "plan"}})["C3"].kind == "plan"
    rows[1][2] = "2027 (plan)"
    assert read(rows)["C3"].kind == "plan"


def test_a_scale_that_a_person_names(read: Read) -> None:
    rows = [["Investment in fixed capital in Aghdam district"], ["", "2022"], ["", ""], ["All in all", "1,5"]]
    said = {"A1": {"unit": "AZN", "scale": "1000"}, "A4": {"breakdown": "_T"}}
    items = read(rows, said)
    assert (items["B4"].value, items["B4"].territory) == ("1500", "D-AZ-AGM")
    assert read(rows, {**said, "A1": {"unit": "AZN", "scale": "many"}})["B4"].value == "1.5"
