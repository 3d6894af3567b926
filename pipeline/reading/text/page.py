"""A document as read so far: its sentences, the numbers and expressions of time in each, the places named."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.reading.placenames import Place
from pipeline.reading.text.anchor import Anchor, Years
from pipeline.reading.text.asides import find_asides
from pipeline.reading.text.enumeration import with_levels
from pipeline.reading.text.furniture import Zones, counters
from pipeline.reading.text.headings import headings_of
from pipeline.reading.text.numerals import find_roman, find_words
from pipeline.reading.text.sentence import Mark, Sentence, read_sentences
from pipeline.reading.text.times import Time, find_times
from pipeline.reading.text.tokens import Number, find_digits
from pipeline.reading.text.value import Habits
from pipeline.reading.vocabulary import Vocabulary

_MOST_LINES = 24
"""What a sentence leaves out is looked for in at most so many sentences before it."""


@dataclass(frozen=True)
class Line:
    """A sentence with its numbers, its expressions of time and the places that it names, all in order."""

    sentence: Sentence
    numbers: tuple[Number, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    units: tuple[Mark, ...]
    asides: frozenset[int] = frozenset()

    def time_of(self, number: Number) -> Time | None:
        """Return the expression of time that a number is part of."""
        return self._time_by_number.get(number.start)

    @property
    def units_said(self) -> tuple[Mark, ...]:
        """The marks of all units of the sentence: the language's and the office's own."""
        return (*self.sentence.of("unit"), *self.units)

    @cached_property
    def _time_by_number(self) -> dict[int, Time]:
        """The expression of time of each number that is in one."""
        return {one.start: time for time in reversed(self.times) for one in time.numbers}

    def zone(self, place: int) -> tuple[int, int]:
        """Return the clause of a place with the clauses around it that hold no number of their own.

        An aside ('or 30 %') says of the same thing in another unit, and parts nothing.
        """
        clauses = self.sentence.clauses
        full = self.full_clauses - self.asides
        own = first = last = self.sentence.clause_at(place)
        while first > 0 and first - 1 not in full:
            first -= 1
        while last + 1 < len(clauses) and last + 1 not in full:
            last += 1
        return clauses[min(own, first)][0], clauses[last][1]

    @cached_property
    def dated(self) -> frozenset[int]:
        """Where the numbers begin that are part of expressions of time."""
        return frozenset(one.start for time in self.times for one in time.numbers)

    @cached_property
    def full_clauses(self) -> frozenset[int]:
        """The clauses that hold a number of their own, no date."""
        return frozenset(
            self.sentence.clause_at(one.start) for one in self.numbers if one.start not in self.dated
        )

    def next_after(self, number: Number) -> int:
        """Return where the next number begins, or the end of the sentence."""
        after = bisect_right(self._starts, number.start)
        return self._starts[after] if after < len(self._starts) else self.sentence.end

    @cached_property
    def _starts(self) -> list[int]:
        """Where the numbers begin."""
        return [one.start for one in self.numbers]


@dataclass(frozen=True)
class Page:
    """All lines of a document with what they share."""

    text: str
    lines: tuple[Line, ...]
    zones: Zones
    counters: frozenset[int]
    habits: Habits
    anchor: Anchor
    vocabulary: Vocabulary
    named: frozenset[str]
    headings: frozenset[int] = frozenset()
    _memo: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    topics: dict[int, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    written: list[Time | None] = field(default_factory=list, repr=False, compare=False)

    def patterns(self, line: Line, start: int, end: int) -> frozenset[str]:
        """Return the office's patterns among the words of a sentence from `start` to before `end`."""
        key = (max(start, line.sentence.start), min(end, line.sentence.end))
        if key not in self._memo:
            words = [word for word in line.sentence.words if key[0] <= word.start < key[1]]
            self._memo[key] = self.vocabulary.patterns_in(words)
        return self._memo[key]

    def is_heading(self, line: Line) -> bool:
        """Tell whether a sentence is a heading: what it leaves out, nothing but the text below it says."""
        return line.sentence.number in self.headings

    def paragraph(self, line: Line) -> list[Line]:
        """Return the lines of a paragraph before a line, the last _MOST_LINES of them."""
        number = line.sentence.number
        before = self.lines[max(0, number - _MOST_LINES) : number]
        return [other for other in before if other.sentence.paragraph == line.sentence.paragraph]


def read_page(text: str, vocabulary: Vocabulary, anchor: Anchor) -> Page:
    """Find everything in a text that has to do with its numbers."""
    sentences = read_sentences(text)
    months_end = frozenset(mark.end for sentence in sentences for mark in sentence.of("month"))
    zones = Zones(text)
    digits = find_digits(text, months_end, zones.hold)
    numbers = _numbers_by_sentence(sentences, digits, text)
    places = vocabulary.territories_in(text)
    starts = [place.start for place in places]
    lines: list[Line] = []
    near: list[int] = []
    far: list[int] = []
    paragraph = -1
    for sentence, inside in zip(sentences, numbers, strict=True):
        if sentence.paragraph != paragraph:
            paragraph, near, far = sentence.paragraph, [], [*near, *far][:1]
        free = [number for number in inside if not zones.hold(number.start)]
        times = find_times(sentence, free, text, anchor, Years(tuple(near[:1]), tuple(far)))
        near = [*_years_named(times), *near]
        named = places[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        units = tuple(_own_units(sentence, vocabulary))
        own = with_levels(named, sentence, inside, (*sentence.of("unit"), *units), vocabulary)
        asides = find_asides(sentence, inside, text)
        lines.append(Line(sentence, inside, tuple(times), own, units, asides))
    counted = counters(sentences, [len(inside) for inside in numbers])
    headings = headings_of(sentences, text)
    habits = Habits.of(digits)
    return Page(text, tuple(lines), zones, counted, habits, anchor, vocabulary, _named(places), headings)


def _named(places: Sequence[Place]) -> frozenset[str]:
    """Return the territories that a document names in full, with the word for town or district."""
    return frozenset(place.territory_id for place in places if place.territory_id and not place.inferred)


def _numbers_by_sentence(
    sentences: Sequence[Sentence], digits: Sequence[Number], text: str
) -> list[tuple[Number, ...]]:
    """Give each sentence its numbers: in digits, in words and in roman numerals."""
    starts = [number.start for number in digits]
    found = []
    for sentence in sentences:
        inside = list(digits[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)])
        inside.extend(find_words(sentence, text))
        inside.extend(find_roman(sentence, text))
        found.append(tuple(sorted(inside, key=lambda number: number.start)))
    return found


def _own_units(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Mark]:
    """Yield marks of the units that the office alone knows."""
    words = sentence.words
    for name, first, last in vocabulary.own_units(words):
        yield Mark("unit", name, words[first].start, words[last].end, first, last)


def _years_named(times: Sequence[Time]) -> list[int]:
    """List the years that expressions of time name, the last first."""
    named = [
        int(number.text)
        for time in times
        for number in time.numbers
        if number.is_plain and len(number.text) == 4
    ]
    return named[::-1]
