"""Change a source column and see which columns move: the lineage must have said so, and not much more."""

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from pipeline.engine import fetch
from pipeline.errors import StopRuleError
from pipeline.indicators.catalogue import Indicator, load_catalogue
from pipeline.indicators.compute import compute_indicator
from pipeline.indicators.contract import COLUMNS
from pipeline.lineage.graph import Lineage, read_lineage
from pipeline.lineage.query import Derived
from pipeline.lineage.tables import read_tables
from pipeline.month import Month
from pipeline.project import locate
from pipeline.window import Window
from tests.indicators.golden import FIRST, LATE, Case, compute, prepared, read_cases
from tests.lineage.perturbed import perturb

PROJECT = locate()
CATALOGUE = load_catalogue(PROJECT)
TABLES = read_tables(PROJECT.sql)
CASES = {code: [] for code in CATALOGUE}
for one in read_cases(PROJECT.root / "tests" / "indicators"):
    CASES[one.indicator].append(one)
CORE = {
    "latest": ("fci", 0.7),
    "standing": ("fci", 0.7),
    "preferred": ("fci", 0.7),
    "summable": ("fci", 0.7),
    "member_total": ("fci", 0.3),
    "total": ("fci", 0.3),
    "stated": ("site_area", 0.7),
    "spanned": ("programme_spent", 0.7),
}
"""A file of sql/core, the indicator whose golden cases give it rows, and the least share to be seen."""
SHORT = ("latest", "summable", "total")
"""Files of sql/core that are looked at with each change."""
QUICK = ("fci_construction_share", "programme_spent", "works_register")
MEASURED = ("value", "half_width", "step", "known_on")
SEEN_AT_LEAST = 0.75
"""Of all that a file's columns are said to be made of, the part that a change was seen to move."""
WINDOW = Window(Month.parse(LATE), Month.parse(LATE).last, FIRST)
PARAMETERS = {**WINDOW.parameters, "level": "economic_region"}


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with prepared(PROJECT) as connection:
        yield connection


@pytest.fixture(scope="module")
def lineage() -> Lineage:
    return read_lineage(PROJECT)


def _size(case: Case) -> tuple[int, int]:
    return len(case.expect), len(case.given)


def _fullest(code: str) -> Case:
    return max(CASES[code], key=_size)


def _read(derived: Derived) -> list[str]:
    return sorted({table for table, _ in derived.every})


def _check_file(
    database: duckdb.DuckDBPyConnection, folder: str, stem: str, said: Derived | None = None
) -> tuple[list[str], set[tuple[str, tuple[str, str]]]]:
    """Say which moves were not foretold, and what was seen to move without a change of rows."""
    derived, path = said or TABLES.made[f"{folder}.{stem}"], PROJECT.sql / folder / f"{stem}.sql"
    untold, seen = [], set()
    for table in _read(derived):
        named = {name for other, name in derived.every if other == table}
        for names, found, same in perturb(database, table, named, lambda: fetch(database, path, PARAMETERS)):
            sources = {(table, name) for name in names}
            foretold = {name for name, made in derived.columns.items() if sources & (made | derived.rows)}
            untold += [f"{table}.{names} moved {name} of {stem}" for name in sorted(found - foretold)]
            seen |= {(name, (table, names[0])) for name in found if same and len(names) == 1}
    return untold, seen


def _share(seen: set[tuple[str, tuple[str, str]]], table: str) -> float:
    """Return the part of what a file's columns are said to be made of that was seen to move them."""
    said = {(name, one) for name, made in TABLES.made[table].columns.items() for one in made}
    return len(said & seen) / len(said)


@pytest.mark.parametrize(
    "stem", [stem if stem in SHORT else pytest.param(stem, marks=pytest.mark.long) for stem in CORE]
)
def test_a_file_of_core_is_made_of_what_its_lineage_says(
    database: duckdb.DuckDBPyConnection, stem: str
) -> None:
    code, least = CORE[stem]
    path = PROJECT.sql / "core" / f"{stem}.sql"
    for case in sorted(CASES[code], key=_size, reverse=True):
        compute(database, case, CATALOGUE[code], PROJECT)
        if fetch(database, path, PARAMETERS).height:
            break
    untold, seen = _check_file(database, "core", stem)
    assert not untold
    assert _share(seen, f"core.{stem}") >= least


@pytest.mark.parametrize(
    "code",
    [pytest.param(code, marks=() if code in QUICK else pytest.mark.long) for code in sorted(CATALOGUE)],
)
def test_an_indicator_is_made_of_what_its_lineage_says(
    database: duckdb.DuckDBPyConnection, code: str
) -> None:
    compute(database, _fullest(code), CATALOGUE[code], PROJECT)
    untold, seen = _check_file(database, "indicators", code)
    assert not untold
    assert _share(seen, f"indicators.{code}") >= (SEEN_AT_LEAST if code in QUICK else 0)


def _cells_or_none(database: duckdb.DuckDBPyConnection, indicator: Indicator) -> pl.DataFrame | None:
    """Compute the cells; nothing where the second calculation keeps what was changed from being used."""
    try:
        return compute_indicator(database, indicator, WINDOW, "C")
    except StopRuleError:
        return None


def test_a_cell_depends_on_what_its_lineage_says(
    database: duckdb.DuckDBPyConnection, lineage: Lineage
) -> None:
    case, indicator = _fullest("fci"), CATALOGUE["fci"]
    compute(database, case, indicator, PROJECT)
    reach = {name: lineage.influences(("indicators.fci", name)) for name in COLUMNS}
    for table, named in {"core.total": MEASURED, "core.observation": MEASURED}.items():
        for names, found, _ in perturb(database, table, named, lambda: _cells_or_none(database, indicator)):
            if len(names) == 1:
                assert not {name for name in found & set(COLUMNS) if (table, names[0]) not in reach[name]}


def test_a_lineage_that_lacks_a_column_is_found(database: duckdb.DuckDBPyConnection) -> None:
    compute(database, _fullest("site_area"), CATALOGUE["site_area"], PROJECT)
    made = TABLES.made["indicators.site_area"]
    poorer = Derived({**made.columns, "value": frozenset()}, made.rows)
    untold, _ = _check_file(database, "indicators", "site_area", poorer)
    assert any(one.endswith("moved value of site_area") for one in untold)
