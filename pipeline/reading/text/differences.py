"""Tells an amount by which something changed from the level it reached: 'rose by 120', not 'rose to 120'."""

from itertools import takewhile
from typing import NamedTuple

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.sentence import Mark, Sentence

_NEAR = 3
"""Characters between the unit of an amount and the verb that follows it."""
_APART = 5
"""Words between the verb of a change and the preposition of its amount; past them a person is asked."""


class Difference(NamedTuple):
    """An amount of change: whether it is one downwards, and whether the words leave no other reading."""

    falls: bool
    certain: bool


def difference_at(sentence: Sentence, place: int) -> Difference | None:
    """Say whether the number at a place is an amount of change; None for a level."""
    clause = sentence.clause_at(place)
    changes = [mark for mark in sentence.of("change") if sentence.clause_at(mark.start) == clause]
    if not changes:
        return None
    if grammar(sentence.lang, "change_by"):
        return _with_preposition(sentence, place, changes)
    return _before_verb(sentence, place, changes) if sentence.lang == "az" else None


def _with_preposition(sentence: Sentence, place: int, changes: list[Mark]) -> Difference | None:
    """Read 'rose by 120', 'an increase of 120', 'up 120': what stands before the number and its currency."""
    beside = [*sentence.of("qualifier"), *sentence.of("unit")]
    before = [word for word in reversed(sentence.words) if word.end <= place]
    skipped = list(takewhile(lambda word: any(m.start <= word.start < m.end for m in beside), before))
    before = before[len(skipped) :]
    if not before:
        return None
    word, earlier = before[0], [mark for mark in changes if mark.start < before[0].start]
    if word.text in grammar(sentence.lang, "change_by"):
        nearest = max(earlier, key=lambda mark: mark.start) if earlier else changes[0]
        between = [one for one in before[1:] if nearest.end <= one.start]
        return Difference(nearest.meaning == "down", bool(earlier) and len(between) <= _APART)
    if word.text in grammar(sentence.lang, "change_of"):
        named = [mark for mark in earlier if mark.end + 1 == word.start]
        return Difference(named[0].meaning == "down", True) if named else None
    is_of_share = any(mark.start <= word.start < mark.end for mark in sentence.of("share"))
    if word.text in grammar(sentence.lang, "change_alone") and not is_of_share:
        return Difference(any(mark.start == word.start and mark.meaning == "down" for mark in changes), False)
    return None


def _before_verb(sentence: Sentence, place: int, changes: list[Mark]) -> Difference | None:
    """Read '120 milyon manat artıb': the verb follows the unit, which has no ending of direction or source.

    A unit that ends in a vowel of the dative by itself ('ailə') leaves open which of the two is meant, and so
    does 'çox', which may belong to the noun after it.
    """
    units = [mark for mark in sentence.of("unit") if mark.start >= place]
    for unit in sorted(units, key=lambda mark: mark.start)[:1]:
        verb = next((mark for mark in changes if 0 < mark.start - unit.end <= _NEAR), None)
        words = [word.text for word in sentence.words if unit.start <= word.start < unit.end]
        if verb is None or not words or words[-1].endswith(grammar("az", "ablative")):
            return None
        said = next(word.text for word in sentence.words if word.start == verb.start)
        open_word = words[-1].endswith(grammar("az", "dative")) or said in grammar("az", "change_adverb")
        return Difference(verb.meaning == "down", not open_word)
    return None
