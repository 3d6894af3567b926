"""A month's state of knowledge: latest figures, findings, the preferred figure of each series, totals."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.conform import OBSERVATION
from pipeline.conform import STAGE as CONFORM
from pipeline.decisions.apply import evaluate_decided, known_decisions
from pipeline.decisions.model import Decision
from pipeline.engine import connect, fetch, load_files, load_frame, read_table, run_sql
from pipeline.identity import digest_of, tree_hash
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.tables import FIGURE, FILE
from pipeline.lake import Lake, Manifest, content_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.rules.declared import Rule, load_rules, load_weights, rules_frame
from pipeline.rules.evaluate import evaluate_rules
from pipeline.window import Window, history_from, partition_key, window_of

STAGE = "core"
DERIVED_REFERENCE = ("ancestor", "member", "crosswalk", "series_break")
"""Reference tables that follow from others, each by its file of sql/reference, in this order."""
SUMS = {"core.region_total": "economic_region", "core.country_total": "country"}
"""The tables of sums by the level of their territories, in this order: a country may sum summed regions."""
TABLES = {
    "core.latest": ["version_key", "obs_id"],
    "core.preferred": ["series_id"],
    "core.total": [
        "measure_code",
        "territory_id",
        "period_end",
        "breakdown",
        "quantity",
        "kind",
        "due_on",
        "unit_code",
        "period_start",
        "inputs",
    ],
    "core.stated": ["measure_code", "transformation", "territory_id", "breakdown", "period", "inputs"],
    "core.spanned": ["measure_code", "territory_id", "breakdown", "period", "inputs"],
    "core.withheld": ["obs_id"],
    "core.finding": ["rule_id", "finding_id"],
    "core.finding_input": ["finding_id", "role", "obs_id"],
    "core.rule_run": ["rule_id"],
    "core.rule_period": ["rule_id", "period"],
    "core.proposal": ["finding_id", "alternative", "obs_id"],
    "core.decision": ["decision_id"],
    "core.quality": ["item"],
}
"""The tables that this stage leaves for a month, each with the order of its rows."""


def edit_month(office: Office, lake: Lake, window: Window) -> Manifest:
    """Evaluate the rules on what was known and decided, and choose between sources; one partition a run."""
    with connect() as connection:
        load_office(connection, office, lake)
        know(connection, office, window, load_rules(office))
        quality = office.project.sql / "core" / "quality.sql"
        run_sql(connection, quality, "core.quality", window.parameters)
        frames = {table: read_table(connection, table, order) for table, order in TABLES.items()}
    written = {table: lake.write(table, window.key, frame) for table, frame in frames.items()}
    facts = {
        "as_of": window.as_of.isoformat(),
        "figures": frames["core.latest"].height,
        "withheld": frames["core.withheld"].height,
        "findings": frames["core.finding"].height,
        "decisions": frames["core.decision"].height,
    }
    digest = _digest(office, window, written, frames["core.latest"])
    return lake.commit(STAGE, window.key, digest, written, facts)


def edited_window(office: Office, lake: Lake, month: Month, asked: date | None = None) -> Window:
    """Return the window of a month's last edit, which what was delivered since then does not move."""
    found = lake.manifest(STAGE, partition_key(month, asked))
    if asked or found is None:
        return window_of(office, month, asked)
    return Window(month, date.fromisoformat(found.facts["as_of"]), history_from(office, month))


def know(
    connection: duckdb.DuckDBPyConnection,
    office: Office,
    window: Window,
    rules: Sequence[Rule],
    effects: Collection[str] = (),
    decisions: Sequence[Decision] | None = None,
) -> None:
    """Fill the tables of core for a window, of a database that `load_office` filled.

    `decisions` are those that count, by default all that are known in the window.

    With `effects` only rules of these effects are evaluated: whether a figure is used hangs on those that
    withhold or stop, and no proposal is made. `reference.rule` must hold the rules that are evaluated.
    """
    sql, parameters = office.project.sql, window.parameters
    run_sql(connection, sql / "core" / "latest.sql", "core.latest", parameters)
    own = [rule for rule in rules if not effects or rule.effect in effects]
    evaluate = partial(
        evaluate_rules,
        connection,
        sql / "rules",
        own,
        parameters,
        weights=load_weights(office),
        proposing=not effects,
    )
    known = known_decisions(office, window) if decisions is None else decisions
    evaluate_decided(connection, sql, rules, window, known, evaluate)
    choose_figures(connection, sql, parameters)


def choose_figures(connection: duckdb.DuckDBPyConnection, sql: Path, parameters: Mapping[str, Any]) -> None:
    """Choose the preferred figures, sum them over members, and take what was stated last, and for which span.

    `sql` is the folder of SQL files. Fills core.preferred, core.summable, the tables SUMS, core.total,
    core.stated and core.spanned from core.standing.
    """
    for table in ("preferred", "summable"):
        run_sql(connection, sql / "core" / f"{table}.sql", f"core.{table}", parameters)
    sum_members(connection, sql)
    for table in ("total", "stated", "spanned"):
        run_sql(connection, sql / "core" / f"{table}.sql", f"core.{table}", parameters)


def sum_members(connection: duckdb.DuckDBPyConnection, sql: Path) -> None:
    """Sum core.summable over the members of regions, then of countries: the tables SUMS."""
    connection.execute("create or replace table core.region_total as select * from core.summable where false")
    for table, level in SUMS.items():
        found = fetch(connection, sql / "core" / "member_total.sql", {"level": level})
        load_frame(connection, table, found)


def load_office(connection: duckdb.DuckDBPyConnection, office: Office, lake: Lake) -> None:
    """Make the reference tables, the rules and the views of raw figures and observations."""
    for name, frame in load_reference(office).items():
        load_frame(connection, f"reference.{name}", frame)
    load_frame(connection, "reference.rule", rules_frame(load_rules(office)))
    for name in DERIVED_REFERENCE:
        run_sql(connection, office.project.sql / "reference" / f"{name}.sql", f"reference.{name}", {})
    intake = lake.manifests(INTAKE)
    load_files(connection, "raw.file", lake.paths(intake, "raw.file"), FILE)
    load_files(connection, "raw.figure", lake.paths(intake, "raw.figure"), FIGURE)
    load_files(
        connection, "core.observation", lake.paths(lake.manifests(CONFORM), "core.observation"), OBSERVATION
    )


def _digest(office: Office, window: Window, written: Mapping[str, str], latest: pl.DataFrame) -> str:
    """Hash the state of knowledge, its rules and its SQL: what became known later has no part in it.

    The order of loading has none either, since a later delivery may come before others in it.
    """
    return digest_of(
        [
            {table: path for table, path in written.items() if table != "core.latest"},
            content_hash(latest.drop("version_key").sort("obs_id")),
            tree_hash(office.folder / "rules", "*.toml"),
            tree_hash(office.project.sql, "*.sql"),
            str(window),
        ]
    )
