"""The nearest names, for a figure whose territory no list knows: the statistician adds the missing row."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import polars as pl

from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.lake import Lake
from pipeline.places.gazetteer import load_gazetteer

MOST_NAMES = 3
"""So many nearest names a sentence gives."""


def nearest_in_words(
    reference: Mapping[str, pl.DataFrame], lake: Lake, figure_ids: Iterable[str], templates: Path, lang: str
) -> dict[str, str]:
    """Give for each figure what its sentence says of the nearest names; nothing where none is near."""
    wanted = sorted(set(figure_ids))
    if not wanted:
        return {}
    gazetteer = load_gazetteer(reference)
    label = dict(reference["territory"].select("territory_id", f"name_{lang}").iter_rows())
    phrase = _phrases(templates, lang)["nearest"]
    raw = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests(INTAKE)])
    said = {}
    for row in raw.filter(pl.col("figure_id").is_in(wanted)).iter_rows(named=True):
        answer = gazetteer.resolve(row["territory_as_written"], on=row["period_end"], layout=row["layout"])
        ids = (
            [answer.territory_id] if answer.territory_id else [one.territory_id for one in answer.candidates]
        )
        names = ", ".join(dict.fromkeys(label[one] for one in ids[:MOST_NAMES]))
        said[row["figure_id"]] = phrase.format(names=names) if names else ""
    return said


@cache
def _phrases(templates: Path, lang: str) -> dict[str, str]:
    """Read the phrases that sentences of findings are completed with."""
    catalogue = tomllib.loads((templates / "messages" / f"findings.{lang}.toml").read_text(encoding="utf-8"))
    return dict(catalogue["phrase"])
