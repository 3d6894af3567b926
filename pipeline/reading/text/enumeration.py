"""Places and amounts that a sentence lists: 'A district took 5 million manats, B 4 million'."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.lexicon import grammar
from pipeline.reading.placenames import Place
from pipeline.reading.text.sentence import Mark, Sentence
from pipeline.reading.text.tokens import Number
from pipeline.reading.vocabulary import Vocabulary

_LEVELS = ("district", "city", "settlement")
"""Levels of places that the items of a list share."""
_LISTED = "territory_level"
_END = sys.maxsize


def lists_on(
    sentence: Sentence, start: int, end: int, places: Sequence[Place], units: Sequence[Mark]
) -> bool:
    """Tell whether a name stands between two places of a sentence, and but for it no word of its own."""
    named = [place for place in places if start <= place.start and place.end <= end]
    return bool(named) and goes_on(sentence, start, end, named, units)


def goes_on(sentence: Sentence, start: int, end: int, places: Sequence[Place], units: Sequence[Mark]) -> bool:
    """Tell whether nothing stands between two points of a sentence but names, 'and', 'in', a scale word.

    `units` are the marks of units, and of other words, that may stand there as well.
    """
    known = [
        *((mark.start, mark.end) for mark in (*units, *sentence.of("scale"))),
        *((place.start, place.end) for place in places),
    ]
    listed = grammar(sentence.lang, "list_word")
    return all(
        word.text in listed or any(first <= word.start < last for first, last in known)
        for word in sentence.words
        if start <= word.start < end
    )


def with_levels(
    places: Sequence[Place],
    sentence: Sentence,
    numbers: Sequence[Number],
    units: Sequence[Mark],
    vocabulary: Vocabulary,
) -> tuple[Place, ...]:
    """Give a bare name of a list the level of the place before it, where each has its own amount of one unit.

    'Fuzuli district took 655 million manats, Aghdam 604 million': Aghdam is the district.
    """
    found = list(places)
    for step in range(1, len(found)):
        left, right = found[step - 1], found[step]
        level = vocabulary.places.level(left.territory_id)
        if right.territory_id or level not in _LEVELS or left.inferred not in ("", _LISTED):
            continue
        same = [one for one in right.candidates if vocabulary.places.level(one) == level]
        if len(same) == 1 and _is_next(left, right, found, sentence, numbers, units):
            found[step] = replace(right, territory_id=same[0], inferred=_LISTED)
    return tuple(found)


def _is_next(
    left: Place,
    right: Place,
    places: Sequence[Place],
    sentence: Sentence,
    numbers: Sequence[Number],
    units: Sequence[Mark],
) -> bool:
    """Tell whether two places are items of one list: each has a number, the second nothing else."""
    own = _numbers_of(left, right.start, numbers)
    following = next((place.start for place in places if place.start > right.start), sentence.end)
    others = _numbers_of(right, following, numbers)
    if not own or not others:
        return False
    counted = {_unit_after(one, units, numbers) for one in own}
    if _unit_after(others[0], units, numbers) not in ("", *counted):
        return False
    said = [mark for mark in units if mark.meaning in counted]
    return goes_on(sentence, own[-1].end, others[0].start, (right,), said)


def _numbers_of(place: Place, stop: int, numbers: Sequence[Number]) -> list[Number]:
    """List the numbers between a place and another."""
    return [number for number in numbers if place.end <= number.start < stop]


def _unit_after(number: Number, units: Sequence[Mark], numbers: Sequence[Number]) -> str:
    """Return the unit between a number and the next one, empty for none."""
    stop = min((one.start for one in numbers if one.start > number.start), default=_END)
    return next((mark.meaning for mark in units if number.end <= mark.start < stop), "")
