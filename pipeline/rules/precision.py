"""How a source cuts its figures, seen beside finer figures of the same series by others.

A coarse figure above the finer one was rounded; one below it by more than half of its last place was cut
off. What lies between tells nothing. Of a source that shows one of the two at least twice, and never the
other, the model is taken to be that one (reference/precision.csv declares it, with this as its basis).
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import polars as pl

TIMES_NEEDED = 2
"""So often a source must show how it cuts before it is taken to do so always."""
FINER = 10
"""A figure is finer by at least one more decimal place."""


def precision_beside_others(observations: pl.DataFrame) -> dict[str, str]:
    """Return the model of each source that shows one: source_id -> rounded or truncated.

    `observations` has the columns series_id, source_id, quantity, value and step.
    """
    levels = observations.filter(pl.col("quantity") == "level", pl.col("value").is_not_null())
    columns = ["series_id", "source_id", "value", "step"]
    rows = levels.select(columns).unique().sort(columns).rows()
    by_series: dict[str, list[tuple[str, Decimal, Decimal]]] = {}
    for series, source, value, step in rows:
        by_series.setdefault(series, []).append((source, value, step))
    shown: dict[str, Counter[str]] = {}
    for figures in by_series.values():
        for source, models in _shown(figures).items():
            shown.setdefault(source, Counter()).update(models)
    return {source: model for source, models in sorted(shown.items()) if (model := _only(models))}


def _shown(figures: list[tuple[str, Decimal, Decimal]]) -> Mapping[str, set[str]]:
    """Say what the figures of one series show about the sources of its coarse ones, each once."""
    found: dict[str, set[str]] = {}
    for source, value, step in figures:
        for other, finer, finer_step in figures:
            if other != source and FINER * finer_step <= step:
                model = cut_of(value, step, finer)
                if model:
                    found.setdefault(source, set()).add(model)
    return found


def cut_of(value: Decimal, step: Decimal, finer: Decimal) -> str:
    """Say how a figure was cut from a finer one; empty where either way gives it, or neither does.

    >>> cut_of(Decimal(4200), Decimal(100), Decimal(4298))
    'truncated'
    >>> cut_of(Decimal(5050), Decimal(10), Decimal("5046.1"))
    'rounded'
    """
    beyond = abs(finer) - abs(value)
    if -step / 2 <= beyond < 0:
        return "rounded"
    return "truncated" if step / 2 < beyond < step else ""


def _only(models: Counter[str]) -> str:
    """Return the one model that was shown often enough, empty where both were."""
    ((model, times),) = models.items() if len(models) == 1 else (("", 0),)
    return model if times >= TIMES_NEEDED else ""
