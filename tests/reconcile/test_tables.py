"""Tables of an old process in three languages and formats, beside the real office's January 2026."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reconcile.model import DIFFER, EQUAL, THERE, WITHIN
from pipeline.reconcile.read import parse_said
from pipeline.reconcile.reconcile import reconcile
from pipeline.reconcile.text import as_data, render, sentence
from tests.reading.tables.makers import Rows
from tests.reconcile.conftest import Compare, by_cell, written

TERRITORIES: dict[str, Rows] = {
    "en": [
        ["Economic regions, 2023"],
        [
            "Territory",
            "Investment in fixed capital, million manats",
            "Construction and installation works, million manats",
            "Construction and installation works as % of investment",
        ],
        ["Azerbaijan", 20296, None, None],
        ["Karabakh economic region", 2254.4, 2204.3, 97.8],
        ["East Zangazur economic region", 4000, 3940, 92.5],
        ["Fuzuli district", 676, 657.6, None],
    ],
    "az": [
        ["2023-cü ildə iqtisadi rayonlar"],
        [
            "Ərazi",
            "Əsas kapitala investisiya, milyon manat",
            "Tikinti-quraşdırma işləri, milyon manat",
            "Tikinti-quraşdırma işlərinin investisiyada payı, %",
        ],
        ["Azərbaycan", 20296, None, None],
        ["Qarabağ iqtisadi rayonu", 2254.4, 2204.3, 97.8],
        ["Şərqi Zəngəzur iqtisadi rayonu", 4000, 3940, 92.5],
        ["Füzuli rayonu", 676, 657.6, None],
    ],
    "ru": [
        ["Экономические районы, 2023 год"],
        [
            "Территория",
            "Инвестиции в основной капитал, млн манатов",
            "Строительно-монтажные работы, млн манатов",
            "Доля строительно-монтажных работ в инвестициях, %",
        ],
        ["Азербайджан", 20296, None, None],
        ["Карабахский экономический район", 2254.4, 2204.3, 97.8],
        ["Восточный Зангезур", 4000, 3940, 92.5],
        ["Физулинский район", 676, 657.6, None],
    ],
}


@pytest.mark.parametrize("name", ["old.xlsx", "old.ods"])
@pytest.mark.parametrize("lang", TERRITORIES)
def test_a_table_by_territory_is_found_by_labels_in_each_language(
    compare: Compare, lang: str, name: str
) -> None:
    found = compare(TERRITORIES[lang], name=name)
    equal = dict.fromkeys(("B3", "B4", "C4", "D4", "B5", "C5", "D5", "C6"), EQUAL)
    assert by_cell(found) == equal | {"B6": DIFFER}
    assert found.counts["not_read"] == 0
    (line,) = [line for line in found.lines if line.status == DIFFER]
    assert (line.cell_id, line.difference) == ("fci.D-AZ-FUZ.2023-12", Decimal(-1))
    assert "fci.D-AZ-LAC.2023-12" in {one.cell_id for one in found.only_here}
    assert sentence(found).startswith("8 equal, 1 differ, ")


def test_separated_text_with_indices_in_russian(compare: Compare) -> None:
    rows = [
        ["Инвестиции в основной капитал, млн манатов"],
        ["Период", "Азербайджан", "Темп роста, %"],
        ["январь–декабрь 2025", "21 226,0", "94,4"],
        ["январь–сентябрь 2025", "13 048", "101,0"],
        ["январь–июль 2025", "9 911,9", "103,4"],
        ["январь 2026", "1 406", "175,6"],
    ]
    found = compare(rows, name="old.csv")
    assert {cell for cell, status in by_cell(found).items() if status != EQUAL} == {"B5"}
    rates = [line for line in found.lines if line.theirs.cell.startswith("C")]
    assert {line.cell_id.rpartition(".")[2] for line in rates} == {"growth_published"}
    assert {line.theirs.assumed for line in rates} == {("territory", "index")}
    assert "100 is taken off" in render(found)


def test_codes_are_known_where_heads_are_not(compare: Compare) -> None:
    rows = [
        ["code", "territory", "period", "value"],
        ["fci", "AZ", "2026-01", 1406],
        ["fci_construction", "ER-KAR", "2023", 2204.3],
        ["fci", "AZ", "2025-12", 21226],
    ]
    found = compare(rows)
    assert by_cell(found) == {"D2": EQUAL, "D3": EQUAL, "D4": EQUAL}
    assert found.lines[2].theirs.assumed == ("unit", "year_to_date")


def test_a_table_without_a_period_is_of_the_month(compare: Compare) -> None:
    rows = [
        ["Key figures"],
        ["Territory", "Investment in fixed capital, million manats"],
        ["Azerbaijan", 1407],
    ]
    found = compare(rows)
    assert by_cell(found) == {"B3": DIFFER}
    assert found.lines[0].cell_id == "fci.AZ.2026-01"
    assert found.lines[0].theirs.assumed == ("period",)


@pytest.mark.parametrize(
    ("number_format", "january", "december"),
    [("mmm yyyy", 46023, 45992), ("yyyy-mm-dd", 46053, 46022)],
)
def test_a_date_at_the_end_of_a_month_stands_for_the_month(
    compare: Compare, number_format: str, january: int, december: int
) -> None:
    rows: Rows = [
        ["Investment in fixed capital, million manats"],
        ["Territory", december, january],
        ["Azerbaijan", "21226", "1406"],
    ]
    found = compare(rows, number_format=number_format)
    assert {(line.theirs.cell, line.status, line.cell_id) for line in found.lines} == {
        ("B3", EQUAL, "fci.AZ.2025-12"),
        ("C3", EQUAL, "fci.AZ.2026-01"),
    }
    assert "Taken for granted for 2 figures: the table says a month's first or last day" in render(found)


@pytest.mark.parametrize("day", ["2026-01-15", "2024-02-29"])
def test_another_day_and_a_month_that_we_do_not_have_stay_days(compare: Compare, day: str) -> None:
    rows = [["Investment in fixed capital, million manats"], ["Territory", day], ["Azerbaijan", 1406]]
    (line,) = compare(rows).lines
    assert (line.status, str(line.theirs.start), str(line.theirs.end)) == (THERE, day, day)


def test_a_day_that_our_figures_are_of_is_no_month(compare: Compare) -> None:
    rows = [["Territory", "Period", "resettled persons"], ["Lachin city", "2024-04-30", 1838]]
    (line,) = compare(rows).lines
    assert (line.status, line.cell_id) == (EQUAL, "resettled_persons.C-LACIN.2024-04")
    assert str(line.theirs.start) == "2024-04-30"
    assert "month" not in line.theirs.assumed


@pytest.mark.parametrize("words", ["bananas", "widgets"])
def test_a_unit_that_is_not_known_is_asked_about_and_not_compared(compare: Compare, words: str) -> None:
    rows = [
        ["Indicator", "Territory", "Period", "Value", "Unit"],
        ["Investment in fixed capital", "Azerbaijan", "2026-01", 1406, words],
        ["Investment in fixed capital", "Azerbaijan", "2025", 21226, "million manats"],
    ]
    found = compare(rows)
    assert by_cell(found) == {"D3": EQUAL}
    (open_,) = found.unread
    assert (open_.place, open_.field, open_.waiting) == ("Old!E2", "unit", 1)
    assert f"In which unit are the figures of '{words}'?" in render(found)
    assert by_cell(compare(rows, "Old!E2 unit=million manats")) == {"D2": EQUAL, "D3": EQUAL}


def test_what_is_not_understood_is_asked_and_can_be_said(compare: Compare) -> None:
    rows = [
        ["Investment in fixed capital, million manats"],
        ["", "January-December 2025"],
        ["Republic", 21226],
        ["Karabakh economic region", 227],
    ]
    found = compare(rows)
    assert [(one.place, one.field, one.waiting) for one in found.unread] == [("Old!A3", "territory", 1)]
    assert "Old!A3  'Republic': Which territory" in render(found)
    said = compare(rows, "Old!A3 territory=AZ")
    assert by_cell(said) == {"B3": EQUAL, "B4": THERE}
    assert not said.unread


@pytest.mark.parametrize(
    "words", ["of which industry", "of which: industry", "из них промышленность", "Industry"]
)
def test_a_row_that_names_a_part_is_never_matched_with_the_whole(compare: Compare, words: str) -> None:
    rows = [
        ["Investment in fixed capital, Azerbaijan, million manats"],
        ["", "January 2026"],
        ["Total", 1406],
        [words, 653.1],
        ["of which widgets", 12],
    ]
    found = compare(rows)
    assert by_cell(found) == {"B3": EQUAL, "B4": THERE}
    assert found.lines[1].theirs.breakdown == "industry=industry"
    (open_,) = found.unread
    assert (open_.place, open_.field, open_.waiting) == ("Old!A5", "breakdown", 1)
    assert "Which part of the measure does 'of which widgets' stand for?" in render(found)


def test_a_row_that_names_a_part_is_matched_with_the_cell_of_the_part(compare: Compare) -> None:
    rows = [
        ["Dwellings, Aghali village"],
        ["", "July 2022"],
        ["Dwellings", 350],
        ["of which completed", 201],
    ]
    whole, part = compare(rows).lines
    assert (whole.status, part.status) == (THERE, DIFFER)
    assert part.cell_id == "dwellings.S-AGALI.2022-07.status=completed"


def test_codes_are_known_as_people_write_them(compare: Compare) -> None:
    rows = [
        ["Territory", "Period", "resettled families", "resettled persons"],
        ["Khojaly city", "2026-01", 1, 2],
    ]
    found = compare(rows)
    assert not found.unread
    assert [line.theirs.measure for line in found.lines] == ["resettled_families", "resettled_persons"]


def test_a_table_that_shows_fewer_digits_than_it_holds_is_compared_as_shown(compare: Compare) -> None:
    rows = [["Investment in fixed capital, million manats"], ["", "January 2026"], ["Azerbaijan", 1406.04]]
    assert by_cell(compare(rows, number_format="#,##0")) == {"B3": EQUAL}
    assert by_cell(compare(rows)) == {"B3": WITHIN}


def test_data_for_programs_has_every_figure_with_its_ids(compare: Compare) -> None:
    found = as_data(compare(TERRITORIES["en"]))
    first = found["lines"][0]
    assert (first["cell_id"], first["number_id"]) == ("fci.AZ.2023-12", "gzmak0w5")
    assert (first["there"], first["here"], first["difference"]) == ("20296", "20296", "0")
    assert found["counts"] == {
        "equal": 8,
        "within": 0,
        "differ": 1,
        "only_there": 0,
        "only_here": len(found["only_here"]),
        "not_read": 0,
    }


def test_a_document_is_refused(karabakh_run: tuple[Office, Month], tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("In January the sum was 5 million manats.\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="is a document and no table"):
        reconcile(*karabakh_run, path)


def test_a_month_that_was_not_run_is_a_sentence(karabakh_run: tuple[Office, Month], tmp_path: Path) -> None:
    path = written(tmp_path / "old.xlsx", TERRITORIES["en"])
    with pytest.raises(UsageError, match=r"no results for month 2025-12. Run it first"):
        reconcile(karabakh_run[0], Month.parse("2025-12"), path)


@pytest.mark.parametrize("text", ["", "measure=fci", "Old!A3", "Old!A3 territory", "A3 territory=AZ"])
def test_what_is_said_has_a_place_a_field_and_a_value(text: str) -> None:
    with pytest.raises(UsageError, match="says nothing of a place"):
        parse_said([text])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(1990, 1, 1), "2026-01 had not begun on 1990-01-01"),
        (date(2026, 2, 21), "Run it first: crossfoot run 2026-01 --office karabakh --as-of 2026-02-21"),
    ],
)
def test_a_day_that_was_not_run_is_refused_as_by_a_run(
    karabakh_run: tuple[Office, Month], tmp_path: Path, day: date, said: str
) -> None:
    path = written(tmp_path / "old.xlsx", TERRITORIES["en"])
    with pytest.raises(UsageError, match=said):
        reconcile(*karabakh_run, path, asked=day)
