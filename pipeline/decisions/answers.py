"""Findings as decisions name them, on any day: rule, sentence, content keys of what was tested."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import polars as pl

from pipeline.decisions.model import SETTLED
from pipeline.decisions.standing import Standing

OPEN = "open"
PARTLY = "partly"
"""A finding of several figures, some of which are decided about."""
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Finding:
    """What a decision needs to know of a finding."""

    finding_id: str
    effect: str
    compared: str


@dataclass(frozen=True)
class Answers:
    """Decisions in force: figures accepted by finding, and what was decided about figures as a whole."""

    accepted: dict[Key, set[str]] = field(default_factory=dict)
    whole: dict[str, set[str]] = field(default_factory=dict)


def exact_findings(findings: pl.DataFrame, inputs: pl.DataFrame) -> dict[Key, Finding]:
    """Return findings by what they are."""
    return {
        (row["rule_id"], row["sentence_code"], row["tested"]): Finding(
            row["finding_id"], row["effect"], row["compared"]
        )
        for row in _named(findings, inputs).iter_rows(named=True)
    }


def failing(findings: pl.DataFrame, inputs: pl.DataFrame) -> set[tuple[str, str]]:
    """Return each rule with the content key of each figure that it tested in a finding."""
    tested = inputs.filter(pl.col("role") == "tested").join(
        findings.select("finding_id", "rule_id"), "finding_id"
    )
    return set(tested.select("rule_id", "content_key").iter_rows())


def answers(judged: Iterable[Standing]) -> Answers:
    """Sort the decisions in force."""
    found = Answers()
    for one in judged:
        row = one.decision
        if one.status != "active" or row.undoes:
            continue
        if row.action == "accept":
            found.accepted.setdefault(row.finding, set()).add(row.content_key)
        else:
            found.whole.setdefault(row.content_key, set()).add(row.action)
    return found


def states(
    findings: pl.DataFrame, inputs: pl.DataFrame, given: Answers, current: Collection[str]
) -> pl.DataFrame:
    """Add the column `state`: open, partly, or what was decided about all figures that a finding tested.

    Figures that are not `current`, by content key, need no decision where another one is.
    """
    named = _named(findings, inputs)
    found = [_state(row, given, current) for row in named.iter_rows(named=True)]
    states = named.select("finding_id").with_columns(state=pl.Series(found, dtype=pl.String))
    return findings.join(states, on="finding_id", how="left", maintain_order="left").with_columns(
        pl.col("state").fill_null(OPEN)
    )


def _state(row: dict[str, str], given: Answers, current: Collection[str]) -> str:
    """Say what was decided about the figures of one finding."""
    accepted = given.accepted.get((row["rule_id"], row["sentence_code"], row["tested"]), set())
    keys, found = row["tested"].split(), set()
    for key in [key for key in keys if key in current] or keys:
        own = {"accept"} if key in accepted else given.whole.get(key, set())
        found |= {SETTLED[action] for action in own} or {OPEN}
    if found == {OPEN} or not found:
        return OPEN
    return PARTLY if OPEN in found else ";".join(sorted(found))


def _named(findings: pl.DataFrame, inputs: pl.DataFrame) -> pl.DataFrame:
    """Give findings the content keys that they tested and compared, each joined by spaces."""
    keys = {
        role: inputs.filter(pl.col("role") == role)
        .group_by("finding_id")
        .agg(pl.col("content_key").unique().sort().str.join(" ").alias(role))
        for role in ("tested", "compared")
    }
    both = findings.select("finding_id", "rule_id", "sentence_code", "effect")
    for frame in keys.values():
        both = both.join(frame, on="finding_id", how="left", maintain_order="left")
    return both.with_columns(pl.col("tested", "compared").fill_null(""))
