"""The nearest names, for a figure whose territory no list knows: the statistician adds the missing row."""

from collections.abc import Iterable, Mapping

import polars as pl

from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake
from pipeline.places.gazetteer import load_gazetteer

MOST_NAMES = 3
"""So many nearest names a sentence gives."""


def nearest_territories(
    reference: Mapping[str, pl.DataFrame], lake: Lake, figure_ids: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Give for each figure the territories whose names are the nearest to the one that it writes."""
    wanted = sorted(set(figure_ids))
    if not wanted:
        return {}
    gazetteer = load_gazetteer(reference)
    raw = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests(INTAKE)])
    near = {}
    for row in raw.filter(pl.col("figure_id").is_in(wanted)).iter_rows(named=True):
        answer = gazetteer.resolve(row["territory_as_written"], on=row["period_end"], layout=row["layout"])
        ids = (
            [answer.territory_id] if answer.territory_id else [one.territory_id for one in answer.candidates]
        )
        near[row["figure_id"]] = tuple(ids[:MOST_NAMES])
    return near
