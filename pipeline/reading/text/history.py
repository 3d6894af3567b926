"""Tells figures about past events, and lengths of time, from figures that an office may measure."""

from typing import Final

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.page import Line
from pipeline.reading.text.sentence import Mark, Sentence

TIME_UNITS: Final = frozenset(
    {"years", "months", "weeks", "days", "hours", "minutes", "decades", "centuries"}
)
_OF_EVENTS = frozenset(
    {"persons", "families", "settlements", "percent", "dwellings", "buildings", "hectares", "km2", ""}
)
_OF_PEOPLE = frozenset({"persons", "families", ""})
_LONG_AGO = 15
"""A year so far before publication speaks of past events."""


def is_past(line: Line, place: int, unit: str, has_cue: bool, published: int) -> tuple[bool, bool]:
    """Say whether a figure is about a past event or a length of time, and whether there is no doubt.

    `has_cue` tells whether the sentence has words for a measure; `published` is the year of publication, 0
    where it is not known.
    """
    sentence = line.sentence
    if unit in TIME_UNITS:
        return True, not (unit == "months" and is_after_preposition(line, place))
    harm = [mark for mark in sentence.of("past", "harm") if not _is_of_kin(mark, sentence)]
    if harm and unit in _OF_EVENTS:
        clause = sentence.clause_at(place)
        here = any(sentence.clause_at(mark.start) == clause for mark in harm)
        if unit in _OF_PEOPLE and not sentence.of("link", "movement") and not has_cue:
            return True, True
        return here, False
    if unit in _OF_EVENTS and not has_cue:
        events = [mark for mark in sentence.of("past", "event") if not _is_of_kin(mark, sentence)]
        long_ago = _is_long_ago(line, published)
        if events or long_ago:
            return True, bool(events) and long_ago
    return False, True


def _is_of_kin(mark: Mark, sentence: Sentence) -> bool:
    """Tell whether a word is part of the name of a group of living people: 'war veterans'."""
    return any(kin.first <= mark.first and mark.last <= kin.last for kin in sentence.of("past", "kin"))


def is_after_preposition(line: Line, place: int) -> bool:
    """Tell whether a number of months may be a part of a year: 'in nine months'."""
    before = [word.text for word in line.sentence.words if word.end <= place][-1:]
    return (
        bool(before) and before[0] in grammar(line.sentence.lang, "part_of_year")
    ) or line.sentence.lang == "az"


def _is_long_ago(line: Line, published: int) -> bool:
    """Tell whether all years that a sentence names lie far back."""
    years = [time.span.end.year for time in line.times if time.span.end is not None and time.numbers]
    return bool(years) and published > 0 and max(years) <= published - _LONG_AGO
