"""Words about places in the languages of the sources: level words, joins, fillers, and endings."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipeline.places.fold import fold, lower

_SOURCE = Path(__file__).with_name("words.toml")
_SHORTEST_STEM = 3
"""A name keeps at least so many letters when an ending is taken off it."""
_POSSESSIVE = re.compile(r"['’ʼ]s$")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_ARMENIAN = re.compile("[ա-ֆԱ-Ֆ]")
_AZERBAIJANI = re.compile("[əğıöüşçxqİƏĞÖÜŞÇXQ]")
"""A vowel alone is taken for an ending in a word that shows the letters of the language."""


@dataclass(frozen=True)
class Word:
    """What a word is: its `role` (level, direction, status, link, and, small, around), and which one."""

    role: str
    value: str


@cache
def facts() -> Mapping[str, Any]:
    """Read the tables of words."""
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))


@cache
def _stems() -> dict[str, Word]:
    """Give every listed word by its folded form."""
    table = facts()
    found: dict[str, Word] = {}
    for role in ("level", "direction"):
        for value, words in table[role].items():
            found |= {fold(word): Word(role, value) for word in words}
    found |= {fold(word): Word("and", "") for word in table["join"]["and"]}
    found |= {fold(word): Word("small", "") for word in table["filler"]["small"]}
    found |= {fold(word): Word("link", "") for word in table["link"]["words"]}
    found |= {fold(word): Word("status", "") for word in table["status"]["words"]}
    return found | {fold(word): Word("around", "") for word in table["around"]["words"]}


@cache
def _abbreviations() -> dict[str, Word]:
    """Give the short forms exactly as written in small letters."""
    return {
        lower(word): Word("level", value)
        for value, words in facts()["abbreviation"].items()
        for word in words
    }


@cache
def _endings() -> re.Pattern[str]:
    """Compile the endings that a listed word may carry."""
    table = facts()["ending"]
    return re.compile("|".join(f"(?:{table[name]})" for name in ("azerbaijani", "russian", "western")))


@lru_cache(maxsize=65536)
def classify(word: str) -> Word | None:
    """Say what a word is, in any of its inflected forms; None for a word that is not listed."""
    short = _abbreviations().get(lower(word))
    if short:
        return short
    folded = fold(strip_possessive(word))
    stems = _stems()
    if folded in stems:
        return stems[folded]
    for size in range(len(folded) - 1, _SHORTEST_STEM, -1):
        found = stems.get(folded[:size])
        if found and found.role in ("level", "around") and _endings().fullmatch(folded[size:]):
            return found
    return None


@lru_cache(maxsize=65536)
def stems_of(word: str) -> tuple[str, ...]:
    """Give the folded forms that a word of a name may stand for: itself first, then without its ending."""
    bare = strip_possessive(word)
    folded = fold(bare)
    endings = facts()["case"]
    forms = [folded]
    if _CYRILLIC.search(bare):
        forms += [*_adjective_stems(folded), *_without(folded, endings["russian"], replaced=True)]
    elif _ARMENIAN.search(bare):
        forms += _without(folded, endings["armenian"])
    else:
        vowels = endings["azerbaijani_vowel"] if _AZERBAIJANI.search(bare) else []
        forms += _without(folded, [*endings["azerbaijani"], *vowels, *endings["western"]])
    return tuple(dict.fromkeys(form for form in forms if len(form) >= _SHORTEST_STEM or form == folded))


def strip_possessive(word: str) -> str:
    """Take 's off a word."""
    return _POSSESSIVE.sub("", word)


def _without(folded: str, endings: Iterable[str], *, replaced: bool = False) -> list[str]:
    """Take each ending off a word, the shortest first; a Russian ending may stand for a vowel of the name."""
    stems = [folded[: -len(ending)] for ending in endings if folded.endswith(ending)]
    stems.sort(key=len, reverse=True)
    return stems + [stem + "a" for stem in stems if replaced]


def _adjective_stems(folded: str) -> list[str]:
    """Give the names that a Russian adjective may be made of: hojalinskii of hojali."""
    bare = re.sub(facts()["adjective"]["russian"], "", folded)
    if bare == folded:
        return []
    stems = [bare, bare.removesuffix("n"), bare.removesuffix("in"), bare.removesuffix("an")]
    return [stem + vowel for stem in dict.fromkeys(stems) for vowel in ("", "i", "a", "u")]
