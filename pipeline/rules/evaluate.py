"""Evaluates rules in their order and turns outcomes into findings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE
from pipeline.decisions.settled import Settled, lift
from pipeline.engine import fetch, load_frame
from pipeline.identity import short_hash
from pipeline.rules.declared import Rule

FINDING: dict[str, Any] = {
    "finding_id": pl.String,
    "rule_id": pl.String,
    "rule_version": pl.Int64,
    "outcome": pl.String,
    "effect": pl.String,
    "territory_id": pl.String,
    "period": pl.Date,
    "measure_code": pl.String,
    "reported": VALUE,
    "expected_lo": VALUE,
    "expected_hi": VALUE,
    "unit_code": pl.String,
    "reading": pl.String,
    "score": VALUE,
    "sentence_code": pl.String,
    "as_of": pl.Date,
}
"""`core.finding`: what a rule found about figures; outcomes other than pass."""

TEST: dict[str, Any] = FINDING | {"tested": pl.List(pl.String), "compared": pl.List(pl.String)}
"""What a rule's SQL returns, one row a test; the columns that every test of a rule shares are added later."""

FINDING_INPUT: dict[str, Any] = {"finding_id": pl.String, "obs_id": pl.String, "role": pl.String}
"""`core.finding_input`: the figures a finding tested and compared.

Where no observation could be made of a figure, its figure_id stands for it.
"""

RULE_RUN: dict[str, Any] = {
    "rule_id": pl.String,
    "rule_version": pl.Int64,
    "passed": pl.Int64,
    "failed": pl.Int64,
    "missing": pl.Int64,
    "error": pl.Int64,
    "sentence": pl.String,
}
"""`core.rule_run`: how often each rule was evaluated, with which outcomes."""


def evaluate_rules(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    rules: Sequence[Rule],
    parameters: Mapping[str, Any],
    settled: Settled | None = None,
) -> None:
    """Fill core.finding, core.finding_input, core.rule_run, core.withheld and core.standing.

    Rules of one stage see the same standing figures; those that they withhold no longer stand for the next.
    What is settled by decisions is kept out from the start, or is not withheld.
    """
    settled = settled or Settled()
    load_frame(connection, "core.withheld", settled.kept_out)
    connection.execute(
        "create or replace view core.standing as "
        "select * from core.latest where obs_id not in (select obs_id from core.withheld)"
    )
    findings, inputs, runs = _empty(FINDING), _empty(FINDING_INPUT), _empty(RULE_RUN)
    for stage in sorted({rule.stage for rule in rules}):
        for kind in sorted({rule.kind for rule in rules if rule.stage == stage}):
            own = [rule for rule in rules if rule.kind == kind]
            tests, error = _evaluate(connection, folder / f"{kind}.sql", parameters)
            runs = pl.concat([runs, _count(tests, own, error)])
            failed = _identify(_merge(tests.filter(pl.col("outcome") == "fail")), own, parameters)
            findings = pl.concat([findings, failed.select(list(FINDING))])
            inputs = pl.concat([inputs, _inputs(failed)])
        _withhold(connection, findings, inputs, settled)
    load_frame(
        connection,
        "core.finding",
        findings.sort("rule_id", "period", "territory_id", "finding_id", nulls_last=True),
    )
    load_frame(connection, "core.finding_input", inputs.unique().sort("finding_id", "role", "obs_id"))
    load_frame(connection, "core.rule_run", runs.sort("rule_id"))


def _evaluate(
    connection: duckdb.DuckDBPyConnection, path: Path, parameters: Mapping[str, Any]
) -> tuple[pl.DataFrame, str]:
    """Return the tests of one kind of rule; a rule that cannot be evaluated gives none and a sentence."""
    try:
        return fetch(connection, path, parameters), ""
    except duckdb.Error as error:
        sentence = f"{path.name} could not be evaluated: {str(error).splitlines()[0]}"
        return pl.DataFrame(schema=TEST), sentence


