"""Breaks in series beyond what the golden cases show: withheld cells, order, nothing to mark."""

from datetime import date

import polars as pl

from pipeline.indicators.breaks import Breaks, mark_breaks
from pipeline.indicators.cells import CELL

DAY = date(2024, 12, 5)
BREAKS = Breaks(
    pl.DataFrame({"territory_id": ["D1"], "changed_on": [DAY]}),
    pl.DataFrame({"territory_id": ["D1"], "exists_from": [date(1, 1, 1)]}),
)


def _cells(*rows: dict[str, object]) -> pl.DataFrame:
    plain = {
        "territory_id": "D1",
        "breakdown": "_T",
        "price_basis": "not_stated",
        "source_kind": "published",
        "transformation": "stock",
        "unit_code": "COUNT",
        "obs_status": "A",
        "flags": [],
    }
    made = [{**dict.fromkeys(CELL), **plain, **row} for row in rows]
    return pl.DataFrame(made, schema=CELL)


def _stock(day: date, **told: object) -> dict[str, object]:
    return {"period": day.replace(day=1), "reference_date": day, "period_end": day, **told}


def test_of_stocks_the_first_one_on_or_after_the_day_is_marked_in_any_order_of_rows() -> None:
    days = [date(2025, 2, 1), DAY, date(2024, 12, 4), date(2024, 1, 1)]
    marked = mark_breaks(_cells(*(_stock(day) for day in days)), BREAKS)
    assert marked["obs_status"].to_list() == ["A", "B", "A", "A"]
    assert marked["period_end"].to_list() == days


def test_a_withheld_cell_stays_withheld_and_a_plan_is_no_level() -> None:
    cells = _cells(
        _stock(date(2024, 1, 1)),
        _stock(date(2025, 1, 1), obs_status="U"),
        _stock(date(2024, 1, 1), transformation="target"),
        _stock(date(2025, 1, 1), transformation="target"),
    )
    assert mark_breaks(cells, BREAKS)["obs_status"].to_list() == ["A", "U", "A", "A"]


def test_a_series_that_begins_after_the_day_and_another_territory_have_no_break() -> None:
    cells = _cells(
        _stock(date(2025, 1, 1)),
        _stock(date(2025, 2, 1)),
        _stock(date(2024, 1, 1), territory_id="D2"),
        _stock(date(2025, 1, 1), territory_id="D2"),
    )
    assert mark_breaks(cells, BREAKS)["obs_status"].to_list() == ["A"] * 4


def test_each_of_two_changes_marks_its_own_first_figure() -> None:
    twice = Breaks(
        pl.DataFrame({"territory_id": ["D1", "D1"], "changed_on": [DAY, date(2025, 6, 1)]}), BREAKS.first
    )
    days = [date(2024, 1, 1), date(2025, 1, 1), date(2025, 5, 31), date(2025, 7, 1), date(2025, 8, 1)]
    marked = mark_breaks(_cells(*(_stock(day) for day in days)), twice)
    assert marked["obs_status"].to_list() == ["A", "B", "A", "B", "A"]


def test_without_a_break_or_without_cells_nothing_changes() -> None:
    cells = _cells(_stock(date(2024, 1, 1)), _stock(date(2025, 1, 1)))
    assert mark_breaks(cells, Breaks.none()).equals(cells)
    assert mark_breaks(cells.clear(), BREAKS).equals(cells.clear())


def test_a_change_on_the_month_before_is_over_a_break_for_two_months_and_one_on_the_year_for_twelve() -> None:
    """December and January have the day in one of their two months; February does not."""
    months = [date(2024, 11, 30), date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28)]
    flows = [
        _stock(day, transformation=kind, period_start=day.replace(day=1))
        for kind in ("flow_change_on_month", "flow_change")
        for day in months
    ]
    marked = mark_breaks(_cells(*flows), BREAKS)
    over = [flags == ["BREAK"] for flags in marked["flags"].to_list()]
    assert over == [False, True, True, False, False, True, True, True]


def test_a_change_on_a_month_before_the_territory_existed_is_left_out() -> None:
    first = pl.DataFrame({"territory_id": ["D1"], "exists_from": [date(2025, 1, 1)]})
    kinds = ("flow_change_on_month", "flow_change")
    days = (date(2025, 1, 31), date(2025, 2, 28), date(2026, 1, 31))
    cells = _cells(*(_stock(day, transformation=kind) for kind in kinds for day in days))
    kept = mark_breaks(cells, Breaks(BREAKS.changed.clear(), first))
    assert kept.select("transformation", "period_end").rows() == [
        ("flow_change_on_month", date(2025, 2, 28)),
        ("flow_change_on_month", date(2026, 1, 31)),
        ("flow_change", date(2026, 1, 31)),
    ]
