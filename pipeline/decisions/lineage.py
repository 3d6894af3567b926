"""Decisions and the choice between sources in the lineage of a number."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from typing import Any

import polars as pl

from pipeline.lake import Lake, Manifest

Record = dict[str, Any]


def same_figures(lake: Lake, core: Manifest, ids: list[str]) -> list[str]:
    """Return observations and, of each, the rows that say how the same figure was reported or is used."""
    latest = lake.read(core, "core.latest").select("obs_id", "figure_id")
    figures = latest.filter(pl.col("obs_id").is_in(ids))["figure_id"].implode()
    return sorted({*ids, *latest.filter(pl.col("figure_id").is_in(figures))["obs_id"]})


def decisions_about(lake: Lake, core: Manifest, ids: list[str]) -> list[Record]:
    """Return what persons decided about any of the observations, in the order it was decided.

    Each with who, when, old, new, reason, and its status and what it changes in the month.
    """
    latest = lake.read(core, "core.latest").filter(pl.col("obs_id").is_in(ids))
    own, named = set(ids), set(latest["content_key"])
    return [
        row
        for row in lake.read(core, "core.decision").iter_rows(named=True)
        if row["content_key"] in named or (row["obs_id"] and row["obs_id"] in own)
    ]


def decided_of(decisions: Iterable[Record], tested: Collection[str]) -> list[Record]:
    """Return the decisions in force about figures that a finding tested: which, what, who, why."""
    return [
        {name: row[name] for name in ("decision_id", "action", "who", "reason")}
        for row in decisions
        if row["status"] == "active" and not row["undoes"] and row["obs_id"] in tested
    ]


def role_of(own: AbstractSet[str], tested: Iterable[str]) -> str:
    """Say what figures are in a finding: `tested`, or only `compared` with those that it is about."""
    return "compared" if own.isdisjoint(tested) else "tested"


def render_finding(finding: Record) -> list[str]:
    """Write a finding; where it is about another figure, that and who decided about that one."""
    how = f"{finding['effect']}, {finding['state']}"
    lines = [f"finding    {finding['rule_id']} ({how}): {finding['sentence']}"]
    if finding["role"] == "tested":
        return lines
    lines.append("  about    another figure, with which one of those above was compared")
    return lines + [
        f"  decided  about that one: {row['decision_id']}  {row['action']}, {row['who']}: {row['reason']}"
        for row in finding["decided"]
    ]


def choices(lake: Lake, core: Manifest, ids: list[str]) -> dict[str, Record]:
    """Say of each observation why it is the one used of its series, and which figures stand beside it."""
    chosen = lake.read(core, "core.preferred").filter(pl.col("obs_id").is_in(ids))
    series = chosen["series_id"].implode()
    withheld = set(lake.read(core, "core.withheld")["obs_id"])
    beside = lake.read(core, "core.latest").filter(pl.col("series_id").is_in(series)).sort("obs_id")
    rows = beside.select("series_id", "obs_id", "source_id", "value", "known_on").to_dicts()
    return {
        row["obs_id"]: {
            "reason_code": row["reason_code"],
            "n_src": row["n_src"],
            "beside": [
                {name: other[name] for name in ("obs_id", "source_id", "value", "known_on")}
                | {"withheld": other["obs_id"] in withheld}
                for other in rows
                if other["series_id"] == row["series_id"] and other["obs_id"] != row["obs_id"]
            ],
        }
        for row in chosen.iter_rows(named=True)
    }


def render_choice(choice: Record | None) -> list[str]:
    """Write why a figure is the one used of its series."""
    if choice is None:
        return []
    beside = [
        f"{other['source_id']} {other['value']}" + (" (withheld)" if other["withheld"] else "")
        for other in choice["beside"]
    ]
    return [f"  chosen   {choice['reason_code']}" + (f"; beside it: {', '.join(beside)}" if beside else "")]


def render_decisions(record: Record) -> list[str]:
    """Write the decisions of a trace, each with what it changed, who made it, when and why."""
    decisions = record["decisions"]
    if not decisions:
        beside = any(finding["decided"] for finding in record["findings"])
        return ["decision   none" + " about the figures above" * beside]
    lines = []
    for row in decisions:
        status = row["status"] + (f", {row['status_reason']}" if row["status_reason"] else "")
        what = f"undo of {row['undoes']}" if row["undoes"] else row["action"]
        until = f", until {row['expires_on']}" if row["expires_on"] else ""
        change = f"{row['field']} {row['old_value'] or 'not known'} -> {row['new_value'] or 'not known'}"
        lines += [
            f"decision   {row['decision_id']}  {what} ({status}): {change}{until}",
            f"  by       {row['who']}, {row['decided_at']} UTC: {row['reason']}",
        ]
    return lines
