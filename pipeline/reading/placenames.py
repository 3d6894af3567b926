"""Places in running text, by the names that the office's tables list."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipeline.reading.words import Hit, Patterns, words_in


@dataclass(frozen=True)
class Place:
    """A place named in a text: its span, its territory, or empty with candidates where a person must say."""

    start: int
    end: int
    text: str
    territory_id: str
    inferred: str = ""
    candidates: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Places:
    """Finds places; the longest name wins."""

    patterns: Patterns
    ids: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, reference: Mapping[str, pl.DataFrame]) -> "Places":
        """Index the names of territories."""
        ids: dict[str, dict[str, None]] = {}
        for name, territory_id in _names(reference):
            words = [word.text for word in words_in(name)]
            if words:
                ids.setdefault("_".join(words), {})[territory_id] = None
        return cls(Patterns(ids), {name: tuple(found) for name, found in ids.items()})

    def find(self, text: str) -> tuple[Place, ...]:
        """Find the places that a text names, in order, without overlaps."""
        words = words_in(text)
        kept: list[Hit] = []
        for hit in sorted(self.patterns.find(words), key=lambda hit: (hit.first, -hit.last)):
            if not kept or hit.first > kept[-1].last:
                kept.append(hit)
        return tuple(
            self._place(text, words[hit.first].start, words[hit.last].end, hit.pattern) for hit in kept
        )

    def _place(self, text: str, start: int, end: int, name: str) -> Place:
        """Make a place of a name: one territory, or a question."""
        found = self.ids[name]
        if len(found) == 1:
            return Place(start, end, text[start:end], found[0], reason="name")
        return Place(start, end, text[start:end], "", "", found, "homonym")


def _names(reference: Mapping[str, pl.DataFrame]) -> list[tuple[str, str]]:
    """List each name with its territory."""
    listed = reference["territory_name"].select("name_as_written", "territory_id").iter_rows()
    names = [(name, territory_id) for name, territory_id in listed]
    for row in reference["territory"].iter_rows(named=True):
        written = (row["name_en"], row["name_az"], row["name_ru"], *str(row["variants"]).split("|"))
        names.extend((name, row["territory_id"]) for name in written if name.strip())
    return names
