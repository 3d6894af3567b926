"""Tells growth, shares and multiples from levels, with their direction."""

from dataclasses import dataclass

from pipeline.reading.text.page import Line
from pipeline.reading.text.sentence import Mark


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
    """Say what a figure in per cent or times is; other units are levels."""
    if unit not in ("percent", "times", "percentage points"):
        return Change()
    sentence = line.sentence
    clause = sentence.clause_at(place)
    near = [mark for mark in sentence.of("change") if sentence.clause_at(mark.start) == clause]
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


def _closest(marks: list[Mark], place: int) -> Mark | None:
    """Return the mark nearest to a place."""
    return min(marks, key=lambda mark: _gap([mark], place)) if marks else None


def _gap(marks: list[Mark], place: int) -> int:
    """Return how many characters lie between a place and the nearest of some marks."""
    return min(min(abs(mark.start - place), abs(mark.end - place)) for mark in marks)
