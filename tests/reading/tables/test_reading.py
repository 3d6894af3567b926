"""Realistic files against the truth written for them, and the forms of cells one by one."""

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipeline.errors import BadInputError
from pipeline.reading.draft import DISPOSITIONS, Found, Item, Source
from pipeline.reading.tables.account import account
from pipeline.reading.tables.alike import MAX_PRINTED
from pipeline.reading.tables.drafting import draft_layout
from pipeline.reading.tables.layout import TableLayout
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.reading import apply_answers, read_table
from pipeline.reading.vocabulary import Vocabulary
from tests.reading.tables import makers
from tests.reading.tables.examples import EXAMPLES

SOURCE = Source("S1")
DAY = date(2026, 11, 21)
TRUTH = Path(__file__).parent / "truth"
Read = Callable[..., dict[str, Item]]


@pytest.fixture
def read(tmp_path: Path, vocabulary: Vocabulary) -> Read:
    """Read rows written as CSV, with answers by cell, into items by cell."""

    def read_rows(
        rows: Sequence[Sequence[object]], answers: dict[str, dict[str, str]] | None = None
    ) -> dict[str, Item]:
        path = makers.write_csv(tmp_path / "t.csv", rows, ";")
        said = {f"t!{cell}": facts for cell, facts in (answers or {}).items()}
        found, _ = apply_answers(path, said, vocabulary, SOURCE, DAY)
        account(open_book(path), found)
        return {item.cell: item for item in found.items}

    return read_rows


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_read_as_its_truth_says(tmp_path: Path, vocabulary: Vocabulary, name: str) -> None:
    EXAMPLES[name](tmp_path / name)
    found = read_table(tmp_path / name, vocabulary, SOURCE, DAY)
    with (TRUTH / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    read = [
        {column: getattr(item, column) for column in rows[0]}
        for item in found.items
        if item.disposition != "label"
    ]
    assert read == rows
    accounted = account(open_book(tmp_path / name), found)
    assert accounted.cells_in == accounted.green + accounted.amber + accounted.grey
    assert accounted.lines_in == accounted.parsed + accounted.quarantined + accounted.skipped


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_file_gives_the_same_items(tmp_path: Path, vocabulary: Vocabulary, name: str) -> None:
    EXAMPLES[name](tmp_path / name)
    first, again = (read_table(tmp_path / name, vocabulary, SOURCE, DAY) for _ in range(2))
    assert first == again
    layouts = draft_layout(tmp_path / name, vocabulary)
    assert read_table(tmp_path / name, vocabulary, SOURCE, DAY, layouts).items == first.items
    assert read_table(tmp_path / name, vocabulary, SOURCE, DAY, layouts[0]).items == first.items


def test_every_item_is_settled_or_asks(tmp_path: Path, vocabulary: Vocabulary) -> None:
    for name, make in EXAMPLES.items():
        make(tmp_path / name)
        found = read_table(tmp_path / name, vocabulary, SOURCE, DAY)
        places = {item.place for item in found.items}
        for item in found.items:
            assert item.sheet
            assert item.disposition in DISPOSITIONS or (item.question and item.field)
            if item.field.startswith("waits:"):
                asked = next(
                    other for other in found.items if other.place == item.field.removeprefix("waits:")
                )
                assert asked.place in places
                assert asked.question
                assert not asked.field.startswith("waits:")


TITLE = "Investment in fixed capital, million manats"


def test_marks_for_no_figure_and_totals(read: Read) -> None:
    items = read(
        [
            [TITLE],
            ["District", "2022", "2023"],
            ["Total", "30,5", "5"],
            ["Aghdam district", "10,5", "..."],
            ["Zangilan district", "20", "x"],
        ]
    )
    assert items["B3"].disposition == items["C3"].disposition == "control"
    assert items["B3"].reason == "total of B4 to B5, which sum to 30500000"
    assert items["C3"].reason == "total of the table, not compared: C4 holds no figure"
    assert items["C4"].reason == "the mark '...' (not available)"
    assert items["C5"].reason == "the mark 'x' (not applicable)"
    assert (items["B4"].value, items["B4"].step, items["B4"].unit) == ("10500000", "100000", "AZN")
    assert items["B5"].step == "1000000"


def test_a_total_that_is_not_the_sum_is_compared_and_not_changed(read: Read) -> None:
    items = read([[TITLE], ["", "2022"], ["Aghdam district", "10"], ["Total", "12"]])
    assert items["B4"].value == "12000000"
    assert items["B4"].reason == "total of B3 to B3, which sum to 10000000, 2000000 less than is printed"


def test_the_columns_other_cells_decide_a_glued_note(read: Read) -> None:
    rows = [
        [TITLE],
        ["", "2022"],
        ["Aghdam district", "758,22)"],
        ["Zangilan district", "10,5"],
        ["ER-KAR", "11,5"],
    ]
    items = read(rows)
    assert (items["B3"].value, items["B3"].interpretation) == ("758200000", "note_2")
    rows[3][1], rows[4][1] = "10,55", "11,55"
    asked = read(rows)["B3"]
    assert (asked.field, asked.candidates) == ("value", "758.2|758.22")
    assert read(rows, {"B3": {"value": "758.2"}})["B3"].value == "758200000"


def test_a_note_below_the_table_decides_too(read: Read) -> None:
    rows = [[TITLE], ["", "2022"], ["Aghdam district", "758,22)"], ["2) revised"]]
    assert read(rows)["B3"].value == "758200000"


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


def test_what_was_published_is_known_then(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = makers.write_csv(tmp_path / "t.csv", [[TITLE], ["", "2024"], ["Aghdam district", "1"]], ";")
    early = Source("S1", published_from=date(2024, 6, 1), published_to=date(2024, 6, 1))
    found = read_table(path, vocabulary, early, DAY)
    assert [item.field for item in found.items if item.status == "amber"] == ["kind", "waits:t!B2"]


def test_groups_several_label_columns_and_counted_rows(read: Read) -> None:
    rows = [
        [TITLE],
        ["№", "District", "2022", "2023"],
        ["1", "2", "3", "4"],
        ["", "Karabakh economic region", "", ""],
        ["1", "Aghdam district", "1,5", "2"],
        ["2", "Fuzuli district", "2,5", "3"],
        ["3", "Zangilan district", "3,5", "4"],
    ]
    items = read(rows)
    assert {items[cell].disposition for cell in ("A3", "B3", "C3", "D3", "A5", "A6", "A7")} == {"ordinal"}
    assert items["C5"].territory == "D-AZ-AGM"
    assert items["B4"].reason == "head of a group"


def test_a_group_gives_its_territory_to_rows_that_name_none(read: Read) -> None:
    rows = [["Investment in fixed capital, thousand manats"], ["", "2022"], ["Aghdam district"]]
    rows += [
        ["construction and installation", "5,5"],
        ["Zangilan district"],
        ["construction and installation", "6"],
    ]
    items = read(rows)
    assert [(items[cell].territory, items[cell].measure) for cell in ("B4", "B6")] == [
        ("D-AZ-AGM", "fci_construction"),
        ("D-AZ-ZAN", "fci_construction"),
    ]
    assert items["B4"].value == "5500"


def test_tables_side_by_side(read: Read) -> None:
    rows = [
        [TITLE],
        ["District", "2022", "2023", "", "District", "2022", "2023"],
        ["Aghdam district", "1,5", "2", "", "Fuzuli district", "3,5", "4"],
        ["Zangilan district", "2,5", "3", "", "ER-KAR", "5,5", "6"],
    ]
    items = read(rows)
    assert (items["B3"].territory, items["G4"].territory) == ("D-AZ-AGM", "ER-KAR")


def test_a_column_total_is_a_control_only_beside_its_parts(read: Read) -> None:
    rows = [[TITLE], ["", "2022", "2023", "Total"], ["Aghdam district", "1,5", "2", "3,5"]]
    assert read(rows)["D3"].reason == "total of the other columns"
    rows = [
        [f"{TITLE}, 2023"],
        ["", "Total", "construction and installation"],
        ["Aghdam district", "1,5", "2"],
    ]
    assert (read(rows)["B3"].measure, read(rows)["B3"].status) == ("fci", "green")


def test_numbers_beside_the_tables_are_not_lost(read: Read) -> None:
    items = read([["12,5"], [], ["x"], [], ["2024"], [], ["17"]])
    assert items["A1"].field == "disposition"
    assert items["A7"].field == "waits:t!A1"
    assert (items["A3"].disposition, items["A5"].disposition) == ("label", "date")
    settled = read([["12,5"], [], ["17"]], {"A1": {"disposition": "furniture"}})
    assert {item.disposition for item in settled.values()} == {"furniture"}
    assert {item.disposition for item in read([["words"]]).values()} == {"label"}


def test_a_long_text_is_not_copied(read: Read) -> None:
    items = read([["words " * 100], ["", "2022"], ["Aghdam district", "1"]])
    assert len(items["A1"].as_printed) == MAX_PRINTED
    assert items["A1"].as_printed.endswith("…")


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


def test_the_layout_of_a_table_is_drafted(tmp_path: Path, vocabulary: Vocabulary) -> None:
    EXAMPLES["cyrillic.csv"](tmp_path / "cyrillic.csv")
    (layout,) = draft_layout(tmp_path / "cyrillic.csv", vocabulary)
    assert layout == TableLayout(
        sheet="cyrillic",
        table=1,
        orientation="periods_across",
        titles=("A1",),
        header_rows=(2,),
        data_rows=(3, 4, 5),
        total_rows=(5,),
        notes=("A6",),
        label_columns=("A",),
        data_columns=("B", "C"),
        decimal_mark=",",
        encoding="cp1251",
        separator=";",
        unit="AZN",
        scale="1000000",
        measure="fci",
        footnotes=(("*", "A6"),),
    )


@pytest.mark.parametrize(
    ("rows", "orientation"),
    [
        ([["", "2022"], ["Aghdam district", "1,5"]], "periods_across"),
        ([["", "Aghdam district"], ["2022", "1,5"]], "territories_across"),
        ([["Year", "Families"], ["2022", "1,5"]], "periods_down"),
        ([["District", "Families"], ["Aghdam district", "1,5"]], "measures_across"),
        ([["District", "Year", "Indicator", "Value"], ["Aghdam district", "2022", "fci", "1,5"]], "records"),
    ],
)
def test_which_way_a_table_runs(
    tmp_path: Path, vocabulary: Vocabulary, rows: list[list[str]], orientation: str
) -> None:
    (layout,) = draft_layout(makers.write_csv(tmp_path / "t.csv", rows, ";"), vocabulary)
    assert layout.orientation == orientation


def test_what_a_record_says_of_itself(read: Read) -> None:
    head = ["REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "CONF_STATUS"]
    first = ["D-AZ-AGM: Aghdam", "fci: Investment", "2024", "1.5", "AZN", "3", "F: Free"]
    items = read([head, first, [*first[:3], "2.5", "AZN", "3", "C"], [*first[:3], "3.5", "XYZ", "3", "F"]])
    assert (items["D2"].status, items["D2"].value, items["D2"].territory) == ("green", "1500", "D-AZ-AGM")
    assert items["D3"].reason == "marked confidential by its source (C)"
    assert (items["E4"].field, items["D4"].field) == ("unit", "waits:t!E4")


def test_a_unit_in_the_cell_is_taken(read: Read) -> None:
    rows = [
        ["Area cleared of mines"],
        ["", "2022"],
        ["Aghdam district", "34,5 hectares"],
        ["ER-KAR", "12 bananas"],
    ]
    items = read(rows, {"A1": {"measure": "mine_cleared_area"}})
    assert (items["B3"].status, items["B3"].unit, items["B3"].value) == ("green", "hectares", "34.5")
    assert "'bananas'" in items["B4"].question


def test_a_scale_that_a_person_names(read: Read) -> None:
    rows = [["Investment in fixed capital in Aghdam district"], ["", "2022"], ["", ""], ["All in all", "1,5"]]
    said = {"A1": {"unit": "AZN", "scale": "1000"}, "A4": {"breakdown": "_T"}}
    items = read(rows, said)
    assert (items["B4"].value, items["B4"].territory) == ("1500", "D-AZ-AGM")
    assert read(rows, {**said, "A1": {"unit": "AZN", "scale": "many"}})["B4"].value == "1.5"


def test_heads_reach_over_columns_and_labels_down(read: Read) -> None:
    rows = [
        [TITLE],
        ["Region", "District", "2022", "", "2023", ""],
        [
            "",
            "",
            "All in all",
            "construction and installation",
            "All in all",
            "construction and installation",
        ],
        ["ER-KAR", "Aghdam district", "2,5", "1,5", "3,5", "2,5"],
        ["", "Fuzuli district", "2,5", "1,5", "3,5", "2,5"],
    ]
    items = read(rows, {"C3": {"measure": "fci"}, "E3": {"measure": "fci"}})
    assert (items["D5"].measure, items["D5"].period_end) == ("fci_construction", "2022-12-31")
    assert (items["E5"].measure, items["E5"].period_end) == ("fci", "2023-12-31")
    assert items["F5"].status == "green"
