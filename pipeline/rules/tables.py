"""The tables that rules fill, with the types of their columns."""

from typing import Any

import polars as pl

from pipeline.decimals import VALUE

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
"""`core.finding`: what a rule found about figures; outcomes other than pass.

`reading` is the reading that fits, where a rule compares several; `score` orders the work: weight times the
distance from reported to expected, over the total that the figure is part of (pipeline/rules/score.py).
"""

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

RULE_PERIOD: dict[str, Any] = {
    "rule_id": pl.String,
    "rule_version": pl.Int64,
    "period": pl.Date,
    "passed": pl.Int64,
    "failed": pl.Int64,
    "missing": pl.Int64,
}
"""`core.rule_period`: the outcomes of each rule by the month that the figures belong to, its first day."""

WITHHELD: dict[str, Any] = {"obs_id": pl.String, "finding_id": pl.String}
"""`core.withheld`: a figure that a rule keeps out, and the first finding that says so."""
