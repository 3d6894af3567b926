"""The steps from a name as written to a territory: notes, lists, containers, homonyms, roads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from pipeline.places.candidates import Nearest
from pipeline.places.choice import NOT_STATED, kinds_meant, of_kind, preferred, valid_on, within
from pipeline.places.names import Entry, Key, Place, lookup
from pipeline.places.phrase import Part, Phrase, read_phrase
from pipeline.places.resolution import Candidate, Resolution

TERRITORY_LEVEL = "territory_level"
"""The code that marks a town or district that follows from the context alone."""
MOST_CANDIDATES = 5
_MOST_NESTED = 6
"""A name of more words than this is not taken for two names."""
_MOST_LISTED = 6
"""A list of more places than this is not compared with the groups."""


@dataclass(frozen=True)
class Context:
    """What is known beside the name: the day, what it lies in, and what is counted."""

    on: date | None = None
    containers: frozenset[str] = frozenset()
    levels: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Resolver:
    """Territories, their names and what came of them."""

    places: Mapping[str, Place]
    index: Mapping[Key, list[Entry]]
    groups: Mapping[str, list[tuple[str, date, date]]]
    successors: Mapping[str, tuple[str, ...]]
    nearest: Nearest

    def read(self, phrase: Phrase, name: str, context: Context) -> Resolution:
        """Resolve a phrase: its note where that says the coverage, its parts as a list, or its one place."""
        noted = self._from_notes(phrase, context)
        if noted:
            return noted
        if not phrase.parts:
            return self._unknown(name)
        whole = phrase.whole
        if len(phrase.parts) > 1:
            entries = of_kind(self.index.get(tuple(sorted(whole.key)), ()), whole, self.places)
            if entries:
                return self._settle(entries, whole, context)
            contained = self._contained(phrase, context)
            return contained or self._listed_together(phrase, context)
        return self._one_noted(phrase, name, context)

    def _one_noted(self, phrase: Phrase, name: str, context: Context) -> Resolution:
        """Resolve one place with what stands in parentheses after it."""
        own = {entry.territory_id for entry in lookup(self.index, phrase.parts[0])}
        if any(self.places[one].level != "group" for one in own):
            narrowed = self._add_notes(own, phrase, context)
            if narrowed is None:
                return self._question("note_not_read", sorted(own))
            context = narrowed
        return self._one(phrase.parts[0], name, context)

    def _one(self, part: Part, name: str, context: Context) -> Resolution:
        """Resolve one place."""
        found = lookup(self.index, part)
        if not found:
            return self._nested(part, context) or self._road(part) or self._unknown(name)
        entries = of_kind(found, part, self.places)
        if not entries:
            reason = "road_not_listed" if part.roads else "level_not_found"
            return self._question(reason, [entry.territory_id for entry in found])
        return self._settle(entries, part, context)

    def _nested(self, part: Part, context: Context) -> Resolution | None:
        """Read two names without a mark between them as one that lies in the other: 'Y rayonunun X kəndi'."""
        for size in range(1, len(part.words) if len(part.words) <= _MOST_NESTED else 0):
            pair = [lookup(self.index, replace(part, words=words)) for words in _split(part.words, size)]
            for own, other in (pair, pair[::-1]):
                holders = {entry.territory_id for entry in other}
                inner = [one for one in own if within([one.territory_id], holders, self.places)]
                entries = of_kind(inner, part, self.places) if holders else []
                if entries and all(self.places[one.territory_id].level != "group" for one in entries):
                    return self._settle(entries, part, context)
        return None

    def _settle(self, entries: Sequence[Entry], part: Part, context: Context) -> Resolution:
        """Choose among territories of one name by tier, day, container and context."""
        tier = min(entry.tier for entry in entries)
        ids = list(dict.fromkeys(entry.territory_id for entry in entries if entry.tier == tier))
        reason = "other_letters" if tier else "name"
        if any(self.places[one].level == "group" for one in ids):
            reason = "coverage"
        ids = [one for one in ids if one in context.only] or ids
        if context.containers:
            inside = within(ids, set(context.containers), self.places)
            if not inside:
                return self._question("not_in_container", ids)
            ids = inside
        return self.dated(ids, context.on, reason, "", part, context.levels)

    def dated(
        self,
        ids: Sequence[str],
        on: date | None,
        reason: str,
        inferred: str,
        part: Part | None = None,
        levels: tuple[str, ...] = (),
    ) -> Resolution:
        """Keep what existed then, and settle the level by context where the name does not say it."""
        valid = valid_on(ids, on, self.places)
        if not valid:
            return self._question("not_valid_then", [*ids, *self._followed(ids, on)])
        if part is None or len(valid) == 1 == len(ids):
            return Resolution(valid[0], reason, inferred or self._inferred(valid[0], part))
        stated = bool(kinds_meant(part))
        if not stated and any(self.places[one].coverage == NOT_STATED for one in ids):
            return self._question("level_not_stated", ids)
        chosen = valid if stated else preferred(valid, levels, self.places)
        if len(chosen) > 1:
            return self._question("homonym" if stated else "level_not_stated", chosen)
        return Resolution(chosen[0], reason, inferred or self._inferred(chosen[0], part))

    def _inferred(self, territory_id: str, part: Part | None) -> str:
        """Mark a level that the name does not state, and a numbered part of a place."""
        if part is None:
            return ""
        open_level = not kinds_meant(part) and self.places[territory_id].kind in ("district", "city")
        return TERRITORY_LEVEL if open_level or part.numbered or part.around else ""

    def _from_notes(self, phrase: Phrase, context: Context) -> Resolution | None:
        """Let a note in parentheses say the coverage: a list of places, or a coverage of the source's own."""
        for note in phrase.notes:
            inner = read_phrase(note)
            if len(inner.parts) > 1:
                group = self._group_of(inner, context)
                if group:
                    return Resolution(group, "members")
            entries = (
                of_kind(lookup(self.index, inner.whole), inner.whole, self.places) if inner.parts else []
            )
            groups = {entry.territory_id for entry in entries}
            if groups and all(self.places[one].level == "group" for one in groups):
                return self._settle(entries, inner.whole, context)
        return None

    def _add_notes(self, own: set[str], phrase: Phrase, context: Context) -> Context | None:
        """Take a note as another name of the place, or as what it lies in; None where it is neither."""
        inside, only = set(context.containers), set(context.only)
        for note in phrase.notes:
            named = self._named(note)
            around = {one for one in named if within(list(own), {one}, self.places)}
            if named & own:
                only |= named & own
            elif around:
                inside |= around
            else:
                return None
        return replace(context, containers=frozenset(inside), only=frozenset(only))

    def _contained(self, phrase: Phrase, context: Context) -> Resolution | None:
        """Read 'X, Y district' and 'Y district, X' as X that lies in Y; without a level word it is a list."""
        if phrase.joined or self._group_of(phrase, context):
            return None
        for first, *rest in (phrase.parts, phrase.parts[::-1]):
            own = [entry.territory_id for entry in self._entries(first)]
            holders = {entry.territory_id for part in rest for entry in self._entries(part)}
            inside = frozenset(one for one in holders if within(own, {one}, self.places))
            if inside and all(part.levels for part in rest):
                held = replace(context, containers=context.containers | inside)
                return self._one(first, " ".join(first.words), held)
        first, *rest = phrase.parts
        if first.levels or not all(part.levels & {"district", "region"} for part in rest):
            return None
        own = [entry.territory_id for entry in self._entries(first)]
        return self._question("not_in_container", own) if own else self._unknown(" ".join(first.words))

    def _listed_together(self, phrase: Phrase, context: Context) -> Resolution:
        """Resolve several places: the group of which they are the members."""
        group = self._group_of(phrase, context)
        if group:
            return Resolution(group, "members")
        named = [entry.territory_id for part in phrase.parts for entry in self._entries(part)]
        if phrase.whole.roads:
            return self._question("road_not_listed", named)
        if not named:
            return self._unknown(" ".join(word for part in phrase.parts for word in part.words))
        return self._question("list_without_group", named)

    def _group_of(self, phrase: Phrase, context: Context) -> str:
        """Give the group whose members are the places of a list, each meant by one of them."""
        parts = phrase.parts
        if not 1 < len(parts) <= _MOST_LISTED or phrase.whole.roads:
            return ""
        meant = [{entry.territory_id for entry in self._entries(part)} for part in parts]
        for group, rows in sorted(self.groups.items()):
            members = [member for member, first, last in rows if _holds(first, last, context.on)]
            if len(members) == len(parts) and _matches(meant, members):
                return group
        return ""

    def _entries(self, part: Part) -> list[Entry]:
        """Find what a part of a list may stand for; a level that it shares with others may not be its own."""
        found = lookup(self.index, part)
        kept = of_kind(found, part, self.places)
        return kept or (found if part.shared else [])

    def _road(self, part: Part) -> Resolution | None:
        """Recognise a road that is not listed: places bound by hyphens, or a word for a road."""
        if not part.bound and not part.roads:
            return None
        named = [
            entry.territory_id for word in part.words for entry in lookup(self.index, Part(words=[word]))
        ]
        if not part.roads and len(named) < 2:
            return None
        near = self.nearest.find(" ".join(part.words), MOST_CANDIDATES)
        return Resolution("", "road_not_listed", candidates=near)

    def containers(self, given: str) -> frozenset[str]:
        """Read what a name lies in, from its id or its name."""
        if not given:
            return frozenset()
        return frozenset({given}) if given in self.places else frozenset(self._named(given))

    def _named(self, name: str) -> set[str]:
        """Give the territories that a name may stand for."""
        phrase = read_phrase(name)
        return {entry.territory_id for part in phrase.parts for entry in self._entries(part)}

    def _followed(self, ids: Iterable[str], on: date | None) -> list[str]:
        """Give what came out of territories, or what they came from, that existed on the day."""
        linked = [one for name in ids for one in self.successors.get(name, ())]
        return valid_on(linked, on, self.places)

    def _unknown(self, name: str) -> Resolution:
        """Ask about a name that no territory has."""
        return Resolution("", "unknown_name", candidates=self.nearest.find(name, MOST_CANDIDATES))

    def _question(self, reason: str, ids: Iterable[str]) -> Resolution:
        """Ask which of several territories is meant."""
        known = [self.places[one] for one in dict.fromkeys(ids)][:MOST_CANDIDATES]
        return Resolution(
            "",
            reason,
            candidates=tuple(Candidate(one.territory_id, one.label, one.level, 100) for one in known),
        )


def _split(words: Sequence[str], size: int) -> tuple[list[str], list[str]]:
    """Split the words of a name in two."""
    return list(words[:size]), list(words[size:])


def _holds(first: date, last: date, on: date | None) -> bool:
    """Say whether a membership covers a day; without a day, whether it is open."""
    return last == date.max if on is None else first <= on <= last


def _matches(meant: Sequence[set[str]], members: Sequence[str]) -> bool:
    """Say whether each place of a list may stand for another member."""
    return any(
        all(member in candidates for member, candidates in zip(order, meant, strict=True))
        for order in permutations(members)
    )
