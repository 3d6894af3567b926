"""Applies decisions that are written as rows of text to figures that are written as rows of text.

Figures are those of tests/rules/harness.py. Columns of a decision: id, figure (the obs of a row), rule (the
finding that it answers; '-' is none), action, new, day (on which it is made), expires, undoes. The finding is
the one that the rule makes about the figure when nothing is decided, in `before` where a case gives it, else
in `given`; a decision that answers a finding of the figure as used names the figure as 'a*'.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.decisions.apply import evaluate_decided
from pipeline.decisions.model import FIELDS, IN_WORDS, Decision
from pipeline.decisions.period import read_period
from pipeline.engine import load_frame, run_sql
from pipeline.month import Month
from pipeline.rules.declared import Rule, rules_frame
from pipeline.rules.evaluate import evaluate_rules
from pipeline.window import Window
from tests.rules import harness

Row = dict[str, Any]
KINDS = ("uniqueness", "parent", "month_within_ytd", "balance", "falls_with_whole", "conflict")
ALL = tuple(rule for rule in harness.every_rule() if rule.kind in KINDS)
"""One rule of each kind that the cases are about."""
MONTH = Month.parse("2026-01")


def read_cases(folder: Path) -> Iterator[tuple[str, Row]]:
    """Read the golden cases of a folder: (file stem and title, the case)."""
    for path in sorted(folder.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield f"{path.stem}: {case['title']}", case


def run(case: Row) -> dict[str, pl.DataFrame]:
    """Run a case and return the tables that it leaves."""
    month = Month.parse(case.get("month", MONTH.key))
    window = Window(month, _day(case.get("as_of", "2026-11-21")), date.min)
    return _evaluate(case["given"], _rules(case), window, _decide(case))


def _decide(case: Row) -> list[Decision]:
    """Make the decisions of a case on the findings about the figures that were known then."""
    made: list[Decision] = []
    known, window = case.get("before", case["given"]), Window(MONTH, _day("2026-11-21"), date.min)
    tables: dict[str, pl.DataFrame] = {}
    for row in harness.table(case["decide"]):
        if not tables or row.get("figure", "").endswith("*"):
            tables = _evaluate(known, list(ALL), window, made)
        made.append(_decision(row, tables, made))
    return made


def used(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the preferred figures with the names of what they were made of."""
    period = pl.concat_str("period_kind", pl.col("period_end").dt.strftime("%Y-%m"), separator=":")
    return tables["preferred"].with_columns(
        obs=pl.col("figure_id").str.strip_prefix("figure-"), period=period
    )


def findings(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return findings with the names of the figures that they tested."""
    name = {
        row["obs_id"]: row["figure_id"].removeprefix("figure-") + ("*" if row["decided"] else "")
        for row in tables["latest"].iter_rows(named=True)
    }
    tested = tables["finding_input"].filter(pl.col("role") == "tested")
    ids = pl.Series([name.get(obs_id, obs_id) for obs_id in tested["obs_id"]], dtype=pl.String)
    named = tested.with_columns(obs_id=ids).group_by("finding_id").agg("obs_id")
    renamed = tables["finding"].join(named, on="finding_id").rename({"obs_id": "tested", "rule_id": "rule"})
    return renamed.with_columns(sentence=pl.col("sentence_code"))


def decisions(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return what became of the decisions."""
    frame = tables["decision"]
    return frame.rename({"decision_id": "id", "status_reason": "reason"} | {"reason": "why"})


def _evaluate(
    given: str, rules: Sequence[Rule], window: Window, made: Sequence[Decision]
) -> dict[str, pl.DataFrame]:
    """Evaluate rules and decisions on figures, and choose between sources."""
    connection = harness.house(given)
    connection.execute("drop view if exists core.standing")
    load_frame(connection, "reference.rule", rules_frame(list(rules)))
    run_sql(connection, harness.SQL / "core" / "latest.sql", "core.latest", window.parameters)
    evaluate = partial(evaluate_rules, connection, harness.SQL / "rules", rules, window.parameters)
    evaluate_decided(connection, harness.SQL, rules, window, made, evaluate)
    run_sql(connection, harness.SQL / "core" / "preferred.sql", "core.preferred", window.parameters)
    names = ("latest", "preferred", "finding", "finding_input", "decision", "withheld", "rule_run")
    return {name: connection.sql(f"select * from core.{name}").pl() for name in names}


def _rules(case: Row) -> list[Rule]:
    """Return the rules of a case: one of each kind, some of them changed."""
    changed: dict[str, Row] = case.get("rules", {})
    return [replace(rule, **changed.get(rule.rule_id, {})) for rule in ALL]


def _decision(row: Row, tables: dict[str, pl.DataFrame], made: Sequence[Decision]) -> Decision:
    """Make the decision of a row of text."""
    if row.get("undoes"):
        (undone,) = [one for one in made if one.decision_id == row["undoes"]]
        return replace(undone, decision_id=row["id"], undoes=undone.decision_id, expires_on=None)
    figure, rule = row["figure"], row.get("rule", "")
    latest = tables["latest"].with_columns(is_used=pl.col("decided") != "")
    own = latest.filter(
        pl.col("figure_id") == f"figure-{figure.rstrip('*')}", pl.col("is_used") == figure.endswith("*")
    ).row(0, named=True)
    found = _finding(tables, rule, own["content_key"]) if rule else {}
    action, new = row["action"], row.get("new", "")
    period = read_period(new) if action == "attribute" else None
    return Decision(
        decision_id=row["id"],
        decided_at=datetime.combine(_day(row.get("day") or "2026-11-22"), datetime.min.time(), UTC),
        who="A. Person",
        action=action,
        finding_id=found.get("finding_id", ""),
        rule_id=rule,
        rule_version=found.get("rule_version", 0),
        sentence_code=found.get("sentence_code", ""),
        content_key=own["content_key"],
        field=FIELDS[action],
        old_value="",
        new_value=str(period) if period else new or IN_WORDS.get(action, ""),
        reason="Because.",
        expires_on=_day(row["expires"]) if row.get("expires") else None,
        undoes="",
        source_id=own["source_id"],
        series_id=own["series_id"],
        tested=found.get("tested", ""),
        compared=found.get("compared", ""),
        month=MONTH.key,
    )


def _finding(tables: dict[str, pl.DataFrame], rule: str, content_key: str) -> Row:
    """Return the finding of a rule about a figure."""
    inputs = tables["finding_input"]
    ids = inputs.filter(pl.col("content_key") == content_key, pl.col("role") == "tested")["finding_id"]
    own = tables["finding"].filter(pl.col("rule_id") == rule, pl.col("finding_id").is_in(ids.implode()))
    row = own.row(0, named=True)
    keys = inputs.filter(pl.col("finding_id") == row["finding_id"])
    roles = {
        role: " ".join(sorted(keys.filter(pl.col("role") == role)["content_key"].unique()))
        for role in ("tested", "compared")
    }
    return {**row, **roles}


def _day(text: str) -> date:
    return date.fromisoformat(text)
