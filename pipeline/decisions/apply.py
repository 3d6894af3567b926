"""Applies an office's decisions to a month's state of knowledge, around the evaluation of its rules.

Figures that decisions change stay in core.latest as reported and are kept out; a row beside each says how the
office uses it. Where there are such figures the rules are evaluated twice: on what was reported, which says
whether a decision is still needed, and on what is used, which decides about everything else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import duckdb
import polars as pl

from pipeline.decisions.answers import Finding, answers, exact_findings, failing, states
from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.model import Decision
from pipeline.decisions.plan import Plan, make_plan
from pipeline.decisions.review import review, review_runs
from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.decisions.rows import Row
from pipeline.decisions.settled import ACCEPTED, CONTENT, KEPT_OUT, Settled
from pipeline.decisions.standing import Standing
from pipeline.decisions.table import DECISION
from pipeline.engine import load_frame, read_table, run_sql
from pipeline.office import Office
from pipeline.rules.declared import Rule
from pipeline.rules.kinds import WITHHOLDING
from pipeline.window import Window

_REVIEWING = {rule.rule_id for rule in REVIEW_RULES}


class Evaluate(Protocol):
    """Evaluates the rules of a month."""

    def __call__(self, *, settled: Settled) -> None:
        """Fill the tables of findings, given what is settled."""


def known_decisions(office: Office, window: Window) -> list[Decision]:
    """Return the decisions that count: all, or those up to the as-of day where one was asked for."""
    until = window.asked
    return [row for row in read_ledger(office) if until is None or row.day <= until]


def evaluate_decided(
    connection: duckdb.DuckDBPyConnection,
    sql: Path,
    rules: Sequence[Rule],
    window: Window,
    decisions: Sequence[Decision],
    evaluate: Evaluate,
) -> None:
    """Evaluate the rules with the decisions applied; fills the tables of findings and core.decision.

    `sql` is the folder of SQL files; core.latest, core.observation, raw.figure and reference.* are there.
    `evaluate` evaluates the rules, given what is settled.
    """
    load_frame(connection, "core.decision", decision_frame([Standing(row, "unused") for row in decisions]))
    judged, plan = make_plan(connection, sql, decisions, rules, window)
    reported: tuple[pl.DataFrame, pl.DataFrame] | None = None
    if plan.kept_out:
        evaluate(settled=_accepted(connection, judged))
        reported = _findings(connection, sql)
    _insert(connection, plan.used)
    evaluate(settled=replace(_accepted(connection, judged), kept_out=_kept_out(plan, reported)))
    findings, inputs = _merge(_findings(connection, sql), reported, set(plan.kept_out))
    _finish(connection, judged, findings, inputs, window)


def decision_frame(judged: Sequence[Standing]) -> pl.DataFrame:
    """Return decisions as the table core.decision, in the order of the ledger."""
    rows = [
        {name: getattr(one.decision, name) for name in Decision.__dataclass_fields__}
        | {"decided_at": one.decision.decided_at.replace(tzinfo=None)}
        | {"status": one.status, "status_reason": one.reason, "changes": one.changes, "obs_id": one.obs_id}
        for one in judged
    ]
    return pl.DataFrame(rows, schema=DECISION)


def _accepted(connection: duckdb.DuckDBPyConnection, judged: Sequence[Standing]) -> Settled:
    """Return the accepted figures of findings, with the ids under which the run knows what they tested."""
    rows = [
        {**dict(zip(ACCEPTED, one.decision.finding, strict=False)), "content_key": one.decision.content_key}
        for one in judged
        if one.status == "active" and not one.decision.undoes and one.decision.action == "accept"
    ]
    keys = sorted({key for row in rows for key in row["tested"].split()})
    query = (
        "select obs_id, content_key from core.observation where list_contains($keys, content_key) "
        "union select obs_id, content_key from core.latest where list_contains($keys, content_key)"
    )
    content = connection.sql(query, params={"keys": keys}).pl() if keys else pl.DataFrame(schema=CONTENT)
    return Settled(pl.DataFrame(rows, schema=ACCEPTED), content)


def _findings(connection: duckdb.DuckDBPyConnection, sql: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Read the findings just made, and their figures with content keys."""
    run_sql(connection, sql / "core" / "finding_content.sql", "core.finding_content", {})
    inputs = read_table(connection, "core.finding_content", ["finding_id", "role", "obs_id"])
    return read_table(connection, "core.finding", ["finding_id"]), inputs


