"""Tests of one kind of rule from its SQL; and all tests of linear kinds anew, for a proposal."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.engine import fetch
from pipeline.rules.declared import Rule
from pipeline.rules.edits import Figure
from pipeline.rules.intervals import Interval
from pipeline.rules.kinds import KINDS
from pipeline.rules.tables import TEST

_FIGURES = """
select
    obs_id,
    value,
    low,
    high,
    concat_ws('|', source_id, territory_id, cast(period_start as varchar), cast(period_end as varchar))
        as statement
from core.standing
"""
"""Every figure; those of one source for one territory and period are one statement."""


def evaluate_kind(
    connection: duckdb.DuckDBPyConnection, path: Path, parameters: Mapping[str, Any]
) -> tuple[pl.DataFrame, str]:
    """Return the tests of one kind of rule; a rule that cannot be evaluated gives none and a sentence."""
    try:
        return fetch(connection, path, parameters), ""
    except duckdb.Error as error:
        sentence = f"{path.name} could not be evaluated: {str(error).splitlines()[0]}"
        return pl.DataFrame(schema=TEST), sentence


def linear_tests(
    connection: duckdb.DuckDBPyConnection, folder: Path, rules: Sequence[Rule], parameters: Mapping[str, Any]
) -> dict[str, pl.DataFrame]:
    """Make the tests of linear kinds, by kind, on what stands now: a proposal keeps all of them."""
    kinds = sorted({rule.kind for rule in rules if KINDS[rule.kind].linear})
    return {kind: evaluate_kind(connection, folder / f"{kind}.sql", parameters)[0] for kind in kinds}


def figures_in(connection: duckdb.DuckDBPyConnection, tests: Mapping[str, pl.DataFrame]) -> dict[str, Figure]:
    """Return the figures that failed tests name, and those that are tested beside them."""
    failed = {name for frame in tests.values() for name in _named(frame.filter(pl.col("outcome") == "fail"))}
    beside = {name for frame in tests.values() for name in _named(_about(frame, failed))}
    rows = connection.sql(_FIGURES).pl()
    wanted = rows.filter(pl.col("obs_id").is_in(sorted(failed | beside)))
    return {
        name: Figure(name, Fraction(value), Interval(Fraction(low), Fraction(high)), statement)
        for name, value, low, high, statement in wanted.iter_rows()
    }


def _named(tests: pl.DataFrame) -> set[str]:
    """Return the figures that tests name."""
    return {name for role in ("tested", "compared") for name in tests[role].explode().drop_nulls().to_list()}


def _about(tests: pl.DataFrame, names: set[str]) -> pl.DataFrame:
    """Return the tests that name one of these figures."""
    wanted = sorted(names)
    own = [pl.col(role).list.eval(pl.element().is_in(wanted)).list.any() for role in ("tested", "compared")]
    return tests.filter(pl.any_horizontal(own))
