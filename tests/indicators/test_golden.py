"""Every indicator has golden cases that a statistician can read, and gives the cells that they expect."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.indicators.catalogue import load_catalogue
from pipeline.project import locate
from tests.indicators.golden import Case, compute, differences, prepared, read_cases

PROJECT = locate()
CATALOGUE = load_catalogue(PROJECT)
FOLDER = Path(__file__).parent
CASES = list(read_cases(FOLDER))


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with prepared(PROJECT) as connection:
        yield connection


@pytest.mark.parametrize("case", CASES, ids=[f"{case.indicator}: {case.name}" for case in CASES])
def test_golden_case(database: duckdb.DuckDBPyConnection, case: Case) -> None:
    found = differences(case, compute(database, case, CATALOGUE[case.indicator], PROJECT))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_indicator_has_golden_cases(code: str) -> None:
    assert code in {case.indicator for case in CASES}, (
        f"sql/indicators/{code}.sql has no golden case: add tests/indicators/{code}.toml, "
        "with figures as given and the cells that they make"
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_golden_file_has_its_indicator(path: Path) -> None:
    assert path.stem in CATALOGUE, f"{path.name} is named after no file of sql/indicators"


def test_each_derivation_of_an_indicator_is_in_one_of_its_cases() -> None:
    shown = {(case.indicator, row["cell"].rpartition(".")[2]) for case in CASES for row in case.expect}
    for code in ("fci", "fci_construction"):
        for made in ("flow", "span", "ytd_change", "flow_change", "ytd_contribution", "flow_contribution"):
            assert (code, made) in shown, f"no golden case of {code} shows {made}"


def test_the_runner_says_what_differs(database: duckdb.DuckDBPyConnection) -> None:
    case = next(case for case in CASES if case.indicator == "site_area")
    cells = compute(database, case, CATALOGUE["site_area"], PROJECT)
    first, *rest = case.expect
    strange = {"cell": "site_area.X.2001-01"}
    wrong = replace(case, expect=({**first, "value": 1, "on": "2001-01-01"}, *rest, strange))
    missing = replace(case, expect=tuple(rest))
    assert not differences(case, cells)
    assert sorted(said.partition(" ")[2] for said in differences(wrong, cells)) == [
        "is expected and is not there",
        f"on is {first['on']}, expected 2001-01-01",
        f"value is {first['value']}.0000000000, expected 1",
    ]
    assert differences(missing, cells) == [f"{first['cell']} is there and is not expected"]
