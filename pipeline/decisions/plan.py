"""Works out what the decisions in force do to the figures of a month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from pipeline.decisions.model import Decision
from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.decisions.rows import Row, in_window, taken, used_row
from pipeline.decisions.standing import Standing, Versions, judge
from pipeline.engine import read_table, run_sql
from pipeline.rules.declared import Rule
from pipeline.window import Window


@dataclass(frozen=True)
class Plan:
    """Rows as the office uses them, and the reported figures kept out, each with its decision."""

    used: list[Row]
    kept_out: dict[str, Decision]


def make_plan(
    connection: duckdb.DuckDBPyConnection,
    sql: Path,
    decisions: Sequence[Decision],
    rules: Sequence[Rule],
    window: Window,
) -> tuple[list[Standing], Plan]:
    """Judge the decisions of core.decision and say what those in force change in the month."""
    run_sql(connection, sql / "core" / "decided.sql", "core.decided", window.parameters)
    current = read_table(connection, "core.decided", ["obs_id"]).to_dicts()
    by_key = {row["content_key"]: row for row in current}
    versions = Versions(
        figures={key: row["obs_id"] for key, row in by_key.items()},
        series={(row["series_id"], row["source_id"]): row["obs_id"] for row in current},
        rules={rule.rule_id: rule.version for rule in (*rules, *REVIEW_RULES)},
    )
    natures = dict(connection.sql("select measure_code, nature from reference.measure").fetchall())
    made = {
        key: used_row(by_key[key], rows, natures.get(by_key[key]["measure_code"], ""))
        for key, rows in _changing(judge(decisions, window.as_of, versions)).items()
    }
    # Decisions may be about a row that is itself made by decisions.
    figures = {**versions.figures, **{row["content_key"]: row["obs_id"] for row in made.values()}}
    judged = judge(decisions, window.as_of, replace(versions, figures=figures))
    return _within_month(judged, made, _present(connection, judged, made), window)


def _changing(judged: Sequence[Standing]) -> dict[str, list[Decision]]:
    """Return the corrections and attributions in force by figure."""
    changing: dict[str, list[Decision]] = {}
    for one in judged:
        row = one.decision
        if one.status == "active" and not row.undoes and row.field != "use":
            changing.setdefault(row.content_key, []).append(row)
    return changing


def _present(
    connection: duckdb.DuckDBPyConnection, judged: Sequence[Standing], made: Mapping[str, Row]
) -> list[Row]:
    """Return the figures of the month that decisions name, and those of the series they lead to."""
    names = sorted({one.obs_id for one in judged if one.obs_id})
    series = sorted({row["series_id"] for row in made.values()})
    query = (
        "select * from core.latest where list_contains($names, obs_id) or list_contains($series, series_id)"
    )
    rows: list[Row] = connection.sql(query, params={"names": names, "series": series}).pl().to_dicts()
    return rows


def _within_month(
    judged: Sequence[Standing], made: Mapping[str, Row], present: Sequence[Row], window: Window
) -> tuple[list[Standing], Plan]:
    """Keep what concerns the month: a decision on figures of other months changes nothing in it."""
    out = {one.obs_id: one.decision for one in judged if _keeps_out(one)}
    used: dict[str, Row] = {}
    blocked = set()
    for key, row in made.items():
        if taken(row, [other for other in (*present, *used.values()) if other["obs_id"] not in out]):
            blocked.add(key)
        elif in_window(row, window.history_from, window.month.last):
            used[key] = row
    there = {row["obs_id"] for row in (*present, *used.values())}
    placed = [_place(one, there, set(used), blocked) for one in judged]
    kept_out = {obs_id: decision for obs_id, decision in out.items() if obs_id in there}
    return placed, Plan(list(used.values()), kept_out)


def _keeps_out(one: Standing) -> bool:
    """Tell whether a decision keeps the reported figure out."""
    row = one.decision
    return one.status == "active" and not row.undoes and row.action != "accept"


def _place(one: Standing, there: set[str], used: set[str], blocked: set[str]) -> Standing:
    """Say what a decision changes in the month."""
    row = one.decision
    if one.status != "active" or row.undoes:
        return one
    if one.obs_id not in there and row.content_key not in used:
        return one.now("unused", "other_month")
    if row.content_key in blocked:
        return replace(one, reason="period_taken", changes="kept_out")
    if row.action == "accept":
        return one
    return replace(one, changes="kept_out" if row.field == "use" else row.field)
