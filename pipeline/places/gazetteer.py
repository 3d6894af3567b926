"""The gazetteer of an office: names as written to territories, by stated steps, or a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from pipeline.places.candidates import Nearest
from pipeline.places.mentions import find_mentions
from pipeline.places.names import Place, index_names, read_places, share_names
from pipeline.places.phrase import read_phrase
from pipeline.places.resolution import Mention, Resolution
from pipeline.places.resolver import Context, Resolver

LONGEST_NAME = 300
"""A longer text is no name of a place: it is a question without candidates."""
MOST_REMEMBERED = 20_000
"""Answers that a gazetteer remembers; past it, it forgets them all and goes on."""


@dataclass(frozen=True)
class Gazetteer:
    """Names, territories and what an office declares of them; made by `load_gazetteer`."""

    resolver: Resolver
    listed: Mapping[tuple[str, str], tuple[str, str]]
    levels: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, str]
    _memo: dict[object, Resolution] = field(default_factory=dict, repr=False, compare=False)

    @property
    def places(self) -> Mapping[str, Place]:
        """Give the territories by their ids."""
        return self.resolver.places

    def resolve(
        self,
        name: str,
        *,
        on: date | None = None,
        within: str = "",
        measure_topic: str = "",
        layout: str = "",
    ) -> Resolution:
        """Lead a name as written to a territory, or to a question with candidates.

        `on` is a day of the reference period (its last one): a territory that did not exist then is not
        given. `within` is a territory_id or a name of what it lies in. `measure_topic` is a measure code or
        a topic, `layout` the layout of the table: they settle town or district where only the name stands,
        as the office's table `place_level` says, and that is marked in `inferred`.
        """
        key = (name, on, within, measure_topic, layout)
        if key not in self._memo:
            if len(self._memo) >= MOST_REMEMBERED:
                self.forget()
            self._memo[key] = self._resolve(name, on, within, measure_topic, layout)
        return self._memo[key]

    def mentions(self, text: str, on: date | None = None) -> list[Mention]:
        """Find the places that a running text names, in order; the longest name wins."""

        def resolve(name: str, within: str) -> Resolution:
            return self.resolve(name, on=on, within=within)

        return find_mentions(text, self.resolver.index, resolve)

    @property
    def remembered(self) -> int:
        """Count the answers that are remembered."""
        return len(self._memo)

    def forget(self) -> None:
        """Forget the names that were asked about."""
        self._memo.clear()

    def without_listed_names(self) -> "Gazetteer":
        """Give the same gazetteer without the office's table of names as written: the rules alone."""
        return replace(self, listed={}, _memo={})

    def _resolve(self, name: str, on: date | None, within: str, topic: str, layout: str) -> Resolution:
        """Go through the steps: the office's table, the phrase as a whole, its parts."""
        if not name.strip():
            return Resolution("", "empty")
        if len(name) > LONGEST_NAME:
            return Resolution("", "too_long")
        known = self.listed.get((name, layout)) or self.listed.get((name, ""))
        if known:
            return self.resolver.dated([known[0]], on, "listed_name", known[1])
        told = (topic, self.topics.get(topic, ""), layout)
        levels = next((self.levels[one] for one in told if one in self.levels), ())
        context = Context(on, self.resolver.containers(within), levels)
        return self.resolver.read(read_phrase(name), name, context)


def load_gazetteer(reference: Mapping[str, pl.DataFrame]) -> Gazetteer:
    """Make the gazetteer of an office from its reference tables.

    Read are territory, territory_member, territory_name, measure (its topic), territory_change (what came of
    a territory) and place_level: for a context (a measure, a topic or a layout) the levels that a bare name
    may have there, by rank, the lowest first.
    """
    territory = reference["territory"]
    places = read_places(territory)
    index = share_names(index_names(territory), places)
    listed = {
        (row["name_as_written"], row["layout"]): (row["territory_id"], row["inferred"])
        for row in reference["territory_name"].iter_rows(named=True)
        if row["territory_id"] in places
    }
    groups: dict[str, list[tuple[str, date, date]]] = {}
    for group, member, first, last in reference["territory_member"].iter_rows():
        groups.setdefault(group, []).append((member, first, last))
    levels: dict[str, tuple[str, ...]] = {}
    for context, level in reference["place_level"].sort("rank").select("context", "level").iter_rows():
        levels[context] = (*levels.get(context, ()), level)
    nearest = Nearest.of(index, places)
    resolver = Resolver(places, index, groups, _successors(reference), nearest)
    topics = dict(reference["measure"].select("measure_code", "topic").iter_rows())
    return Gazetteer(resolver, listed, levels, topics)


def _successors(reference: Mapping[str, pl.DataFrame]) -> dict[str, tuple[str, ...]]:
    """Link territories that came of one another, both ways."""
    linked: dict[str, tuple[str, ...]] = {}
    for old, new in reference["territory_change"].select("from_id", "to_id").iter_rows():
        linked[old] = (*linked.get(old, ()), new)
        linked[new] = (*linked.get(new, ()), old)
    return linked
