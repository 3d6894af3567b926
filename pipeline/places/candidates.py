"""The nearest known names for one that is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.places.names import Entry, Key, Place
from pipeline.places.phrase import read_phrase
from pipeline.places.resolution import Candidate

LEAST_SCORE = 55
"""A name less alike than this is no candidate."""
_WORD_WEIGHT = 0.9
_MOST_WORDS = 6
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Nearest:
    """The folded names of an office, each with the territories that have it."""

    keys: tuple[str, ...]
    owners: tuple[tuple[Place, ...], ...]

    @classmethod
    def of(cls, index: Mapping[Key, list[Entry]], places: Mapping[str, Place]) -> "Nearest":
        """Take the names of an index."""
        keys = sorted(key for key in index if key and any(not word.startswith("@s") for word in key))
        owners = [tuple(dict.fromkeys(entry.territory_id for entry in index[key])) for key in keys]
        return cls(
            tuple(_plain(key) for key in keys),
            tuple(tuple(places[one] for one in ids) for ids in owners),
        )

    def find(self, name: str, most: int) -> tuple[Candidate, ...]:
        """Give the nearest territories, the nearest first; ties in the order of their ids.

        The score is the share of letters, of the folded name and a known one, that both have in the same
        order (normalised Indel similarity), 0 to 100. A single word of a longer name counts nine tenths.
        """
        from rapidfuzz import fuzz, process

        words = _words_of(name)
        asked = [(" ".join(words), 1.0)]
        if 1 < len(words) <= _MOST_WORDS:
            asked += [(word, _WORD_WEIGHT) for word in words if len(word) >= _SHORTEST_WORD]
        found = [
            (score * weight, place)
            for text, weight in asked
            for _, score, place in process.extract(
                text, self.keys, scorer=fuzz.ratio, limit=4 * most, score_cutoff=LEAST_SCORE
            )
        ]
        return self._rank(found, most)

    def _rank(self, found: Sequence[tuple[float, int]], most: int) -> tuple[Candidate, ...]:
        """Keep of each territory its best score."""
        best: dict[str, Candidate] = {}
        for score, place in found:
            for owner in self.owners[place]:
                whole = round(score)
                if owner.territory_id not in best or best[owner.territory_id].score < whole:
                    best[owner.territory_id] = Candidate(owner.territory_id, owner.label, owner.level, whole)
        ranked = sorted(best.values(), key=lambda one: (-one.score, one.territory_id))
        return tuple(ranked[:most])


def _words_of(name: str) -> list[str]:
    """Fold the words of a name as the keys are."""
    return [word.lstrip("@") for word in sorted(read_phrase(name).whole.key)]


def _plain(key: Key) -> str:
    """Join the words of a key."""
    return " ".join(word.lstrip("@") for word in key)