def _count(tests: pl.DataFrame, rules: Sequence[Rule], error: str) -> pl.DataFrame:
    """Count the outcomes of each rule."""
    rows = []
    for rule in rules:
        outcomes = tests.filter(pl.col("rule_id") == rule.rule_id)["outcome"].to_list()
        rows.append(
            {
                "rule_id": rule.rule_id,
                "rule_version": rule.version,
                "passed": outcomes.count("pass"),
                "failed": outcomes.count("fail"),
                "missing": outcomes.count("missing"),
                "error": int(bool(error)),
                "sentence": error,
            }
        )
    return pl.DataFrame(rows, schema=RULE_RUN)


def _merge(failed: pl.DataFrame) -> pl.DataFrame:
    """Make one finding of all that a rule found about the same figures in the same way."""
    same = failed.with_columns(pl.col("tested").list.sort()).group_by(
        "rule_id", "outcome", "tested", "sentence_code", maintain_order=True
    )
    rest = [
        name
        for name in failed.columns
        if name not in ("rule_id", "outcome", "tested", "sentence_code", "compared")
    ]
    merged = same.agg(pl.col("compared").explode().unique().sort(), *(pl.col(name).min() for name in rest))
    return merged.sort("rule_id", "period", "territory_id", "measure_code", "tested", nulls_last=True)


def _identify(failed: pl.DataFrame, rules: Sequence[Rule], parameters: Mapping[str, Any]) -> pl.DataFrame:
    """Give each failed test its finding_id and its rule's version and effect."""
    of = {rule.rule_id: rule for rule in rules}
    as_of = parameters["as_of"]
    ids = [
        short_hash(
            row["rule_id"],
            str(of[row["rule_id"]].version),
            *sorted(row["tested"]),
            "|",
            *sorted(row["compared"]),
            str(as_of),
        )
        for row in failed.select("rule_id", "tested", "compared").iter_rows(named=True)
    ]
    return failed.with_columns(
        finding_id=pl.Series(ids, dtype=pl.String),
        rule_version=pl.col("rule_id").replace_strict(
            {k: r.version for k, r in of.items()}, return_dtype=pl.Int64
        ),
        effect=pl.col("rule_id").replace_strict({k: r.effect for k, r in of.items()}, return_dtype=pl.String),
        reading=pl.lit("", dtype=pl.String),
        score=pl.lit(None, dtype=VALUE),
        as_of=pl.lit(as_of, dtype=pl.Date),
        period=pl.col("period").cast(pl.Date),
        **{name: pl.col(name).cast(VALUE) for name in ("reported", "expected_lo", "expected_hi")},
    )


def _inputs(failed: pl.DataFrame) -> pl.DataFrame:
    """List the figures that each finding tested and compared."""
    parts = [
        failed.select("finding_id", pl.col(role).alias("obs_id"))
        .explode("obs_id")
        .drop_nulls()
        .with_columns(role=pl.lit(role))
        for role in ("tested", "compared")
    ]
    return pl.concat([_empty(FINDING_INPUT), *(part.select(list(FINDING_INPUT)) for part in parts)])


def _withhold(
    connection: duckdb.DuckDBPyConnection, findings: pl.DataFrame, inputs: pl.DataFrame, settled: Settled
) -> None:
    """Withhold the tested figures of findings with that effect, less those that were accepted."""
    serious = findings.filter(pl.col("effect").is_in(["withhold", "stop"]))
    named = inputs.filter(pl.col("role") == "tested").join(serious.select("finding_id"), on="finding_id")
    found = lift(named.select("obs_id", "finding_id"), findings, inputs, settled)
    withheld = (
        found.join(settled.kept_out, on="obs_id", how="anti")
        .group_by("obs_id")
        .agg(pl.col("finding_id").min())
    )
    load_frame(connection, "core.withheld", pl.concat([settled.kept_out, withheld]).sort("obs_id"))


def _empty(schema: Mapping[str, Any]) -> pl.DataFrame:
    """Return an empty frame of a table."""
    return pl.DataFrame(schema=dict(schema))
