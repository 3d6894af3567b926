"""Figures that are the sum of a territory's parts, where it has none of its own that may be used."""

from collections.abc import Iterable
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.month import Month

_LEVELS = ("ytd", "flow", "stock")
"""Transformations of figures that a source may state of the territory itself."""


def is_sum(material: Material, cell: Cell) -> bool:
    """Tell whether a figure is the sum of those of other territories; January alone is its year to date."""
    if cell.get("transformation") not in _LEVELS:
        return False
    names = material.inputs.get(cell["cell_id"], [])
    if len(names) == 1 and names[0] in material.by_id:
        return is_sum(material, material.by_id[names[0]])
    stated = [material.observations.get(name) for name in names]
    return bool(stated) and all(one and one["territory_id"] != cell["territory_id"] for one in stated)


def notes_on_sums(material: Material, cells: Iterable[Cell]) -> list[str]:
    """Say of each sum of parts that it is one, and why: a sentence a territory and period."""
    return list(
        dict.fromkeys(
            material.messages.word(
                "sum-of-parts-withheld" if _is_withheld(material, cell) else "sum-of-parts",
                {"place": material.place(cell["territory_id"]), "when": material.time_of(cell)},
            )
            for cell in cells
            if is_sum(material, cell)
        )
    )


def sum_used_for(material: Material, stated: dict[str, Any]) -> Cell | None:
    """Return the sum of parts that is used in place of a figure of a source, where one is."""
    if stated["period_end"] is None:
        return None
    code, place, first = stated["measure_code"], stated["territory_id"], Month.of(stated["period_end"]).first
    found = (material.at(code, place, kind, first, stated["breakdown"]) for kind in _LEVELS)
    return next(
        (cell for cell in found if cell and _is_of(stated, cell) and is_sum(material, cell)),
        None,
    )


def _is_withheld(material: Material, cell: Cell) -> bool:
    """Tell whether a figure of the territory itself is withheld."""
    code = cell["cell_id"].partition(".")[0]
    stated = (material.observations.get(name) for name in material.withheld)
    return any(
        one["measure_code"] == code and one["territory_id"] == cell["territory_id"] and _is_of(one, cell)
        for one in stated
        if one
    )


def _is_of(stated: dict[str, Any], cell: Cell) -> bool:
    """Tell whether a figure of a source is a level of the period of a cell."""
    span = (stated["period_start"], stated["period_end"])
    return bool(stated["quantity"] == "level" and span == (cell["period_start"], cell["period_end"]))
