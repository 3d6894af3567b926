"""What became of territories: the declared changes, the membership that follows, and the breaks in series."""

from datetime import date, timedelta

import polars as pl
import pytest

from pipeline.engine import connect, load_frame, read_table, run_sql
from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate
from pipeline.reference import load_reference

SQL = locate().sql / "reference"
REFORM, AGHDARA = date(2021, 7, 7), date(2023, 12, 5)
Tables = dict[str, pl.DataFrame]


def _derive(reference: Tables) -> Tables:
    """Run the files of sql/reference on reference tables."""
    with connect() as connection:
        for name, frame in reference.items():
            load_frame(connection, f"reference.{name}", frame)
        for name in ("ancestor", "member", "crosswalk", "series_break"):
            run_sql(connection, SQL / f"{name}.sql", f"reference.{name}", {})
        order = {"crosswalk": ["changed_on", "from_id", "to_id", "member_id"]}
        order |= {"series_break": ["changed_on", "territory_id"], "member": ["ancestor_id", "territory_id"]}
        return {name: read_table(connection, f"reference.{name}", columns) for name, columns in order.items()}


@pytest.fixture(scope="module")
def office() -> Tables:
    return load_reference(load_office(locate(), DEFAULT_OFFICE))


@pytest.fixture(scope="module")
def derived(office: Tables) -> Tables:
    return _derive(office)


def test_aghdara_was_formed_of_parts_of_three_districts(derived: Tables) -> None:
    rows = derived["crosswalk"].filter(pl.col("changed_on") == AGHDARA)
    formed = rows.filter(pl.col("to_id") == "D-AGDERE")
    assert set(formed["from_id"]) == {"D-AZ-KAL", "D-AZ-TAR", "D-AZ-AGM"}
    assert set(formed["kind"]) == {"formed"} and set(formed["part"]) == {"part"}
    went = {(row["from_id"], row["member_id"]) for row in formed.iter_rows(named=True)}
    assert went == {
        ("D-AZ-AGM", ""),
        ("D-AZ-KAL", "S-HESENRIZ"),
        ("D-AZ-KAL", "S-KOLATAG"),
        ("D-AZ-TAR", "S-SUQOVUSAN"),
        ("D-AZ-TAR", "S-TALIS"),
    }
    assert "share" not in " ".join(derived["crosswalk"].columns)


def test_breaks_are_where_the_composition_changed_and_nowhere_else(derived: Tables) -> None:
    on_day: dict[date, set[str]] = {}
    for territory, day in derived["series_break"].iter_rows():
        on_day.setdefault(day, set()).add(territory)
    assert on_day == {
        REFORM: {"ER-KAR", "ER-EZG", "ER-MAR", "ER-MMG", "ER-SHS", "ER-GDS", "ER-QZT", "G-KAR-EZG"},
        AGHDARA: {"D-AGDERE", "D-AZ-AGM", "D-AZ-KAL", "D-AZ-TAR", "ER-EZG", "ER-KAR"},
    }


def test_every_territory_that_changed_its_parent_is_in_the_crosswalk(office: Tables, derived: Tables) -> None:
    moved = set()
    rows = {
        (row["territory_id"], row["valid_from"]): row for row in office["territory"].iter_rows(named=True)
    }
    for row in rows.values():
        later = (
            rows.get((row["territory_id"], row["valid_to"] + timedelta(days=1)))
            if row["valid_to"] < date.max
            else None
        )
        if later and later["parent_id"] != row["parent_id"]:
            moved.add((later["valid_from"], row["territory_id"]))
    told = {
        (day, member) for day, member in derived["crosswalk"].select("changed_on", "member_id").iter_rows()
    }
    city_without_region = {(REFORM, "C-AZ-BA")}
    assert moved - city_without_region <= told
    assert {(day, member) for day, member in told if member} <= moved


