"""How an expression of time is meant: on a day, in a period, by or since it, or compared with it."""

from collections.abc import Sequence

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.sentence import Mark, Sentence
from pipeline.reading.text.symbols import Element

_SHORT = 4
"""'Since' speaks for its clause, 'from' and 'с' for the date beside them."""


def role_of(name: str, elements: Sequence[Element], sentence: Sentence, text: str) -> str:
    """Say how an expression is meant, by the words before it and after it."""
    default = "on" if name in ("day", "whole", "iso", "slashed", "weekday") else "in"
    compared = _role_by_words(elements, sentence) or _role_by_clause(name, elements, sentence)
    ranged = sentence.lang == "az" and any(element.sign in ("-", "T") for element in elements)
    if ranged:
        return compared if compared == "compare" else default
    if compared:
        return compared
    if sentence.lang == "az":
        suffix = elements[-1].number.suffix if elements[-1].number else ""
        if suffix in grammar("az", "by_suffix") or text[elements[-1].start : elements[-1].end].endswith(
            grammar("az", "by_ending")
        ):
            return "by"
        if suffix in grammar("az", "since_suffix"):
            return "since"
    return default


def _role_by_clause(name: str, elements: Sequence[Element], sentence: Sentence) -> str:
    """Look for 'since' anywhere before a date in its clause: 'since the works began in 2023'."""
    start = elements[0].start
    clause = sentence.clause_at(start)
    for mark in sentence.of("time", "since"):
        long_word = mark.end - mark.start > _SHORT
        if long_word and mark.end <= start and sentence.clause_at(mark.start) == clause and name != "start":
            return "since"
    return ""


def _role_by_words(elements: Sequence[Element], sentence: Sentence) -> str:
    """Look for a word such as 'by' right before an expression, or right after one in Azerbaijani."""
    start, end = elements[0].start, elements[-1].end
    past = elements[-1].number.past if elements[-1].number else end
    before = [word.text for word in sentence.words if word.end <= start][-1:]
    if before and before[0] in grammar(sentence.lang, "same_before"):
        return "compare"
    for mark in sentence.of("time", "same_period", "by", "since"):
        beside = _beside(mark, start, max(end, past), sentence)
        if beside:
            return {"same_period": "compare"}.get(mark.meaning, mark.meaning)
    return ""


def _beside(mark: Mark, start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a mark stands beside a place on the side where its language puts it."""
    if sentence.lang == "az":
        words = [word for word in sentence.words if word.start >= end][:2]
        return any(word.start == mark.start for word in words)
    before = [word for word in sentence.words if word.end <= start][-2:]
    reach = before if mark.meaning == "same_period" else before[-1:]
    if before and before[-1].text in ("the", "of", "date", "дату"):
        reach = before
    return any(word.end == mark.end for word in reach)
