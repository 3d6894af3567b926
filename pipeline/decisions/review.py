"""Decisions that want to be looked at again, as findings of two rules that every office has."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from pipeline.decisions.review_rules import REVIEW, REVIEW_RULES, SUPERSEDED
from pipeline.decisions.standing import Standing, overrides
from pipeline.identity import short_hash
from pipeline.rules.declared import Rule
from pipeline.rules.evaluate import FINDING, RULE_RUN

_CODES: Mapping[str, tuple[Rule, str]] = {
    "day_passed": (REVIEW, "decision_expired"),
    "finding_gone": (REVIEW, "decision_not_needed"),
    "compared_changed": (REVIEW, "decision_compared_changed"),
    "period_taken": (REVIEW, "decision_period_taken"),
    "newer_figure": (SUPERSEDED, "decision_on_earlier_version"),
    "finding_changed": (SUPERSEDED, "decision_on_earlier_finding"),
    "rule_changed": (SUPERSEDED, "decision_on_earlier_rule"),
}
"""The reason of a status -> the rule that reports it and its sentence."""


def review(
    judged: Iterable[Standing], figures: Mapping[str, Mapping[str, Any]], as_of: date
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return findings about decisions, and the figures that they name with their content keys.

    `figures` are the rows of core.latest that decisions name, by obs_id; of others there is no finding.
    """
    judged = list(judged)
    findings, inputs = [], []
    for one in judged:
        row = figures.get(one.obs_id)
        if one.reason not in _CODES or row is None or _renewed(one, judged):
            continue
        rule, code = _CODES[one.reason]
        finding_id = short_hash(rule.rule_id, str(rule.version), one.decision.decision_id, code, str(as_of))
        findings.append(_finding(finding_id, rule, code, row, as_of))
        named = {"finding_id": finding_id, "obs_id": one.obs_id, "content_key": row["content_key"]}
        inputs.append(named | {"role": "tested"})
    columns = ("finding_id", "obs_id", "role", "content_key")
    return pl.DataFrame(findings, schema=FINDING), pl.DataFrame(
        inputs, schema=dict.fromkeys(columns, pl.String)
    )


def review_runs(judged: Iterable[Standing], findings: pl.DataFrame) -> pl.DataFrame:
    """Count, for each rule on decisions, those in force and the findings about them."""
    active = sum(one.status == "active" for one in judged)
    rows = []
    for rule in REVIEW_RULES:
        failed = findings.filter(pl.col("rule_id") == rule.rule_id).height
        counts = {"passed": max(active - failed, 0), "failed": failed, "missing": 0, "error": 0}
        rows.append({"rule_id": rule.rule_id, "rule_version": rule.version, "sentence": "", **counts})
    return pl.DataFrame(rows, schema=RULE_RUN)


def _renewed(one: Standing, judged: Iterable[Standing]) -> bool:
    """Tell whether a decision that has passed its day was replaced by one in force."""
    return one.status == "expired" and any(
        other.status == "active" and not other.decision.undoes and overrides(other.decision, one.decision)
        for other in judged
    )


def _finding(finding_id: str, rule: Rule, code: str, row: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """Make the row of one finding."""
    empty = dict.fromkeys(FINDING)
    return {
        **empty,
        "finding_id": finding_id,
        "rule_id": rule.rule_id,
        "rule_version": rule.version,
        "outcome": "fail",
        "effect": rule.effect,
        "territory_id": row["territory_id"],
        "period": row["period_end"] or row["reference_on"],
        "measure_code": row["measure_code"],
        "reported": row["value"],
        "unit_code": row["unit_code"],
        "reading": "",
        "sentence_code": code,
        "as_of": as_of,
    }
