"""Facts read by hand from the registers and documents come out of a run of the default office."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline import stages
from pipeline.edit import STAGE as CORE
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.window import window_of
from tests.indicators.golden import wrong

Row = dict[str, Any]
TEXT = Path(__file__).with_name("facts.toml").read_text(encoding="utf-8")
FACTS: list[Row] = tomllib.loads(TEXT, parse_float=Decimal)["fact"]


@dataclass(frozen=True)
class Computed:
    """Cells by id, findings in the form of `facts.toml`, ids of withheld figures, inputs of each cell."""

    cells: dict[str, Row]
    findings: list[Row]
    withheld: set[str]
    inputs: list[tuple[str, str]]


Compute = Callable[[str, str], Computed]


@pytest.fixture(scope="module")
def compute(karabakh_run: tuple[Office, Month], tmp_path_factory: pytest.TempPathFactory) -> Compute:
    """Give a function that reads January 2026 as it was run for all tests, or computes another month."""
    january, month = karabakh_run
    own = load_office(Project(locate().root, tmp_path_factory.mktemp("facts")), "karabakh")
    stages.intake(own)
    stages.conform(own)

    @cache
    def once(asked: str, as_of: str) -> Computed:
        if (asked, as_of) == (month.key, ""):
            return _read(january, month.key)
        known = date.fromisoformat(as_of) if as_of else None
        stages.edit(own, Month.parse(asked), known)
        stages.compute(own, Month.parse(asked), known)
        return _read(own, window_of(own, Month.parse(asked), known).key)

    return once


@pytest.mark.parametrize("fact", FACTS, ids=[fact["name"] for fact in FACTS])
def test_fact(compute: Compute, fact: Row) -> None:
    found = compute(fact.get("month", "2026-01"), fact.get("as_of", ""))
    expected = fact.get("cells", [])
    said = [f"{cell} is there" for cell in fact.get("absent", []) if cell in found.cells]
    for row in expected:
        cell = found.cells.get(row["cell"])
        said += wrong(row, cell) if cell else [f"{row['cell']} is not there"]
    said += [f"no finding is {row}" for row in fact.get("findings", []) if not _is_found(row, found.findings)]
    rules = {row["rule"] for row in found.findings if row["territory"].startswith("ER-")}
    said += [f"there is a finding of {rule}" for rule in fact.get("no_findings", []) if rule in rules]
    assert not said, "\n".join(said)


def test_at_least_25_facts_name_where_they_were_read() -> None:
    assert len(FACTS) >= 25
    assert all(fact["from"] for fact in FACTS)


def test_each_flow_over_several_months_is_flagged_and_no_flow_hides_a_missing_month(compute: Compute) -> None:
    cells = compute("2026-01", "").cells
    flows = [row for row in cells.values() if row["transformation"] in ("flow", "span")]
    assert len(flows) > 50
    for row in flows:
        months = (row["period"].month - row["period_start"].month) + 1
        assert (months > 1) == ("GAP" in row["flags"]) == (row["transformation"] == "span"), row["cell_id"]
        code, place, month = row["cell_id"].split(".")[:3]
        if months > 1:
            assert f"{code}.{place}.{Month.parse(month).plus(-1)}" not in cells, row["cell_id"]


def test_a_withheld_figure_is_in_no_cell_but_those_that_name_it(compute: Compute) -> None:
    found = compute("2026-01", "")
    withheld = [row for row in found.cells.values() if row["obs_status"] == "U"]
    assert {row["cell_id"].split(".")[0] for row in withheld} == {
        "reported",
        "reported_sum",
        "fci_construction_share",
    }
    shown = {row["cell_id"].rpartition("figure=")[2] for row in withheld}
    assert found.withheld <= shown
    used = {cell_id for cell_id, input_id in found.inputs if input_id in found.withheld}
    assert used == {row["cell_id"] for row in withheld}


def test_both_figures_of_each_conflict_are_shown(compute: Compute) -> None:
    found = compute("2026-01", "")
    shown = {row["cell_id"].rpartition("figure=")[2] for row in found.cells.values()}
    conflicts = [row for row in found.findings if row["rule"] == "conflict"]
    assert len(conflicts) > 5
    assert all(obs_id in shown for row in conflicts for obs_id in row["named"])


def _read(office: Office, partition: str) -> Computed:
    """Read what a run left."""
    lake = stages.lake_of(office)
    core, made = lake.manifest(CORE, partition), lake.manifest(INDICATORS, partition)
    assert core is not None
    assert made is not None
    tables = {name: lake.read(core, name) for name in core.tables}
    read = [lake.read(made, name) for name in made.tables if name != "indicators.cell_input"]
    cells = [frame for frame in read if "cell_id" in frame.columns]
    rows = {row["cell_id"]: row for frame in cells for row in frame.iter_rows(named=True)}
    inputs = lake.read(made, "indicators.cell_input").select("cell_id", "input_id").rows()
    return Computed(rows, _findings(tables), set(tables["core.withheld"]["obs_id"]), inputs)


def _findings(tables: dict[str, pl.DataFrame]) -> list[Row]:
    """Give findings with the figures that they tested and compared: their ids, and their values sorted."""
    value = dict(tables["core.latest"].select("obs_id", "value").iter_rows())
    named = tables["core.finding_input"].group_by("finding_id", "role").agg("obs_id")
    roles = {(row["finding_id"], row["role"]): row["obs_id"] for row in named.iter_rows(named=True)}
    found = []
    for row in tables["core.finding"].iter_rows(named=True):
        tested, compared = (roles.get((row["finding_id"], role), []) for role in ("tested", "compared"))
        found.append(
            {
                "rule": row["rule_id"],
                "effect": row["effect"],
                "territory": row["territory_id"],
                "period": str(row["period"]),
                "tested": sorted(value[obs_id] for obs_id in tested),
                "compared": sorted(value[obs_id] for obs_id in compared),
                "named": [*tested, *compared],
            }
        )
    return found


def _is_found(expected: Row, findings: list[Row]) -> bool:
    """Say whether a finding has all that is expected of it."""
    return any(all(row[key] == value for key, value in expected.items()) for row in findings)
