"""Places that heads and labels of tables name, by the rules of the gazetteer; homonyms settled by context."""

import re
from dataclasses import dataclass
from typing import Final

from pipeline.places.gazetteer import LONGEST_NAME
from pipeline.places.resolution import Resolution
from pipeline.places.resolver import TERRITORY_LEVEL
from pipeline.reading.placenames import Place
from pipeline.reading.tables.lexis import meaning, meanings
from pipeline.reading.vocabulary import Vocabulary
from pipeline.reading.words import words_in

INFERRED: Final = TERRITORY_LEVEL
"""The code that marks a town or district that was told by what stands around its name."""
_LEVELS: Final = {"district": "district", "city": "city", "economic_region": "economic region"}
"""Words that are put behind a bare name where the head of its column says the level of all names in it."""
_CODE: Final = re.compile(r"[A-Z0-9]{2,12}(?:-[A-Z0-9]{1,12}){0,4}")
"""A code of an area as data files of statistical offices have it."""
_STANDARD: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
"""A code of ISO 3166-2: letters of a country, and of a part of it."""


@dataclass(frozen=True)
class Named:
    """A place that a head names: its territory, or candidates for it where a person must say."""

    territory: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """What stands around a bare name: the measure, the territory above it, the level its column says."""

    topic: str = ""
    within: str = ""
    level: str = ""


class TablePlaces:
    """Reads the places of one office's tables."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin; the office's table of names as written is left out, so that a bare name stays open."""
        self._vocabulary = vocabulary
        self._gazetteer = vocabulary.places.bare
        self._ids = frozenset(self._gazetteer.places)
        self._near: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, tuple[Place, ...]] = {}

    def whole(self, text: str, label: str, role: str) -> Named:
        """Read a text that names a place and nothing else, or the label that stands beside its code.

        In a column of territories (`role`) the text is taken as a name as it stands: a list of places that
        are the members of a group, a village with its district.
        """
        if text in self._ids:
            return Named(text)
        if role == "territory" and len(coded := self._of_standard(text)) == 1:
            return Named(coded[0])
        for tried in (text, label):
            found = self._alone(tried) if tried else Named()
            if not found.territory and role == "territory" and tried:
                resolved = self._resolve(tried)
                found = Named(resolved.territory_id) if resolved.territory_id else found
            if found.territory or found.candidates:
                return found
        return Named()

    def settle(self, text: str, around: Around) -> str:
        """Return the one territory of a bare name's candidates that its context means, empty for none."""
        level = _LEVELS.get(around.level, "")
        for tried in dict.fromkeys((f"{text} {level}".strip(), text)):
            found = self._resolve(tried, around)
            if found.territory_id:
                return found.territory_id
        return ""

    def near(self, text: str) -> tuple[str, ...]:
        """Return the territories that an unknown name may stand for, the nearest first.

        Of a code those come first whose own code ends with it, then those that end as it does.
        """
        if text not in self._near:
            found = self._resolve(text).candidates
            named = (candidate.territory_id for candidate in found)
            self._near[text] = tuple(dict.fromkeys((*self._codes_like(text), *named)))
        return self._near[text]

    def _codes_like(self, text: str) -> tuple[str, ...]:
        """List the ids that end with a code, or with its last part."""
        code = text.partition(": ")[0].strip()
        if not _CODE.fullmatch(code):
            return ()
        whole = [one for one in sorted(self._ids) if one.endswith(f"-{code}")]
        last = code.rpartition("-")[2]
        return tuple(whole or [one for one in sorted(self._ids) if one.endswith(f"-{last}") and last != code])

    def _of_standard(self, code: str) -> list[str]:
        """List the ids that are a code of ISO 3166-2, such as 'AZ-AGM', behind the letter of their level."""
        if not _STANDARD.fullmatch(code):
            return []
        return [one for one in self._ids if one.partition("-")[2] == code]

    def named_in(self, text: str) -> tuple[Place, ...]:
        """Find the places that a title names among other words; a title is looked through once."""
        if text not in self._named:
            self._named[text] = self._vocabulary.territories_in(text)
        return self._named[text]

    def _resolve(self, text: str, around: Around | None = None) -> Resolution:
        """Lead a name to a territory or to candidates."""
        given = around or Around()
        name = text[:LONGEST_NAME]
        return self._gazetteer.resolve(name, within=given.within, measure_topic=given.topic)

    def _alone(self, text: str) -> Named:
        """Read the one place that a text names, where only words such as 'district' stand beside it."""
        found = self._vocabulary.territories_in(text[:LONGEST_NAME])
        if len(found) != 1 or len(text) > LONGEST_NAME:
            return Named()
        left = text[: found[0].start] + " " + text[found[0].end :]
        words = meanings("administrative")
        if re.search(r"\d", left) or not all(word.text in words for word in words_in(left)):
            return Named()
        return Named(found[0].territory_id, found[0].candidates)


def level_of_column(text: str) -> str:
    """Return the level that the head of a column says of all names in it: 'Districts', 'Rayonlar'."""
    return meaning("level", text)
