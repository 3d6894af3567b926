"""Runs one SQL file, or all rules, on figures that are written as rows of text.

Columns of a case: obs (the name of the row), source, measure, territory, breakdown, quantity, kind, period,
value, step, unit, scope, published, received, version, whole, action, producer, revises, release, says (the
name of a figure that says the same), precision, basis, qualifier, grade. What a case leaves out has a
default; '-' is nothing. A period is written ytd:2025-03, month:2025-03, year:2025, instant:2025-03-14,
due:2026-12-31, or '-'. A step is one unit of the last decimal of the value as written.
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.conform import OBSERVATION
from pipeline.decimals import VALUE
from pipeline.edit import choose_figures
from pipeline.engine import connect, fetch, load_frame, make_view, run_sql
from pipeline.intake.tables import FIGURE
from pipeline.project import locate
from pipeline.reference import FIRST_DAY, LAST_DAY
from pipeline.rules.declared import Rule, rules_frame
from pipeline.rules.kinds import KIND_STAGE, KINDS
from pipeline.rules.row_pass import evaluate_rows

SQL = locate().sql
_OPEN = ExitStack()
AS_OF = date(2026, 11, 21)
PARAMETERS = {
    "as_of": AS_OF,
    "history_from": date(1, 1, 1),
    "month": date(2026, 1, 1),
    "month_end": date(2026, 1, 31),
}
Row = dict[str, Any]

TERRITORIES = """
territory_id level           parent_id valid_from valid_to
C            country         -         -          -
R1           economic_region C         -          -
R2           economic_region C         -          -
D1           district        R1        -          -
D2           city            R1        -          -
D3           district        R2        -          -
D4           district        R1        -          2023-12-04
D4           district        R2        2023-12-05 -
S1           settlement      D1        -          -
""" + "\n".join(f"E{number} district - - -" for number in range(1, 13))
MEMBERS = """
group_id member_id valid_from valid_to
G        D1        -          -
G        D3        2022-01-01 -
"""
MEASURES = """
measure_code     unit_code part_of additive nature
fci              AZN_MN    -       true     flow
fci_construction AZN_MN    fci     true     flow
families         FAMILY    -       true     stock
persons          PERSON    -       true     stock
complete         PCT       -       false    stock
"""
POLICIES = """
measure_code     routine_months cycle_months size_pct
fci              2              9;10         10
"""
FLOW_POLICIES = """
measure_code     territory_id policy
fci_construction -            within_release
fci_construction D2           latest
"""
PHASES = """
phase_id starts_on  ends_on
P-1      2022-01-01 2026-12-31
P-2      2027-01-01 2040-12-31
P-3      2026-01-01 -
"""
EXPECTED = """
expected_id who_en measure_code territory_id rhythm  due_days valid_from valid_to
months      A      fci          E1           month   25       2025-01-01 -
any         B      complete     -            month   25       -          -
quarters    A      families     -            quarter 25       -          -
later       A      persons      -            month   400      -          -
ended       A      fci          E2           month   25       -          2025-12-31
"""
LISTS = """
layout     label_as_written measure_code breakdown disposition
investment fci/total        fci          _T        used
investment fci/part         -            -         held
"""
NAMES = """
name_as_written layout territory_id
Country         -      C
"""


def table(text: str) -> list[Row]:
    """Read a table of words: a head, then rows; '-' is an empty field."""
    head, *lines = [line.split() for line in text.strip().splitlines()]
    return [
        {name: "" if word == "-" else word for name, word in zip(head, line, strict=True)} for line in lines
    ]


def observations(text: str) -> pl.DataFrame:
    """Make `core.observation` of a case's rows."""
    rows = [_observe(row, number) for number, row in enumerate(table(text), start=1)]
    return pl.DataFrame([{name: row.get(name) for name in OBSERVATION} for row in rows], schema=OBSERVATION)


@cache
def _house() -> duckdb.DuckDBPyConnection:
    """Open one database for all cases, with the reference tables of this file."""
    connection = _OPEN.enter_context(connect())
    _load_places(connection)
    load_frame(connection, "reference.measure", pl.DataFrame(table(MEASURES)))
    limits = [pl.col(name).cast(VALUE) for name in ("routine_months", "size_pct")]
    load_frame(connection, "reference.revision_policy", pl.DataFrame(table(POLICIES)).with_columns(limits))
    load_frame(connection, "reference.flow_policy", pl.DataFrame(table(FLOW_POLICIES)))
    days = [pl.col(name).str.to_date("%Y-%m-%d", strict=False) for name in ("starts_on", "ends_on")]
    load_frame(connection, "reference.programme_phase", pl.DataFrame(table(PHASES)).with_columns(days))
    load_frame(connection, "reference.delivery_calendar", _dated(pl.DataFrame(table(EXPECTED))))
    load_frame(connection, "reference.concept", pl.DataFrame(table(LISTS)))
    load_frame(connection, "reference.territory_name", pl.DataFrame(table(NAMES)))
    return connection


