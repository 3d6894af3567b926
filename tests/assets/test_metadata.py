"""Rows, lists and columns as the page shows them."""

from datetime import date
from decimal import Decimal

import dagster as dg

from assets.metadata import bullet_list, list_items, rows_table, table_schema


def test_rows_become_a_table() -> None:
    rows = [{"period": date(2026, 1, 1), "value": Decimal("1406.0"), "note": "a|b\nc"}, {"period": None}]
    assert rows_table(rows).value.splitlines() == [
        "| period | value | note |",
        "| --- | --- | --- |",
        "| 2026-01-01 | 1406.0 | a\\|b c |",
        "|  |  |  |",
    ]


def test_a_long_table_says_how_much_is_left_out() -> None:
    assert rows_table([{"n": n} for n in range(12)]).value.endswith("| 9 |\n\n2 more.")


def test_no_rows_are_said() -> None:
    assert rows_table([]).value == "No rows."


def test_a_list_can_be_read_back() -> None:
    items = ["One - two.", "Three."]
    assert list_items(bullet_list(items).value) == items
    assert list_items(bullet_list([]).value) == []


def test_columns_keep_type_and_text() -> None:
    assert table_schema({"value": "DECIMAL"}, {"value": "Exact."}).columns == [
        dg.TableColumn("value", "DECIMAL", "Exact.")
    ]
