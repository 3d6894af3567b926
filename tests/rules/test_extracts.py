"""Findings in extracts of their sources: the lines of a file in its order, with those beside them."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.tables import FIGURE, FILE
from pipeline.lake import Lake
from pipeline.rules.extracts import MAX_LINES, Extract, show_extracts
from pipeline.rules.places import MAX_CELLS

LINES = 60
REGISTER = "territory_as_written,value_as_printed,value,notes\n" + "".join(
    f'Place {line},"{line},0",{line},An invented sentence\n' for line in range(2, LINES + 2)
)


def _figure(figure_id: str, kind: str, locator: str, line: int = 0, **facts: Any) -> dict[str, Any]:
    row = dict.fromkeys(FIGURE, "") | {"figure_id": figure_id, "file_id": "f", "layout": "investment"}
    dates = {name: None for name, dtype in FIGURE.items() if dtype == pl.Date}
    return row | dates | {"line": line, "ordinal": 0, "locator_kind": kind, "locator": locator} | facts


def _line(line: int) -> dict[str, Any]:
    return _figure(f"l{line}", "field", f"line {line}, value", line, as_printed=f"{line},0")


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Make a lake whose raw store holds one register."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "f").write_text(REGISTER, encoding="utf-8")
    return Lake(tmp_path / "lake")


def _show(
    lake: Lake, figures: list[dict[str, Any]], *tested: str, compared: str = "-"
) -> tuple[Extract, ...]:
    file = dict.fromkeys(FILE, "") | {"file_id": "f", "name": "file.csv", "received_on": None, "held": True}
    numbers = {name: 0 for name, dtype in FILE.items() if dtype == pl.Int64}
    tables = {
        "raw.figure": lake.write("raw.figure", "d", pl.DataFrame(figures, schema=FIGURE)),
        "raw.file": lake.write("raw.file", "d", pl.DataFrame([file | numbers], schema=FILE)),
    }
    lake.commit(INTAKE, "d", "x", tables, {})
    return show_extracts(lake, lake.folder.parent / "raw", [(tested, [compared])])[0]


def test_lines_of_a_register_stand_together_in_its_order_and_layout(lake: Lake) -> None:
    figures = [_line(line) for line in range(2, LINES + 2)]
    (shown,) = _show(lake, figures, "l21", "l20", "l40", compared="l22")
    assert shown.heads == ("line", "territory_as_written", "value_as_printed", "value", "notes")
    assert [line and line[0] for line in shown.lines] == [
        "19",
        "20",
        "21",
        "22",
        "23",
        None,
        "39",
        "40",
        "41",
    ]
    assert shown.lines[1] == ("20", "Place 20", "20,0", "20", "")
    marks = {(1, 2): "tested", (2, 2): "tested", (3, 2): "compared", (7, 2): "tested"}
    assert (shown.marked, shown.more) == (marks, 0)
    assert shown.figures[0] == ("line 20, value", "20,0", "tested")


def test_of_many_lines_the_first_are_shown_and_the_others_counted(lake: Lake) -> None:
    figures = [_line(line) for line in range(2, LINES + 2)]
    (shown,) = _show(lake, figures, *(f"l{line}" for line in range(2, LINES + 2)))
    assert (len(shown.lines), shown.more) == (MAX_LINES + 1, LINES - MAX_LINES)


def test_of_a_register_that_is_not_held_the_printed_text_is_shown(lake: Lake) -> None:
    (lake.folder.parent / "raw" / "f").unlink()
    (shown,) = _show(lake, [_line(20), _line(21)], "l20")
    assert (shown.heads, shown.lines, shown.marked) == (
        ("line", "printed"),
        (("20", "20,0"),),
        {(0, 1): "tested"},
    )


def test_a_printed_number_of_a_document_stands_below_the_one_before_it(lake: Lake) -> None:
    starts = (900, 80, 1200, 1300)
    spans = [_figure(f"s{at}", "span", f"characters {at} to {at + 4}", as_printed=str(at)) for at in starts]
    (shown,) = _show(lake, spans, "s1200")
    assert [line and line[2] for line in shown.lines] == ["900", "1200", "1300"]
    assert shown.marked == {(1, 2): "tested"}


def test_rows_of_each_sheet_stand_under_the_letters_of_their_columns(lake: Lake) -> None:
    cells = [
        _figure(at, "cell", at, as_printed=at.rpartition(" ")[2].lower(), label_as_written="Total")
        for at in ("sheet 1, B2", "sheet 1, AB2", "sheet 1, B3", "sheet 1, B9", "sheet 2, C1")
    ]
    first, second = _show(lake, cells, "sheet 1, B2", "sheet 2, C1", compared="sheet 1, AB2")
    assert (first.file, first.heads) == ("file.csv, sheet 1", ("row", "heads", "B", "AB"))
    assert first.lines == (("2", "Total", "b2", "ab2"), ("3", "Total", "b3", ""))
    assert first.marked == {(0, 2): "tested", (0, 3): "compared"}
    assert (second.lines, second.marked) == ((("1", "Total", "c1"),), {(0, 2): "tested"})


def test_of_many_columns_those_around_the_figure_are_shown(lake: Lake) -> None:
    cells = [_figure(at, "cell", f"sheet 1, {at}1", as_printed=at) for at in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    (shown,) = _show(lake, cells, "Z")
    assert shown.heads[2:] == tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[-MAX_CELLS:])


def test_without_figures_nothing_is_shown(lake: Lake) -> None:
    assert show_extracts(lake, lake.folder, [((), ())]) == [()]
    assert _show(lake, [_line(20)], "other") == ()