def house(given: str, sources: str = "") -> duckdb.DuckDBPyConnection:
    """Return the database with a case's figures as `core.observation` and what is known of them."""
    connection, frame = _house(), observations(given)
    load_frame(connection, "reference.source", _source_frame(frame, sources))
    load_frame(connection, "raw.figure", pl.DataFrame(schema=FIGURE))
    load_frame(connection, "core.observation", frame)
    run_sql(connection, SQL / "core" / "latest.sql", "core.latest", PARAMETERS)
    withhold(connection, [])
    return connection


def withhold(connection: duckdb.DuckDBPyConnection, obs_ids: list[str]) -> None:
    """Withhold figures: the others are standing."""
    load_frame(connection, "core.withheld", pl.DataFrame({"obs_id": obs_ids}, schema={"obs_id": pl.String}))
    make_view(connection, SQL / "core" / "standing.sql", "core.standing")


def run(connection: duckdb.DuckDBPyConnection, path: str, rules: str = "") -> pl.DataFrame:
    """Return the rows of one SQL file below sql/; a rule's file sees the rules given, or one of its kind."""
    file = SQL / f"{path}.sql"
    if path.startswith("rules/"):
        declared = [rule(**row) for row in table(rules)] if rules else [rule(file.stem)]
        load_frame(connection, "reference.rule", rules_frame(declared))
        if KINDS[file.stem].by_row:
            return _by_row(connection, declared)
    if path == "core/total":
        choose_figures(connection, SQL, PARAMETERS)
    return fetch(connection, file, PARAMETERS)


def rule(rule_id: str, kind: str = "", effect: str = "withhold", **parameters: str) -> Rule:
    """Declare a rule; by default its kind is its id. Lists are joined by commas, a blank is `~`."""
    since = date(2026, 11, 22)
    typed = {name: _parameter(name, text) for name, text in parameters.items() if text}
    return Rule(rule_id, 1, f"Title of {rule_id}", kind or rule_id, effect, "methods", since, "", **typed)


def every_rule() -> list[Rule]:
    """Declare one rule of each kind."""
    return [rule(kind, **PARAMETERS_OF.get(kind, {})) for kind in KIND_STAGE]


PARAMETERS_OF = {
    "allowed": {"column": "qualifier", "codes": ",about,more_than"},
    "balance": {"whole": "_T", "parts": "p=x,p=y"},
    "completeness": {"measures": "fci", "level": "economic_region", "count": "2"},
    "cumulative_as_flow": {"count": "4"},
    "deflator": {"measures": "fci", "threshold": "5", "days": "62"},
    "expression": {"expression": "period_start~<=~period_end", "where": "period_end~is~not~null"},
    "mixed_vintages": {"measures": "fci"},
    "month_on_month": {"measures": "fci", "level": "economic_region", "count": "8"},
    "period_reading": {"measures": "fci", "threshold": "2", "count": "2"},
    "range": {"at_least": "0"},
    "ratio": {"measures": "persons", "against": "families", "at_least": "1", "at_most": "10"},
    "revision_policy": {"measures": "fci", "threshold": "9000"},
    "shares_sum": {"parts": "p=x,p=y"},
    "stale": {"measures": "fci", "days": "400"},
    "unit_slip": {"threshold": "10", "count": "2"},
}
"""Parameters by which a rule of each kind that needs some can be evaluated."""


def _parameter(name: str, text: str) -> Any:
    """Read a parameter as a case writes it: '~' is a blank."""
    if name in ("parts", "measures", "codes"):
        return tuple(text.split(","))
    if name in ("at_least", "at_most", "tolerance", "threshold"):
        return Decimal(text)
    return int(text) if name in ("count", "days") else text.replace("~", " ")


def _by_row(connection: duckdb.DuckDBPyConnection, rules: list[Rule]) -> pl.DataFrame:
    """Return the tests of rules on single figures: those that fail, and the others without figures."""
    tests, counts, errors = evaluate_rows(connection, rules)
    assert not errors, errors
    others = counts.filter(pl.col("outcome") != "fail")
    rest = [
        {"rule_id": row["rule_id"], "outcome": row["outcome"], "tested": [], "compared": []}
        for row in others.iter_rows(named=True)
        for _ in range(row["n"])
    ]
    return pl.concat([tests, pl.DataFrame(rows, schema=tests.schema) if (rows := rest) else tests.head(0)])


def show(frame: pl.DataFrame, columns: list[str]) -> list[list[str]]:
    """Write rows as words, in a fixed order: lists joined by commas, decimals without trailing zeros."""
    return sorted([[_word(row[name]) for name in columns] for row in frame.iter_rows(named=True)])


