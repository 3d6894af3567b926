"""Tells growth, shares and multiples from levels, with their direction."""

from dataclasses import dataclass

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.differences import difference_at
from pipeline.reading.text.page import Line
from pipeline.reading.text.sentence import Mark

_REACH = 4
"""A word for a difference stands so few words after its number."""


@dataclass(frozen=True)
class Change:
    """What a ratio says: its quantity, whether it fell, a code of how it was printed, whether it is sure.

    `basis` is the price basis of a growth.
    """

    quantity: str = "level"
    falls: bool = False
    interpretation: str = ""
    certain: bool = True
    basis: str = ""


def change_at(line: Line, place: int, unit: str) -> Change:
    """Say what a figure in per cent or times is; other units are levels, or amounts by which one changed."""
    sentence = line.sentence
    if unit not in ("percent", "times", "percentage points"):
        found = difference_at(sentence, place)
        if found is not None:
            return Change("difference", found.falls, "", found.certain)
        return Change("difference", certain=False) if _is_difference(line, place) else Change()
    clause = sentence.clause_at(place)
    near = [
        mark
        for mark in sentence.of("change")
        if sentence.clause_at(mark.start) == clause and not _is_of_share(mark, sentence.of("share"))
    ]
    shares = [mark for mark in sentence.of("share") if sentence.clause_at(mark.start) == clause]
    closest = _closest(near, place)
    if unit == "times":
        falls = closest is not None and closest.meaning == "down"
        return Change(
            "multiple", falls, "ratio_of_decrease" if falls else "ratio_as_growth", closest is not None
        )
    if closest is not None and not (shares and _gap(shares, place) < _gap([closest], place)):
        sides = {mark.meaning for mark in near}
        basis = next((mark.meaning for mark in sentence.of("price")), "not_stated")
        return Change("growth", closest.meaning == "down", "", len(sides) == 1, basis)
    if shares:
        return Change("share", certain=True)
    return Change("level", certain=False)


def _is_difference(line: Line, place: int) -> bool:
    """Tell whether a number says how many more or less than at another time: '14 families more than in May'.

    Right after its unit stands a word for a change, and the sentence compares.
    """
    sentence = line.sentence
    words = [word.start for word in sentence.words if word.start > place][:_REACH]
    units = [mark for mark in (*sentence.of("unit"), *line.units) if mark.start in words]
    changes = [mark for mark in sentence.of("change") if mark.start in words]
    after = any(unit.last < mark.first <= unit.last + 1 for unit in units[:1] for mark in changes)
    at_once = bool(words) and any(mark.start == words[0] for mark in changes)
    compared = bool(sentence.of("time", "same_period")) or any(t.role == "compare" for t in line.times)
    return (after or at_once) and compared and not _is_exceeded(line, units)


def _is_exceeded(line: Line, units: list[Mark]) -> bool:
    """Tell whether the ending of a unit in Azerbaijani says 'more than' of the number itself."""
    ending = grammar(line.sentence.lang, "ablative")
    return bool(ending) and any(line.sentence.words[unit.last].text.endswith(ending) for unit in units[:1])


def _is_of_share(mark: Mark, shares: list[Mark]) -> bool:
    """Tell whether a word is part of words for a share: 'up' in 'made up'."""
    return any(
        other.first <= mark.first and mark.last <= other.last and other.first < other.last for other in shares
    )


def _closest(marks: list[Mark], place: int) -> Mark | None:
    """Return the mark nearest to a place."""
    return min(marks, key=lambda mark: _gap([mark], place)) if marks else None


def _gap(marks: list[Mark], place: int) -> int:
    """Return how many characters lie between a place and the nearest of some marks."""
    return min(min(abs(mark.start - place), abs(mark.end - place)) for mark in marks)
