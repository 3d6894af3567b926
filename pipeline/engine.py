"""DuckDB in memory over the lake's files, and the SQL files of `sql/` as its tables."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.errors import CrossfootError, UsageError

THREADS_VARIABLE = "CROSSFOOT_THREADS"
"""How many threads a query may take; without it, one a core. Results are the same either way."""
SCHEMAS = ("reference", "raw", "core", "rules", "indicators", "release")
_PARAMETER = re.compile(r"\$([a-z_]+)")


def settings() -> dict[str, Any]:
    """Return the settings of every database: no extension is fetched, threads as the environment says."""
    found = {"autoload_known_extensions": "false", "autoinstall_known_extensions": "false"}
    threads = os.environ.get(THREADS_VARIABLE, "")
    if threads and not re.fullmatch(r"[1-9][0-9]{0,2}", threads):
        raise UsageError(
            f"{THREADS_VARIABLE} is '{threads}'. Write a whole number of threads from 1 to 999, or unset it."
        )
    return found | ({"threads": threads} if threads else {})


@contextmanager
def connect() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an in-memory database that fetches nothing and has the schemas of the house."""
    connection = duckdb.connect(":memory:", config=settings())
    try:
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        yield connection
    finally:
        connection.close()


def load_frame(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Make a table of a frame."""
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"create or replace table {table} as select * from incoming")
    connection.unregister("incoming")


def load_files(
    connection: duckdb.DuckDBPyConnection, table: str, paths: Sequence[str], schema: Mapping[str, Any]
) -> None:
    """Make a view of Parquet files; with none, an empty table of the given columns."""
    if not paths:
        load_frame(connection, table, pl.DataFrame(schema=schema))
        return
    files = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    connection.execute(f"create or replace view {table} as select * from read_parquet([{files}])")


def run_sql(
    connection: duckdb.DuckDBPyConnection, path: Path, table: str, parameters: Mapping[str, Any]
) -> None:
    """Make a table of one SQL file; only the parameters that its text names are bound."""
    connection.execute(f"create or replace table {table} as {_query(path)}", _bound(path, parameters))


def make_view(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> None:
    """Make a view of one SQL file without parameters: it follows the tables that it reads."""
    connection.execute(f"create or replace view {table} as {_query(path)}")


def fetch(connection: duckdb.DuckDBPyConnection, path: Path, parameters: Mapping[str, Any]) -> pl.DataFrame:
    """Return the rows of one SQL file."""
    rows: pl.DataFrame = connection.sql(_query(path), params=_bound(path, parameters)).pl()
    return rows


def read_table(connection: duckdb.DuckDBPyConnection, table: str, order: Sequence[str]) -> pl.DataFrame:
    """Return a table in a fixed order."""
    rows: pl.DataFrame = connection.sql(f"select * from {table} order by {', '.join(order)}").pl()
    return rows


def _query(path: Path) -> str:
    """Read a SQL file."""
    return path.read_text(encoding="utf-8")


def _bound(path: Path, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Pick the parameters that a SQL file names; one that nobody gives is a sentence."""
    names = set(_PARAMETER.findall(_query(path)))
    missing = sorted(names - set(parameters))
    if missing:
        known = ", ".join(sorted(parameters))
        raise CrossfootError(
            f"{path.name} uses the parameter ${missing[0]}, which is not given. Known: {known}."
        )
    return {name: parameters[name] for name in names}
