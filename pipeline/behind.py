"""The figures behind a cell: the last versions that a month knows, and others that its findings name."""

from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake, Manifest

Row = dict[str, Any]
NO_SOURCE = {"publisher": "not in the register of sources", "evidence_grade": "D", "address": ""}
_NOT_DECIDED = {"decided": "", "decision_id": ""}


def figures_behind(lake: Lake, core: Manifest, ids: list[str]) -> list[Row]:
    """Return the observations of these ids, by id, with the columns of core.latest.

    The second of two values in one publication is no last version; a figure that is in no code list is no
    observation at all and stands with what was delivered.
    """
    latest = lake.read(core, "core.latest").filter(pl.col("obs_id").is_in(ids))
    found: dict[str, Row] = {row["obs_id"]: row for row in latest.iter_rows(named=True)}
    for other, table, key in ((CONFORM, "core.observation", "obs_id"), (INTAKE, "raw.figure", "figure_id")):
        left = sorted(set(ids) - set(found))
        for manifest in lake.manifests(other) if left else []:
            rows = lake.read(manifest, table).filter(pl.col(key).is_in(left))
            found |= {row[key]: _as_latest(row, latest.columns) for row in rows.iter_rows(named=True)}
    return [found[name] for name in sorted(found)]


def _as_latest(row: Row, columns: list[str]) -> Row:
    """Give an observation, or a figure as delivered, the columns of core.latest."""
    delivered = {
        "obs_id": row["figure_id"],
        "value": row.get("value_as_delivered"),
        "unit_code": row.get("unit_as_written"),
        "step": row.get("step_as_written"),
        "known_on": row.get("published_to") or row["received_on"],
    }
    return dict.fromkeys(columns) | _NOT_DECIDED | delivered | row
