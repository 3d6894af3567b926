"""Figures in the layout of their own source: a line with its columns, a span, a row of a table."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.tables import FIGURE, FILE
from pipeline.lake import Lake
from pipeline.rules.places import MAX_CELLS, MAX_FIELD, NEIGHBOURS, show_places

REGISTER = (
    "source_id,territory_as_written,value_as_printed,value,growth_pct,notes\n"
    f'S1,{"N" * 100},"1,406",1406,75.6,An invented sentence\n'
    "S1,South,12,12,,\n"
)


def _figure(figure_id: str, kind: str, locator: str, **facts: Any) -> dict[str, Any]:
    row = dict.fromkeys(FIGURE, "") | {"figure_id": figure_id, "file_id": "f", "layout": "investment"}
    dates = {name: None for name, dtype in FIGURE.items() if dtype == pl.Date}
    return row | dates | {"line": 2, "ordinal": 0, "locator_kind": kind, "locator": locator} | facts


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Make a lake whose raw store holds one register."""
    store = tmp_path / "raw"
    store.mkdir()
    (store / "f").write_text(REGISTER, encoding="utf-8")
    return Lake(tmp_path / "lake")


def _show(lake: Lake, *figures: dict[str, Any], ask: str = "a") -> Any:
    file = dict.fromkeys(FILE, "") | {"file_id": "f", "name": "register.csv", "received_on": None}
    numbers = {name: 0 for name, dtype in FILE.items() if dtype == pl.Int64}
    tables = {
        "raw.figure": lake.write("raw.figure", "d", pl.DataFrame(list(figures), schema=FIGURE)),
        "raw.file": lake.write("raw.file", "d", pl.DataFrame([file | numbers | {"held": True}], schema=FILE)),
    }
    lake.commit(INTAKE, "d", "x", tables, {})
    return show_places(lake, lake.folder.parent / "raw", {ask}).get(ask)


def test_a_line_is_shown_with_its_columns_and_its_field_marked(lake: Lake) -> None:
    place = _show(lake, _figure("a", "field", "line 2, value"))
    assert (place.kind, place.file, place.locator) == ("line", "register.csv", "line 2, value")
    assert place.heads[place.marked] == "value_as_printed"
    assert place.values[place.marked] == "1,406"
    assert _show(lake, _figure("a", "field", "line 2, growth")).values[4] == "75.6"


def test_free_text_is_not_shown_and_long_fields_are_cut(lake: Lake) -> None:
    place = _show(lake, _figure("a", "field", "line 2, value"))
    shown = dict(zip(place.heads, place.values, strict=True))
    assert shown["notes"] == ""
    assert shown["territory_as_written"] == "N" * MAX_FIELD + "..."


def test_a_line_of_a_file_that_is_not_held_is_shown_as_printed(lake: Lake) -> None:
    (lake.folder.parent / "raw" / "f").unlink()
    place = _show(lake, _figure("a", "field", "line 2, value", as_printed="1,406"))
    assert (place.heads, place.values, place.marked) == (("printed",), ("1,406",), 0)


def test_a_field_of_an_unknown_column_marks_the_first(lake: Lake) -> None:
    assert _show(lake, _figure("a", "field", "line 3, something")).marked == 0


def test_a_span_stands_between_its_neighbours_printed_numbers(lake: Lake) -> None:
    spans = [
        _figure(name, "span", f"characters {start} to {start + 4}", as_printed=name * 2)
        for name, start in (("x", 900), ("a", 1200), ("y", 80), ("z", 1300), ("w", 1000), ("v", 5000))
    ]
    place = _show(lake, *spans)
    assert place.values == ("xx", "ww", "aa", "zz", "vv")
    assert place.heads[place.marked] == "characters 1200 to 1204"
    assert place.marked == NEIGHBOURS
    assert _show(lake, *spans, ask="y").marked == 0


def test_a_cell_is_shown_with_its_row_and_its_heads(lake: Lake) -> None:
    cells = [
        _figure(
            name, "cell", locator, as_printed=name * 2, label_as_written="Total", period_as_written="2024"
        )
        for name, locator in (
            ("b", "sheet 2, AB17"),
            ("a", "sheet 2, C17"),
            ("d", "sheet 2, D18"),
            ("e", "sheet 1, D17"),
        )
    ]
    place = _show(lake, *cells)
    assert place.heads == ("row and column heads", "C17", "AB17")
    assert place.values == ("Total; 2024", "aa", "bb")
    assert place.marked == 1


def test_of_a_long_row_the_cells_around_are_shown(lake: Lake) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    cells = [_figure(letter.lower(), "cell", f"sheet S, {letter}1", as_printed=letter) for letter in letters]
    place = _show(lake, *cells, ask="z")
    assert len(place.values) == MAX_CELLS + 1
    assert place.values[place.marked] == "Z"
    assert _show(lake, *cells, ask="a").values[1] == "A"
    assert _show(lake, *cells, ask="m").values[_show(lake, *cells, ask="m").marked] == "M"


def test_a_locator_of_another_form_is_shown_by_itself(lake: Lake) -> None:
    place = _show(lake, _figure("a", "cell", "somewhere", as_printed="7"))
    assert place.values[place.marked] == "7"


def test_without_figures_nothing_is_shown(lake: Lake) -> None:
    assert show_places(lake, lake.folder, {"a"}) == {}
