"""Words of a text, folded so that case and look-alike letters do not matter, and patterns that find them.

A pattern is a word ('manat'), the beginning of one ('invest*') or several in a row ('by_the_end_of').
Alternatives are joined by '|' and groups by a space; every group must be found, in any order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?|[%€$₼₽]")
_FOLDED = {"ı": "i", "İ": "i", "I": "i", "ё": "е", "Ё": "е", "’": "'", "ʼ": "'"}


@dataclass(frozen=True)
class Word:
    """A word as folded, with its place in the text."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Make small letters, one for one, so that offsets hold; İ, I and ı become i, ё becomes е."""
    return "".join(map(_fold_letter, text))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    """Fold one letter to one letter."""
    if letter in _FOLDED:
        return _FOLDED[letter]
    small = letter.lower()
    return small if len(small) == 1 else letter


def words_in(text: str, offset: int = 0) -> tuple[Word, ...]:
    """List the words of a text; the point of an abbreviation such as 'mln.' is left out."""
    folded = fold(text)
    found = []
    for match in _WORD.finditer(folded):
        word = match[0].rstrip(".")
        found.append(Word(word, match.start() + offset, match.start() + offset + len(word)))
    return tuple(found)


@dataclass(frozen=True)
class Hit:
    """Where a pattern was found: from the first to the last word, both counted from 0."""

    pattern: str
    first: int
    last: int


class Patterns:
    """Many patterns that are looked for at once; the time it takes does not depend on their number."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Index the patterns by their first word."""
        self._exact: dict[str, list[tuple[str, ...]]] = {}
        self._begin: dict[str, list[tuple[str, ...]]] = {}
        for pattern in sorted(set(patterns)):
            parts = tuple(fold(part) for part in re.split("[_-]", pattern))
            index = self._begin if parts[0].endswith("*") else self._exact
            index.setdefault(parts[0].rstrip("*"), []).append((pattern, *parts))
        self._longest = max((len(stem) for stem in self._begin), default=0)
        self._known: dict[str, tuple[tuple[str, ...], ...]] = {}

    def find(self, words: Sequence[Word]) -> list[Hit]:
        """Find every pattern in a row of words, in the order of the words."""
        found = []
        for number, word in enumerate(words):
            for pattern, *parts in self._starting(word.text):
                last = number + len(parts) - 1
                if last < len(words) and all(
                    _fits(part, words[number + step].text) for step, part in enumerate(parts)
                ):
                    found.append(Hit(pattern, number, last))
        return found

    def _starting(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Return the patterns that may begin at a word."""
        if word not in self._known:
            begun = [
                entry
                for length in range(1, min(len(word), self._longest) + 1)
                for entry in self._begin.get(word[:length], ())
            ]
            self._known[word] = (*self._exact.get(word, ()), *begun)
        return self._known[word]


def _fits(part: str, word: str) -> bool:
    """Tell whether a word is the one of a pattern, or begins as it does."""
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def parse_groups(words: str) -> tuple[tuple[str, ...], ...]:
    """Split 'fixed_capital invest*|put' into groups of alternatives."""
    return tuple(tuple(group.split("|")) for group in words.split())


def whole_hits(hits: Iterable[Hit]) -> list[Hit]:
    """Leave out what lies within a longer find: 'oil' says nothing where 'non-oil' stands."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.last > kept[-1].last or (hit.first, hit.last) == (kept[-1].first, kept[-1].last):
            kept.append(hit)
    return kept
