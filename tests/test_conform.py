"""From registers to observations: labels, units, places, due days, exact values, versions."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import OBSERVATION, STAGE
from pipeline.edit import STAGE as CORE
from pipeline.errors import CrossfootError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.stages import lake_of
from tests.small_office import INVESTMENT, REFERENCE, investment

WriteOffice = Callable[..., Office]
Row = dict[str, Any]


def _line(printed: str, unit: str = "mln AZN", **changed: str) -> dict[str, str]:
    """Describe a line of an investment register."""
    return {"value_as_printed": printed, "unit_as_written": unit, **changed}


def _observe(office: Office) -> list[Row]:
    """Take in and conform, and return the observations in the order of their versions."""
    stages.intake(office)
    stages.conform(office)
    lake = lake_of(office)
    frames = [lake.read(found, "core.observation") for found in lake.manifests(STAGE)]
    return pl.concat(frames).sort("version_key").to_dicts()


def _investment(write_office: WriteOffice, *lines: dict[str, str]) -> list[Row]:
    return _observe(write_office({"first": {"investment.csv": investment(*lines)}}))


def _fields(rows: list[Row], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_an_observation_says_in_code_lists_what_the_figure_says(small_office: Office) -> None:
    growth, country, _ = _observe(small_office)
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
    found = _investment(write_office, *(_line(row[0], row[1]) for row in rows))
    assert sorted(_fields(found, "unit_code", "value", "step")) == sorted(
        (unit, Decimal(value), Decimal(step)) for _, _, unit, value, step in rows
    )


def test_money_in_another_unit_stays_in_its_own_series(write_office: WriteOffice) -> None:
    manats, drams = _investment(write_office, _line("1406.0"), _line("123", "billion drams"))
    assert manats["series_id"].removesuffix("AZN_MN") == drams["series_id"].removesuffix("AMD_MN")
    assert manats["series_id"] != drams["series_id"]


def test_shares_of_different_things_are_different_series(write_office: WriteOffice) -> None:
    lines = [
        {"share_pct_as_printed": "10", "scope": scope}
        for scope in ("share_of_parent_territory", "share_of_foreign_funds", "")
    ]
    found = _investment(write_office, *lines)
    assert len({row["series_id"] for row in found}) == 3
    assert {row["quantity"] for row in found} == {"share"}


def test_the_scope_of_a_level_is_no_part_of_its_series(write_office: WriteOffice) -> None:
    found = _investment(write_office, _line("1"), _line("2", scope="listed_by_source"))
    assert len({row["series_id"] for row in found}) == 1


RESETTLEMENT = """\
source_id,published_on,territory_as_written,as_of_or_event_date,figure_kind,families,persons,settlements,\
families_as_printed,persons_as_printed,qualifier,inferred,scope,interpretation
S1,2026-01-20,First,2026-01-19,cumulative_total,881,3602,,881,"3,602",,date,,
S1,2026-01-20,First,2026-12-31,plan,100,,,100,,,,,
S1,2026-01-20,First,,plan,50,,,50,,,,,
"""
WORKS = """\
source_id,published_on,territory_as_written,as_of_or_period,work,status,value_as_printed,value,unit,\
qualifier,inferred,scope,interpretation
S1,2026-01-20,First,2025-11-18,homes,done,20,20,dwellings,,,,
S1,2026-01-20,First,2025-11-18,homes,planned,30,30,dwellings,,,,
S1,2026-01-20,First,2026,homes,planned,40,40,dwellings,,,,
S1,2026-01-20,First,2025-2026,homes,planned,60,60,dwellings,,,,
"""
FUTURE = """\
S1,2026-01-20,First,2026-06-30,homes,planned,70,70,dwellings,,,,
S1,2026-01-20,First,2026-01-20,homes,planned,90,90,dwellings,,,,
"""
"""A plan of a day after its publication, which is due then, and one of that day."""
DOCUMENTS = f"document,source_id,sha256,bytes\na.txt,S2,{'0' * 64},9\n"
LEDGER = """\
document,start,end,as_printed,value_normalised,unit,measure,territory,reference_period,kind,whole,\
qualifier,inferred,scope,interpretation,disposition
a.txt,0,2,85,85,dwellings,dwellings,First,2025-12-31,target,,,,,,used
a.txt,9,14,"2,270",2270,mln AZN,investment,North,2026-01,observation,,,,,,used
a.txt,20,23,183,183,mln AZN,investment works,North,2026-01,observation,9,,,,,used
a.txt,30,34,1992,1992,,past,North,1992,historical,,,,,,out_of_scope
"""


def test_a_place_is_read_by_the_layout_that_names_it(write_office: WriteOffice) -> None:
    found = _observe(write_office({"first": {"resettlement.csv": RESETTLEMENT, "works.csv": WORKS}}))
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
            _line("9", breakdown="plan", cumulative="false", period_end="2026-12-31"),
            _line("8", breakdown="plan", cumulative="false"),
        ),
    }
    found = {str(row["value"].normalize()): row for row in _observe(write_office({"first": files}))}
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


def test_an_undated_statement_was_not_made_before_the_latest_day_its_source_reports_on(
    write_office: WriteOffice,
) -> None:
    undated = {"published_on": "", "period_start": "", "period_end": "", "period_as_written": "so far"}
    found = _investment(
        write_office,
        _line("1", source_id="S1", published_on=""),
        _line("2", source_id="S1", **undated),
        _line("3", source_id="S2", **undated),
    )
    assert {int(row["value"]): (row["reference_on"], row["earliest_on"]) for row in found} == {
        1: (date(2026, 1, 31), date(2026, 1, 31)),
        2: (None, date(2026, 1, 31)),
        3: (date(2026, 2, 19), date(2026, 2, 19)),
    }
    lone = _investment(write_office, _line("4", source_id="S1", **undated))
    assert lone[0]["earliest_on"] == date(2026, 11, 21)
    due = {"published_on": "", "measure": "fixed_capital_investment", "breakdown": "plan"}
    past = {"period_start": "2023-01-01", "period_end": "2023-12-31", "cumulative": "false"}
    plan = _investment(write_office, _line("5", source_id="S1", **due, **past))
    assert (plan[0]["due_on"], plan[0]["earliest_on"]) == (date(2023, 12, 31), date(2023, 12, 31))


def test_a_figure_is_known_from_its_last_possible_day_of_publication(write_office: WriteOffice) -> None:
    found = _investment(
        write_office,
        _line("1", source_id="S1", published_on=""),
        _line("2", source_id="S2", published_on=""),
        _line("3", source_id="S2", published_on="2026-02-01"),
        _line("4", source_id="S1", published_on="2026-03"),
    )
    known = {row["value"]: (row["published_from"], row["published_to"], row["known_on"]) for row in found}
    assert known == {
        1: (None, None, date(2026, 11, 21)),
        2: (date(2026, 2, 19), date(2026, 2, 21), date(2026, 2, 21)),
        3: (date(2026, 2, 1), date(2026, 2, 1), date(2026, 2, 1)),
        4: (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 31)),
    }


def test_versions_go_by_the_day_known_then_by_the_order_loaded(write_office: WriteOffice) -> None:
    office = write_office(
        {
            "later": {"investment.csv": investment(_line("4", published_on="2026-02-01"))},
            "early": {
                "investment.csv": investment(
                    _line("2", published_on="2026-02-01"),
                    _line("3", published_on="2026-02-01"),
                    _line("1", published_on="2026-01-31"),
                    _line("5", published_on="2026-02-02"),
                )
            },
        },
        received={"early": "2026-03-01", "later": "2026-03-02"},
    )
    found = _observe(office)
    assert [int(row["value"]) for row in found] == [1, 2, 3, 4, 5]
    keys = [row["version_key"] for row in found]
    assert all(one < other for one, other in pairwise(keys))


def test_versions_are_distinct_over_the_files_of_a_delivery(write_office: WriteOffice) -> None:
    works = WORKS.replace("2026-01-20", "2026-02-20")
    found = _observe(write_office({"first": {"investment.csv": INVESTMENT, "works.csv": works}}))
    lines = {row["version_key"] for row in found}
    assert len(lines) == len(found) == 7


NOT_LISTED = {
    "label": (_line("1", breakdown="other"), "unknown_label"),
    "territory": (_line("1", territory_as_written="West"), "unknown_territory"),
    "unit": (_line("1", "mln EUR"), "unknown_unit"),
    "unit of another kind": (_line("1", "families"), "unknown_unit"),
    "source": (_line("1", source_id="S9"), "unknown_source"),
}


@pytest.mark.parametrize("missing", NOT_LISTED)
def test_a_figure_without_a_code_gives_no_observation_and_the_rule_finds_it(
    write_office: WriteOffice, missing: str
) -> None:
    line, code = NOT_LISTED[missing]
    office = write_office({"first": {"investment.csv": investment(line, _line("2"))}})
    assert [int(row["value"]) for row in _observe(office)] == [2]
    report = stages.edit(office, office.default_month)
    (finding,) = report.findings
    assert (finding.rule_id, finding.sentence_code, finding.effect) == ("code_list", code, "withhold")
    assert finding.sentence.startswith("The figure 1 ")
    (run,) = [run for run in report.rule_runs if run["rule_id"] == "code_list"]
    assert (run["passed"], run["failed"]) == (1, 1)


def test_a_label_that_is_held_or_out_of_scope_is_no_finding(write_office: WriteOffice) -> None:
    held = _line("1", breakdown="unknown_part")
    office = write_office({"first": {"investment.csv": investment(held)}})
    assert _observe(office) == []
    assert stages.edit(office, office.default_month).findings == ()


def test_a_figure_of_a_document_is_looked_for_from_the_day_it_was_published(
    write_office: WriteOffice,
) -> None:
    ledger = LEDGER.replace("investment,North", "investment,West")
    office = write_office({"first": {"documents.csv": DOCUMENTS, "document_figures.csv": ledger}})
    _observe(office)
    found = [
        stages.edit(office, office.default_month, day).findings
        for day in (date(2026, 2, 20), date(2026, 2, 21))
    ]
    assert [len(findings) for findings in found] == [0, 1]


def test_conforming_again_changes_nothing_and_a_changed_list_changes_all(write_office: WriteOffice) -> None:
    files = {"first": {"investment.csv": INVESTMENT}, "second": {"works.csv": WORKS}}
    office = write_office(files)
    stages.intake(office)
    counts = stages.conform(office).counts
    assert counts == {"deliveries": 2, "conformed anew": 2, "observations": 7, "withdrawn": 0}
    assert stages.conform(office).counts["conformed anew"] == 0
    changed = REFERENCE["unit_name.csv"].replace("mln AZN,AZN_MN,1\n", "mln AZN,AZN_MN,2\n")
    office = write_office(files, {"unit_name.csv": changed})
    assert stages.conform(office).counts["conformed anew"] == 2
    assert max(row["value"] for row in _observe(office)) == 2812


def test_a_delivery_put_before_others_moves_their_versions(write_office: WriteOffice) -> None:
    files = {"b": {"investment.csv": INVESTMENT}}
    before = _observe(write_office(files))
    after = _observe(write_office({"a": {"works.csv": WORKS}, **files}))
    moved = [row for row in after if row["delivery_id"] == "b"]
    assert _fields(moved, "obs_id", "series_id") == _fields(before, "obs_id", "series_id")
    assert [new["version_key"] - old["version_key"] for new, old in zip(moved, before, strict=True)] == [
        4,
        4,
        4,
    ]


def test_the_observations_of_a_removed_delivery_are_retired(write_office: WriteOffice) -> None:
    files = {"first": {"investment.csv": INVESTMENT}, "second": {"works.csv": WORKS}}
    assert len(_observe(write_office(files))) == 7
    assert len(_observe(write_office({"first": files["first"]}))) == 3


def test_without_a_delivery_that_was_taken_in_there_is_a_sentence(small_office: Office) -> None:
    with pytest.raises(
        CrossfootError, match=r"No delivery of office small has been taken in\. Run intake first"
    ):
        stages.conform(small_office)


def test_a_name_that_no_table_lists_is_read_by_the_rules_and_marked(write_office: WriteOffice) -> None:
    found = _investment(write_office, _line("1", territory_as_written="NORTH economic region"))
    assert [(row["territory_id"], row["inferred"]) for row in found] == [("R1", "name_by_rule")]


def test_an_amount_of_change_comes_in_by_a_register_and_is_held_against_both_levels(
    write_office: WriteOffice,
) -> None:
    year = {"period_start": "2025-01-01", "period_end": "2025-01-31"}
    text = investment(_line("140.0"), _line("130.0", **year)).splitlines()
    added = ("change_as_printed,change", "12.0,12.0", ",")
    text = [f"{line},{extra}" for line, extra in zip(text, added, strict=True)]
    office = write_office({"first": {"investment.csv": "\n".join(text) + "\n"}})
    rows = _observe(office)
    assert _fields(rows, "quantity", "unit_code", "value") == [
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
    lines = [_line("7.4", "bn manats"), _line("7395.5"), _line("5", territory_as_written="North")]
    lines = lines[::-1] if turned else lines
    office = write_office({"first": {"investment.csv": investment(*lines)}})
    _observe(office)
    report = stages.edit(office, Month.parse("2026-01"))
    assert [one for one in report.findings if one.rule_id == "uniqueness"] == []
    lake = lake_of(office)
    (core,) = lake.manifests(CORE)
    kept = lake.read(core, "core.preferred").filter(pl.col("territory_id") == "C")
    assert kept["value"].to_list() == [Decimal("7395.5")]
