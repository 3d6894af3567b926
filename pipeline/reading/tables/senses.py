"""Which measure the words of heads stand for where they settle it, or the codes that they may stand for."""

from typing import Final, NamedTuple

from pipeline.reading.tables.lexis import meanings
from pipeline.reading.tables.nature import nature_said
from pipeline.reading.tables.said import aspects_said
from pipeline.reading.tables.understood import is_understood, parted_words
from pipeline.reading.vocabulary import Sense, Unit, Vocabulary
from pipeline.reading.words import words_in

MAX_HEAD: Final = 400
"""Characters of a head that are looked at."""
MAX_CANDIDATES: Final = 6
COUNTED: Final = ("count", "family", "person")
"""Dimensions whose unit a measure decides: they have no scale of their own."""
_TIMES: Final = frozenset({"years", "months", "weeks", "days"})
"""Units that stand in heads for the period."""
_NATURES: Final = {"stock": ("stock",), "flow": ("flow", "event")}
"""The natures of measures that words such as 'as of' and 'during' go with."""


class Meant(NamedTuple):
    """A measure that words stand for; `worded` where words say so, and not the unit alone."""

    measure: str
    breakdown: str
    kind: str
    worded: bool = True


class Senses:
    """Reads words by an office's vocabulary; the same words are read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin with nothing read."""
        self.vocabulary = vocabulary
        self._senses: dict[tuple[str, str, str], tuple[Sense, ...]] = {}
        self._understood: dict[tuple[str, str], bool] = {}

    def best(self, text: str, unit: Unit | None, aspect: str = "") -> tuple["Meant | None", tuple[str, ...]]:
        """Return the one measure that words stand for, or None with the codes that they may stand for.

        `aspect` is what heads say of the things counted (planned, due); words of no aspect fit each. One
        is settled only where all words are understood, and say of things made or planned what it is of.
        """
        code = text.strip()
        found = self._senses_of(text, unit, aspect) if aspect else ()
        told = bool(found)
        if not found and code in self.vocabulary.measures:
            return Meant(code, "_T", ""), (code,)
        found = found or self._senses_of(text, unit, "")
        if not found:
            return None, ()
        top = [sense for sense in found if sense.score == found[0].score]
        if aspects_said(text) and not told:
            top = [sense for sense in top if _is_said(sense, text)] or top
        top = self._of_nature(top, text)
        codes = tuple(dict.fromkeys(sense.measure for sense in found))[:MAX_CANDIDATES]
        one = len({(sense.measure, sense.breakdown) for sense in top}) == 1
        one = one and (told or _is_said(top[0], text)) and self._is_counted(top[0], text, unit)
        one = one and self._is_understood(text, top[0])
        return (_meant(top[0]) if one else None), codes

    def _of_nature(self, tied: list[Sense], text: str) -> list[Sense]:
        """Part a running total from what came about in a period, where words say which of them they mean."""
        wanted = (
            _NATURES.get(nature_said(text), ()) if len(tied) > 1 and aspects_said(text) == {"done"} else ()
        )
        of = self.vocabulary.measures
        said = [sense for sense in tied if _is_said(sense, text) and sense.measure in of]
        if not wanted or len({of[sense.measure].topic for sense in said}) != 1:
            return tied
        return [sense for sense in said if of[sense.measure].nature in wanted] or tied

    def _is_understood(self, text: str, sense: Sense) -> bool:
        """Tell once whether words that name a measure leave none over."""
        key = (text, sense.measure)
        if key not in self._understood:
            self._understood[key] = is_understood(text, sense.cue, self.vocabulary)
        return self._understood[key]

    def _is_counted(self, sense: Sense, text: str, unit: Unit | None) -> bool:
        """Tell whether heads say what a measure counts: 'rooms completed' is no number of projects."""
        name = sense.cue.unit
        if unit is not None or self.vocabulary.named_unit(name).dimension not in COUNTED:
            return True
        return name in self._units_in(text)

    def only_counts(self, text: str) -> bool:
        """Tell whether words only name a unit, and whether it is planned: 'Dwellings planned'."""
        words = words_in(text[:MAX_HEAD])
        small, kinds = meanings("small"), meanings("kind")
        for patterns in self.vocabulary.unit_patterns.values():
            taken = {n for hit in patterns.find(words) for n in range(hit.first, hit.last + 1)}
            if all(n in taken or word.text in small or word.text in kinds for n, word in enumerate(words)):
                return True
        return False

    def _units_in(self, text: str) -> tuple[str, ...]:
        """List the unit that words name among others: 'dwellings under construction'; a year is none."""
        words = words_in(text[:MAX_HEAD])
        names = {
            self.vocabulary.unit_names[lang][hit.pattern]: None
            for lang, patterns in self.vocabulary.unit_patterns.items()
            for hit in patterns.find(words)
        }
        counted = tuple(name for name in names if name not in _TIMES)
        return counted if len(counted) == 1 else ()

    def _senses_of(self, text: str, unit: Unit | None, aspect: str) -> tuple[Sense, ...]:
        """List what words may stand for, with a unit that heads name or that is among the words.

        A unit among the words comes first: 'Dwellings completed' is no number of projects.
        """
        named = self._units_in(text) if unit is None else ()
        if named:
            return tuple(sense for name in named for sense in self._find(text, name, aspect))
        found = self._find(text, unit.name if unit and unit.dimension != "ratio" else "", aspect)
        found = found or (self._find(text, unit.name, aspect) if unit else ())
        named = () if found else self._units_in(text)
        return found or tuple(sense for name in named for sense in self._find(text, name, aspect))

    def _find(self, text: str, unit: str, aspect: str) -> tuple[Sense, ...]:
        """Look words up once."""
        key = (text, unit, aspect)
        if key not in self._senses:
            self._senses[key] = self.vocabulary.senses(parted_words(text[: 2 * MAX_HEAD]), unit, aspect)
        return self._senses[key]


def _is_said(sense: Sense, text: str) -> bool:
    """Tell whether words say the aspect of a measure; where they say none, things are there."""
    if not sense.cue.aspect:
        return True
    return (aspects_said(text) or {"done"}) <= set(sense.cue.aspect.split("|"))


def _meant(sense: Sense) -> Meant:
    """Return the measure of a sense."""
    return Meant(sense.measure, sense.breakdown, sense.kind, bool(sense.cue.groups))
