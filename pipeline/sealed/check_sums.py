"""Makes each cell again from the values of its inputs: what a release prints adds up from its own sources."""

from collections import defaultdict
from decimal import Decimal

from pipeline.sealed.folder import EVIDENCE, ReleaseFolder
from pipeline.sealed.formulas import FORMULAS, PLACES, Operand
from pipeline.sealed.report import Report

_CELL = ("cell_id", "value", "territory_id", "period", "breakdown", "transformation")
_FIGURE = ("obs_id", "value", "territory_id", "period_end", "published_to", "known_on", "breakdown")
_NAMED = 3
LEFT = "cells that rest on a model, a count of rows or a setting: "


def check_sums(release: ReleaseFolder, report: Report) -> None:
    """Make every cell again that a formula tells; name each that has another value."""
    made_of: dict[str, list[str]] = defaultdict(list)
    for cell_id, name in release.cell_input.select("cell_id", "input_id").iter_rows():
        made_of[cell_id].append(name)
    known = operands(release)
    for cell_id, cell in known.items():
        if not cell.is_cell:
            continue
        formula = FORMULAS.get(cell.transformation)
        inputs = [known[name] for name in made_of[cell_id] if name in known]
        if formula is None or not inputs or len(inputs) != len(made_of[cell_id]):
            report.left_out[LEFT + cell.transformation] += 1
            continue
        values = formula(cell, inputs)
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
    columns = release.observations.select(_FIGURE)
    for obs_id, value, territory, end, published, day, breakdown in columns.iter_rows():
        if value is not None:
            when = (str(end or published or day), breakdown)
            found[obs_id] = Operand(_units(value), when, territory, breakdown)
    for cell_id, value, territory, period, breakdown, name in release.all_cells.select(_CELL).iter_rows():
        when = (str(period), breakdown)
        found[cell_id] = Operand(_units(value), when, territory, breakdown, is_cell=True, transformation=name)
    return found


def _units(value: Decimal) -> int:
    return int(value.scaleb(PLACES))


def _decimal(units: int) -> Decimal:
    return Decimal(units).scaleb(-PLACES).normalize()
