"""Realistic files against the truth written for them, and the forms of cells one by one."""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.reading.draft import DISPOSITIONS, Source
from pipeline.reading.tables.account import account
from pipeline.reading.tables.alike import MAX_PRINTED
from pipeline.reading.tables.drafting import draft_layout
from pipeline.reading.tables.layout import TableLayout
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.reading import read_table
from pipeline.reading.vocabulary import Vocabulary
from tests.reading.tables import makers
from tests.reading.tables.conftest import DAY, SOURCE, TITLE, Read
from tests.reading.tables.examples import EXAMPLES

TRUTH = Path(__file__).parent / "truth"


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
