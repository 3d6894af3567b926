"""Places in running text: the gazetteer's mentions, pairs that are one group, names inside others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from pipeline.places.gazetteer import Gazetteer, load_gazetteer
from pipeline.places.resolution import Resolution
from pipeline.reference import TABLES

_BESIDE: Final = ("territory_member", "place_level", "territory_change")
_AND: Final = ("and", "və", "и", "&", ",")


@dataclass(frozen=True)
class Place:
    """A place named in a text: its span, its territory, or empty with candidates where a person must say.

    `reason` is a code of `pipeline.places.resolution.REASONS`; `inferred` says how town or district was told.
    """

    start: int
    end: int
    text: str
    territory_id: str
    inferred: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Places:
    """Finds places in text by the rules of the gazetteer alone, so that a bare name stays open."""

    gazetteer: Gazetteer
    bare: Gazetteer

    @classmethod
    def of(cls, reference: Mapping[str, pl.DataFrame]) -> "Places":
        """Make the gazetteer of an office; tables that it may lack are empty."""
        empty = {
            name: pl.DataFrame(schema=dict.fromkeys(TABLES[name].columns, pl.String)) for name in _BESIDE
        }
        gazetteer = load_gazetteer({**empty, **reference})
        return cls(gazetteer, gazetteer.without_listed_names())

    def find(self, text: str) -> tuple[Place, ...]:
        """Find the places that a text names, in order, without overlaps; two that make a group are one."""
        found: list[Place] = []
        for mention in self.bare.mentions(text):
            place = _place(mention.start, mention.end, mention.text, mention.resolution)
            joined = self._joined(found[-1], place, text) if found else None
            if joined is not None:
                found[-1] = joined
            else:
                found.append(place)
        return tuple(found)

    def _joined(self, left: Place, right: Place, text: str) -> Place | None:
        """Return the group of which two places that 'and' joins are the members."""
        between = text[left.end : right.start].strip().strip("'’s").strip()
        if right.start - left.end > 8 or between not in _AND or between == ",":
            return None
        resolution = self.gazetteer.resolve(text[left.start : right.end])
        if resolution.is_question or resolution.reason not in ("members", "listed_name", "name"):
            return None
        return _place(left.start, right.end, text[left.start : right.end], resolution)

    def coverage(self, words: str) -> tuple[str, ...]:
        """Return the territory that stands for a coverage of a source's own, as the office lists it."""
        resolution = self.gazetteer.resolve(words)
        return (resolution.territory_id,) if resolution.territory_id else ()

    def settle(self, place: Place, topic: str) -> Place:
        """Settle town or district by what is counted, where the office says which of them is meant."""
        if place.territory_id or not topic:
            return place
        resolution = self.bare.resolve(place.text, measure_topic=topic)
        if resolution.is_question:
            return place
        return replace(place, territory_id=resolution.territory_id, inferred="territory_level")

    def level(self, territory_id: str) -> str:
        """Return the level of a territory: country, economic_region, district, city, settlement, group."""
        known = self.gazetteer.places.get(territory_id)
        return known.level if known else ""

    def members(self, territory_id: str) -> tuple[str, ...]:
        """Return the members of a group, or the territory itself where it is none."""
        found = self.gazetteer.resolver.groups.get(territory_id, ())
        return tuple(dict.fromkeys(member for member, _, _ in found)) or (territory_id,)

    def groups_of(self, level: str, count: int) -> tuple[str, ...]:
        """List the groups of so many members that are all of a level."""
        return tuple(
            group
            for group in self.gazetteer.resolver.groups
            if len(members := self.members(group)) == count
            and {self.level(one) for one in members} == {level}
        )

    def lies_in(self, inner: str, outer: str) -> bool:
        """Tell whether a territory is a member of another, or lies in it or in a member of it."""
        return inner != outer and any(
            member == inner or self.innermost([member, inner]) == [inner] for member in self.members(outer)
        )

    def levels_of(self, topic: str) -> tuple[str, ...]:
        """Return the levels by which the office compiles a topic, empty where it does not say."""
        return self.gazetteer.levels.get(topic, ())

    def country(self) -> str:
        """Return the one country that the office keeps; empty where it keeps several or none."""
        found = [one for one, place in self.gazetteer.places.items() if place.level == "country"]
        return found[0] if len(found) == 1 else ""

    def innermost(self, ids: Sequence[str]) -> list[str]:
        """Leave out territories in which another of them lies."""
        around = {parent for one in ids for parent in self._around(one)}
        return [one for one in dict.fromkeys(ids) if one not in around]

    def _around(self, territory_id: str) -> Iterable[str]:
        """Yield the territories in which one lies, outward."""
        seen = {territory_id}
        place = self.gazetteer.places.get(territory_id)
        while place is not None and place.spans:
            parent = place.spans[-1].parent
            if not parent or parent in seen:
                return
            seen.add(parent)
            yield parent
            place = self.gazetteer.places.get(parent)


def _place(start: int, end: int, text: str, resolution: Resolution) -> Place:
    """Make a place of what the gazetteer says."""
    candidates = tuple(candidate.territory_id for candidate in resolution.candidates)
    return Place(
        start, end, text, resolution.territory_id, resolution.inferred, candidates, resolution.reason
    )
