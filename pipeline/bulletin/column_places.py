"""The decimals that the numbers of a column are printed with, and whether rounding makes them unequal."""

from collections.abc import Iterable

from pipeline.bulletin.binding import facet_width, is_wide, printed_places
from pipeline.bulletin.entries import Entry, Value, values_of
from pipeline.present import supported_places


def places_of(value: Value) -> int:
    """Return the decimals that a value prints with."""
    wide = value.facet == "value" and is_wide(value.cell)
    return printed_places(value.cell, "hi" if wide else value.facet, value.most)


def is_uneven(column: Iterable[Entry]) -> bool:
    """Tell whether numbers of a unit in a column have fewer decimals than others, as rounding allows no more.

    Intervals are left out: they say themselves how much is known.
    """
    most: dict[str, int] = {}
    least: dict[str, int] = {}
    for value in (one for entry in column for one in values_of(entry)):
        if value.facet == "value" and is_wide(value.cell):
            continue
        unit, places = value.cell["unit_code"], places_of(value)
        most[unit] = max(places, most.get(unit, 0))
        if supported_places(facet_width(value.cell, value.facet), value.most) < value.most:
            least[unit] = min(places, least.get(unit, places))
    return any(least[unit] < most[unit] for unit in least)
