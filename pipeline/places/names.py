"""The names of an office's territories, by their folded words: what a name as written may stand for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations, product

import polars as pl

from pipeline.places.fold import plain_letters
from pipeline.places.phrase import Part, read_phrase

NAME_COLUMNS = ("name_az", "name_en", "name_ru")
REGION = "economic_region"
_MOST_FORMS = 600
"""So many combinations of endings of a name of several words are tried, and no more."""
_OTHER_LETTERS = (("q", "k"), ("h", "g"), ("ü", "i"))
"""How sources in other alphabets write a letter of an Azerbaijani name: q as k, h as g (Russian), ü as i."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """The days for which a territory had a parent; the parent is empty for one that has none."""

    first: date
    last: date
    parent: str

    def holds(self, on: date | None) -> bool:
        """Say whether the span covers a day; without a day, whether it is open."""
        return self.last == date.max if on is None else self.first <= on <= self.last


@dataclass
class Place:
    """A territory with its names, spans and, for a group, its coverage and members."""

    territory_id: str
    level: str
    kind: str
    label: str
    coverage: str = ""
    spans: list[Span] = field(default_factory=list)

    def valid(self, on: date | None) -> bool:
        """Say whether the territory existed on a day; without a day, whether it exists."""
        return any(span.holds(on) for span in self.spans)


@dataclass(frozen=True)
class Entry:
    """One name of a territory: `tier` 0 as the tables write it, 1 as other alphabets write its letters."""

    territory_id: str
    tier: int
    levels: frozenset[str]
    roads: frozenset[str]


def read_places(territory: pl.DataFrame) -> dict[str, Place]:
    """Read the territories with their spans."""
    places: dict[str, Place] = {}
    for row in territory.iter_rows(named=True):
        place = places.get(row["territory_id"])
        if place is None:
            label = row["name_en"] or row["name_az"] or row["territory_id"]
            kind = _kind_of(row["level"], row["name_az"] or row["name_en"])
            place = Place(row["territory_id"], row["level"], kind, label, row.get("coverage") or "")
            places[row["territory_id"]] = place
        place.spans.append(Span(row["valid_from"], row["valid_to"], row["parent_id"]))
    return places


def index_names(territory: pl.DataFrame) -> dict[Key, list[Entry]]:
    """Index every name of every territory by its folded words; words are sorted, so that order is free."""
    index: dict[Key, dict[Entry, None]] = {}
    for row in territory.iter_rows(named=True):
        variants = [name for name in row["variants"].split("|") if name]
        own = read_phrase(row["name_az"]).whole
        for column in NAME_COLUMNS:
            part = read_phrase(row[column]).whole
            _put(index, _with_level(part, own, row["level"]), row["territory_id"], 0)
        for name in variants:
            _put(index, read_phrase(name).whole, row["territory_id"], 0)
        for part in _as_others_write(own):
            _put(index, part, row["territory_id"], 1)
    return {key: list(entries) for key, entries in index.items()}


def _with_level(part: Part, own: Part, level: str) -> Part:
    """Read the bare name of an economic region, in a language that leaves its kind out, with its kind.

    Such a name alone is also that of a city, a district or an area without stated limits.
    """
    return replace(part, levels=own.levels) if level == REGION and not part.levels else part


def _put(index: dict[Key, dict[Entry, None]], part: Part, territory_id: str, tier: int) -> None:
    """Put one name of a territory into the index."""
    if part.said:
        entry = Entry(territory_id, tier, frozenset(part.levels), frozenset(part.roads))
        index.setdefault(sorted_key(part.key), {})[entry] = None


def share_names(index: dict[Key, list[Entry]], places: Mapping[str, Place]) -> dict[Key, list[Entry]]:
    """Give a town every name of the district that has its name and holds it, and the other way round."""
    shared: dict[Key, dict[Entry, None]] = {key: dict.fromkeys(entries) for key, entries in index.items()}
    for one, other in _namesakes(index, places):
        for key, entries in index.items():
            for entry in entries:
                if entry.territory_id == one:
                    shared[key][Entry(other, entry.tier, entry.levels, entry.roads)] = None
    return {key: sorted(entries, key=_order) for key, entries in shared.items()}


def _order(entry: Entry) -> tuple[int, str, list[str], list[str]]:
    """Order the entries of a name by what they are, never by which form was listed first."""
    return (entry.tier, entry.territory_id, sorted(entry.levels), sorted(entry.roads))


def _namesakes(index: Mapping[Key, list[Entry]], places: Mapping[str, Place]) -> set[tuple[str, str]]:
    """Give the pairs of a district and a settlement in it that share a name, both ways round."""
    pairs = set()
    for entries in index.values():
        ids = {entry.territory_id for entry in entries if entry.tier == 0}
        for town in ids:
            parents = {span.parent for span in places[town].spans}
            if places[town].level == "settlement":
                pairs |= {(town, parent) for parent in parents & ids}
    return pairs | {(parent, town) for town, parent in pairs}


def lookup(index: Mapping[Key, list[Entry]], part: Part) -> list[Entry]:
    """Find the entries of a part's words: as written first, else without endings, the fewest taken off."""
    written = index.get(sorted_key(part.key))
    if written:
        return written
    for key in _inflected(part.forms):
        found = index.get(sorted_key(key))
        if found:
            return found
    return []


def sorted_key(words: Iterable[str]) -> Key:
    """Give the words of a name as a key that does not depend on their order."""
    return tuple(sorted(words))


def _inflected(forms: list[tuple[str, ...]]) -> Iterator[Key]:
    """Give the combinations of forms of several words, up to a limit."""
    for number, key in enumerate(product(*forms)):
        if number >= _MOST_FORMS:
            return
        yield key


def _kind_of(level: str, name: str) -> str:
    """Say whether a settlement is a city, a village or a settlement by its own name; else its level."""
    if level != "settlement":
        return level
    told = read_phrase(name).whole.levels & {"city", "village", "settlement"}
    return min(told) if told else ""


def _as_others_write(part: Part) -> Iterator[Part]:
    """Give an Azerbaijani name as other alphabets write its letters, each form that the ways make once."""
    ways = [*_OTHER_LETTERS, ("", "")]
    chosen = (some for count in range(1, len(ways) + 1) for some in combinations(ways, count))
    for words in dict.fromkeys(tuple(_written(word, some) for word in part.words) for some in chosen):
        yield replace(part, words=list(words))


def _written(word: str, chosen: Iterable[tuple[str, str]]) -> str:
    """Write a word of a name in the ways chosen: letters replaced, or all of them plain."""
    for letter, other in chosen:
        word = _replace(word, letter, other) if letter else plain_letters(word)
    return word


def _replace(name: str, letter: str, other: str) -> str:
    """Replace a small or capital letter."""
    return name.replace(letter, other).replace(letter.upper(), other.upper())
