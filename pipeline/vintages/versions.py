"""Puts a delivery's corrections and withdrawals beside its own figures, as versions in their order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake, Manifest
from pipeline.office import Delivery
from pipeline.vintages.restate import FIGURE_COLUMNS, near, of_files, restate, withdraw, withdrawn_rows


@dataclass(frozen=True)
class Versions:
    """A delivery's observations, how many places of the loading order they take, and what found nothing."""

    observations: pl.DataFrame
    sequence: int
    unmatched: tuple[str, ...] = ()
    withdrawn: int = 0


def with_repeated(figures: pl.DataFrame, delivery: Delivery, lake: Lake, manifest: Manifest) -> pl.DataFrame:
    """Let the repeated figures of a corrected file be read, too: it says again what stays as it was."""
    corrected = list(_corrected(lake, manifest))
    if not delivery.corrects or not corrected:
        return figures
    again = of_files(corrected) & (pl.col("repeats") != "")
    return figures.with_columns(disposition=pl.when(again).then(pl.lit("used")).otherwise("disposition"))


def later_versions(
    lake: Lake, delivery: Delivery, own: pl.DataFrame, before: list[Manifest], load_seq: int
) -> Versions:
    """Return what a delivery adds to `core.observation`, its corrections and withdrawals included.

    `before` are the conformed deliveries before it. A withdrawal that finds no figure changes nothing and is
    told in `unmatched`.
    """
    taken = {found.partition: found for found in lake.manifests(INTAKE)}
    intake = [taken[found.partition] for found in before] + [taken[delivery.name]]
    figures = pl.concat([lake.read(found, "raw.figure").select(FIGURE_COLUMNS) for found in intake])
    earlier = pl.concat([own.clear(), *(lake.read(found, "core.observation") for found in before)])
    supersedes: dict[str, str] = {}
    for found in intake:
        supersedes |= _corrected(lake, found)
    corrected: dict[str, list[str]] = {}
    for file_id, older in _corrected(lake, intake[-1]).items():
        corrected.setdefault(older, []).append(file_id)
    kept, gone = restate(own, earlier, figures, supersedes, corrected)
    sequence = int(intake[-1].facts["figures"])
    day, first = delivery.received_on, load_seq + sequence + 1
    rows = withdrawn_rows(gone, delivery.name, day, day, first)
    made, unmatched = _declared(delivery, pl.concat([earlier, kept]), first + len(rows))
    all_rows = [*rows, *made]
    added = pl.DataFrame(all_rows, schema=own.schema) if all_rows else own.clear()
    observations = pl.concat([kept, added]).sort("version_key", "obs_id")
    return Versions(observations, sequence + len(all_rows), tuple(unmatched), len(all_rows))


def _corrected(lake: Lake, manifest: Manifest) -> Mapping[str, str]:
    """Return by corrected file the one that it supersedes."""
    files = lake.read(manifest, "raw.file").filter(pl.col("supersedes") != "")
    return dict(files.select("file_id", "supersedes").iter_rows())


def _declared(
    delivery: Delivery, standing: pl.DataFrame, first_seq: int
) -> tuple[list[dict[str, Any]], list[str]]:
    """Make the withdrawn versions that a delivery declares; what finds no figure is a sentence."""
    made: list[dict[str, Any]] = []
    unmatched: list[str] = []
    for entry in delivery.withdrawals:
        rows = withdraw(entry, standing)
        if not rows:
            unmatched.append(
                f"no figure is known for the withdrawal of {entry.sentence}{near(entry, standing)}"
            )
        made += withdrawn_rows(
            rows, delivery.name, entry.withdrawn_on, delivery.received_on, first_seq + len(made)
        )
    return made, unmatched
