"""The order of rows by territory and of periods: every edition prints the same ones, by its own names."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from pipeline.bulletin.material import Material

Row = TypeVar("Row")
Place = Callable[[str], Any]
"""What puts a territory, by its id, in order."""


def by_name(material: Material, territory_id: str) -> tuple[int, tuple[tuple[int, int], ...], str]:
    """Return a key that orders territories by level and then by name, in the alphabet of the edition."""
    name = material.name(territory_id)
    return material.rank(territory_id)[0], material.grammar.order(name), territory_id


def by_span(end: date, start: date) -> tuple[date, int]:
    """Return a key that orders periods by their end, and of those that end together the longest last."""
    return end, -start.toordinal()


def arranged(
    material: Material, rows: Iterable[Row], key: Callable[[Row, Place], Any], most: int | None = None
) -> list[Row]:
    """Sort rows by a key that is given what puts a territory in order.

    Of more than `most` the first are chosen by `Material.rank`, and follow by the names of the edition.
    """
    chosen = sorted(rows, key=lambda row: key(row, material.rank))
    shown = sorted(chosen[:most], key=lambda row: key(row, lambda name: by_name(material, name)))
    return [*shown, *(chosen[most:] if most else [])]
