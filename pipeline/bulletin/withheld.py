"""Figures that a source states and that are withheld: what a table says where one of them would stand."""

from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.marks import WITHHELD
from pipeline.bulletin.material import Material


def withheld_at(material: Material, like: Cell, *measures: str) -> str | None:
    """Return the mark of a withheld figure, where a measure has one of the cell's territory, period and part.

    None where there is none: no figure is known at all.
    """
    return WITHHELD if any(is_withheld(material, code, like) for code in measures) else None


def is_withheld(material: Material, measure: str, like: Cell) -> bool:
    """Tell whether a level of a measure, of the territory, period and part of a cell, is withheld."""
    stated = (material.observations.get(name) for name in material.withheld)
    return any(
        one["measure_code"] == measure
        and one["territory_id"] == like["territory_id"]
        and one["breakdown"] == like["breakdown"]
        and is_level_of(one, like)
        for one in stated
        if one
    )


def is_level_of(stated: dict[str, Any], cell: Cell) -> bool:
    """Tell whether a figure of a source is a level of the period of a cell."""
    span = (stated["period_start"], stated["period_end"])
    return bool(stated["quantity"] == "level" and span == (cell["period_start"], cell["period_end"]))
