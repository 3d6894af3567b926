"""The warehouse: one DuckDB file with everything as tables and comments, built beside and swapped in."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.conform import OBSERVATION
from pipeline.conform import STAGE as CONFORM
from pipeline.dictionary import column_text, table_text
from pipeline.edit import DERIVED_REFERENCE
from pipeline.edit import STAGE as CORE
from pipeline.edit import TABLES as CORE_TABLES
from pipeline.engine import SCHEMAS, fetch, load_frame, settings
from pipeline.errors import MachineError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.cells import CELL
from pipeline.indicators.compute import BESIDE, CELL_INPUT
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.tables import FIGURE, FILE, LINE
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.reference import load_reference
from pipeline.rules.declared import load_rules, rules_frame
from pipeline.vintages.build import STAGE as TRIANGLE_STAGE
from pipeline.vintages.contract import TRIANGLE
from pipeline.vintages.published import STAGE as RELEASE
from pipeline.vintages.published import TABLES as RELEASE_TABLES
from pipeline.vintages.stated import vintage_table
from pipeline.window import current_manifests

STORAGE_VERSION = "v1.5.0"
"""Readable by the DuckDB releases in use when the file format became stable."""


def build_warehouse(office: Office, lake: Lake) -> dict[str, int]:
    """Write warehouse.duckdb from the committed partitions; returns the rows of each table.

    Results for an as-of day that was asked for stay outside, so that a month is there once.
    Readers keep the old file until the new one is whole; a reader that has it open keeps its own.
    """
    final = office.home / "warehouse.duckdb"
    temporary = final.with_name(f".warehouse.{os.getpid()}.tmp")
    try:
        temporary.unlink(missing_ok=True)
        with duckdb.connect(":memory:", config=settings()) as connection:
            connection.execute(
                f"attach '{_quote(temporary)}' as warehouse (storage_version '{STORAGE_VERSION}')"
            )
            connection.execute("use warehouse")
            connection.begin()
            _fill(connection, office, lake)
            connection.commit()
            rows = _count_rows(connection)
            connection.execute("use memory")
            connection.execute("detach warehouse")
        temporary.replace(final)
    except (duckdb.IOException, OSError) as error:
        raise MachineError(
            f"{final} cannot be written: {str(error).splitlines()[0]}. "
            "Free some space or check the folder's rights, then run again."
        ) from error
    finally:
        for name in (temporary.name, f"{temporary.name}.wal"):
            with suppress(OSError):
                temporary.with_name(name).unlink(missing_ok=True)
    return rows


def _fill(connection: duckdb.DuckDBPyConnection, office: Office, lake: Lake) -> None:
    """Make every table with its comment."""
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    for name, frame in load_reference(office).items():
        load_frame(connection, f"reference.{name}", frame)
    load_frame(connection, "reference.rule", rules_frame(load_rules(office)))
    for name in DERIVED_REFERENCE:
        path = office.project.sql / "reference" / f"{name}.sql"
        load_frame(connection, f"reference.{name}", fetch(connection, path, {}).sort(pl.all()))
    intake, conform = lake.manifests(INTAKE), lake.manifests(CONFORM)
    core, indicators = current_manifests(lake, CORE), current_manifests(lake, INDICATORS)
    for table, columns in {"raw.file": FILE, "raw.line": LINE, "raw.figure": FIGURE}.items():
        _load(connection, lake, table, intake, columns)
    _load(connection, lake, "core.observation", conform, OBSERVATION)
    load_frame(connection, "core.vintage", vintage_table(connection, office))
    for table in CORE_TABLES:
        _load(connection, lake, table, core, None, by_month=True)
    catalogue = load_catalogue(office.project)
    for code, indicator in catalogue.items():
        _load(connection, lake, f"indicators.{code}", indicators, CELL)
        text = f"{indicator.title}. {' '.join(indicator.definition.split())}"
        _comment(connection, f"table indicators.{code}", text)
    _load(connection, lake, "indicators.cell_input", indicators, CELL_INPUT, by_month=True)
    _load(connection, lake, "indicators.triangle", lake.manifests(TRIANGLE_STAGE), TRIANGLE)
    for table, contract in RELEASE_TABLES.items():
        _load(connection, lake, table, current_manifests(lake, RELEASE), contract, by_month=True)
    for table, own in BESIDE.items():
        _load(connection, lake, table, indicators, own, by_month=True)
    _describe(connection)


def _describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Attach what the dictionary says to every table and column."""
    columns = connection.execute(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() "
        "where database_name = 'warehouse' order by all"
    ).fetchall()
    for table in dict.fromkeys(table for table, _ in columns):
        if text := table_text(table):
            _comment(connection, f"table {table}", text)
    for table, column in columns:
        if text := column_text(table, column):
            _comment(connection, f'column {table}."{column}"', text)


def _count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return the rows of each table; a table that is not committed yet counts none."""
    found = connection.execute(
        "select schema_name || '.' || table_name, estimated_size "
        "from duckdb_tables() where database_name = 'warehouse'"
    ).fetchall()
    return dict(sorted(found))


def _load(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    table: str,
    manifests: list[Manifest],
    columns: Mapping[str, Any] | None,
    *,
    by_month: bool = False,
) -> None:
    """Copy the partitions of a table; tables kept by month get that month as their first column.

    By name, since a partition written before a column was added lacks it.
    """
    selects = []
    for manifest in manifests:
        month = f"date '{manifest.partition}-01' as of_month, " if by_month else ""
        files = lake.paths([manifest], table)
        selects += [f"select {month}* from read_parquet('{_quote(Path(path))}')" for path in files]
    if selects:
        connection.execute(f"create table {table} as {' union all by name '.join(selects)}")
    elif columns is not None:
        load_frame(connection, table, pl.DataFrame(schema=dict(columns)))


def _comment(connection: duckdb.DuckDBPyConnection, what: str, text: str) -> None:
    """Attach a comment to a table or a column."""
    escaped = text.replace("'", "''")
    connection.execute(f"comment on {what} is '{escaped}'")


def _quote(path: Path) -> str:
    """Quote a path for SQL."""
    return str(path).replace("'", "''")
