"""Numbers and their cells: names, decimals, and what happens when they do not fit."""

from decimal import Decimal
from typing import Any

import pytest

from pipeline.bulletin.binding import Binder, is_wide, number_id, printed_places
from pipeline.errors import StopRuleError


def cell(value: str | None, half_width: str | None = None, **more: Any) -> dict[str, Any]:
    """Make a cell with little in it."""
    width = None if half_width is None else Decimal(half_width)
    return {
        "cell_id": "x.A.2026-01",
        "value": value and Decimal(value),
        "half_width": width,
        "lo": None,
        "hi": None,
        **more,
    }


@pytest.mark.parametrize(
    ("value", "half_width", "most", "places"),
    [
        ("1406", "0.5", 1, 0),
        ("7395.5", "0.05", 1, 1),
        ("7395.5", None, 1, 1),
        ("16000", "500", 1, 0),
        ("0.0315", "0.00005", 1, 2),
        ("0", "0.05", 1, 1),
        ("0.0021", None, 2, 2),
        ("4.0885", None, 2, 2),
    ],
)
def test_decimals_follow_the_precision(value: str, half_width: str | None, most: int, places: int) -> None:
    assert printed_places(cell(value, half_width), "value", most) == places


@pytest.mark.parametrize(
    ("value", "lo", "hi", "qualifier", "places"),
    [
        ("25", "24.998", "25.002", "about", 0),
        ("7.1429", "7.1425", "7.1433", "about", 0),
        ("0.42", "0.41", "0.43", "almost", 1),
        ("25", "24.998", "25.002", "more_than", 1),
        ("25", "24.998", "25.002", "", 1),
    ],
)
def test_what_is_computed_of_a_rough_figure_has_no_decimals(
    value: str, lo: str, hi: str, qualifier: str, places: int
) -> None:
    made = cell(value, lo=Decimal(lo), hi=Decimal(hi), qualifier=qualifier)
    assert printed_places(made, "value", 1) == places


@pytest.mark.parametrize(
    ("value", "lo", "hi", "wide"),
    [("30.8", "28.4", "33.3", True), ("92", "90.1", "93.9", False), ("95.8", "95.7", "95.9", False)],
)
def test_a_computed_value_gives_way_to_its_interval_where_its_units_are_unsure(
    value: str, lo: str, hi: str, wide: bool
) -> None:
    assert is_wide(cell(value, lo=Decimal(lo), hi=Decimal(hi))) == wide


def test_an_age_has_no_decimals() -> None:
    assert printed_places(cell("3602", age=Decimal(12)), "age", 2) == 0


def test_a_number_keeps_its_name() -> None:
    assert number_id("fci.AZ.2026-01", "value") == number_id("fci.AZ.2026-01", "value")
    assert (
        len(
            {number_id(f"fci.AZ.{year}-01", facet) for year in range(1000, 3000) for facet in ("value", "lo")}
        )
        == 4000
    )


def test_a_number_without_a_value_stops_the_bulletin() -> None:
    with pytest.raises(StopRuleError, match=r"x\.A\.2026-01 has no value"):
        Binder("en", lambda _: "").number(cell(None))


def test_two_cells_that_share_a_name_stop_the_bulletin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.bulletin.binding.number_id", lambda *_: "same")
    binder = Binder("en", lambda _: "")
    binder.number(cell("1"))
    with pytest.raises(StopRuleError, match="share the name same"):
        binder.number(cell("2") | {"cell_id": "y.A.2026-01"})


def test_a_number_printed_twice_has_one_entry_with_both_places() -> None:
    binder = Binder("en", lambda _: "somewhere")
    binder.at("first", "Table 1")
    binder.number(cell("1"))
    binder.at("second")
    binder.number(cell("1"))
    (entry,) = binder.entries.values()
    assert entry.places == ("Table 1", "second")
    assert [row["section"] for row in binder.rows] == ["first", "second"]
