"""Which territories have an issue of their own, and what such an issue is made from."""

from collections import Counter
from dataclasses import dataclass, replace

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material

REPORTED = "reported"
"""The indicator of figures as sources state them, which findings name."""
FEWEST_CELLS = 5
"""A territory has an issue from so many cells on; with fewer it is listed in the national one."""


@dataclass(frozen=True)
class Issues:
    """The territories of a month with an issue of their own, with a few figures, and with none at all.

    Each in printing order.
    """

    own: tuple[str, ...]
    few: tuple[str, ...]
    none: tuple[str, ...]


def issues_of(material: Material) -> Issues:
    """Divide the economic regions of a month by whether they have cells enough for an issue."""
    day = material.month.last
    counts = dict.fromkeys(material.regions, 0)
    known: set[str] = set()
    every = [cell for cells in material.cells.values() for cell in cells]
    shown = Counter(cell["territory_id"] for cell in every if _is_shown(material, cell))
    for name in {cell["territory_id"] for cell in every}:
        for region in {name, *material.places.above(name, day)} & counts.keys():
            counts[region] += shown[name]
            known.add(region)
    own = tuple(name for name, count in counts.items() if count >= FEWEST_CELLS)
    few = tuple(name for name in counts if name in known and name not in own)
    return Issues(own, few, tuple(name for name in counts if name not in known))


def narrow(material: Material, territory_id: str) -> Material:
    """Return what the issue of a territory is made from: its own figures and those of its parts.

    Where a cell came from stays known, so the cells behind it are kept whatever their territory. So are the
    figures with which findings compare its own.
    """
    named = {cell["territory_id"] for cells in material.cells.values() for cell in cells}
    named |= {row["territory_id"] for row in material.observations.values() if row["territory_id"]}
    inside = {name for name in named if _is_below(material, name, territory_id)}
    about = {name for name, row in material.observations.items() if row["territory_id"] in inside}
    findings = [found for found in material.findings if not about.isdisjoint(found.tested)]
    beside = {f"figure={name}" for found in findings for name in found.compared}
    cells = {
        code: [
            cell
            for cell in cells
            if cell["territory_id"] in inside or (code == REPORTED and cell["breakdown"] in beside)
        ]
        for code, cells in material.cells.items()
    }
    own = {cell["cell_id"] for rows in cells.values() for cell in rows if cell["territory_id"] in inside}
    return replace(
        material,
        cells=cells,
        scope=territory_id,
        whole=material,
        findings=findings,
        changes=[change for change in material.changes if change.cell_id in own],
        adjustment=[row for row in material.adjustment if row["territory_id"] in inside],
        decisions=[row for row in material.decisions if row["obs_id"] in about],
    )


def _is_shown(material: Material, cell: Cell) -> bool:
    """Tell whether a cell may be printed by the month."""
    return bool(cell["obs_status"] != "U" and cell["period"] <= material.month.first)


def _is_below(material: Material, name: str, territory_id: str) -> bool:
    """Tell whether a territory is another one or a part of it; a group, where all its members are."""
    if name == territory_id or territory_id in material.places.above(name, material.month.last):
        return True
    members = material.places.members_of(name, material.month.last)
    return bool(members) and all(_is_below(material, member, territory_id) for member in members)
