"""Outcomes do not depend on who the sources are, which side they are of, or how places and money are called.

Every golden case of every kind of rule, and of the choice between sources, is evaluated again with the
sources exchanged, and in another currency. Then an invented case of two sources with full reference tables:
publisher, party, variant of a place's name and currency are swapped, and grade, disposition, outcomes,
effects, scores and sentences stay what they were, with the other names in them. The unit that the office
declares for a measure is the one thing that knows a currency, so it is swapped with them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.office import Office
from pipeline.rules.findings import read_findings
from pipeline.rules.kinds import KINDS
from tests.rules import harness
from tests.small_office import REFERENCE, investment

CASES = {
    title: case
    for title, case in harness.read_cases(Path(__file__).parent / "cases")
    if case["sql"].startswith("rules/") or case["sql"] == "core/preferred"
}
SWAPPED = {f"P{number}": f"P{9 - number}" for number in range(1, 9)}
"""Each source gets another's name, so that their order is reversed."""
CURRENCY = {"AZN_MN": "AMD_MN", "AMD_MN": "AZN_MN"}
"""One currency takes the place of the other."""
COLUMNS = {
    "rules": ["rule_id", "outcome", "territory_id", "measure_code", "sentence_code"],
    "core": ["series_id", "value", "n_src"],
}
WriteOffice = Callable[..., Office]


def _outcomes(case: harness.Row, names: dict[str, str]) -> list[list[str]]:
    """Return the outcomes of a case and the figures involved; which of two is tested may go by order."""
    given = harness.rename_sources(case["given"], names)
    connection = harness.house(given, harness.rename_sources(case.get("sources", ""), names))
    harness.withhold(connection, case.get("withheld", []))
    frame = harness.run(connection, case["sql"], harness.rename_sources(case.get("rules", ""), names))
    columns = COLUMNS[case["sql"].split("/")[0]]
    if "tested" not in frame.columns:
        return harness.show(frame.drop("series_id"), columns[1:])
    both = frame.select(*columns, involved=frame["tested"].list.concat(frame["compared"]))
    return harness.show(both, [*columns, "involved"])


def test_every_kind_of_rule_has_cases_to_swap() -> None:
    swapped = {case["sql"].removeprefix("rules/") for case in CASES.values()}
    assert set(KINDS) - swapped == {"code_list"}


@pytest.mark.parametrize("title", CASES)
def test_swapping_sources_changes_no_outcome(title: str) -> None:
    case = CASES[title]
    assert _outcomes(case, SWAPPED) == _outcomes(case, {})


@pytest.mark.long
@pytest.mark.parametrize("title", [title for title, case in CASES.items() if "AMD_MN" not in str(case)])
def test_another_currency_changes_no_outcome(title: str) -> None:
    case = CASES[title]
    other = case | {"given": _in_another_currency(case["given"])}
    assert _outcomes(other, {}) == _outcomes(case, {})


def _in_another_currency(given: str) -> str:
    """Write a case with its sums in another currency; a case without units gets a column of them."""
    head, *lines = given.strip().splitlines()
    if "unit" in head.split():
        return harness.rename_sources(given, CURRENCY)
    names = head.split()
    rows = harness.table(given)
    plain = [
        row.get("quantity", "") in ("", "level")
        and not row.get("measure", "").startswith(("fam", "per", "com"))
        for row in rows
    ]
    added = [f"{line} {'AMD_MN' if is_sum else '-'}" for line, is_sum in zip(lines, plain, strict=True)]
    return "\n".join([" ".join([*names, "unit"]), *added])


def test_the_swap_reverses_the_order_of_sources() -> None:
    text = "obs source\na P1\nb P2"
    assert harness.rename_sources(text, SWAPPED) == "obs source\na P8\nb P7"


