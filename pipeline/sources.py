"""The sources of an office: who published what and when, how graded, and how many of its figures are used."""

from datetime import date

import polars as pl

from pipeline.edit import STAGE as CORE
from pipeline.errors import UsageError
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reference import load_reference

COLUMNS = (
    "source_id",
    "publisher",
    "published",
    "retrieved_on",
    "evidence_grade",
    "figures",
    "used",
    "address",
)


def list_sources(office: Office, month: Month) -> list[dict[str, object]]:
    """List the sources by id: figures taken in, and those a month's bulletin may use."""
    lake = Lake(office.home / "lake")
    core = lake.manifest(CORE, month.key)
    if core is None:
        raise UsageError(
            f"Office {office.code} has no figures for {month} yet. "
            f"Run `crossfoot run {month} --office {office.code}` first."
        )
    figures = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests(INTAKE)])
    sources = (
        load_reference(office)["source"]
        .join(_count(figures, "figures"), on="source_id", how="left")
        .join(_count(lake.read(core, "core.preferred"), "used"), on="source_id", how="left")
        .with_columns(pl.col("figures", "used").fill_null(0))
        .sort("source_id")
    )
    rows = (row | {"published": _published(row)} for row in sources.iter_rows(named=True))
    return [{name: _plain(row[name]) for name in COLUMNS} for row in rows]


def _count(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Count the rows of each source."""
    return frame.group_by("source_id").agg(pl.len().alias(name))


def _published(row: dict[str, object]) -> str:
    """Say when something was published: a day, an interval, or unknown and why."""
    first, last = row["published_from"], row["published_to"]
    if first is None and last is None:
        return str(row["published_basis"]).replace(":", ": ").replace("_", " ")
    return str(first) if first == last else f"{first or 'unknown'} to {last or 'unknown'}"


def _plain(value: object) -> object:
    """Write a date as text, for JSON."""
    return value.isoformat() if isinstance(value, date) else value
