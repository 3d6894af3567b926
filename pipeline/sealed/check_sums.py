"""Makes each cell again from the values of its inputs: what a release prints adds up from its own sources."""

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from pipeline.sealed.folder import EVIDENCE, ReleaseFolder
from pipeline.sealed.formulas import FORMULAS, PLACES, Operand
from pipeline.sealed.frames import rows_of
from pipeline.sealed.report import Report

_UNITS = pl.col("value").cast(pl.Decimal(38, PLACES)).to_physical()
_CELL = ("cell_id", _UNITS, pl.col("period").cast(pl.String), "territory_id", "breakdown", "transformation")
_DAY = pl.coalesce("period_end", "published_to", "known_on").cast(pl.String).fill_null("")
_FIGURE = ("obs_id", _UNITS, _DAY, "territory_id", "breakdown")
_NAMED = 3
LEFT = "cells that rest on a model, a count of rows or a setting: "


def check_sums(release: ReleaseFolder, report: Report) -> None:
    """Make every cell again that a formula tells; name each that has another value."""
    known = operands(release)
    every, made_of = list(known.values()), _made_of(release, known)
    for cell_id, cell in known.items():
        if not cell.is_cell:
            continue
        formula, places = FORMULAS.get(cell.transformation), made_of.get(cell_id, ())
        inputs = [every[at] for at in places if at is not None] if formula else []
        is_whole = inputs and len(inputs) == len(places)
        values = formula(cell, inputs) if formula and is_whole else None
        if values is None:
            report.left_out[LEFT + cell.transformation] += 1
            continue
        report.checked["cells made again from their inputs"] += 1
        if cell.value not in values:
            told = " or ".join(sorted(str(_decimal(value)) for value in values))
            expected = f"{told}, from its inputs ({_named(release, cell_id)})"
            report.add(f"{EVIDENCE}/cell.csv", f"{cell_id}, value", expected, _decimal(cell.value))


def _made_of(release: ReleaseFolder, known: Iterable[str]) -> dict[str, list[int | None]]:
    """Return by cell where each of its inputs stands among the known ids; None for one that does not."""
    named = pl.DataFrame({"input_id": list(known)}, schema={"input_id": pl.String}).with_row_index("at")
    found = release.cell_input.join(named, on="input_id", how="left", maintain_order="left")
    made = found.group_by("cell_id", maintain_order=True).agg("at")
    return dict(rows_of(made, ("cell_id", "at")))


def _named(release: ReleaseFolder, cell_id: str) -> str:
    """Name the first inputs of a cell."""
    names = release.cell_input.filter(pl.col("cell_id") == cell_id)["input_id"].to_list()
    return ", ".join(names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")


def operands(release: ReleaseFolder) -> dict[str, Operand]:
    """Return cells and observations by their ids, as formulas take them."""
    found: dict[str, Operand] = {}
    for obs_id, units, when, territory, breakdown in rows_of(release.observations, _FIGURE):
        if units is not None:
            found[obs_id] = Operand(units, (when, breakdown), territory, breakdown)
    for cell_id, units, when, territory, breakdown, name in rows_of(release.all_cells, _CELL):
        found[cell_id] = Operand(
            units, (when, breakdown), territory, breakdown, is_cell=True, transformation=name
        )
    return found


def _decimal(units: int) -> Decimal:
    return Decimal(units).scaleb(-PLACES).normalize()
