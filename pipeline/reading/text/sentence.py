"""A sentence with what its words may mean, by the lexicon of its language."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from pipeline.reading.lexicon import lexicon, meanings
from pipeline.reading.text.language import detect
from pipeline.reading.text.segments import Span, clauses, paragraphs, sentences
from pipeline.reading.words import Hit, Patterns, Word, words_in


@dataclass(frozen=True)
class Mark:
    """Words that mean something: the section of the lexicon, the meaning in it, and where they stand."""

    section: str
    meaning: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Sentence:
    """A sentence: its place, its language, its words and what they may mean, its clauses."""

    number: int
    paragraph: int
    start: int
    end: int
    lang: str
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]
    clauses: tuple[Span, ...]

    def of(self, section: str, *wanted: str) -> list[Mark]:
        """List the marks of a section in order, of some meanings or of all."""
        found = self._sections.get(section, [])
        return [mark for mark in found if mark.meaning in wanted] if wanted else list(found)

    def clause_at(self, place: int) -> int:
        """Return the number of the clause in which a place lies."""
        return min(bisect_right(self._ends, place), len(self.clauses) - 1)

    @cached_property
    def _ends(self) -> list[int]:
        """Where the clauses end."""
        return [end for _, end in self.clauses]

    @cached_property
    def _sections(self) -> Mapping[str, list[Mark]]:
        """The marks by section."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.section, []).append(mark)
        return found


@cache
def _patterns(lang: str) -> Patterns:
    """Index all patterns of a language."""
    return Patterns(meanings(lang))


@cache
def _abbreviations(lang: str) -> frozenset[str]:
    """Return the abbreviations of a language that end with a point."""
    return frozenset(lexicon(lang).get("link", {}).get("abbreviation", ()))


def marks_of(words: tuple[Word, ...], lang: str) -> tuple[Mark, ...]:
    """Say what words may mean; of the patterns of one section the longest counts."""
    found: list[Mark] = []
    taken: dict[tuple[str, str], int] = {}
    hits = sorted(_patterns(lang).find(words), key=lambda hit: (hit.first, -hit.last, hit.pattern))
    for hit in hits:
        for section, meaning in meanings(lang)[hit.pattern]:
            key = (section, "" if section in ("unit", "month", "weekday") else meaning)
            if taken.get(key, -1) < hit.first:
                taken[key] = hit.last
                found.append(_mark(section, meaning, words, hit))
    return tuple(found)


def _mark(section: str, meaning: str, words: tuple[Word, ...], hit: Hit) -> Mark:
    """Make a mark of a find."""
    return Mark(section, meaning, words[hit.first].start, words[hit.last].end, hit.first, hit.last)


def read_sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences, each in its language."""
    everything = words_in(text)
    main = detect(text, everything)
    found: list[Sentence] = []
    place = 0
    for number, (start, end) in enumerate(paragraphs(text)):
        place, inside = _words_within(everything, place, start, end)
        lang = detect(text[start:end], inside, main) if len(inside) >= 6 or _has_letters(inside) else main
        first = 0
        for left, right in sentences(text, start, end, _abbreviations(lang)):
            first, words = _words_within(inside, first, left, right)
            found.append(_read(len(found), number, (left, right), lang, words, text))
    return found


def _has_letters(words: Iterable[Word]) -> bool:
    """Tell whether words have letters that only some languages have."""
    return any(letter in "əğışçöü" or letter >= "\u0400" for word in words for letter in word.text)


def _words_within(words: tuple[Word, ...], first: int, start: int, end: int) -> tuple[int, tuple[Word, ...]]:
    """Return the words of a place, looking from the `first`, and the number of the one after them."""
    while first < len(words) and words[first].start < start:
        first += 1
    last = first
    while last < len(words) and words[last].start < end:
        last += 1
    return last, words[first:last]


def _cuts(mark: Mark, marks: Iterable[Mark], text: str) -> bool:
    """Tell whether a clause begins with a word: 'while' always, 'and' where a number follows."""
    if mark.meaning != "and":
        return mark.meaning == "joint"
    if re.match(r"[^,.;:()0-9]{0,14}[0-9]", text[mark.end : mark.end + 16]):
        return True
    return any(0 < other.first - mark.last <= 2 for other in marks if other.section == "cardinal")


def _read(
    number: int, paragraph: int, place: Span, lang: str, words: tuple[Word, ...], text: str
) -> Sentence:
    """Make a sentence with its marks and clauses."""
    marks = marks_of(words, lang)
    joints = [mark.start for mark in marks if mark.section == "link" and _cuts(mark, marks, text)]
    cut = tuple(clauses(text, *place, joints))
    return Sentence(number, paragraph, *place, lang, words, marks, cut)
