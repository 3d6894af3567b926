"""Sheets whose rows name their numbers: our own workbooks, in each language, as they were or edited since."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.binding import number_id
from pipeline.project import locate
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.opening import open_book
from pipeline.reconcile.keyed import Keyed, id_heads, keyed_figures
from pipeline.reconcile.match import Match
from pipeline.reconcile.model import DIFFER, Theirs
from pipeline.reconcile.ours import Ours, load_ours
from pipeline.reconcile.reconcile import _line
from pipeline.reconcile.tokens import tokens_of
from tests.conftest import Office
from tests.reading.tables.makers import Rows, write_csv, write_xlsx

HEADS = id_heads(locate().templates)


def cell(cell_id: str, value: str, half_width: str | None = None) -> dict[str, Any]:
    """Make a cell."""
    return {
        "cell_id": cell_id,
        "territory_id": "C",
        "period": date(2026, 1, 1),
        "value": Decimal(value),
        "half_width": Decimal(half_width) if half_width else None,
        "unit_code": "AZN_MN",
    }


CELLS = {
    one["cell_id"]: one for one in (cell("fci.C.2026-01", "1406", "0.5"), cell("share.C.2026-01", "97.25"))
}
FCI, SHARE = (number_id(name, "value") for name in CELLS)
LOW, HIGH = (number_id("fci.C.2026-01", facet) for facet in ("lo", "hi"))
OURS = Ours("2026-01", "2026-02-20", CELLS)


def keyed(path: Path, rows: Rows) -> Keyed:
    """Read rows as a workbook, or as separated text."""
    write = write_csv if path.suffix == ".csv" else lambda at, what: write_xlsx(at, {"Table 1": what})
    return keyed_figures(open_book(write(path, rows)), OURS, HEADS)


@pytest.mark.parametrize("head", ["Number ids", "Rəqəm kodları", "Коды чисел"])
def test_ids_name_the_numbers_of_a_row_in_their_order(tmp_path: Path, head: str) -> None:
    rows = [
        ["Key figures"],
        ["What", "Figure", "Flags", "Share", head],
        ["A", 1406, "[n]", 97.3, f"{FCI} {SHARE}"],
    ]
    found = keyed(tmp_path / "a.xlsx", rows)
    assert [(one.cell, one.cell_id, one.value) for one in found.theirs] == [
        ("B3", "fci.C.2026-01", Decimal(1406)),
        ("D3", "share.C.2026-01", Decimal("97.3")),
    ]
    assert (found.sheets, found.lang) == (("Table 1",), HEADS[head])


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Number ids", "about 1,406 (1,405.5 to 1,406.5), 12 January"),
        ("Коды чисел", "около 1 406 (1 405,5\u20131 406,5), 12 января"),
    ],
)
def test_numbers_within_words_are_those_that_equal_ours(tmp_path: Path, head: str, words: str) -> None:
    rows = [["What", "Figure", head], ["Week of 3", words, f"{FCI} {LOW} {HIGH}"]]
    found = keyed(tmp_path / "a.xlsx", rows)
    assert [(one.facet, one.value) for one in found.theirs] == [
        ("value", Decimal(1406)),
        ("lo", Decimal("1405.5")),
        ("hi", Decimal("1406.5")),
    ]


def test_a_row_with_fewer_numbers_than_ids_is_asked_about(tmp_path: Path) -> None:
    found = keyed(tmp_path / "a.xlsx", [["What", "Figure", "Number ids"], ["A", 1406, f"{FCI} {SHARE}"]])
    assert [(one.cell, one.cell_id) for one in found.theirs] == [("B2", "fci.C.2026-01")]
    (row,) = found.unread
    assert (row.place, row.waiting) == ("Table 1!C2", 1)
    assert "names 2 numbers and has fewer" in row.question
    # Which of the two a number is that equals none of ours is not known.
    found = keyed(tmp_path / "b.xlsx", [["What", "Figure", "Number ids"], ["A", 1407, f"{FCI} {SHARE}"]])
    assert (found.theirs, [row.waiting for row in found.unread]) == ((), [2])


@pytest.mark.parametrize("left", [None, "n/a", "[x]"])
@pytest.mark.parametrize(
    ("name", "period", "source"),
    [
        ("Families", "19 Jan 2026", "DOC-000"),
        ("Persons", "12–18 Jan 2026", "I025, I056"),
        ("Phase 2", "2023", "I053"),
        ("Mənzillər", "2025-ci il", "I053"),
        ("Год 2025", "янв. 2026", "DOC-004"),
        ("Of 3 parts", "2026-01-19", "I001"),
    ],
)
def test_a_date_or_the_id_of_a_source_is_not_the_value_of_an_empty_cell(
    tmp_path: Path, left: str | None, name: str, period: str, source: str
) -> None:
    heads = ["What", "Period", "Figure", "Unit", "Source", "Number ids"]
    whole = [["Of 3 parts", "19 Jan 2026", 1406, "km2", "I025", FCI], ["B", "2023", 97.3, "%", "I026", SHARE]]
    found = keyed(
        tmp_path / "a.xlsx", [["Key figures"], heads, *whole, [name, period, left, "m2", source, FCI]]
    )
    assert [(one.cell, one.printed) for one in found.theirs] == [("C3", "1406"), ("C4", "97.3")]
    assert [(one.place, one.waiting) for one in found.unread] == [("Table 1!F5", 1)]
    assert "names 1 number and has fewer" in found.unread[0].question


def test_a_column_of_values_that_was_taken_out_is_asked_about(tmp_path: Path) -> None:
    rows = [
        ["What", "Period", "Source", "Number ids"],
        ["A", "19 Jan 2026", "I025", FCI],
        ["B 7", "2023", "I026", SHARE],
    ]
    found = keyed(tmp_path / "a.xlsx", rows)
    assert (found.theirs, [row.place for row in found.unread]) == ((), ["Table 1!D2", "Table 1!D3"])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("about 1,406 (1,405.5 to 1,406.5)", ["1406", "1405.5", "1406.5"]),
        ("677-dən çox", ["677"]),
        ("12–18 January 2026", []),
        ("1 May 2025: 2,023", ["2023"]),
        ("31.12.2026", []),
        ("2025–2026", []),
        ("DOC-000, I025; CO2", []),
        ("2\u202f254", ["2254"]),
        ("\u22125.3 %", ["-5.3"]),
    ],
)
def test_which_numbers_of_words_may_be_values(text: str, values: list[str]) -> None:
    cell = Cell(row=1, column=2, kind="text", value=text, text=text)
    assert [str(token.value) for token in tokens_of(cell, ".")] == values


def test_an_id_that_is_not_ours_stays_as_it_is(tmp_path: Path) -> None:
    found = keyed(
        tmp_path / "a.xlsx", [["What", "Figure", "Number ids"], ["A", 5, "aaaaaaaa"], ["B", 6, "no id"]]
    )
    assert [one.cell_id for one in found.theirs] == ["aaaaaaaa"]


def test_a_table_of_cells_names_them_itself(tmp_path: Path) -> None:
    rows = [
        ["cell_id", "territory_id", "value"],
        ["fci.C.2026-01", "C", "1406.0000000000"],
        ["share.C.2026-01", "C", ""],
    ]
    found = keyed(tmp_path / "cells.csv", rows)
    assert [(one.cell_id, one.value) for one in found.theirs] == [("fci.C.2026-01", Decimal(1406))]
    assert found.cells == {"fci.C.2026-01"}
    assert not keyed(tmp_path / "b.csv", [["cell_id", "amount"], ["fci.C.2026-01", "1406"]]).theirs


def test_any_other_file_has_none(tmp_path: Path) -> None:
    assert keyed(tmp_path / "a.xlsx", [["What", "Figure"], ["A", 1406]]) == Keyed()


def test_cells_of_a_release_are_read_where_no_run_is_at_hand(small_office: Office) -> None:
    folder = small_office.home / "releases" / "2026-01"
    folder.mkdir(parents=True)
    (folder / "cells.csv").write_text(
        "cell_id,territory_id,period,value,half_width,revised,as_of\n"
        "fci.C.2026-01,C,2026-01-01,1406.0000000000,,false,2026-02-20\n",
        encoding="utf-8",
    )
    (folder / "published_number.csv").write_text(
        "release_id,lang,number_id,cell_id,facet,section,table_or_figure,printed\n"
        "2026-01.1,ru,zzzzzzzz,fci.C.2026-01,age,key,Table 1,\u22121\u202f412\n",
        encoding="utf-8",
    )
    from pipeline.month import Month

    ours = load_ours(small_office, Month.parse("2026-01"))
    assert ours.as_of == "2026-02-20"
    assert ours.exact("fci.C.2026-01", "value") == Decimal(1406)
    assert ours.exact("fci.C.2026-01", "age") == Decimal(-1412)
    assert ours.exact("fci.C.2026-01", "lo") is None
    assert ours.tables == {"zzzzzzzz": ("Table 1",)}


@pytest.mark.parametrize(("facet", "unit_code"), [("age", "DAY"), ("value", "AZN_MN"), ("lo", "AZN_MN")])
def test_the_age_of_a_figure_is_told_in_days(facet: str, unit_code: str) -> None:
    aged = CELLS["fci.C.2026-01"] | {"age": Decimal(31), "breakdown": "_T"}
    theirs = Theirs("T", "A2", "32", Decimal(32), Decimal(1), cell_id="fci.C.2026-01", facet=facet)
    line = _line(Match(theirs, aged), Ours("2026-01", "2026-02-20", {"fci.C.2026-01": aged}))
    assert (line.status, line.unit_code) == (DIFFER, unit_code)
