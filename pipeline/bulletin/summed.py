"""Figures that are the sum of a territory's parts, where it has none of its own that may be used."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.withheld import is_level_of, is_withheld
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
    """Say of each sum of parts, and of each that cells are made of, that it is one, and why.

    There is a sentence a territory and period.
    """
    return list(
        dict.fromkeys(
            material.messages.word(
                "sum-of-parts-withheld" if is_withheld(material, _measure(cell), cell) else "sum-of-parts",
                {"place": material.place(cell["territory_id"]), "when": material.time_of(cell)},
            )
            for cell in _sums_behind(material, cells)
        )
    )


def _sums_behind(material: Material, cells: Iterable[Cell]) -> Iterator[Cell]:
    """Yield the sums among cells and among all that these are made of, each once."""
    waiting = deque(cell["cell_id"] for cell in cells)
    met = set(waiting)
    while waiting:
        name = waiting.popleft()
        if (cell := material.by_id.get(name)) is None:
            continue
        if is_sum(material, cell):
            yield cell
        further = [one for one in material.inputs.get(name, ()) if one not in met]
        met.update(further)
        waiting.extend(further)


def sum_used_for(material: Material, stated: dict[str, Any]) -> Cell | None:
    """Return the sum of parts that is used in place of a figure of a source, where one is."""
    if stated["period_end"] is None:
        return None
    code, place, first = stated["measure_code"], stated["territory_id"], Month.of(stated["period_end"]).first
    found = (material.at(code, place, kind, first, stated["breakdown"]) for kind in _LEVELS)
    return next(
        (cell for cell in found if cell and is_level_of(stated, cell) and is_sum(material, cell)),
        None,
    )


def _measure(cell: Cell) -> str:
    """Return the measure that a cell is of."""
    return str(cell["cell_id"]).partition(".")[0]