ONE = {"publisher": "First Press", "party": "yes", "place": "North", "unit": "mln AZN"}
OTHER = {"publisher": "Second Press", "party": "no", "place": "Northern part", "unit": "mln AMD"}
UNITS = {"mln AZN": "AZN_MN", "mln AMD": "AMD_MN"}
HEAD = REFERENCE["source.csv"].splitlines()[0]


def _tables(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Describe two sources that differ in publisher and party and in nothing else."""
    row = "{id},{publisher},NS,RG-{id},en,https://{id}.example/1,unknown,unknown,{party},no,excerpt,{day},{day},stated,{day}"
    lines = [
        row.format(id=name, day="2026-02-20", **{key: side[key] for key in ("publisher", "party")})
        for name, side in (("S1", one), ("S2", other))
    ]
    names = REFERENCE["territory_name.csv"].rstrip() + "\nNorthern part,,R1,\n"
    units = REFERENCE["unit_name.csv"].rstrip() + "\nmln AMD,AMD_MN,1\n"
    declared = REFERENCE["measure.csv"].replace("AZN_MN", UNITS[one["unit"]])
    return {
        "measure.csv": declared,
        "source.csv": "\n".join([HEAD, *lines]) + "\n",
        "territory_name.csv": names,
        "unit_name.csv": units,
    }


def _lines(one: dict[str, str], other: dict[str, str]) -> list[dict[str, str]]:
    """Write what both state: the country and its region in their own currency, a year in one, differing."""
    lines = []
    for source, side, value in (("S1", one, "2,270"), ("S2", other, "2,290")):
        stated = {"source_id": source, "unit_as_written": side["unit"]}
        january = {"period_start": "2026-01-01", "period_end": "2026-01-31"}
        region = {"territory_as_written": side["place"], "value_as_printed": value}
        year = {"period_start": "2024-01-01", "period_end": "2024-12-31", "unit_as_written": one["unit"]}
        earlier = {"territory_as_written": side["place"], "value_as_printed": value[2:] + ".0"}
        lines += [
            stated | year | earlier,
            stated | january | region,
            stated | january | {"territory_as_written": "Country", "value_as_printed": "1,406"},
        ]
    return lines


def _said(write_office: WriteOffice, one: dict[str, str], other: dict[str, str]) -> Any:
    """Run the case and return grades, dispositions, and findings with their sentences."""
    delivered = {"first": {"investment.csv": investment(*_lines(one, other))}}
    office = write_office(delivered, _tables(one, other))
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, office.default_month)
    lake = stages.lake_of(office)
    core = lake.manifest("core", office.default_month.key)
    assert core is not None
    observed = pl.concat([lake.read(found, "core.observation") for found in lake.manifests(CONFORM)])
    figures = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests(INTAKE)])
    told = [
        (found.rule_id, found.outcome, found.effect, found.territory, found.score, found.sentence)
        for found in read_findings(office, lake, core)
    ]
    return sorted(observed["evidence_grade"]), sorted(figures["disposition"]), sorted(told, key=str)


def test_publisher_side_place_and_currency_change_nothing_but_the_names(write_office: WriteOffice) -> None:
    grades, dispositions, told = _said(write_office, ONE, OTHER)
    swapped_grades, swapped_dispositions, swapped = _said(write_office, OTHER, ONE)
    assert (grades, dispositions) == (swapped_grades, swapped_dispositions)
    assert {rule_id for rule_id, *_ in told} >= {"parent", "conflict"}

    renamed = sorted(((*row[:-1], _exchanged(row[-1])) for row in told), key=str)
    assert renamed == sorted(((*row[:-1], _of_one_unit(row[-1])) for row in swapped), key=str)


def _exchanged(text: str) -> str:
    """Give each publisher in a sentence the other one's name."""
    names = text.replace("First Press", "?").replace("Second Press", "First Press")
    return _of_one_unit(names.replace("?", "Second Press"))


def _of_one_unit(text: str) -> str:
    """Write both currencies alike."""
    return text.replace("million manats", "million").replace("AMD_MN", "million")