def test_a_whole_is_a_whole_by_its_members(office: Tables, derived: Tables) -> None:
    before = derived["member"].filter(pl.col("valid_to") == REFORM - timedelta(days=1))
    of = {key[0]: set(part["territory_id"]) for key, part in before.group_by("ancestor_id")}
    for row in (
        office["territory_change"].filter(pl.col("from_id").str.starts_with("ER-O")).iter_rows(named=True)
    ):
        rows = derived["crosswalk"].filter(
            pl.col("from_id") == row["from_id"], pl.col("to_id") == row["to_id"]
        )
        everyone = set(rows["member_id"]) == of[row["from_id"]]
        assert everyone == (row["part"] == "whole"), row


def test_baku_counts_among_the_members_of_the_country_before_it_was_a_region(derived: Tables) -> None:
    country = derived["member"].filter(pl.col("ancestor_id") == "AZ")
    for day, there in ((REFORM - timedelta(days=1), "C-AZ-BA"), (REFORM, "ER-BAK")):
        valid = country.filter(pl.col("valid_from") <= day, pl.col("valid_to") >= day)
        assert {"C-AZ-BA", "ER-BAK"} & set(valid["territory_id"]) == {there}


SMALL = """
territory_id level           parent_id valid_from valid_to
C            country         -         2000-01-01 -
R1           economic_region C         2000-01-01 -
R2           economic_region C         2000-01-01 -
A            district        R1        2000-01-01 -
B            district        R1        2000-01-01 -
N            district        {parent}  2010-05-01 -
V            settlement      A         2000-01-01 2010-04-30
V            settlement      N         2010-05-01 -
G            group           C         2000-01-01 -
"""


@pytest.mark.parametrize(
    ("parent", "kind", "broken"),
    [
        ("R1", "formed", {"A", "N"}),
        ("R2", "formed", {"A", "N", "R1", "R2"}),
        ("R2", "renamed", set()),
        ("R2", "continued", set()),
        ("R1", "boundary", {"A", "N"}),
    ],
)
def test_a_change_between_parts_of_one_territory_is_no_break_of_it(
    parent: str, kind: str, broken: set[str]
) -> None:
    assert {name for name, _ in _derive(_small(parent, kind))["series_break"].iter_rows()} == broken


def test_a_group_breaks_where_a_change_crosses_its_border() -> None:
    tables = _small("R2", "formed")
    day = date(2000, 1, 1)
    for members, breaks in ((["A", "N"], False), (["A"], True), (["B"], False)):
        rows = [
            {"group_id": "G", "member_id": one, "valid_from": day, "valid_to": date.max} for one in members
        ]
        tables["territory_member"] = pl.DataFrame(rows)
        assert ("G" in set(_derive(tables)["series_break"]["territory_id"])) == breaks


def test_the_settlement_that_went_over_is_named() -> None:
    (row,) = _derive(_small("R2", "formed"))["crosswalk"].iter_rows(named=True)
    assert (row["from_id"], row["to_id"], row["part"], row["member_id"]) == ("A", "N", "part", "V")


def _small(parent: str, kind: str) -> Tables:
    head, *lines = [line.split() for line in SMALL.format(parent=parent).strip().splitlines()]
    rows = [
        {name: "" if word == "-" else word for name, word in zip(head, line, strict=True)} for line in lines
    ]
    dated = pl.DataFrame(rows).with_columns(
        pl.col("valid_from").str.to_date(),
        pl.col("valid_to").str.to_date(strict=False).fill_null(date.max),
    )
    change = {"changed_on": [date(2010, 5, 1)], "from_id": ["A"], "to_id": ["N"], "kind": [kind]}
    members = {"group_id": pl.String, "member_id": pl.String, "valid_from": pl.Date, "valid_to": pl.Date}
    return {
        "territory": dated,
        "territory_member": pl.DataFrame(schema=members),
        "territory_change": pl.DataFrame({**change, "part": ["part"], "basis": ["law"]}),
    }
