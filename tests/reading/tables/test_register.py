"""Registers of a known layout enter as they are handed in, in any format, without their notes."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import BadInputError
from pipeline.intake.layout import load_layout
from pipeline.intake.register import read_register
from pipeline.project import locate
from pipeline.reading.tables.register import KNOWN, adapt_register, known_layout
from tests.reading.tables import makers

SHARED = Path(__file__).parents[4] / "shared" / "data"
HEAD = [
    "source_id",
    "url",
    "publisher",
    "published_on",
    "territory_as_written",
    "as_of_or_period",
    "work",
    "status",
    "value_as_printed",
    "value",
    "unit",
    "note",
]
FIRST = ["W1", "https://a.example/1", "First Press", "2024-05-01"]
LINES = [
    HEAD,
    [*FIRST, "North", "2024-04", "bridges", "planned", "12", "12", "count", "about twelve, they say"],
    [],
    [*FIRST, "South", "2024-04", "bridges", "planned", "3", "3", "count", ""],
    [
        "W2",
        "",
        "",
        "2024-05-02/03",
        "South",
        "2024",
        "tunnels length",
        "done",
        "1,5",
        "1.5",
        "km",
        "as heard",
    ],
    ["W3", "", "", "", "South", "2024", "tunnels length", "done", "1,5", "1.5", "km", ""],
]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods", "xls"])
def test_a_register_enters_in_any_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"works.{suffix}"
    if suffix == "csv":
        makers.write_csv(path, LINES)
    else:
        numbers = [LINES[0], *([*line[:9], float(line[9]), *line[10:]] if line else [] for line in LINES[1:])]
        {"xlsx": makers.write_xlsx, "ods": makers.write_ods, "xls": makers.write_xls}[suffix](
            path, {"S": numbers}
        )
    assert known_layout(path) == "works"
    register = adapt_register(path)
    assert register.layout == "works"
    assert "heard" not in register.text
    assert "twelve" not in register.text
    assert register.notes[0].startswith("2 notes of the register are left out.")
    (tmp_path / "works_register.csv").write_text(register.text, encoding="utf-8")
    reading = read_register(
        tmp_path / "works_register.csv", load_layout("works"), "f", "d", date(2026, 11, 21)
    )
    assert reading.counts == {"lines_in": 5, "parsed": 4, "quarantined": 0, "skipped": 1}
    assert [figure["value_as_delivered"] for figure in reading.figures] == ["12", "3", "1.5", "1.5"]
    assert reading.figures[2]["line"] == 5


def test_the_sources_of_a_register(tmp_path: Path) -> None:
    first, second, third = adapt_register(makers.write_csv(tmp_path / "a.csv", LINES)).sources
    assert (first.source_id, first.publisher, first.address, first.basis) == (
        "W1",
        "First Press",
        "https://a.example/1",
        "stated",
    )
    assert first.published_from == first.published_to == date(2024, 5, 1)
    assert (second.publisher, second.basis, second.published_to) == ("unknown", "inferred", date(2024, 5, 3))
    assert (third.basis, third.published_to) == ("unknown:not_in_register", None)


def test_another_head_is_no_register(tmp_path: Path) -> None:
    path = makers.write_csv(tmp_path / "a.csv", [["a", "b", "c", "d", "e"], ["1", "2", "3", "4", "5"]])
    assert known_layout(path) == ""
    with pytest.raises(BadInputError, match="has the head of no register that is known"):
        adapt_register(path)
    for rows in ([["a", "b"]], [["a", "a", "b", "c", "d", "e"]], [[], LINES[0]]):
        assert known_layout(makers.write_csv(tmp_path / "b.csv", rows)) == ""
    assert known_layout(makers.write_xlsx(tmp_path / "a.xlsx", {"S": LINES, "T": LINES})) == ""


def test_a_value_beyond_the_head_is_a_sentence(tmp_path: Path) -> None:
    path = makers.write_csv(tmp_path / "a.csv", [*LINES, [*LINES[1], "more"]])
    with pytest.raises(BadInputError, match="M7 stands beyond the last column"):
        adapt_register(path)


def test_a_register_may_lack_what_says_nothing(tmp_path: Path) -> None:
    head = (
        "source_id,url,publisher,published_on,period_start,period_end,period_kind,"
        "anti_tank_mines,anti_personnel_mines,uxo,hectares,hectares_as_printed"
    )
    row = ["D1", "", "Press", "2024-05-01", "2024-04-01", "2024-04-30", "month", "1", "2", "3", "4.5", "4,5"]
    register = adapt_register(makers.write_csv(tmp_path / "a.csv", [head.split(","), row]))
    assert register.layout == "demining"
    record = next(csv.DictReader(io.StringIO(register.text)))
    assert record["territory_as_written"] == "territories listed by the source"
    assert register.notes == ()


@pytest.mark.parametrize("layout", KNOWN)
def test_a_delivered_register_is_changed_in_nothing(tmp_path: Path, layout: str) -> None:
    path = locate().sources / "karabakh" / "deliveries" / "2026-11-21-registers" / f"{layout}_reports.csv"
    (tmp_path / "a.csv").write_text(adapt_register(path).text, encoding="utf-8")
    adapted, delivered = (
        read_register(found, load_layout(layout), "f", "d", date(2026, 11, 21))
        for found in (tmp_path / "a.csv", path)
    )
    assert adapted == delivered


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared is not beside the checkout")
@pytest.mark.parametrize("layout", KNOWN)
def test_the_shared_registers_enter_without_code(tmp_path: Path, layout: str) -> None:
    path = SHARED / f"{layout}_reports.csv"
    assert known_layout(path) == layout
    register = adapt_register(path)
    (tmp_path / "a.csv").write_text(register.text, encoding="utf-8")
    reading = read_register(tmp_path / "a.csv", load_layout(layout), "f", "d", date(2026, 11, 21))
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert reading.counts["lines_in"] == len(lines)
    # One line prints square metres and hectares together: its digits are not those of its value.
    assert reading.counts["quarantined"] == (layout == "demining")
    assert {source.source_id for source in register.sources} == {line["source_id"] for line in lines}
    notes = [line["note"] for line in lines if len(line["note"]) > 20]
    assert notes
    assert not [note for note in notes if note in register.text]
