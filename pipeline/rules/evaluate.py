"""Evaluates rules in their order and turns outcomes into findings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE
from pipeline.decisions.settled import Settled, lift
from pipeline.engine import load_frame, make_view
from pipeline.identity import short_hash
from pipeline.rules.declared import Rule
from pipeline.rules.kinds import KINDS, WITHHOLDING
from pipeline.rules.proposal import propose
from pipeline.rules.retest import evaluate_kind, figures_in, linear_tests
from pipeline.rules.row_pass import evaluate_rows
from pipeline.rules.score import with_scores
from pipeline.rules.tables import FINDING, FINDING_INPUT, RULE_PERIOD, RULE_RUN, TEST

__all__ = ["FINDING", "FINDING_INPUT", "RULE_PERIOD", "RULE_RUN", "TEST", "evaluate_rules"]

_OUTCOMES = {"passed": "pass", "failed": "fail", "missing": "missing"}
_ABSENT = ("territory_id", "measure_code", "period", "unit_code")
"""What names a figure that is not there."""


def evaluate_rules(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    rules: Sequence[Rule],
    parameters: Mapping[str, Any],
    settled: Settled | None = None,
    weights: Mapping[str, Decimal] | None = None,
    *,
    proposing: bool = True,
) -> None:
    """Fill core.finding with its inputs and proposals, core.rule_run, core.rule_period, core.withheld.

    Rules of one stage see the same standing figures; those that they withhold no longer stand for the next.
    What is settled by decisions is kept out from the start, or is not withheld. `folder` is sql/rules;
    `weights` is the importance of measures in the score, 1 where it is not declared. Without `proposing`
    the table of proposals stays empty, which takes half the time: whether a figure is used hangs on none.
    """
    settled = settled or Settled()
    _stand(connection, folder, settled.kept_out)
    findings, inputs, runs, periods = (
        _empty(FINDING),
        _empty(FINDING_INPUT),
        _empty(RULE_RUN),
        _empty(RULE_PERIOD),
    )
    for stage in sorted({rule.stage for rule in rules}):
        for own, found in _evaluate_stage(
            connection, folder, [rule for rule in rules if rule.stage == stage], parameters
        ):
            runs = pl.concat([runs, _count(found, own)])
            periods = pl.concat([periods, _count_periods(found, own)])
            told = _identify(_merge(found.tests.filter(_is_told(own))), own, parameters)
            findings = pl.concat([findings, told.select(list(FINDING))])
            inputs = pl.concat([inputs, _inputs(told)])
        _stand(connection, folder, _withheld(findings, inputs, settled))
    findings = with_scores(connection, folder.parent, findings, weights or {})
    inputs = inputs.unique().sort("finding_id", "role", "obs_id")
    order = ["rule_id", "period", "territory_id", "finding_id"]
    load_frame(connection, "core.finding", findings.sort(order, nulls_last=True))
    load_frame(connection, "core.finding_input", inputs)
    load_frame(connection, "core.rule_run", runs.sort("rule_id"))
    load_frame(connection, "core.rule_period", periods.sort("rule_id", "period", nulls_last=True))
    withheld = _withheld(findings, inputs, settled)
    load_frame(connection, "core.withheld", settled.kept_out)
    tested = findings if proposing else findings.clear()
    tests = linear_tests(connection, folder, rules, parameters) if tested.height else {}
    load_frame(connection, "core.proposal", propose(tested, inputs, tests, figures_in(connection, tests)))
    load_frame(connection, "core.withheld", withheld)


@dataclass(frozen=True)
class _Found:
    """What rules of one kind found: tests, how often each outcome, and why a rule could not be evaluated."""

    tests: pl.DataFrame
    counts: pl.DataFrame
    errors: Mapping[str, str]


def _evaluate_stage(
    connection: duckdb.DuckDBPyConnection, folder: Path, rules: Sequence[Rule], parameters: Mapping[str, Any]
) -> Iterator[tuple[list[Rule], _Found]]:
    """Evaluate the rules of one stage: those on single figures in one pass, the others kind by kind."""
    by_row = [rule for rule in rules if KINDS[rule.kind].by_row]
    if by_row:
        yield by_row, _Found(*evaluate_rows(connection, by_row))
    for kind in sorted({rule.kind for rule in rules if not KINDS[rule.kind].by_row}):
        own = [rule for rule in rules if rule.kind == kind]
        tests, error = evaluate_kind(connection, folder / f"{kind}.sql", parameters)
        yield own, _Found(tests, _counts(tests), {rule.rule_id: error for rule in own if error})


def _counts(tests: pl.DataFrame) -> pl.DataFrame:
    """Count the outcomes of tests by rule and month."""
    month = pl.col("period").cast(pl.Date).dt.month_start().alias("period")
    return tests.group_by("rule_id", month, "outcome").agg(n=pl.len().cast(pl.Int64))


def _count(found: _Found, rules: Sequence[Rule]) -> pl.DataFrame:
    """Count the outcomes of each rule."""
    total = dict(
        found.counts.group_by(pl.concat_str("rule_id", pl.lit("|"), "outcome")).agg(pl.sum("n")).rows()
    )
    rows = [
        {
            "rule_id": rule.rule_id,
            "rule_version": rule.version,
            "passed": total.get(f"{rule.rule_id}|pass", 0),
            "failed": total.get(f"{rule.rule_id}|fail", 0),
            "missing": total.get(f"{rule.rule_id}|missing", 0),
            "error": int(rule.rule_id in found.errors),
            "sentence": found.errors.get(rule.rule_id, ""),
        }
        for rule in rules
    ]
    return pl.DataFrame(rows, schema=RULE_RUN)


def _count_periods(found: _Found, rules: Sequence[Rule]) -> pl.DataFrame:
    """Count the outcomes of each rule by month."""
    version = {rule.rule_id: rule.version for rule in rules}
    n = {name: pl.col("n").filter(pl.col("outcome") == code).sum() for name, code in _OUTCOMES.items()}
    counted = found.counts.group_by("rule_id", "period").agg(**n)
    known = counted.with_columns(
        rule_version=pl.col("rule_id").replace_strict(version, return_dtype=pl.Int64, default=None)
    )
    return known.select(pl.col(name).cast(kind) for name, kind in RULE_PERIOD.items())


def _is_told(rules: Sequence[Rule]) -> pl.Expr:
    """Pick the tests that become findings: those that fail, and what is missing if a rule is about that."""
    absent = [rule.rule_id for rule in rules if KINDS[rule.kind].tells_missing]
    return (pl.col("outcome") == "fail") | (
        (pl.col("outcome") == "missing") & pl.col("rule_id").is_in(absent)
    )


def _merge(told: pl.DataFrame) -> pl.DataFrame:
    """Make one finding of all that a rule found about the same figures in the same way.

    What has no figure is told apart by territory, measure and period.
    """
    if "reading" not in told.columns:
        told = told.with_columns(reading=pl.lit(""))
    keys = ["rule_id", "outcome", "tested", "sentence_code", "_absent"]
    about = [pl.col(name).cast(pl.String).fill_null("") for name in _ABSENT]
    absent = pl.when(pl.col("tested").list.len() == 0).then(pl.concat_str(*about, separator="|"))
    same = told.with_columns(pl.col("tested").list.sort(), _absent=absent).group_by(keys, maintain_order=True)
    rest = [name for name in told.columns if name not in (*keys, "compared")]
    merged = same.agg(pl.col("compared").explode().unique().sort(), *(pl.col(name).min() for name in rest))
    order = ["rule_id", "period", "territory_id", "measure_code", "tested", "sentence_code"]
    return merged.sort(order, nulls_last=True)


def _identify(told: pl.DataFrame, rules: Sequence[Rule], parameters: Mapping[str, Any]) -> pl.DataFrame:
    """Give each finding its finding_id and its rule's version and effect."""
    of = {rule.rule_id: rule for rule in rules}
    as_of = parameters["as_of"]
    ids = [
        short_hash(
            row["rule_id"],
            str(of[row["rule_id"]].version),
            *sorted(row["tested"]),
            "|",
            *sorted(row["compared"]),
            *([row["_absent"]] if row["_absent"] else []),
            str(as_of),
        )
        for row in told.select("rule_id", "tested", "compared", "_absent").iter_rows(named=True)
    ]
    return told.with_columns(
        finding_id=pl.Series(ids, dtype=pl.String),
        rule_version=pl.col("rule_id").replace_strict(
            {k: r.version for k, r in of.items()}, return_dtype=pl.Int64
        ),
        effect=pl.col("rule_id").replace_strict({k: r.effect for k, r in of.items()}, return_dtype=pl.String),
        score=pl.lit(None, dtype=VALUE),
        as_of=pl.lit(as_of, dtype=pl.Date),
        period=pl.col("period").cast(pl.Date),
        **{name: pl.col(name).cast(VALUE) for name in ("reported", "expected_lo", "expected_hi")},
    )


