"""Makes each cell again from the values of its inputs: what a release prints adds up from its own sources."""

from collections import defaultdict
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
    made_of: dict[str, list[str]] = defaultdict(list)
    for cell_id, name in rows_of(release.cell_input, ("cell_id", "input_id")):
        made_of[cell_id].append(name)
    known = operands(release)
    for cell_id, cell in known.items():
        if not cell.is_cell:
            continue
        formula = FORMULAS.get(cell.transformation)
        inputs = [known[name] for name in made_of[cell_id] if name in known] if formula else []
        is_whole = inputs and len(inputs) == len(made_of[cell_id])
        values = formula(cell, inputs) if formula and is_whole else None
        if values is None:
            report.left_out[LEFT + cell.transformation] += 1
            continue
        report.checked["cells made again from their inputs"] += 1
        if cell.value not in values:
            told = " or ".join(sorted(str(_decimal(value)) for value in values))
            named = ", ".join(made_of[cell_id][:_NAMED]) + (" ..." if len(inputs) > _NAMED else "")
            place = f"{cell_id}, value"
            report.add(
                f"{EVIDENCE}/cell.csv", place, f"{told}, from its inputs ({named})", _decimal(cell.value)
            )


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
