"""From `raw.figure` to `core.observation`, one partition a delivery."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline import places, vintages
from pipeline.decimals import VALUE
from pipeline.engine import connect, load_frame, read_table, run_sql
from pipeline.errors import CrossfootError
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.deliveries import refused_of
from pipeline.lake import Lake, Manifest
from pipeline.office import Delivery, Office
from pipeline.places.unlisted import with_names_read
from pipeline.reference import load_reference, reference_digest
from pipeline.vintages.versions import Versions, later_versions, with_repeated

STAGE = "conform"

OBSERVATION: dict[str, Any] = {
    "obs_id": pl.String,
    "figure_id": pl.String,
    "content_key": pl.String,
    "delivery_id": pl.String,
    "source_id": pl.String,
    "producer_code": pl.String,
    "release_group": pl.String,
    "evidence_grade": pl.String,
    "states_revision": pl.Boolean,
    "series_id": pl.String,
    "measure_code": pl.String,
    "quantity": pl.String,
    "kind": pl.String,
    "breakdown": pl.String,
    "territory_id": pl.String,
    "period_kind": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "due_on": pl.Date,
    "price_basis": pl.String,
    "base_period": pl.String,
    "unit_code": pl.String,
    "value": VALUE,
    "step": VALUE,
    "precision_model": pl.String,
    "qualifier": pl.String,
    "inferred": pl.String,
    "scope": pl.String,
    "interpretation": pl.String,
    "whole_figure_id": pl.String,
    "action": pl.String,
    "published_from": pl.Date,
    "published_to": pl.Date,
    "known_on": pl.Date,
    "received_on": pl.Date,
    "reference_on": pl.Date,
    "earliest_on": pl.Date,
    "withdrawal": pl.String,
    "replaces": pl.List(pl.String),
    "version_key": pl.Int64,
}
"""`core.observation`: a figure in code lists, its value exact, its version sortable by one key."""


def conform_all(office: Office, lake: Lake) -> tuple[list[Manifest], int]:
    """Conform every delivery that intake has taken in; returns the manifests and how many were new.

    One that came since then is left to the next run: a run holds what it began with.
    """
    taken = {found.partition: found for found in lake.manifests(INTAKE)}
    rules = file_hash(office.project.sql / "core" / "observation.sql")
    names = tree_hash(Path(places.__file__).parent, "*.py", "*.toml")
    shared = [reference_digest(office), rules, names]
    done: list[Manifest] = []
    new, load_seq = 0, 0
    for delivery in office.deliveries():
        manifest = taken.get(delivery.name)
        if manifest is None:
            continue
        after = _versions_digest(delivery, done) if delivery.corrects else ""
        digest = digest_of([manifest.digest, load_seq, after, *shared])
        known = lake.manifest(STAGE, delivery.name)
        if known is None or known.digest != digest:
            known = _conform(office, lake, _Step(delivery, manifest, done, load_seq), digest)
            new += 1
        done.append(known)
        load_seq += int(known.facts["versions"])
    for found in lake.manifests(STAGE):
        if found.partition not in taken:
            lake.retire(STAGE, found.partition)
    if not done:
        raise CrossfootError(f"No delivery of office {office.code} has been taken in. Run intake first.")
    return done, new


@dataclass(frozen=True)
class _Step:
    """A delivery in its turn: what intake left of it, what came before, where its sequence begins."""

    delivery: Delivery
    manifest: Manifest
    before: list[Manifest]
    load_seq: int


def _versions_digest(delivery: Delivery, before: list[Manifest]) -> str:
    """Hash what decides the later versions that a delivery makes of figures before it."""
    versions = tree_hash(Path(vintages.__file__).parent, "restate.py", "versions.py", "withdrawal.py")
    entries = [str(item) for item in delivery.withdrawals]
    return digest_of([versions, [found.digest for found in before], entries])


def _conform(office: Office, lake: Lake, step: _Step, digest: str) -> Manifest:
    """Conform one delivery, and make the versions that its corrections give to earlier figures."""
    delivery, manifest = step.delivery, step.manifest
    figures = with_repeated(lake.read(manifest, "raw.figure"), delivery, lake, manifest)
    reference = load_reference(office)
    reference["territory_name"] = with_names_read(reference, figures)
    with connect() as connection:
        for name, frame in reference.items():
            load_frame(connection, f"reference.{name}", frame)
        load_frame(connection, "raw.figure", figures)
        run_sql(
            connection,
            office.project.sql / "core" / "observation.sql",
            "core.observation",
            {"delivery": manifest.partition, "load_seq": step.load_seq},
        )
        frame = read_table(connection, "core.observation", ["version_key", "obs_id"])
    frame = frame.select(pl.col(name).cast(kind) for name, kind in OBSERVATION.items())
    made = Versions(frame, int(manifest.facts["figures"]))
    if delivery.corrects and not refused_of(manifest):
        made = later_versions(lake, delivery, frame, step.before, step.load_seq)
    written = {"core.observation": lake.write("core.observation", manifest.partition, made.observations)}
    facts = {
        "observations": made.observations.height - made.withdrawn,
        "withdrawn": made.withdrawn,
        "figures": manifest.facts["figures"],
        "versions": made.sequence,
        "unmatched": list(made.unmatched),
    }
    return lake.commit(STAGE, manifest.partition, digest, written, facts)
