"""The tables of the house: those made by a SQL file, and the columns of the others."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.identity import tree_hash
from pipeline.lineage.query import Derived, read_query

FOLDERS = ("reference", "core", "indicators")
"""The folders of sql/ whose files make tables that are named like them, in the order of the flow."""
UNDER_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "core.member_total": ("core.region_total", "core.country_total"),
}
"""A file whose rows stand under other names than its own."""
READS_ITS_OWN: Mapping[str, str] = {"core.region_total": "core.summable"}
"""A table that its own file reads again for the level above, and the table whose columns it has."""
BY_CODE: Mapping[str, tuple[str, str]] = {
    "core.latest": ("pipeline/decisions/apply.py", "adds rows that decisions correct or attribute"),
    "core.observation": ("pipeline/conform.py", "adds rows for figures that a delivery takes back"),
    "core.vintage": ("pipeline/vintages/stated.py", "puts the rows in order"),
    "core.finding": ("pipeline/rules/evaluate.py", "makes it from the rules of sql/rules"),
    "core.finding_input": ("pipeline/rules/evaluate.py", "makes it from the rules of sql/rules"),
    "core.withheld": ("pipeline/rules/evaluate.py", "makes it from the findings of rules that withhold"),
    "core.decision": ("pipeline/decisions/apply.py", "makes it from the ledger of decisions"),
    "raw.file": ("pipeline/intake/deliveries.py", "reads it from delivered files"),
    "raw.figure": ("pipeline/intake/deliveries.py", "reads it from delivered files"),
}
"""What code does to a table that no SQL says: the file, and what it does."""


_TABLE = re.compile(r"\b(?:reference|core|indicators)\.[a-z_]+")


@dataclass(frozen=True)
class Tables:
    """What every table that SQL makes is made of, and the columns of every table."""

    made: Mapping[str, Derived]
    columns: Mapping[str, Sequence[str]]


def read_tables(sql: Path) -> Tables:
    """Follow every SQL file below `sql`; what was followed once is kept until a file changes."""
    return _read(sql, tree_hash(sql, "*.sql"))


@lru_cache(maxsize=4)
def _read(sql: Path, _state: str) -> Tables:
    """Follow every SQL file in an order in which the columns of what it reads are known."""
    columns = dict(given_columns())
    made: dict[str, Derived] = {}
    waiting = {f"{folder}.{path.stem}": path for folder in FOLDERS for path in (sql / folder).glob("*.sql")}
    texts = {table: path.read_text(encoding="utf-8") for table, path in waiting.items()}
    while waiting:
        ready = [table for table in sorted(waiting) if not _missing(table, texts[table], waiting)]
        for table in ready or sorted(waiting):
            columns |= {own: columns[like] for own, like in READS_ITS_OWN.items() if like in columns}
            path = waiting.pop(table)
            found = read_query(texts[table], columns, f"{path.parent.name}/{path.name}")
            for name in (table, *UNDER_OTHER_NAMES.get(table, ())):
                made[name], columns[name] = found, tuple(found.columns)
    return Tables(made, columns)


def _missing(table: str, text: str, waiting: Mapping[str, Path]) -> bool:
    """Tell whether a file reads a table that is not followed yet."""
    names = {other: (other, *UNDER_OTHER_NAMES.get(other, ())) for other in waiting if other != table}
    read = set(_TABLE.findall(text))
    return any(name in read for others in names.values() for name in others)


def given_columns() -> dict[str, tuple[str, ...]]:
    """Return the columns of the tables that no SQL file makes."""
    from pipeline.decisions.table import DECISION
    from pipeline.intake.tables import FIGURE, FILE, LINE
    from pipeline.reference import TABLES
    from pipeline.rules.declared import rules_frame
    from pipeline.rules.tables import FINDING, FINDING_INPUT, RULE_PERIOD, RULE_RUN, WITHHELD

    reference = {f"reference.{name}": (*table.columns, *table.optional) for name, table in TABLES.items()}
    reference["reference.source"] = (*reference["reference.source"], "evidence_grade")
    return reference | {
        "reference.rule": tuple(rules_frame([]).columns),
        "raw.file": tuple(FILE),
        "raw.line": tuple(LINE),
        "raw.figure": tuple(FIGURE),
        "core.finding": (*FINDING, "state"),
        "core.finding_input": tuple(FINDING_INPUT),
        "core.rule_run": tuple(RULE_RUN),
        "core.rule_period": tuple(RULE_PERIOD),
        "core.withheld": tuple(WITHHELD),
        "core.decision": tuple(DECISION),
    }
