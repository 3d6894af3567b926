"""Which territories have an issue of their own, and what such an issue is made from."""

from dataclasses import dataclass, replace

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material

FEWEST_CELLS = 5
"""A territory has an issue from so many cells on; with fewer it is listed in the national one."""
LEVEL = "economic_region"


@dataclass(frozen=True)
class Issues:
    """The territories of a month that have an issue of their own, and the others, each in printing order."""

    own: tuple[str, ...]
    others: tuple[str, ...]


def issues_of(material: Material) -> Issues:
    """Divide the economic regions of a month by whether they have cells enough for an issue."""
    regions = [name for name in material.territories if material.level(name) == LEVEL]
    counts = dict.fromkeys(regions, 0)
    for cells in material.cells.values():
        for cell in cells:
            region = _region_of(material, cell)
            if region in counts and _is_shown(material, cell):
                counts[region] += 1
    ordered = sorted(regions, key=material.rank)
    own = tuple(name for name in ordered if counts[name] >= FEWEST_CELLS)
    return Issues(own, tuple(name for name in ordered if name not in own))


def narrow(material: Material, territory_id: str) -> Material:
    """Return what the issue of a territory is made from: its own figures and those of its parts.

    Where a cell came from stays known, so the cells behind it are kept whatever their territory.
    """
    inside = {
        code: [cell for cell in cells if _is_within(material, cell, territory_id)]
        for code, cells in material.cells.items()
    }
    own = {cell["cell_id"] for cells in inside.values() for cell in cells}
    return replace(
        material,
        cells=inside,
        scope=territory_id,
        findings=[found for found in material.findings if _is_about(material, found.tested, territory_id)],
        changes=[change for change in material.changes if change.cell_id in own],
        adjustment=[
            row for row in material.adjustment if _is_below(material, row["territory_id"], territory_id)
        ],
        decisions=[row for row in material.decisions if _is_about(material, (row["obs_id"],), territory_id)],
    )


def _is_shown(material: Material, cell: Cell) -> bool:
    """Tell whether a cell may be printed by the month."""
    return bool(cell["obs_status"] != "U" and cell["period"] <= material.month.first)


def _region_of(material: Material, cell: Cell) -> str:
    """Return the region that a cell's territory is or belongs to, or nothing."""
    name = cell["territory_id"]
    chain = (name, *material.places.above(name, material.month.last))
    return next((one for one in chain if one in material.territories and material.level(one) == LEVEL), "")


def _is_within(material: Material, cell: Cell, territory_id: str) -> bool:
    """Tell whether a cell's territory is one, or lies in it."""
    return _is_below(material, cell["territory_id"], territory_id)


def _is_below(material: Material, name: str, territory_id: str) -> bool:
    """Tell whether a territory is another one or a part of it; a group, where all its members are."""
    if name == territory_id or territory_id in material.places.above(name, material.month.last):
        return True
    members = material.places.members_of(name, material.month.last)
    return bool(members) and all(_is_below(material, member, territory_id) for member in members)


def _is_about(material: Material, obs_ids: tuple[str, ...], territory_id: str) -> bool:
    """Tell whether any of some observations is of a territory or its parts."""
    found = (material.observations.get(name) for name in obs_ids)
    return any(row is not None and _is_below(material, row["territory_id"], territory_id) for row in found)
