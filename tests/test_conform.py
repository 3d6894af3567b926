"""From registers to observations: labels, units, places, due days, exact values, versions."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import OBSERVATION
from pipeline.edit import STAGE as CORE
from pipeline.month import Month
from pipeline.office import Office
from pipeline.stages import lake_of
from tests.conforming import DOCUMENTS, LEDGER, WORKS, conformed, fields, line, observe
from tests.small_office import WriteOffice, investment


def test_an_observation_says_in_code_lists_what_the_figure_says(small_office: Office) -> None:
    growth, country, _ = observe(small_office)
    known = (date(2026, 2, 20) - date(1970, 1, 1)).days
    assert list(country) == list(OBSERVATION)
    assert country | {"obs_id": "", "figure_id": "", "content_key": ""} == {
        "obs_id": "",
        "figure_id": "",
        "content_key": "",
        "delivery_id": "first",
        "source_id": "S1",
        "producer_code": "NS",
        "release_group": "RG-1",
        "evidence_grade": "D",
        "states_revision": False,
        "series_id": "fci|_T|C|observation|level|2026-01-01|2026-01-31||AZN_MN",
        "measure_code": "fci",
        "quantity": "level",
        "kind": "observation",
        "breakdown": "_T",
        "territory_id": "C",
        "period_kind": "ytd",
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 1, 31),
        "due_on": None,
        "price_basis": "not_stated",
        "base_period": None,
        "unit_code": "AZN_MN",
        "value": Decimal("1406.0"),
        "step": Decimal("0.1"),
        "precision_model": "unknown",
        "qualifier": "",
        "inferred": "",
        "scope": "",
        "interpretation": "",
        "whole_figure_id": "",
        "action": "figure",
        "published_from": date(2026, 2, 20),
        "published_to": date(2026, 2, 20),
        "known_on": date(2026, 2, 20),
        "received_on": date(2026, 11, 21),
        "reference_on": date(2026, 1, 31),
        "earliest_on": date(2026, 1, 31),
        "withdrawal": "",
        "replaces": [],
        "version_key": known << 32 | 2,
    }
    assert growth["series_id"] == "fci|_T|C|observation|growth|2026-01-01|2026-01-31||PCT"


UNITS = """
value         | unit          | unit_code | value         | step
7,395,500,000 | AZN           | AZN_MN    | 7395.5        | 0.1
7395500000.25 | AZN           | AZN_MN    | 7395.50000025 | 0.00000001
13.048        | bn manats     | AZN_MN    | 13048         | 1
0.000001      | mln AZN       | AZN_MN    | 0.000001      | 0.000001
9999999999999999 | mln AZN    | AZN_MN    | 9999999999999999 | 1
9999999999999999.999999 | bn manats | AZN_MN | 9999999999999999999.999 | 0.001
123           | billion drams | AMD_MN    | 123000        | 1000
"""


def test_values_and_steps_are_exact_in_the_unit_of_the_code_list(write_office: WriteOffice) -> None:
    rows = [[field.strip() for field in line.split("|")] for line in UNITS.strip().splitlines()[1:]]
    found = conformed(write_office, *(line(row[0], row[1]) for row in rows))
    assert sorted(fields(found, "unit_code", "value", "step")) == sorted(
        (unit, Decimal(value), Decimal(step)) for _, _, unit, value, step in rows
    )


def test_money_in_another_unit_stays_in_its_own_series(write_office: WriteOffice) -> None:
    manats, drams = conformed(write_office, line("1406.0"), line("123", "billion drams"))
    assert manats["series_id"].removesuffix("AZN_MN") == drams["series_id"].removesuffix("AMD_MN")
    assert manats["series_id"] != drams["series_id"]


def test_shares_of_different_things_are_different_series(write_office: WriteOffice) -> None:
    lines = [
        {"share_pct_as_printed": "10", "scope": scope}
        for scope in ("share_of_parent_territory", "share_of_foreign_funds", "")
    ]
    found = conformed(write_office, *lines)
    assert len({row["series_id"] for row in found}) == 3
    assert {row["quantity"] for row in found} == {"share"}


def test_the_scope_of_a_level_is_no_part_of_its_series(write_office: WriteOffice) -> None:
    found = conformed(write_office, line("1"), line("2", scope="listed_by_source"))
    assert len({row["series_id"] for row in found}) == 1


RESETTLEMENT = """\
source_id,published_on,territory_as_written,as_of_or_event_date,figure_kind,families,persons,settlements,\
families_as_printed,persons_as_printed,qualifier,inferred,scope,interpretation
S1,2026-01-20,First,2026-01-19,cumulative_total,881,3602,,881,"3,602",,date,,
S1,2026-01-20,First,2026-12-31,plan,100,,,100,,,,,
S1,2026-01-20,First,,plan,50,,,50,,,,,
"""
FUTURE = """\
S1,2026-01-20,First,2026-06-30,homes,planned,70,70,dwellings,,,,
S1,2026-01-20,First,2026-01-20,homes,planned,90,90,dwellings,,,,
"""
"""A plan of a day after its publication, which is due then, and one of that day."""


def test_a_place_is_read_by_the_layout_that_names_it(write_office: WriteOffice) -> None:
    found = observe(write_office({"first": {"resettlement.csv": RESETTLEMENT, "works.csv": WORKS}}))
    places = {(row["measure_code"], row["territory_id"], row["inferred"]) for row in found}
    assert places == {
        ("resettled_families", "T1", "date;territory_level"),
        ("resettled_persons", "T1", "date;territory_level"),
        ("target_families", "T1", "territory_level"),
        ("dwellings", "D1", ""),
    }


def test_plans_are_due_and_observations_refer(write_office: WriteOffice) -> None:
    files = {
        "resettlement.csv": RESETTLEMENT,
        "works.csv": WORKS + FUTURE,
        "documents.csv": DOCUMENTS,
        "document_figures.csv": LEDGER,
        "investment.csv": investment(
            line("9", breakdown="plan", cumulative="false", period_end="2026-12-31"),
            line("8", breakdown="plan", cumulative="false"),
        ),
    }
    found = {str(row["value"].normalize()): row for row in observe(write_office({"first": files}))}
    dated = {
        value: (row["kind"], row["period_kind"], str(row["period_end"]), str(row["due_on"]))
        for value, row in found.items()
    }
    assert dated == {
        "881": ("observation", "instant", "2026-01-19", "None"),
        "3602": ("observation", "instant", "2026-01-19", "None"),
        "1E+2": ("plan", "unknown", "None", "2026-12-31"),
        "5E+1": ("plan", "unknown", "None", "None"),
        "2E+1": ("observation", "instant", "2025-11-18", "None"),
        "3E+1": ("plan", "instant", "2025-11-18", "None"),
        "4E+1": ("plan", "unknown", "None", "2026-12-31"),
        "6E+1": ("plan", "unknown", "None", "2026-12-31"),
        "7E+1": ("plan", "unknown", "None", "2026-06-30"),
        "9E+1": ("plan", "instant", "2026-01-20", "None"),
        "85": ("schedule", "unknown", "None", "2025-12-31"),
        "2.27E+3": ("observation", "month", "2026-01-31", "None"),
        "183": ("observation", "month", "2026-01-31", "None"),
        "9": ("plan", "unknown", "None", "2026-12-31"),
        "8": ("plan", "month", "2026-01-31", "None"),
    }
    assert found["1E+2"]["series_id"].endswith("|plan|level|||2026-12-31|FAMILY")
    assert found["1E+2"]["reference_on"] == date(2026, 1, 20)
    assert found["183"]["whole_figure_id"] == found["2.27E+3"]["figure_id"]


NOT_LISTED = {
    "label": (line("1", breakdown="other"), "unknown_label"),
    "territory": (line("1", territory_as_written="West"), "unknown_territory"),
    "unit": (line("1", "mln EUR"), "unknown_unit"),
    "unit of another kind": (line("1", "families"), "unknown_unit"),
    "source": (line("1", source_id="S9"), "unknown_source"),
}


@pytest.mark.parametrize("missing", NOT_LISTED)
def test_a_figure_without_a_code_gives_no_observation_and_the_rule_finds_it(
    write_office: WriteOffice, missing: str
) -> None:
    unlisted, code = NOT_LISTED[missing]
    office = write_office({"first": {"investment.csv": investment(unlisted, line("2"))}})
    assert [int(row["value"]) for row in observe(office)] == [2]
    report = stages.edit(office, office.default_month)
    (finding,) = report.findings
    assert (finding.rule_id, finding.sentence_code, finding.effect) == ("code_list", code, "withhold")
    assert finding.sentence.startswith("The figure 1 ")
    (run,) = [run for run in report.rule_runs if run["rule_id"] == "code_list"]
    assert (run["passed"], run["failed"]) == (1, 1)


def test_a_label_that_is_held_or_out_of_scope_is_no_finding(write_office: WriteOffice) -> None:
    held = line("1", breakdown="unknown_part")
    office = write_office({"first": {"investment.csv": investment(held)}})
    assert observe(office) == []
    assert stages.edit(office, office.default_month).findings == ()


def test_a_name_that_no_table_lists_is_read_by_the_rules_and_marked(write_office: WriteOffice) -> None:
    found = conformed(write_office, line("1", territory_as_written="NORTH economic region"))
    assert [(row["territory_id"], row["inferred"]) for row in found] == [("R1", "name_by_rule")]


def test_an_amount_of_change_comes_in_by_a_register_and_is_held_against_both_levels(
    write_office: WriteOffice,
) -> None:
    year = {"period_start": "2025-01-01", "period_end": "2025-01-31"}
    text = investment(line("140.0"), line("130.0", **year)).splitlines()
    added = ("change_as_printed,change", "12.0,12.0", ",")
    text = [f"{line},{extra}" for line, extra in zip(text, added, strict=True)]
    office = write_office({"first": {"investment.csv": "\n".join(text) + "\n"}})
    rows = observe(office)
    assert fields(rows, "quantity", "unit_code", "value") == [
        ("difference", "AZN_MN", Decimal(12)),
        ("level", "AZN_MN", Decimal(140)),
        ("level", "AZN_MN", Decimal(130)),
    ]
    report = stages.edit(office, Month.parse("2026-01"))
    (found,) = [one for one in report.findings if one.rule_id == "growth_and_levels"]
    assert (found.reported, found.sentence_code) == (Decimal(12), "change_differs_from_levels")


@pytest.mark.parametrize("turned", [False, True])
def test_of_one_statement_at_two_precisions_the_more_precise_is_kept(
    write_office: WriteOffice, turned: bool
) -> None:
    lines = [line("7.4", "bn manats"), line("7395.5"), line("5", territory_as_written="North")]
    lines = lines[::-1] if turned else lines
    office = write_office({"first": {"investment.csv": investment(*lines)}})
    observe(office)
    report = stages.edit(office, Month.parse("2026-01"))
    assert [one for one in report.findings if one.rule_id == "uniqueness"] == []
    lake = lake_of(office)
    (core,) = lake.manifests(CORE)
    kept = lake.read(core, "core.preferred").filter(pl.col("territory_id") == "C")
    assert kept["value"].to_list() == [Decimal("7395.5")]
