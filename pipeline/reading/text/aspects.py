"""What a sentence says of the things that it counts: they are there, being made, planned, or due by a day."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.reading.lexicon import grammar, lexicon
from pipeline.reading.text.page import Line
from pipeline.reading.text.sentence import Mark, Sentence
from pipeline.reading.words import fold

_AHEAD = ("due", "planned")
_SHORT = 5
"""An ending says an aspect in words of more letters than this."""
_ORDER = 7
"""'To build' is looked for in so many words before a figure."""
_FOLLOWS = 4
"""A participle so many words after 'will', 'planned' or 'being' belongs to it: 'will be completed'."""


def aspect_at(line: Line, place: int) -> tuple[str, bool]:
    """Return the aspect in which a place of a sentence is meant, and whether there is no doubt.

    The clause itself decides; one that says nothing is taken as the clauses beside it, which must agree.
    """
    sentence = line.sentence
    marks = _standing(sentence)
    clause = sentence.clause_at(place)
    own = [mark for mark in marks if sentence.clause_at(mark.start) == clause]
    if own:
        return _of_marks(own, place)
    if not marks:
        return "", False
    return _of_neighbours(marks, clause, sentence)


def says_itself(line: Line, place: int) -> bool:
    """Tell whether the clause of a place has a word of its own for what is there, made or planned.

    'The length is 5 km' only says how long a thing is.
    """
    sentence = line.sentence
    clause = sentence.clause_at(place)
    equal = grammar(sentence.lang, "equal_stem")
    own = [mark for mark in _standing(sentence) if sentence.clause_at(mark.start) == clause]
    return any(not sentence.words[mark.first].text.startswith(equal) for mark in own)


def _of_neighbours(marks: Sequence[Mark], clause: int, sentence: Sentence) -> tuple[str, bool]:
    """Take the aspect of the nearest clause that has one; where both sides differ there is a doubt.

    A clause that 'and' begins goes with the one before it.
    """
    before = [mark for mark in marks if sentence.clause_at(mark.start) < clause]
    after = [mark for mark in marks if sentence.clause_at(mark.start) > clause]
    if not before or not after:
        side = before[-1] if before else after[0]
        return _last_word(side, before or after, sentence), True
    joined = any(mark.start == sentence.clauses[clause][0] for mark in sentence.of("link", "and"))
    if joined and sentence.clause_at(before[-1].start) == clause - 1:
        return _last_word(before[-1], before, sentence), True
    nearest = before[-1] if sentence.lang == "en" else after[0]
    return nearest.meaning, _group(before[-1].meaning) == _group(after[0].meaning)


def _last_word(mark: Mark, marks: Sequence[Mark], sentence: Sentence) -> str:
    """Return the aspect of the clause of a mark: 'due' where any word of it says so."""
    clause = sentence.clause_at(mark.start)
    same = {other.meaning for other in marks if sentence.clause_at(other.start) == clause}
    return "due" if "due" in same and _group(mark.meaning) == "planned" else mark.meaning


def _of_marks(marks: Iterable[Mark], place: int) -> tuple[str, bool]:
    """Choose among the marks of a clause."""
    found = list(marks)
    if len({_group(mark.meaning) for mark in found}) == 1:
        return ("due" if any(mark.meaning == "due" for mark in found) else found[0].meaning), True
    nearest = min(found, key=lambda mark: min(abs(mark.start - place), abs(mark.end - place)))
    return nearest.meaning, False


def _group(meaning: str) -> str:
    """Put what is due with what is planned."""
    return "planned" if meaning in _AHEAD else meaning


def _standing(sentence: Sentence) -> list[Mark]:
    """List the marks of aspects without participles that belong to 'will', 'planned' or 'being'."""
    marks = sorted([*sentence.of("aspect"), *_by_endings(sentence)], key=lambda mark: mark.start)
    leading = [mark for mark in marks if mark.meaning != "done"]
    kept = [
        mark
        for mark in marks
        if mark.meaning != "done" or not any(_belongs(mark, other, sentence) for other in leading)
    ]
    return [mark for mark in kept if not _within_other(mark, kept)]


def _by_endings(sentence: Sentence) -> Iterator[Mark]:
    """Yield marks of words whose ending says an aspect, in languages where it does."""
    known = {mark.first for mark in sentence.of("aspect")} | {mark.last for mark in sentence.of("aspect")}
    for meaning, endings in lexicon(sentence.lang).get("aspect_ending", {}).items():
        for number, word in enumerate(sentence.words):
            if (
                number not in known
                and len(word.text) > _SHORT
                and word.text.endswith(tuple(map(fold, endings)))
            ):
                yield Mark("aspect", meaning, word.start, word.end, number, number)


def is_asserted(line: Line, place: int, text: str, aspect: str) -> bool:
    """Tell whether the clause of a figure states it: not denied, not an order 'to build'."""
    sentence = line.sentence
    clause = sentence.clause_at(place)
    qualified = {word for mark in sentence.of("qualifier") for word in range(mark.first, mark.last + 1)}
    denied = (mark for mark in sentence.of("link", "not") if mark.first not in qualified)
    if any(sentence.clause_at(mark.start) == clause for mark in denied):
        return False
    order = grammar(sentence.lang, "order_word")
    if not order or aspect in _AHEAD:
        return True
    harmless = grammar(sentence.lang, "after_order")
    before = [word for word in sentence.words if sentence.clauses[clause][0] <= word.start < place][-_ORDER:]
    for first, second in pairwise(before):
        if first.text in order and second.text not in harmless and not text[second.start].isupper():
            return False
    return True


def _belongs(mark: Mark, other: Mark, sentence: Sentence) -> bool:
    """Tell whether a participle follows a word of another aspect closely enough to belong to it."""
    overlaps = other.first <= mark.last and mark.first <= other.last
    follows = 0 < mark.first - other.last <= _FOLLOWS
    return overlaps or (follows and sentence.clause_at(mark.start) == sentence.clause_at(other.start))


def _within_other(mark: Mark, marks: Iterable[Mark]) -> bool:
    """Tell whether a mark lies within a longer one of another meaning."""
    return any(
        other.first <= mark.first
        and mark.last <= other.last
        and other.last - other.first > mark.last - mark.first
        for other in marks
    )