def _insert(connection: duckdb.DuckDBPyConnection, used: Sequence[Row]) -> None:
    """Put the rows as used beside the reported ones."""
    if used:
        schema = connection.sql("select * from core.latest where false").pl().schema
        load_frame(connection, "core.used", pl.DataFrame(used, schema=schema))
        connection.execute("insert into core.latest by name select * from core.used")


def _kept_out(plan: Plan, reported: tuple[pl.DataFrame, pl.DataFrame] | None) -> pl.DataFrame:
    """Return the figures that decisions keep out, with the finding that was answered, if there was one."""
    exact = exact_findings(*reported) if reported else {}
    rows = [
        {"obs_id": obs_id, "finding_id": exact[row.finding].finding_id if row.finding in exact else ""}
        for obs_id, row in sorted(plan.kept_out.items())
    ]
    return pl.DataFrame(rows, schema=KEPT_OUT)


def _merge(
    used: tuple[pl.DataFrame, pl.DataFrame],
    reported: tuple[pl.DataFrame, pl.DataFrame] | None,
    kept_out: set[str],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add the findings about figures as reported that decisions have since answered."""
    if reported is None:
        return used
    tested = reported[1].filter(pl.col("role") == "tested", pl.col("obs_id").is_in(list(kept_out)))
    lost = tested.filter(~pl.col("finding_id").is_in(used[0]["finding_id"].implode()))["finding_id"].implode()
    both = zip(used, reported, strict=True)
    findings, inputs = (
        pl.concat([own, other.filter(pl.col("finding_id").is_in(lost))]) for own, other in both
    )
    return findings, inputs


def _finish(
    connection: duckdb.DuckDBPyConnection,
    judged: Sequence[Standing],
    findings: pl.DataFrame,
    inputs: pl.DataFrame,
    window: Window,
) -> None:
    """Hold decisions against the findings, add what is to be reviewed, and write the tables."""
    exact = exact_findings(findings, inputs)
    fails = failing(findings, inputs)
    judged = [_hold_against(one, exact, fails) for one in judged]
    names = [one.obs_id for one in judged if one.obs_id]
    query = "select * from core.latest where list_contains($names, obs_id)"
    rows = connection.sql(query, params={"names": names}).pl().to_dicts()
    figures: dict[str, Any] = {row["obs_id"]: row for row in rows}
    more, about = review(judged, figures, window.as_of)
    findings, inputs = pl.concat([findings, more]), pl.concat([inputs, about.select(inputs.columns)])
    runs = pl.concat([read_table(connection, "core.rule_run", ["rule_id"]), review_runs(judged, more)])
    load_frame(connection, "core.rule_run", runs)
    named = inputs["content_key"].unique().to_list()
    query = "select content_key from core.latest where list_contains($keys, content_key)"
    current = set(connection.sql(query, params={"keys": named}).pl()["content_key"]) if named else set()
    load_frame(connection, "core.finding", states(findings, inputs, answers(judged), current))
    load_frame(connection, "core.finding_input", inputs)
    load_frame(connection, "core.decision", decision_frame(judged))


def _hold_against(
    one: Standing, exact: Mapping[tuple[str, str, str], Finding], fails: set[tuple[str, str]]
) -> Standing:
    """See whether the finding that a decision answered is still there, and still the same."""
    row = one.decision
    if one.status != "active" or one.reason or not row.rule_id or row.rule_id in _REVIEWING:
        return one
    still = (row.rule_id, row.content_key) in fails
    if row.action != "accept":
        return one if still else replace(one, reason="finding_gone")
    found = exact.get(row.finding)
    if found is None:
        return one.now("superseded", "finding_changed") if still else one.now("unused", "finding_gone")
    changes = "lifted" if found.effect in WITHHOLDING else ""
    changed = "compared_changed" if found.compared != row.compared else ""
    return replace(one, changes=changes, reason=changed)
