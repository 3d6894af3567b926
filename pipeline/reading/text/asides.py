"""Clauses that give the figure before them in another unit: 'X, or 30.8 %', '12 families (45 people)'."""

from collections.abc import Sequence

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.sentence import Mark, Sentence
from pipeline.reading.text.tokens import Number

_OPEN = ("(", "—", "–", "-")


def find_asides(sentence: Sentence, numbers: Sequence[Number], text: str) -> frozenset[int]:
    """Return the clauses that do; what the share is of is the total, or it is none ('or 5 % of exports')."""
    units = sentence.of("unit", "percent", "persons", "families")
    if not units or len(sentence.clauses) == 1:
        return frozenset()
    found: set[int] = set()
    for clause in range(1, len(sentence.clauses)):
        start, end = sentence.clauses[clause]
        inside = [number for number in numbers if start <= number.start < end]
        if len(inside) != 1:
            continue
        unit = [mark for mark in units if 0 <= mark.start - inside[0].past <= 1 and mark.end <= end]
        if (
            unit
            and not _goes_on(sentence, clause)
            and _leads(sentence, start, inside[0], text)
            and _ends(sentence, unit[0], end)
        ):
            found.add(clause)
    return frozenset(found)


def _goes_on(sentence: Sentence, clause: int) -> bool:
    """Tell whether the clause after says what a share is of: 'X (80 %) of the plan'."""
    if clause + 1 == len(sentence.clauses):
        return False
    start, end = sentence.clauses[clause + 1]
    first = next((word.text for word in sentence.words if start <= word.start < end), "")
    return first in grammar(sentence.lang, "of_what")


def _leads(sentence: Sentence, start: int, number: Number, text: str) -> bool:
    """Tell whether a clause begins with 'or' or a bracket, and its number at once."""
    before = [word for word in sentence.words if start <= word.start < number.start]
    links = sentence.of("link", "or")
    led = [mark for mark in links if mark.start >= start and not text[start : mark.start].strip()]
    if led:
        return not [word for word in before if word.start >= led[0].end]
    return text[max(0, start - 4) : start].rstrip(" \u00a0")[-1:] in _OPEN and not before


def _ends(sentence: Sentence, percent: Mark, end: int) -> bool:
    """Tell whether nothing follows the unit but words for the whole; Azerbaijani says those before it."""
    if sentence.lang == "az" and percent.meaning == "percent":
        return True
    wholes = [(mark.start, mark.end) for mark in sentence.of("whole")]
    after = [word for word in sentence.words if percent.end <= word.start < end]
    return all(any(start <= word.start < stop for start, stop in wholes) for word in after)
