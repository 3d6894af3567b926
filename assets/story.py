"""What the page tells of a table: whose it is, where its code is, its columns, what they come from."""

import re
import warnings
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.keys import asset_key
from pipeline.checkout import UNKNOWN, commit_of
from pipeline.dictionary import column_text, column_unit
from pipeline.office import Office

if TYPE_CHECKING:
    from pipeline.lineage.graph import Lineage
    from pipeline.project import Project
    from pipeline.shape import Shape

CODE: Mapping[str, str] = {
    "raw.inbox": "pipeline/reading/inbox.py",
    "raw.file": "pipeline/intake/deliveries.py",
    "raw.line": "pipeline/intake/deliveries.py",
    "raw.figure": "pipeline/intake/figures.py",
    "core.finding": "pipeline/rules/evaluate.py",
    "core.finding_input": "pipeline/rules/evaluate.py",
    "core.rule_run": "pipeline/rules/evaluate.py",
    "core.rule_period": "pipeline/rules/evaluate.py",
    "core.withheld": "pipeline/rules/evaluate.py",
    "core.proposal": "pipeline/rules/proposal.py",
    "core.decision": "pipeline/decisions/apply.py",
    "indicators.outlier": "pipeline/indicators/outliers.py",
    "indicators.triangle": "pipeline/vintages/build.py",
    "release.bulletin": "pipeline/bulletin/publish.py",
    "warehouse.duckdb": "pipeline/warehouse.py",
}
"""The file that makes a table which no SQL file is named after."""
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TEAM = "statistics"
"""Whose the steps of an office are where its contact is no address of mail."""


def owners_of(office: Office) -> list[str]:
    """Return who answers for an office's steps: its contact, if that is an address of mail, else its team."""
    return [office.contact] if _MAIL.fullmatch(office.contact) else [f"team:{_TEAM}"]


def code_of(office: Office, table: str) -> dict[str, Any]:
    """Link a table to its code at the commit; nothing where no address is named or files differ from it."""
    commit = _commit(office.project) if office.code_address else ""
    if not commit or not commit.isalnum() or commit == UNKNOWN:
        return {}
    path = CODE.get(table, f"sql/{table.replace('.', '/')}.sql")
    address = office.code_address.replace("{commit}", commit)
    with warnings.catch_warnings():
        # Dagster calls these two beta; the version is pinned.
        warnings.simplefilter("ignore", dg.BetaWarning)
        reference = dg.UrlCodeReference(url=f"{address}{path}", label=path)
        return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=[reference])}


@cache
def _commit(project: "Project") -> str:
    """Ask once a process for the commit."""
    return commit_of(project.root)


def shape_facts(office: Office, table: str, shape: "Shape") -> dict[str, Any]:
    """Tell the rows of a table, its columns with what they mean and in which unit, and their lineage."""
    columns = [dg.TableColumn(name, kind, column_words(table, name)) for name, kind in shape.columns.items()]
    facts: dict[str, Any] = {
        "dagster/row_count": shape.rows,
        "dagster/column_schema": dg.TableSchema(columns),
    }
    found = column_lineage(office, table, list(shape.columns))
    return {**facts, "dagster/column_lineage": found} if found else facts


def column_words(table: str, name: str) -> str:
    """Say what a column means and in which unit it is."""
    table = "indicators" if table.startswith("indicators.") and not column_text(table, name) else table
    text, unit = column_text(table, name) or "", column_unit(table, name)
    return f"{text}. Unit: {unit}." if text and unit else text


def column_lineage(office: Office, table: str, columns: list[str]) -> dg.TableColumnLineage | None:
    """Return what each column is made of in the tables that are assets; nothing of a table made by code."""
    lineage, shown = _lineage(office.project), _shown(office.project)
    if table not in lineage.made:
        return None
    deps = {
        name: [
            dg.TableColumnDep(asset_key(office, other), column)
            for other, column in sorted(lineage.through((table, name), shown))
            if other in shown
        ]
        for name in columns
    }
    return dg.TableColumnLineage({name: found for name, found in deps.items() if found})


@cache
def _lineage(project: "Project") -> "Lineage":
    """Follow the SQL files once a process."""
    from pipeline.lineage.graph import read_lineage

    return read_lineage(project)


@cache
def _shown(project: "Project") -> frozenset[str]:
    """List the tables that are assets."""
    from assets.edit import TABLES
    from assets.intake import RAW

    indicators = [name for name in _lineage(project).made if name.startswith("indicators.")]
    return frozenset([*RAW, *TABLES, "core.observation", *indicators])
