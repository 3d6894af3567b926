"""Reads what a bulletin's material is made of from the lake and the reference tables, as rows by key."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.bulletin.binding import Cell
from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake, Manifest
from pipeline.month import Month

Rows = dict[str, dict[str, Any]]
_REPEATED = (
    *("territory_id", "breakdown", "price_basis", "source_kind", "transformation", "unit_code"),
    *("period", "period_start", "period_end", "reference_date", "as_of", "month"),
)
"""Columns of cells in which the same values come again and again."""


def cells_in_time(frame: pl.DataFrame, month: Month) -> list[Cell]:
    """Return cells as rows in time, with the age of what refers to a day.

    Codes and days that many cells have are one object for all: an office has ten thousands of cells.
    """
    rows = frame.sort("period", "cell_id").to_dicts()
    same: dict[Any, Any] = {}
    for row in rows:
        for name in _REPEATED:
            row[name] = same.setdefault(row[name], row[name])
        if (day := row["reference_date"]) is not None:
            row["age"] = same.setdefault(("age", day), Decimal((month.last - day).days))
    return rows


def by_series(cells: dict[str, list[Cell]], last: date) -> dict[tuple[str, str, str, str], list[Cell]]:
    """Return cells up to a month by indicator, territory, transformation and breakdown; no withheld one."""
    found: dict[tuple[str, str, str, str], list[Cell]] = {}
    for code, rows in cells.items():
        for cell in rows:
            if cell["obs_status"] != "U" and cell["period"] <= last:
                key = code, cell["territory_id"], cell["transformation"], cell["breakdown"]
                found.setdefault(key, []).append(cell)
    return found


def labels_of(frame: pl.DataFrame, lang: str) -> dict[tuple[str, str], str]:
    """Return the words of one language by code list and code."""
    rows = frame.filter(pl.col("lang") == lang).select("code_list", "code", "text").iter_rows()
    return {(code_list, code): text for code_list, code, text in rows}


def territories_on(frame: pl.DataFrame, day: date) -> Rows:
    """Return each territory as it is valid on a day, or as it last was."""
    current = (pl.col("valid_from") <= day) & (pl.col("valid_to") >= day)
    return by_key(frame.with_columns(_current=current).sort("_current", "valid_from"), "territory_id")


def by_key(frame: pl.DataFrame, key: str) -> Rows:
    """Return rows by their key; of several the last."""
    return {row[key]: row for row in frame.iter_rows(named=True)}


def observations_of(lake: Lake, core: Manifest, behind: Iterable[str]) -> Rows:
    """Return the last version of each figure by each source, and what else findings and cells name."""
    latest = lake.read(core, "core.latest")
    named = {*lake.read(core, "core.finding_input")["obs_id"], *behind} - set(latest["obs_id"])
    others = [lake.read(found, "core.observation") for found in lake.manifests(CONFORM)] if named else []
    found = by_key(latest, "obs_id")
    for frame in others:
        found |= by_key(frame.filter(pl.col("obs_id").is_in(sorted(named))), "obs_id")
    return found


def figures_of(lake: Lake) -> Rows:
    """Return raw figures with the name of the file they stand in, as it was when first received."""
    manifests = lake.manifests(INTAKE)
    columns = [
        *("figure_id", "file_id", "locator", "as_printed", "source_id"),
        *("label_as_written", "territory_as_written", "unit_as_written"),
        *("period_start", "period_end", "published_from", "published_to"),
    ]
    figures = pl.concat([lake.read(found, "raw.figure").select(columns) for found in manifests])
    files = pl.concat([lake.read(found, "raw.file") for found in manifests])
    files = files.sort("received_on", "delivery_id").unique("file_id", keep="first", maintain_order=True)
    named = figures.join(files.select("file_id", file_name="name"), on="file_id", how="left")
    return by_key(named, "figure_id")


def counted_deliveries(lake: Lake, sources: pl.DataFrame, as_of: date) -> set[str]:
    """Name the deliveries that a run counts, as sql/core/quality.sql does; the month may use none of them.

    They are those received by its as-of day, and those with a figure that was published by then.
    """
    published = sources.select("source_id", said="published_to")
    day = pl.coalesce("published_to", "said", "received_on")
    return {
        found.partition
        for found in lake.manifests(INTAKE)
        if found.facts["received_on"] <= as_of.isoformat()
        or lake.read(found, "raw.figure")
        .join(published, on="source_id", how="left")
        .select((day <= as_of).any())
        .item()
    }


def files_of_deliveries(lake: Lake, names: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the hash of each file of deliveries."""
    held = {
        found.partition: lake.read(found, "raw.file").sort("name")
        for found in lake.manifests(INTAKE)
        if found.partition in names
    }
    return {name: dict(frame.select("name", "file_id").iter_rows()) for name, frame in held.items()}
