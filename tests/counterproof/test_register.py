"""What the tables of a release say of a number: the value of each facet, from the table that has it."""

from decimal import Decimal

import pytest

from pipeline.counterproof.register import Expected, Register, read_register

CELLS = """\
cell_id,value,half_width,lo,hi,reference_date,month
a,10.5,0.5,,,2026-01-19,2026-01-01
b,20,,18.5,21.5,,2026-01-01
c,,,,,2026-02-01,2026-01-01
"""
CHANGES = "cell_id,old,new,by_calculation,by_data,by_decision\na,9.5,10.5,,1.0,\n"
VERSIONS = """\
indicator,cell_id,known_on,value
x,a,2026-01-20,9.5
x,a,2026-02-20,9.75
x,a,2026-03-20,10.5
x,b,2026-01-20,20
x,b,2026-02-20,
"""
NUMBERS = "release_id,lang,number_id,cell_id,facet,place,section,table_or_figure,row,col,printed,places\n"


@pytest.fixture(scope="module")
def register() -> Register:
    files = {
        "cells.csv": CELLS,
        "changes.csv": CHANGES,
        "methodology/versions.csv": VERSIONS,
        "published_number.csv": NUMBERS + "r,en,q1,a,value,table,methodology/x,Table 1,1,2,10.5,1\n",
    }
    return read_register({name: text.encode() for name, text in files.items()})


@pytest.mark.parametrize(
    ("cell", "facet", "value"),
    [
        ("a", "value", "10.5"),
        ("a", "lo", "10.0"),
        ("a", "hi", "11.0"),
        ("b", "lo", "18.5"),
        ("b", "hi", "21.5"),
        ("c", "lo", None),
        ("a", "age", "12"),
        ("b", "age", None),
        ("a", "previous", "9.5"),
        ("a", "by_data", "1.0"),
        ("a", "by_decision", None),
        ("b", "previous", None),
        ("a", "vintage 2026-01", "9.5"),
        ("a", "vintage 2026-02", "9.75"),
        ("a", "vintage 2025-12", None),
        ("b", "vintage 2026-02", None),
        ("a", "revision", "1.00"),
        ("b", "revision", None),
        ("c", "revision", None),
        ("a", "unknown", None),
        ("z", "value", None),
    ],
)
def test_each_facet_has_its_value_or_none(
    register: Register, cell: str, facet: str, value: str | None
) -> None:
    found = register.value(Expected("q1", "", cell, facet, 0, "", "", 0, 0))
    assert found == (None if value is None else Decimal(value))


def test_numbers_are_parted_by_page_and_identifiers_are_known(register: Register) -> None:
    assert register.pages("en") == {"methodology/x"}
    assert [one.pair for one in register.of("en", "methodology/x")] == [("q1", "10.5")]
    assert register.of("ru", "") == []
    assert {"q1", "a", "b", "c"} <= register.ids


@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_short_long_and_empty_lines_are_read_alike_quoted_or_not(quote: str, end: str) -> None:
    lines = ("cell_id,month,value", f"{quote}a{quote},2026-01-01", "", "b,2026-01-01,2,more", "c,,3")
    numbers = NUMBERS + "".join(f"r,en,n{cell},{cell},value,,,,,,1,0\n" for cell in "abc")
    files = {"cells.csv": end.join(lines).encode(), "published_number.csv": numbers.encode()}
    found = read_register(files)
    values = {one.cell_id: found.value(one) for one in found.numbers["en"]}
    assert values == {"a": None, "b": Decimal(2), "c": Decimal(3)}
