"""The places that a sentence names for its figures: without origins, datelines and ends of routes."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.reading.lexicon import grammar
from pipeline.reading.placenames import Place
from pipeline.reading.text.page import Line, Page
from pipeline.reading.text.sentence import Sentence
from pipeline.reading.words import fold

_OPENING = 24
"""A dateline ends within so many characters of its place."""
_LISTED = ("", "and", "və", "и", "as well as", "həmçinin", "а также")
_DASHES = ("-", "–", "—")


def usable_places(line: Line, place: int = -1) -> list[Place]:
    """List the places of a sentence without those that people came from.

    What 'including' names is part of the place before it; for a figure that stands behind the word as well,
    at `place`, it is the place itself.
    """
    sentence = line.sentence
    away = {sentence.clause_at(mark.start) for mark in sentence.of("place", "origin")}
    found = [
        one
        for one in line.places
        if sentence.clause_at(one.start) not in away
        and not _is_origin(one, sentence)
        and not _is_dateline(one, line)
    ]
    parts = [mark.start for mark in sentence.of("place", "part")]
    if parts and place > parts[0]:
        return [one for one in found if one.start > parts[0]] or found
    return [one for one in found if not parts or one.start < parts[0]] or found


def _is_origin(place: Place, sentence: Sentence) -> bool:
    """Tell whether the ending of a name, or the word before it, says that people came from there."""
    endings = grammar(sentence.lang, "origin_ending")
    if endings:
        return fold(place.text).endswith(endings)
    before = [word.text for word in sentence.words if word.end <= place.start][-1:]
    return bool(before) and before[0] in grammar(sentence.lang, "origin_before")


def _is_dateline(place: Place, line: Line) -> bool:
    """Tell whether a place says where a report was written: first in a sentence, in capitals or dated."""
    if place.start > line.sentence.start + _OPENING:
        return False
    dated = any(0 < time.start - place.end < _OPENING for time in line.times if time.numbers)
    return place.text.isupper() or (
        place.start == line.sentence.start and dated and place.text[-1:].isalpha()
    )


def in_clause(places: Iterable[Place], sentence: Sentence, clause: int) -> list[Place]:
    """List the places that a clause names."""
    return [place for place in places if sentence.clause_at(place.start) == clause]


def with_listed(page: Page, places: Sequence[Place], here: Sequence[Place]) -> list[Place]:
    """Add the places that a list goes on with behind its commas: 'in A, B and C districts'."""
    found = list(here)
    for left, right in pairwise(places):
        between = page.text[left.end : right.start].strip(" \u00a0,").lower()
        if left in found and right not in found and between in _LISTED:
            found.append(right)
    return found


def of_sentence(places: Sequence[Place], line: Line, clause: int) -> tuple[list[Place], bool]:
    """List the places of the clauses without numbers of their own, or else those before.

    Figures that share a verb share its places; those of other clauses after a figure are a guess.
    """
    sentence = line.sentence
    numbered = line.full_clauses
    free = [place for place in places if sentence.clause_at(place.start) not in numbered - {clause}]
    verbs = {sentence.clause_at(mark.start) for mark in sentence.of("aspect")}
    shared = min((verb for verb in verbs if verb > clause), default=-1)
    if not free and clause not in verbs and shared > clause:
        free = [place for place in places if sentence.clause_at(place.start) == shared]
    chosen = free or [place for place in places if sentence.clause_at(place.start) < clause]
    return (chosen, True) if chosen else (list(places), False)


def is_route(page: Page, line: Line, places: Sequence[Place]) -> bool:
    """Tell whether a place is one end of a route: a dash alone stands between it and another name."""
    names = [(place.start, place.end) for place in line.places]
    ends = {
        place
        for left, right in pairwise(names)
        if page.text[left[1] : right[0]].strip(" \u00a0") in _DASHES
        for place in (left, right)
    }
    return any((place.start, place.end) in ends for place in places)
