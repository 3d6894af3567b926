"""Derivations: what they add to cells, from which cells, with which evidence, and when they add nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from pipeline.indicators.cells import CELL, WORKING
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.given import Given

SCHEMA = {**CELL, **WORKING, "inputs": pl.List(pl.String)}
Cell = dict[str, Any]


def cells(*rows: Cell) -> pl.DataFrame:
    """Make cells of rows that say only what matters."""
    common = {
        "territory_id": "C",
        "breakdown": "_T",
        "price_basis": "not_stated",
        "source_kind": "published",
        "transformation": "ytd",
        "unit_code": "AZN_MN",
        "qualifier": "",
        "obs_status": "A",
        "evidence_grade": "A",
        "revised": False,
        "n_src": 1,
        "flags": [],
    }
    made = []
    for row in rows:
        full = dict.fromkeys(SCHEMA) | common | row
        full["cell_id"] = f"x.{full['territory_id']}.{full['period']:%Y-%m}.{full['transformation']}"
        made.append(full)
    return pl.DataFrame(made, schema=SCHEMA)


def month(year: int, number: int, value: int | None = None, **others: Any) -> Cell:
    """Give a row of a month with a value printed to the unit."""
    known = date(year + number // 12, number % 12 + 1, 20)
    figure = None if value is None else Decimal(value)
    return {"period": date(year, number, 1), "value": figure, "step": Decimal(1), "known_on": known, **others}


def made(frame: pl.DataFrame, name: str, transformation: str) -> list[Cell]:
    """Derive and give the rows of one transformation."""
    derived = DERIVATIONS[name](frame, Given("C"))
    return derived.filter(pl.col("transformation") == transformation).to_dicts()


@pytest.mark.parametrize("name", DERIVATIONS)
def test_of_nothing_nothing_is_derived(name: str) -> None:
    assert DERIVATIONS[name](cells(), Given("C")).is_empty()


@pytest.mark.parametrize("name", ["monthly_flow", "ytd_growth", "flow_growth", "contribution"])
def test_other_transformations_are_left_as_they_are(name: str) -> None:
    stocks = cells(month(2024, 1, 10, transformation="stock"), month(2025, 1, 12, transformation="stock"))
    assert DERIVATIONS[name](stocks, Given("C")).equals(stocks)


def test_a_derived_cell_keeps_the_weaker_evidence_of_both() -> None:
    strong = month(2025, 1, 80)
    weak = month(2025, 2, 172, evidence_grade="D", obs_status="V", n_src=2, revised=True, qualifier="about")
    flows = made(cells(strong, weak), "monthly_flow", "flow")
    told = [[row[name] for name in ("evidence_grade", "obs_status", "n_src", "revised")] for row in flows]
    assert told == [["A", "A", 1, False], ["D", "V", 1, True]]
    assert [row["qualifier"] for row in flows] == ["", ""]
    assert [row["inputs"] for row in flows] == [["x.C.2025-01.ytd"], ["x.C.2025-02.ytd", "x.C.2025-01.ytd"]]


def test_evidence_of_the_earlier_month_counts_too() -> None:
    weak = month(2025, 1, 80, evidence_grade="D", obs_status="V")
    flows = made(cells(weak, month(2025, 2, 172)), "monthly_flow", "flow")
    assert [(row["evidence_grade"], row["obs_status"]) for row in flows] == [("D", "V"), ("D", "V")]


def test_a_change_has_an_interval_and_no_half_width() -> None:
    halves = {"half_width": Decimal("0.5")}
    (change,) = made(
        cells(month(2024, 1, 80, **halves), month(2025, 1, 100, **halves)), "ytd_growth", "ytd_change"
    )
    assert (change["value"], change["unit_code"], change["half_width"]) == (25, "PCT", None)
    assert change["lo"] < 25 < change["hi"]
    assert change["inputs"] == ["x.C.2025-01.ytd", "x.C.2024-01.ytd"]


def test_contributions_need_the_country() -> None:
    region = cells(month(2024, 1, 80, territory_id="R1"), month(2025, 1, 100, territory_id="R1"))
    assert made(region, "contribution", "ytd_contribution") == []
    country = cells(month(2024, 1, 200), month(2025, 1, 230))
    found = made(pl.concat([region, country]), "contribution", "ytd_contribution")
    assert {row["territory_id"]: row["value"] for row in found} == {"R1": 10, "C": 15}
    assert found[1]["inputs"] == ["x.R1.2025-01.ytd", "x.R1.2024-01.ytd", "x.C.2024-01.ytd"]


def test_contributions_of_one_unit_are_not_taken_of_a_total_in_another() -> None:
    region = [month(year, 1, 80, territory_id="R1", unit_code="AMD_MN") for year in (2024, 2025)]
    found = made(cells(*region, month(2024, 1, 200), month(2025, 1, 230)), "contribution", "ytd_contribution")
    assert [row["territory_id"] for row in found] == ["C"]


def test_a_published_share_stays_beside_a_computed_one() -> None:
    published = month(2025, 1, 70, transformation="share")
    computed = month(2025, 2, None, transformation="share", part=Decimal(30), whole=Decimal(40))
    unknown = month(2025, 3, None, transformation="share", part=Decimal(30), whole=Decimal(0))
    found = made(cells(published, computed, unknown), "share", "share")
    assert [(row["period"].month, row["value"], row["flags"]) for row in found] == [(1, 70, []), (2, 75, [])]


def test_shares_that_all_are_published_stay() -> None:
    published = cells(month(2025, 1, 70, transformation="share"))
    assert DERIVATIONS["share"](published, Given("C")).equals(published)


def test_a_ratio_of_zero_families_is_left_out() -> None:
    whole = month(2025, 1, None, transformation="ratio", part=Decimal(9), whole=Decimal(2))
    none = month(2025, 2, None, transformation="ratio", part=Decimal(9), whole=Decimal(0))
    assert [row["value"] for row in made(cells(whole, none), "ratio", "ratio")] == [Decimal("4.5")]


def test_a_deflator_needs_both_price_bases_stated() -> None:
    levels = [month(2025, 1, 1100, price_basis="nominal"), month(2026, 1, 1250, price_basis="nominal")]
    growth = {"transformation": "growth_published", "unit_code": "PCT", "evidence_grade": "C"}
    real = month(2026, 1, 10, price_basis="real", obs_status="V", **growth)
    (found,) = made(cells(*levels, real), "presentation", "ytd_deflator")
    assert (f"{found['value']:.4f}", found["unit_code"], found["price_basis"]) == (
        "103.3058",
        "INDEX",
        "nominal",
    )
    assert found["inputs"] == ["x.C.2026-01.ytd", "x.C.2026-01.growth_published", "x.C.2025-01.ytd"]
    assert (found["evidence_grade"], found["obs_status"]) == ("C", "V")
    for other in ({**real, "price_basis": "not_stated"}, {**real, "value": Decimal(-100)}):
        assert made(cells(*levels, other), "presentation", "ytd_deflator") == []
    unstated = [{**row, "price_basis": "not_stated"} for row in levels]
    assert made(cells(*unstated, real), "presentation", "ytd_deflator") == []


def test_only_the_country_is_presented() -> None:
    rows = [month(year, 1, 80, territory_id="R1") for year in (2024, 2025)]
    grown = DERIVATIONS["ytd_growth"](cells(*rows), Given("C"))
    assert DERIVATIONS["presentation"](grown, Given("C")).equals(grown)