def _inputs(told: pl.DataFrame) -> pl.DataFrame:
    """List the figures that each finding tested and compared."""
    parts = [
        told.select("finding_id", pl.col(role).alias("obs_id"))
        .explode("obs_id")
        .drop_nulls()
        .with_columns(role=pl.lit(role))
        for role in ("tested", "compared")
    ]
    return pl.concat([_empty(FINDING_INPUT), *(part.select(list(FINDING_INPUT)) for part in parts)])


def _withheld(findings: pl.DataFrame, inputs: pl.DataFrame, settled: Settled) -> pl.DataFrame:
    """Return what is kept out: by decisions, and by findings with that effect, less what was accepted."""
    serious = findings.filter(pl.col("effect").is_in(list(WITHHOLDING)))
    named = inputs.filter(pl.col("role") == "tested").join(serious.select("finding_id"), on="finding_id")
    found = lift(named.select("obs_id", "finding_id"), findings, inputs, settled)
    withheld = (
        found.join(settled.kept_out, on="obs_id", how="anti")
        .group_by("obs_id")
        .agg(pl.col("finding_id").min())
    )
    return pl.concat([settled.kept_out, withheld]).sort("obs_id")


def _stand(connection: duckdb.DuckDBPyConnection, folder: Path, withheld: pl.DataFrame) -> None:
    """Say which figures are withheld; the others are core.standing."""
    load_frame(connection, "core.withheld", withheld)
    make_view(connection, folder.parent / "core" / "standing.sql", "core.standing")


def _empty(schema: Mapping[str, Any]) -> pl.DataFrame:
    """Return an empty frame of a table."""
    return pl.DataFrame(schema=dict(schema))