def rename_sources(text: str, names: Mapping[str, str]) -> str:
    """Give the sources of a case other names."""
    return "\n".join(" ".join(names.get(word, word) for word in line.split()) for line in text.splitlines())


def read_cases(folder: Path) -> Iterator[tuple[str, Row]]:
    """Read the golden cases of a folder: (file stem and title, the case)."""
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in content["case"]:
            yield f"{path.stem}: {case['title']}", {"sql": content["sql"], **case}


def _observe(row: Row, number: int) -> Row:
    """Fill a row of a case with defaults."""
    start, end, due, period_kind = _period(row.get("period", ""))
    quantity, kind = row.get("quantity") or "level", row.get("kind") or "observation"
    unit = row.get("unit") or ("AZN_MN" if quantity == "level" else "PCT")
    measure, breakdown = row.get("measure") or "fci", row.get("breakdown") or "_T"
    territory, value = row.get("territory") or "C", row.get("value", "")
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    received = date.fromisoformat(row.get("received") or "2026-11-21")
    known = published or received
    parts = [measure, breakdown, territory, kind, quantity, start, end, due, unit, row.get("scope", "")]
    return {
        "obs_id": row["obs"],
        "figure_id": f"figure-{row['obs']}",
        "content_key": f"says-{row.get('says') or row['obs']}",
        "source_id": row["source"],
        "producer_code": row.get("producer") or "NS",
        "release_group": row.get("release") or f"RG-{row['source']}",
        "evidence_grade": row.get("grade") or "C",
        "series_id": "|".join(str(part or "") for part in parts),
        "measure_code": measure,
        "quantity": quantity,
        "kind": kind,
        "breakdown": breakdown,
        "territory_id": territory,
        "period_kind": period_kind,
        "period_start": start,
        "period_end": end,
        "due_on": due,
        "price_basis": row.get("basis") or "not_stated",
        "precision_model": row.get("precision") or "unknown",
        "unit_code": unit,
        "value": Decimal(value) if value else None,
        "step": Decimal(row.get("step") or _last_place(value)),
        "qualifier": row.get("qualifier", ""),
        "scope": row.get("scope", ""),
        "whole_figure_id": f"figure-{row['whole']}" if row.get("whole") else "",
        "action": row.get("action") or "figure",
        "states_revision": row.get("revises") == "yes",
        "published_from": published,
        "published_to": published,
        "known_on": known,
        "received_on": received,
        "reference_on": end or published,
        "earliest_on": end or published or min(received, due or received),
        "version_key": ((known - date(1970, 1, 1)).days << 32) + int(row.get("version") or number),
    }


def _period(text: str) -> tuple[date | None, date | None, date | None, str]:
    """Return start, end, due day and kind of a period as cases write it."""
    kind, _, point = text.partition(":")
    if kind in ("ytd", "month"):
        year, month = (int(part) for part in point.split("-"))
        start = date(year, month if kind == "month" else 1, 1)
        return start, date(year, month, monthrange(year, month)[1]), None, kind
    if kind == "year":
        return date(int(point), 1, 1), date(int(point), 12, 31), None, kind
    if kind == "due":
        return None, None, date.fromisoformat(point), "unknown"
    if kind == "instant":
        return date.fromisoformat(point), date.fromisoformat(point), None, kind
    return None, None, None, "unknown"


def _last_place(value: str) -> str:
    """Return one unit of the last decimal written."""
    return str(Decimal(1).scaleb(-len(value.partition(".")[2])))


def _source_frame(frame: pl.DataFrame, sources: str) -> pl.DataFrame:
    """Describe the sources of a case: those given, and press about which nothing is known."""
    given = {row["source_id"]: row for row in table(sources)} if sources else {}
    rows = [
        {
            "source_id": name,
            "publisher": f"Publisher of {name}",
            "independence": "unknown",
            "published_to": None,
            **given.get(name, {}),
        }
        for name in sorted(set(frame["source_id"]) | set(given))
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String) | {"published_to": pl.Date})


def _load_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Load territories and groups, and derive what lies above and below what."""
    territory = _dated(pl.DataFrame(table(TERRITORIES)))
    load_frame(connection, "reference.territory", territory)
    load_frame(connection, "reference.territory_member", _dated(pl.DataFrame(table(MEMBERS))))
    for name in ("ancestor", "member"):
        run_sql(connection, SQL / "reference" / f"{name}.sql", f"reference.{name}", {})


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Give validity its type, open ends filled."""
    bounds = {"valid_from": FIRST_DAY, "valid_to": LAST_DAY}
    return frame.with_columns(
        pl.col(name).replace("", day).str.to_date("%Y-%m-%d") for name, day in bounds.items()
    )


def _word(value: object) -> str:
    """Write one value."""
    if isinstance(value, list):
        return ",".join(sorted(str(item) for item in value)) or "-"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "-" if value is None or value == "" else str(value)
