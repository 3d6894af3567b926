"""Any table of a month's run, or of everything taken in, read by its name and as known on a day."""

import csv
import difflib
import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.edit import STAGE as CORE
from pipeline.edit import TABLES as CORE_TABLES
from pipeline.edit import load_office
from pipeline.engine import connect, load_frame, read_table
from pipeline.errors import UsageError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.progress import Progress
from pipeline.vintages.build import read_triangle
from pipeline.vintages.on_demand import know_on, know_triangle
from pipeline.vintages.published import STAGE as RELEASE
from pipeline.vintages.published import TABLES as RELEASED
from pipeline.vintages.stated import vintage_table
from pipeline.window import partition_key, window_of


def read_named(
    office: Office,
    name: str,
    month: Month,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> pl.DataFrame:
    """Return a table in a fixed order; a short name is one of an indicator.

    Tables of a month are those of its run; with a day, those of the month as known on it, which are made
    where they are not there. raw.*, core.observation, core.vintage and the triangle hold all that was taken
    in, up to the day; reference.* is the office's own.
    Raises UsageError for an unknown name, with the nearest, or where the month was not run.
    """
    lake = Lake(office.home / "lake")
    table = name if "." in name else f"indicators.{name}"
    if table.startswith("reference."):
        return _reference(office, lake, table)
    if table in _ALONG_TIME:
        return _ALONG_TIME[table](office, lake, as_of, progress)
    if as_of and table in _of_a_month(office):
        know_on(office, month, as_of, progress)
    for stage in (CORE, INDICATORS, RELEASE):
        found = lake.manifest(stage, window_of(office, month, as_of).key)
        if found and table in found.tables:
            return lake.read(found, table)
    taken = _taken_in(lake, table, as_of)
    if taken is not None:
        return taken
    raise _unknown(office, lake, table, month, as_of)


def _of_a_month(office: Office) -> set[str]:
    """List the tables that the steps before the bulletin leave for a month."""
    indicators = {f"indicators.{code}" for code in load_catalogue(office.project)}
    return {*CORE_TABLES, *indicators, "indicators.cell_input"}


def _triangle(office: Office, _lake: Lake, as_of: date | None, progress: Progress | None) -> pl.DataFrame:
    """Return the triangle, brought up to date, with vintages up to the day."""
    rows = read_triangle(know_triangle(office, progress))
    return rows.filter(pl.col("vintage") <= (as_of or date.max))


def _vintage(office: Office, lake: Lake, as_of: date | None, _progress: Progress | None) -> pl.DataFrame:
    """Return what series were stated to be by month, from what was known on the day."""
    with connect() as connection:
        load_office(connection, office, lake)
        known = _taken_in(lake, "core.observation", as_of)
        if known is not None:
            connection.execute("drop view core.observation")
            load_frame(connection, "core.observation", known)
        return vintage_table(connection, office)


_ALONG_TIME = {"indicators.triangle": _triangle, "core.vintage": _vintage}
"""Tables that belong to no month, and what returns them."""


def _taken_in(lake: Lake, table: str, as_of: date | None) -> pl.DataFrame | None:
    """Return a table that deliveries fill, or None where it is another one.

    Observations are cut at the day by when they were known, what was delivered by when it was received.
    """
    day = as_of or date.max
    if table == "core.observation":
        tables = [lake.read(one, table) for one in lake.manifests(CONFORM)]
        return pl.concat(tables).filter(pl.col("known_on") <= day) if tables else None
    found = [one for one in lake.manifests(INTAKE) if table in one.tables]
    tables = [
        rows if date.fromisoformat(one.facts["received_on"]) <= day else rows.clear()
        for one in found
        for rows in [lake.read(one, table)]
    ]
    return pl.concat(tables) if tables else None


def _reference(office: Office, lake: Lake, table: str) -> pl.DataFrame:
    """Return a reference table, those that follow from others included."""
    with connect() as connection:
        load_office(connection, office, lake)
        rows = connection.sql(
            "select table_name from duckdb_tables() where schema_name = 'reference' order by all"
        ).fetchall()
        names = [f"reference.{row[0]}" for row in rows]
        if table not in names:
            raise _no_such(table, names)
        return read_table(connection, table, ["all"])


def _unknown(office: Office, lake: Lake, table: str, month: Month, as_of: date | None) -> UsageError:
    """Say that a month was not run for that day, or which names are near."""
    current = [one for stage in (CORE, INDICATORS, RELEASE, INTAKE, CONFORM) for one in lake.manifests(stage)]
    names = sorted(
        {*(known for one in current for known in one.tables), *_of_a_month(office), *_ALONG_TIME, *RELEASED}
    )
    if table in names:
        day = f" --as-of {as_of}" if as_of else ""
        key = partition_key(month, as_of)
        return UsageError(
            f"Office {office.code} has no table {table} for {key}. "
            f"Run `crossfoot run {month}{day} --office {office.code}` first."
        )
    return _no_such(table, names)


def _no_such(table: str, names: Sequence[str]) -> UsageError:
    """Say that there is no such table, with the nearest names."""
    near = difflib.get_close_matches(table, names, n=3, cutoff=0.5)
    hint = f"Near it: {', '.join(near)}." if near else f"There are {', '.join(names)}."
    return UsageError(f"There is no table {table}. {hint}")


def as_rows(frame: pl.DataFrame) -> list[dict[str, object]]:
    """Return rows as texts: days as in 2026-01-31, numbers exact and without trailing zeros."""
    return [{name: plain(value) for name, value in row.items()} for row in frame.iter_rows(named=True)]


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows as CSV."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def plain(value: object) -> object:
    """Write a value that CSV and JSON have no form for."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, list):
        return ";".join(str(item) for item in value)
    return value.isoformat() if isinstance(value, date) else value
