"""The arithmetic of raking a table in two dimensions: a linear solve, then totals met in whole units."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.errors import BadInputError

Node = tuple[str, Any]
"""A row or a column that has a total: its kind and its key."""


@dataclass(frozen=True)
class Cells:
    """A table's cells in one order: keys, figures in whole units, and which may be adjusted."""

    rows: list[Any]
    columns: list[Any]
    units: list[int]
    free: list[bool]

    def nodes(self, place: int) -> tuple[Node, Node]:
        """Give the row and the column of a cell."""
        return ("row", self.rows[place]), ("column", self.columns[place])


def adjust_table(cells: Cells, row_totals: Mapping[Any, int], column_totals: Mapping[Any, int]) -> list[int]:
    """Adjust cells, V = |cell|, so that they meet the totals exactly; all numbers are whole units.

    A cell that is zero stays zero. Raises BadInputError where the totals cannot be met.
    """
    totals: dict[Node, int] = {("row", key): total for key, total in row_totals.items()}
    totals |= {("column", key): total for key, total in column_totals.items()}
    movable = [place for place, free in enumerate(cells.free) if free and cells.units[place]]
    units = list(cells.units)
    for place, change in zip(movable, _solve(cells, movable, _gaps(cells, units, totals)), strict=True):
        units[place] += change
    return _meet(cells, movable, units, totals)


def _gaps(cells: Cells, units: list[int], totals: Mapping[Node, int]) -> dict[Node, int]:
    """Give what each total has above the sum of its cells."""
    gaps = dict(totals)
    for place, number in enumerate(units):
        for node in cells.nodes(place):
            if node in gaps:
                gaps[node] -= number
    return gaps


def _solve(cells: Cells, movable: list[int], gaps: Mapping[Node, int]) -> list[int]:
    """Give the least squares adjustment of each movable cell, in floating point, rounded to units."""
    import numpy as np

    nodes = list(gaps)
    if not movable or not nodes:
        return [0] * len(movable)
    number = {node: place for place, node in enumerate(nodes)}
    constraint = np.zeros((len(nodes), len(movable)))
    for column, place in enumerate(movable):
        for node in cells.nodes(place):
            if node in number:
                constraint[number[node], column] = 1.0
    size = np.array([float(abs(cells.units[place])) for place in movable])
    scale = size.max()
    weighed = constraint * (size / scale)
    gap = np.array([float(gaps[node]) for node in nodes])
    dual = np.linalg.lstsq(weighed @ constraint.T, gap, rcond=1e-12)[0]
    return [round(float(change)) for change in (size / scale) * (constraint.T @ dual)]


def _meet(cells: Cells, movable: list[int], units: list[int], totals: Mapping[Node, int]) -> list[int]:
    """Put what is left right along a tree of movable cells, from its leaves to its root.

    A cell is an edge between its row and its column. A node that is not held to a total takes up anything,
    so it is the root where a tree has one.
    """
    gaps = _gaps(cells, units, totals)
    for order, parent in _trees(cells, movable, totals):
        for node in reversed(order[1:]):
            if gaps[node]:
                place, above = parent[node]
                change = gaps[node]
                units[place] += change
                gaps[node] = 0
                if above in gaps:
                    gaps[above] -= change
    left = {node: gap for node, gap in gaps.items() if gap}
    if left:
        (kind, key), gap = next(iter(left.items()))
        raise BadInputError(
            f"The totals cannot be met together: {gap} units of the tenth decimal are left in {kind} "
            f"{key}. Rows and columns joined by cells that may be adjusted are expected to have equal "
            "sums. Compare the two sets of totals, or unlock a cell."
        )
    return units


def _trees(
    cells: Cells, movable: list[int], totals: Mapping[Node, int]
) -> list[tuple[list[Node], dict[Node, tuple[int, Node]]]]:
    """Give for each connected part its nodes from the root on, and the cell and node above each."""
    edges: dict[Node, list[tuple[int, Node]]] = {node: [] for node in totals}
    for place in sorted(movable, key=lambda at: (-abs(cells.units[at]), at)):
        row, column = cells.nodes(place)
        edges.setdefault(row, []).append((place, column))
        edges.setdefault(column, []).append((place, row))
    trees, seen = [], set()
    for root in sorted(edges, key=lambda node: node in totals):
        if root in seen:
            continue
        seen.add(root)
        order, parent = [root], {}
        for node in order:
            for place, other in edges[node]:
                if other not in seen and (other in totals):
                    seen.add(other)
                    parent[other] = (place, node)
                    order.append(other)
        trees.append((order, parent))
    return trees
