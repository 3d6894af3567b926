"""Finds numbers in words and in roman numerals, where they state a quantity or number something."""

import re
from collections.abc import Iterable, Iterator

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.sentence import Mark, Sentence
from pipeline.reading.text.tokens import Number

_ROMAN = re.compile(r"(?<![\w.’'-])(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?![\w’'])")
_TENS = {"": 0, "X": 10, "XX": 20, "XXX": 30}
_ONES = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_TIME = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "decades", "centuries"})
_ALL_JOINTS = grammar("en", "joint_word")
"""Only English says 'two hundred and five'."""
_REACH = 4
"""Between a number in words and what it counts stand at most this many words less one."""


def find_words(sentence: Sentence, text: str) -> Iterator[Number]:
    """Yield cardinal words that count something, and ordinal words that number a phase or a group."""
    yield from _cardinals(sentence, text)
    nouns = sentence.of("number_noun", "ordinal")
    for mark in sentence.of("ordinal"):
        near = [noun for noun in nouns if 0 < noun.first - mark.last <= 2]
        if near and not _has_digit(text[mark.end : near[0].start]):
            yield Number(mark.start, mark.end, text[mark.start : mark.end], "word", int(mark.meaning), "nth")


def _has_digit(text: str) -> bool:
    """Tell whether a digit stands in a text."""
    return any(letter.isdigit() for letter in text)


def _cardinals(sentence: Sentence, text: str) -> Iterator[Number]:
    """Yield runs of cardinal words, each as one number."""
    run: list[Mark] = []
    for mark in sentence.of("cardinal"):
        if run and not (_adjoins(run[-1], mark, text) and _goes_on(run, mark)):
            yield from _counted(run, sentence, text)
            run = []
        run.append(mark)
    if run:
        yield from _counted(run, sentence, text)


def _adjoins(left: Mark, right: Mark, text: str) -> bool:
    """Tell whether two words are one number, by what stands between them."""
    between = text[left.end : right.start].strip().lower()
    return between in ("", "-", *_ALL_JOINTS) and right.first - left.last <= 2


def _goes_on(run: list[Mark], mark: Mark) -> bool:
    """Tell whether a word adds to the number so far: 'twenty' to 'five', 'two' to 'hundred'."""
    value, before = int(mark.meaning), int(run[-1].meaning)
    if value == 100:
        return before < 10
    return value < (10 if before < 100 else 100) and before > value and before not in range(1, 10)


def value_of(run: Iterable[Mark]) -> int:
    """Add up the words of a number."""
    total = 0
    for mark in run:
        value = int(mark.meaning)
        total = total * 100 if value == 100 and 0 < total < 10 else total + value
    return total


def _counted(run: list[Mark], sentence: Sentence, text: str) -> Iterator[Number]:
    """Yield a number in words if it counts something that is known."""
    start, end = run[0].start, run[-1].end
    value = value_of(run)
    counted = _noun_after(run[-1], sentence, text)
    if counted is None or (_is_set_apart(run[0], sentence) and value < 20):
        return
    if value == 1 and not _is_one(run[0], counted, sentence, text):
        return
    yield Number(start, end, text[start:end], "word", value)


def _noun_after(mark: Mark, sentence: Sentence, text: str) -> Mark | None:
    """Return the unit or scale that a number in words stands before, if one is near."""
    for other in sentence.marks:
        near = 0 < other.first - mark.last <= _REACH and other.section in ("unit", "scale")
        if near and not re.search(r"[.,;:!?()0-9]", text[mark.end : other.start]):
            return other
    return None


def _is_set_apart(mark: Mark, sentence: Sentence) -> bool:
    """Tell whether 'these', 'both' or the like stands before: then nothing is counted."""
    return any(other.last == mark.first - 1 for other in sentence.of("link", "these"))


def _is_one(mark: Mark, noun: Mark, sentence: Sentence, text: str) -> bool:
    """Tell whether 'one' counts: 'one-day', 'one family', not 'one of the districts' or 'bir gün'."""
    between = text[mark.end : noun.start]
    if noun.first - mark.last != 1 or between not in (" ", "-", "\u00a0"):
        return False
    if noun.section == "scale" or between == "-":
        return True
    before = [word.text for word in sentence.words[max(0, mark.first - 1) : mark.first]]
    if before and before[0] in grammar(sentence.lang, "not_one"):
        return False
    return noun.meaning not in _TIME and (sentence.lang != "az" or noun.meaning in ("families", "persons"))


def find_roman(sentence: Sentence, text: str) -> Iterator[Number]:
    """Yield roman numerals: with the noun of a title beside them, or of two letters and more."""
    nouns = [*sentence.of("number_noun", "title", "ordinal", "after")]
    for match in _ROMAN.finditer(text, sentence.start, sentence.end):
        if not match[0]:
            continue
        after = [noun for noun in nouns if 0 <= noun.start - match.end() <= 2]
        if after or len(match[0]) > 1:
            value = _TENS[match[1]] + _ONES[match[2]]
            yield Number(match.start(), match.end(), match[0], "roman", value)
