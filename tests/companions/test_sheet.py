"""Sheets keep within what a workbook allows: names, heads, rows, digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.companions.sheet import (
    HEAD_CHARACTERS,
    NAME_CHARACTERS,
    SHEET_ROWS,
    Number,
    number_entry,
    room_below,
    sheet_name,
    unlike_heads,
)


def again(head: str, count: str) -> str:
    return f"{head} ({count})"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Table 1", "Table 1"),
        ("Table 1: by [region]/district?", "Table 1  by  region  district"),
        ("'quoted'", "quoted"),
        ("", "-"),
        ("History", "History 2"),
        ("a" * 30 + "'b", "a" * 30),
        ("x" * NAME_CHARACTERS, "x" * NAME_CHARACTERS),
        ("x" * (NAME_CHARACTERS + 1), "x" * NAME_CHARACTERS),
        ("a\x00b\nc", "a b c"),
    ],
)
def test_names_of_sheets(label: str, name: str) -> None:
    assert sheet_name(label, []) == name


def test_a_name_that_is_taken_gets_a_number_within_the_length() -> None:
    long = "X" * NAME_CHARACTERS
    assert sheet_name("table 1", ["Table 1"]) == "table 1 2"
    assert sheet_name(long.lower(), [long, "X" * 29 + " 2"]) == "x" * 29 + " 3"


@given(st.lists(st.text(max_size=40), max_size=12))
def test_names_are_never_alike(labels: list[str]) -> None:
    names: list[str] = []
    for label in labels:
        names.append(sheet_name(label, names))
    assert len({name.casefold() for name in names}) == len(labels)
    assert all(0 < len(name) <= NAME_CHARACTERS and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)


@given(st.lists(st.sampled_from(["", "Source", "source", "a b", "a  b", "y" * 300]), max_size=9))
def test_heads_are_never_alike(heads: list[str]) -> None:
    found = unlike_heads(heads, again)
    assert len({head.casefold() for head in found}) == len(heads)
    assert all(0 < len(head) <= HEAD_CHARACTERS for head in found)


def test_a_second_head_is_counted() -> None:
    assert unlike_heads(["Source", "Unit", "Source"], again) == ("Source", "Unit", "Source (2)")


def test_a_number_of_more_digits_than_a_sheet_keeps_is_a_text() -> None:
    assert number_entry(Decimal(123456789012345)) == Number(Decimal(123456789012345))
    assert number_entry(Decimal("1234567890.123456")) == "1234567890.123456"
    assert number_entry(None) == ""


def test_the_rows_of_a_sheet_are_those_below_its_lines_and_heads() -> None:
    assert SHEET_ROWS == 2**20
    assert room_below(3) == SHEET_ROWS - 4
