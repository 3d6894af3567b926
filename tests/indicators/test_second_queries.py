"""What queries compute themselves is made again: on every golden case, and each figure moved by a unit."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.errors import StopRuleError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.second_queries import QUERIES, check_queries
from pipeline.indicators.second_sums import check_stated_sums
from pipeline.project import locate
from tests.indicators.golden import Case, compute, prepared, read_cases

PROJECT = locate()
CATALOGUE = load_catalogue(PROJECT)
EVERY = list(read_cases(Path(__file__).parent))
CASES = [case for case in EVERY if case.indicator in QUERIES]
SUMS = [case for case in EVERY if case.indicator == "reported_sum"]
UNIT = pl.lit(Decimal("1E-10"), dtype=VALUE)
EXPECTED = {
    "dwellings": {"stock"},
    "fci_annual_difference": {"difference"},
    "fci_coverage": {"known", "parts_known", "parts", "residual", "discrepancy"},
    "plan_outcome": {"pace"},
    "revisions": {
        *("figures", "figures_revised", "changes"),
        *("changes_routine", "changes_in_cycle", "changes_other"),
    },
}


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with prepared(PROJECT) as connection:
        yield connection


def test_golden_cases_have_every_transformation(database: duckdb.DuckDBPyConnection) -> None:
    found: dict[str, set[str]] = {code: set() for code in QUERIES}
    for case in CASES:
        cells = compute(database, case, CATALOGUE[case.indicator], PROJECT)
        found[case.indicator] |= set(cells.filter(QUERIES[case.indicator].told)["transformation"])
    assert found == EXPECTED


@pytest.mark.parametrize("case", CASES, ids=[f"{case.indicator}: {case.name}" for case in CASES])
def test_both_agree_and_each_figure_moved_or_lost_stops_it(
    database: duckdb.DuckDBPyConnection, case: Case
) -> None:
    cells = compute(database, case, CATALOGUE[case.indicator], PROJECT)
    check_queries(database, case.indicator, cells)
    again = QUERIES[case.indicator]
    for cell_id in cells.filter(again.told)["cell_id"]:
        told = pl.col("cell_id") == cell_id
        for facet in again.facets:
            moved = pl.when(told).then(pl.coalesce(facet, pl.lit(0, dtype=VALUE)) + UNIT).otherwise(facet)
            with pytest.raises(StopRuleError, match=f"the {facet} is"):
                check_queries(database, case.indicator, cells.with_columns(moved.alias(facet)))


@pytest.mark.parametrize("code", ["fci_coverage", "revisions"])
def test_a_figure_that_is_lost_stops_it(database: duckdb.DuckDBPyConnection, code: str) -> None:
    case = next(case for case in CASES if case.indicator == code)
    cells = compute(database, case, CATALOGUE[code], PROJECT)
    lost = cells.filter(QUERIES[code].told)["cell_id"][-1]
    with pytest.raises(StopRuleError, match=f"is not there by sql/indicators/{code}.sql"):
        check_queries(database, code, cells.filter(pl.col("cell_id") != lost))


def test_other_indicators_and_none_at_all_are_left_alone(database: duckdb.DuckDBPyConnection) -> None:
    case = CASES[0]
    cells = compute(database, case, CATALOGUE[case.indicator], PROJECT)
    check_queries(database, "fci", cells)
    check_queries(database, case.indicator, cells.clear())


@pytest.mark.parametrize("case", SUMS, ids=[case.name for case in SUMS])
def test_ends_and_half_width_of_a_stated_sum_are_made_again(
    database: duckdb.DuckDBPyConnection, case: Case
) -> None:
    cells = compute(database, case, CATALOGUE[case.indicator], PROJECT)
    latest = database.sql("select obs_id, value, step from core.latest").pl()
    check_stated_sums(cells, latest)
    for facet in ("half_width", "lo", "hi"):
        if cells[facet].is_null().all():
            continue
        with pytest.raises(StopRuleError, match="The half width and the ends of a sum"):
            check_stated_sums(cells.with_columns(pl.col(facet) + UNIT), latest)
