"""Territories in tables: each after what it belonged to at the period of its figure."""

from datetime import date
from typing import Any

import pytest

from pipeline.bulletin.model import Table
from pipeline.bulletin.places import Places

START, CHANGE, END = date(1, 1, 1), date(2021, 7, 7), date(9999, 12, 31)
BEFORE, AFTER = date(2020, 12, 31), date(2023, 12, 31)
PLACES = Places(
    parents={
        "R1": [(START, END, "C")],
        "R2": [(START, END, "C")],
        "D1": [(START, date(2021, 7, 6), "R1"), (CHANGE, END, "R2")],
        "T1": [(START, END, "D1")],
        "D9": [(START, END, "R9")],
        "LOOP": [(START, END, "LOOP")],
    },
    members={"G": [(START, date(2021, 7, 6), "R1"), (START, END, "R2")]},
)


def rank(name: str) -> tuple[int, str]:
    """Order regions before districts before towns, by name."""
    return {"R": 1, "D": 2}.get(name[0], 3), name


@pytest.mark.parametrize(
    ("rows", "ordered"),
    [
        # A district stands below the region of its day, not below the one before it in the table.
        ([("D1", BEFORE), ("R1", BEFORE), ("R2", BEFORE)], [("R1", 0), ("D1", 1), ("R2", 0)]),
        ([("D1", AFTER), ("R1", AFTER), ("R2", AFTER)], [("R1", 0), ("R2", 0), ("D1", 1)]),
        # Without its region it stands for itself; a town goes below the nearest that is a row.
        ([("D1", AFTER), ("D9", AFTER), ("R1", AFTER)], [("R1", 0), ("D1", 0), ("D9", 0)]),
        ([("T1", AFTER), ("R2", AFTER)], [("R2", 0), ("T1", 1)]),
        ([("T1", AFTER), ("D1", AFTER), ("R2", AFTER)], [("R2", 0), ("D1", 1), ("T1", 2)]),
        ([], []),
    ],
)
def test_each_territory_stands_after_its_own_region(
    rows: list[tuple[str, date]], ordered: list[tuple[str, int]]
) -> None:
    assert [(rows[at][0], depth) for at, depth in PLACES.nested(rows, rank)] == ordered


def test_members_of_a_group_are_those_of_the_day() -> None:
    assert PLACES.members_of("G", BEFORE) == ["R1", "R2"]
    assert PLACES.members_of("G", AFTER) == ["R2"]
    assert PLACES.members_of("unknown", AFTER) == []


def test_a_territory_within_itself_ends() -> None:
    assert PLACES.above("LOOP", AFTER) == ["LOOP"]


def rows_with_parents(made: Any, table: Table) -> list[tuple[str, str, str]]:
    """List (territory, its region in the reference table, the region that it stands below)."""
    material, found, over = made.material, [], ""
    by_name = {material.name(name): name for name in material.territories}
    for row in table.rows:
        name = by_name[str(row.cells[0][0])]
        over = over if row.indent else name
        numbers = [run for cell in row.cells for run in cell if not isinstance(run, str)]
        day = material.by_id[numbers[0].cell_id]["period_end"]
        above = material.places.above(name, day)
        found.append((name, above[0] if above else "", over))
    return found


@pytest.mark.parametrize(("office", "least"), [("karabakh", 10), ("example", 60)])
def test_real_tables_put_districts_below_their_regions(
    office: str, least: int, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    tables = [
        block
        for part in made.document.sections
        for block in part.blocks
        if isinstance(block, Table) and block.title.startswith("Investment by ")
    ]
    rows = rows_with_parents(made, tables[-1])
    below = [(name, parent, over) for name, parent, over in rows if name != over]
    assert len(below) >= least
    assert [row for row in below if row[1] != row[2]] == []
    shown = {name for name, _, _ in rows}
    assert [name for name, parent, over in rows if name == over and parent in shown] == []


@pytest.mark.parametrize(
    ("whole", "part", "day", "does"),
    [
        ("C", "D1", AFTER, True),
        ("R1", "D1", AFTER, False),
        ("G", "D1", AFTER, True),
        ("G", "R2", AFTER, True),
        ("G", "R1", AFTER, False),
        ("G", "R1", BEFORE, True),
        ("D1", "D1", AFTER, False),
    ],
)
def test_what_a_territory_or_a_group_covers_on_a_day(whole: str, part: str, day: date, does: bool) -> None:
    assert PLACES.covers(whole, part, day) is does
