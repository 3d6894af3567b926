"""What the office's lists make of the figures that were read: each has one disposition, and keeps its id."""

import hashlib
from collections import Counter
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE
from pipeline.intake.settle import BY_LIST, OPEN
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reading.ledger import coverage_of_delivery
from pipeline.stages import lake_of
from tests.small_office import REFERENCE, WriteOffice, investment

IDS = {
    "karabakh": (1219, "b1c6263447e8cb4d68f4295ddb05b2ddafe7485d993c8b3550f197fadf1b23d0"),
    "example": (26520, "8ceef740196a49c169d4e0d992e1761624be58b5dc6163bf6524bce70495711e"),
}
"""How many figures the deliveries of an office have, and the hash of their ids and content keys.

Decisions and printed numbers name figures by them. A new delivery changes both; nothing else may.
"""
LINES = (
    {"value_as_printed": "1"},
    {"value_as_printed": "2", "breakdown": "unknown_part"},
    {"value_as_printed": "3", "measure": "something_else"},
    {"value_as_printed": "4", "territory_as_written": "Nowhere"},
    {"value_as_printed": "5", "unit_as_written": "cartloads"},
    {"value_as_printed": "6", "unit_as_written": "families"},
    {"value_as_printed": "7", "source_id": "S99"},
    {"value_as_printed": "8", "value": "eight"},
    {"value_as_printed": "9", "breakdown": "past"},
)
CONCEPT = REFERENCE["concept.csv"] + "investment,fixed_capital_investment/past,,,,out_of_scope,past_event\n"
LISTS: dict[str, str | None] = {"concept.csv": CONCEPT}
SETTLED = """
1 used          -                 observation
2 held          part_not_named    -
3 open          unknown_label     -
4 open          unknown_territory observation
5 open          unknown_unit      observation
6 open          unknown_unit      observation
7 open          unknown_source    observation
8 quarantined   *                 -
9 out_of_scope  past_event        historical
"""


def _figures(office: Office) -> list[dict[str, Any]]:
    lake = lake_of(office)
    frame = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests(STAGE)])
    return frame.sort("received_on", "line").to_dicts()


def test_each_figure_of_a_register_has_its_disposition_and_kind(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": investment(*LINES)}}, reference=LISTS)
    stages.intake(office)
    rows = _figures(office)
    expected = [line.split() for line in SETTLED.strip().splitlines()]
    assert [(row["as_printed"], row["disposition"]) for row in rows] == [(one[0], one[1]) for one in expected]
    for row, (_, disposition, reason, kind) in zip(rows, expected, strict=True):
        assert row["reason"] == ("" if reason == "-" else reason) or reason == "*"
        assert row["number_kind"] == ("" if kind == "-" else kind)
        assert row["settled_by"] == (BY_LIST if disposition in (OPEN, "held", "out_of_scope") else "")


def test_what_is_open_is_asked_about_and_what_is_settled_is_not(write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": investment(*LINES)}}, reference=LISTS)
    (found,) = coverage_of_delivery(office.deliveries()[0], office)
    assert [one.place for one in found.open] == ["line 9", *(f"line {n}, value" for n in (4, 5, 6, 7, 8))]
    assert (
        found.open[2].question == "No list has the place 'Nowhere'. Add it to reference/territory_name.csv."
    )
    assert (found.by_disposition["used"], found.by_disposition["held"]) == (1, 1)
    stages.run_month(office, Month.parse("2026-01"), with_bulletin=False)
    report = stages.edit(office, Month.parse("2026-01"))
    told = Counter(one.sentence_code for one in report.findings if one.rule_id == "code_list")
    assert told == Counter(row["reason"] for row in _figures(office) if row["disposition"] == OPEN)


def test_a_missing_row_that_is_added_settles_its_figures_under_their_ids(write_office: WriteOffice) -> None:
    files = {"first": {"investment.csv": investment(*LINES)}}
    office = write_office(files, reference=LISTS)
    stages.intake(office)
    before = {row["figure_id"]: row["content_key"] for row in _figures(office)}
    names = REFERENCE["territory_name.csv"] + "Nowhere,,D1,\n"
    office = write_office(files, reference=LISTS | {"territory_name.csv": names})
    assert stages.intake(office).counts["new deliveries"] == 1
    after = _figures(office)
    assert {row["figure_id"]: row["content_key"] for row in after} == before
    assert [row["disposition"] for row in after if row["as_printed"] == "4"] == ["used"]
    assert stages.intake(office).counts["new deliveries"] == 0


def test_a_repeated_figure_is_a_duplicate_whatever_the_lists_made_of_it(write_office: WriteOffice) -> None:
    again = (*LINES, {"value_as_printed": "10"})
    office = write_office(
        {"first": {"investment.csv": investment(*LINES)}, "second": {"investment.csv": investment(*again)}},
        reference=LISTS,
        received={"second": "2026-11-22"},
    )
    stages.intake(office)
    second = [row for row in _figures(office) if row["delivery_id"] == "second"]
    assert Counter(row["disposition"] for row in second) == {"duplicate": 8, "quarantined": 1, "used": 1}


@pytest.mark.parametrize(
    "code", [pytest.param(code, marks=[pytest.mark.long] * (code == "example")) for code in IDS]
)
def test_ids_keep_and_what_is_used_is_what_is_observed(code: str, conformed: Callable[[str], Office]) -> None:
    office = conformed(code)
    rows = _figures(office)
    ids = sorted(f"{row['figure_id']}|{row['content_key']}" for row in rows)
    assert (len(ids), hashlib.sha256("\n".join(ids).encode()).hexdigest()) == IDS[code]
    lake = lake_of(office)
    observed = {
        name
        for found in lake.manifests(CONFORM)
        for name in lake.read(found, "core.observation")["figure_id"]
    }
    assert observed == {row["figure_id"] for row in rows if row["disposition"] == "used"}
    kinds = {row["number_kind"] for row in rows if row["disposition"] == "used"}
    assert kinds <= {"observation", "plan", "schedule", "target"}
    assert all(row["reason"] for row in rows if row["disposition"] in ("held", OPEN, "quarantined"))
    for delivery in office.deliveries():
        for ledger in coverage_of_delivery(delivery, office):
            assert all(one.question for one in ledger.open)
            assert ledger.total >= sum(ledger.by_disposition.values())
