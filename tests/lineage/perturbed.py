"""Changes one column of a table, and says which columns of what is made from it are others then."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

import duckdb
import polars as pl

CHANGED = {
    "VARCHAR": "{0} || '~'",
    "DATE": "cast({0} + 400 as date)",
    "BOOLEAN": "not {0}",
    "BIGINT": "{0} + 1",
    "VARCHAR[]": "list_append({0}, '~')",
    "DECIMAL(38,10)": "cast({0} * 3 + 1 as decimal(38, 10))",
}
"""By type: another value than the one there."""
MISSING = "missing"
WAYS = ("true", "place % 2 = 1", MISSING)
"""Which rows are changed: all of them, or some; or all to nothing."""


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the columns of a table that can be changed, with their types."""
    rows = connection.sql(f"describe {table}").fetchall()
    return {name: kind for name, kind, *_ in rows if kind in CHANGED}


@contextmanager
def changed(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], way: str
) -> Iterator[None]:
    """Give columns, each with its type, other values as long as the block lasts; in one way none."""
    connection.execute(f"create or replace temp table kept as select * from {table}")
    where = "true" if way == MISSING else way
    quoted = {f'"{name}"': kind for name, kind in columns.items()}
    others = ", ".join(
        f"case when {where} then {'null' if way == MISSING else CHANGED[kind].format(name)} "
        f"else {name} end as {name}"
        for name, kind in quoted.items()
    )
    connection.execute(
        f"create or replace table {table} as select * exclude (place) replace ({others}) "
        "from (select *, row_number() over () as place from kept)"
    )
    try:
        yield
    finally:
        connection.execute(f"create or replace table {table} as select * from kept")


def moved(before: pl.DataFrame, after: pl.DataFrame) -> set[str]:
    """Say which columns hold other values, whatever the order of the rows."""
    return {name for name in before.columns if _values(before, name) != _values(after, name)}


def _values(frame: pl.DataFrame, name: str) -> Counter[str]:
    """Count the values of a column."""
    return Counter(map(str, frame[name].to_list())) if name in frame.columns else Counter()


def perturb(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    named: Collection[str],
    make: Callable[[], pl.DataFrame | None],
) -> Iterator[tuple[list[str], set[str], bool]]:
    """Yield columns of a table that were changed, what that moved, and whether the number of rows stayed.

    Those `named` are changed one by one, the others together: they are to move nothing.
    """
    with _as_table(connection, table):
        before, kinds = make(), columns_of(connection, table)
        assert before is not None
        alone = [[name] for name in kinds if name in named]
        together = [name for name in kinds if name not in named]
        for names in [*alone, *([together] if together else [])]:
            for way in WAYS:
                with changed(connection, table, {name: kinds[name] for name in names}, way):
                    after = make()
                if after is not None:
                    yield names, moved(before, after), before.height == after.height


@contextmanager
def _as_table(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[None]:
    """Let a view be a table as long as the block lasts, so that it can be changed."""
    schema, name = table.split(".")
    found = connection.execute(
        "select sql from duckdb_views() where schema_name = $1 and view_name = $2", [schema, name]
    ).fetchall()
    if found:
        connection.execute(f"create or replace temp table seen as select * from {table}")
        connection.execute(f"drop view {table}")
        connection.execute(f"create table {table} as select * from seen")
    try:
        yield
    finally:
        for view in found:
            connection.execute(f"drop table {table}")
            connection.execute(view[0])
