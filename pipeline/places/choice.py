"""Settles homonyms by what is written and by context: the kind of territory, the day, the container."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline.places.names import Entry, Place
from pipeline.places.phrase import Part

_MEANT = {
    "country": ("country",),
    "region": ("district", "economic_region"),
    "district": ("district",),
    "city": ("city",),
    "village": ("village", ""),
    "settlement": ("settlement", "village", ""),
}
_ANY_SETTLEMENT = frozenset({"city", "village", "settlement", ""})
NOT_STATED = "not_stated"
"""The coverage of a group that a source names without saying what belongs to it."""


def kinds_meant(part: Part) -> frozenset[str]:
    """Say which kinds of territory the words of a part mean; empty where they say none."""
    if "economic" in part.levels:
        return frozenset({"economic_region"})
    if part.around:
        return frozenset({"district"})
    return frozenset(kind for level in part.levels for kind in _MEANT.get(level, ()))


def of_kind(entries: Iterable[Entry], part: Part, places: Mapping[str, Place]) -> list[Entry]:
    """Keep the entries of the kind that is written; a group is meant only by a name of its own."""
    kinds = kinds_meant(part)
    kept = []
    for entry in entries:
        place = places[entry.territory_id]
        if place.level == "group":
            if _same_words(entry, part):
                kept.append(entry)
        elif not part.roads and (not kinds or place.kind in kinds):
            kept.append(entry)
    return kept


def _same_words(entry: Entry, part: Part) -> bool:
    """Say whether a group's name and a part say the same kinds; a hyphen may stand for the word road."""
    roads = set(part.roads) == set(entry.roads) or (bool(part.bound) and not part.roads)
    if entry.roads:
        return roads and set(entry.levels) == part.levels
    return not part.roads and (set(entry.levels) == part.levels or part.shared)


def valid_on(ids: Iterable[str], on: date | None, places: Mapping[str, Place]) -> list[str]:
    """Keep the territories that existed on the day; without a day, those that exist."""
    return [name for name in ids if places[name].valid(on)]


def within(ids: Sequence[str], containers: set[str], places: Mapping[str, Place]) -> list[str]:
    """Keep the territories that lie, or once lay, in one of the containers; a group has its own extent."""
    areas = [name for name in ids if places[name].level != "group"]
    return [name for name in areas if containers & ancestors(name, places)] if areas else list(ids)


def ancestors(name: str, places: Mapping[str, Place]) -> set[str]:
    """Give every territory that one lay in, at any time."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        place = places.get(waiting.pop())
        parents = {span.parent for span in place.spans if span.parent} if place else set()
        waiting.extend(parents - found)
        found |= parents
    return found


def preferred(ids: Sequence[str], levels: Sequence[str], places: Mapping[str, Place]) -> list[str]:
    """Keep the territories of the first level, of those that a context prefers, that any of them has."""
    for level in levels:
        kept = [name for name in ids if _has_level(places[name], level)]
        if kept:
            return kept
    return list(ids)


def _has_level(place: Place, level: str) -> bool:
    """Say whether a territory has a level; 'settlement' is any town or village, 'road' any road."""
    if level == "settlement":
        return place.level in ("settlement", "city") and place.kind in _ANY_SETTLEMENT
    return place.coverage == "road" if level == "road" else place.level == level
