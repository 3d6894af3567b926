"""Marks cells that rest on a decision of the office."""

from collections.abc import Mapping

import polars as pl

from pipeline.lake import Lake, Manifest

FLAGS = {"accept": "ACCEPTED", "attribute": "ATTRIBUTED", "correct": "CORRECTED"}
"""What the flags of a cell say, by the action that it rests on."""
NOT_AS_REPORTED = frozenset({FLAGS["attribute"], FLAGS["correct"]})
"""The flags of a cell that no source reports so: with another value, or for another period."""

WORDS = {
    "ACCEPTED": "rests on a figure accepted by the office",
    "ATTRIBUTED": "rests on a figure used for another period by decision of the office",
    "CORRECTED": "rests on a figure used with another value by decision of the office",
}
"""What these flags say where they are printed."""


def decided_figures(lake: Lake, core: Manifest) -> dict[str, list[str]]:
    """Return the figures that a month uses by decision, each with its flags."""
    found: dict[str, list[str]] = {}
    latest = lake.read(core, "core.latest").filter(pl.col("decided") != "")
    for obs_id, decided in latest.select("obs_id", "decided").iter_rows():
        found.setdefault(obs_id, []).extend(FLAGS[action] for action in decided.split(";"))
    for obs_id in lake.read(core, "core.decision").filter(pl.col("changes") == "lifted")["obs_id"]:
        if FLAGS["accept"] not in found.setdefault(obs_id, []):
            found[obs_id].append(FLAGS["accept"])
    return found


def mark_cells(cells: pl.DataFrame, decided: Mapping[str, list[str]]) -> pl.DataFrame:
    """Add flags to the cells made of such figures, directly or by way of other cells of the indicator."""
    if not decided or cells.is_empty():
        return cells
    inputs = dict(cells.select("cell_id", "inputs").iter_rows())
    marks = [sorted(_behind(cell_id, inputs, decided)) for cell_id in cells["cell_id"]]
    more = pl.Series(marks, dtype=pl.List(pl.String))
    flags = pl.col("flags").list.concat(more).list.unique(maintain_order=True)
    return cells.with_columns(flags=flags)


def _behind(cell_id: str, inputs: Mapping[str, list[str]], decided: Mapping[str, list[str]]) -> set[str]:
    """Collect the flags of all figures behind a cell."""
    flags: set[str] = set()
    seen, waiting = {cell_id}, [cell_id]
    while waiting:
        for name in inputs.get(waiting.pop(), []) or []:
            flags |= set(decided.get(name, ()))
            if name in inputs and name not in seen:
                seen.add(name)
                waiting.append(name)
    return flags
