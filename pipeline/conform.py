"""From `raw.figure` to `core.observation`, one partition a delivery."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline import places, vintages
from pipeline.decimals import VALUE
from pipeline.engine import connect, load_files, load_frame, read_table, run_sql
from pipeline.errors import CrossfootError
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.tables import FIGURE
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.places.unlisted import with_names_read
from pipeline.reference import load_reference, reference_digest
from pipeline.vintages.supersede import Arrival, add_versions

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
    "replaces": pl.List(pl.String),
    "published_from": pl.Date,
    "published_to": pl.Date,
    "known_on": pl.Date,
    "received_on": pl.Date,
    "reference_on": pl.Date,
    "earliest_on": pl.Date,
    "version_key": pl.Int64,
}
"""`core.observation`: a figure in code lists, its value exact, its version sortable by one key."""

_VERSIONING = tree_hash(Path(vintages.__file__).parent, "supersede.py", "withdrawal.py")


def conform_all(office: Office, lake: Lake) -> tuple[list[Manifest], int]:
    """Conform every delivery that intake has taken in; returns the manifests and how many were new."""
    taken = {found.partition: found for found in lake.manifests(INTAKE)}
    rules = file_hash(office.project.sql / "core" / "observation.sql")
    names = tree_hash(Path(places.__file__).parent, "*.py", "*.toml")
    shared = [reference_digest(office), rules, names, _VERSIONING]
    done: list[Manifest] = []
    new = load_seq = 0
    for delivery in office.deliveries():
        manifest = taken.get(delivery.name)
        if manifest is None:
            raise CrossfootError(
                f"Delivery {delivery.name} of office {office.code} has not been taken in. Run intake first."
            )
        pairs = superseding(lake, manifest)
        before = [found.digest for found in done] if pairs or delivery.withdrawals else []
        facts = [manifest.digest, load_seq, *shared, before, str(delivery.withdrawals)]
        known = lake.manifest(STAGE, delivery.name)
        if known is None or known.digest != digest_of(facts):
            sequence = load_seq + int(manifest.facts["figures"])
            arrival = Arrival(delivery.name, delivery.received_on, pairs, delivery.withdrawals, sequence)
            known = _conform(office, lake, manifest, digest_of(facts), arrival, done)
            new += 1
        done.append(known)
        load_seq += int(manifest.facts["figures"]) + int(known.facts["withdrawn"])
    for found in lake.manifests(STAGE):
        if found.partition not in taken:
            lake.retire(STAGE, found.partition)
    return done, new


def superseding(lake: Lake, manifest: Manifest) -> tuple[tuple[str, str], ...]:
    """Return which file of a delivery supersedes which earlier one."""
    files = lake.read(manifest, "raw.file").filter(pl.col("supersedes") != "")
    return tuple(files.select("file_id", "supersedes").sort(pl.all()).iter_rows())


def _conform(
    office: Office,
    lake: Lake,
    manifest: Manifest,
    digest: str,
    arrival: Arrival,
    before: Sequence[Manifest],
) -> Manifest:
    """Conform one delivery; those before it matter where it supersedes a file or takes figures back."""
    load_seq = arrival.sequence - int(manifest.facts["figures"])
    reference = load_reference(office)
    reference["territory_name"] = with_names_read(reference, lake.read(manifest, "raw.figure"))
    with connect() as connection:
        for name, frame in reference.items():
            load_frame(connection, f"reference.{name}", frame)
        load_files(connection, "raw.figure", lake.paths([manifest], "raw.figure"), FIGURE)
        run_sql(
            connection,
            office.project.sql / "core" / "observation.sql",
            "core.observation",
            {"delivery": manifest.partition, "load_seq": load_seq},
        )
        frame = read_table(connection, "core.observation", ["version_key", "obs_id"])
    frame = frame.select(pl.col(name).cast(kind) for name, kind in OBSERVATION.items())
    taken_in, unmatched = frame.height, list[str]()
    if arrival.supersedes or arrival.withdrawals:
        earlier = pl.concat([frame.clear(), *(lake.read(found, "core.observation") for found in before)])
        ids = ["figure_id", "file_id", "via_file_id", "content_key", "disposition"]
        figures = pl.concat([lake.read(found, "raw.figure").select(ids) for found in lake.manifests(INTAKE)])
        frame, unmatched = add_versions(frame, earlier, figures, arrival)
        frame = frame.sort("version_key", "obs_id")
    written = {"core.observation": lake.write("core.observation", manifest.partition, frame)}
    facts = {
        "observations": taken_in,
        "withdrawn": frame.height - taken_in,
        "unmatched": unmatched,
        "figures": manifest.facts["figures"],
    }
    return lake.commit(STAGE, manifest.partition, digest, written, facts)
