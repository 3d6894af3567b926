"""Numbers of which another is a part: '70 km of the 110 km road', 'из 9 мостов 4', '11 körpüdən 7-si'.

What is said of the part, that it is built, is not said of them.
"""

from typing import Final

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.page import Line
from pipeline.reading.text.tokens import Number

_NEAR: Final = 24
"""A part stands at most so many characters from the number that it is a part of."""
_LINK: Final = 2
"""At most so many words link the two: 'of the'."""


def is_out_of(line: Line, number: Number, unit: str) -> bool:
    """Tell whether a number is the whole of which one beside it, of the same unit or of none, is a part."""
    lang = line.sentence.lang
    others = [one for one in line.numbers if one.start != number.start and one.start not in line.dated]
    before = [one for one in others if 0 <= number.start - _past(one) <= _NEAR]
    after = [one for one in others if 0 <= one.start - _past(number) <= _NEAR]
    if _follows_of(line, number):
        beside = [*before[-1:], *(after[:1] if lang == "ru" else [])]
        return any(_unit_of(line, one) in ("", unit) for one in beside)
    endings = grammar(lang, "out_of_ending")
    said = [word for word in line.sentence.words if number.end <= word.start][:1]
    ends = bool(endings) and bool(said) and said[0].text.endswith(endings)
    return ends and any(_unit_of(line, one) in ("", unit) for one in after[:1])


def is_part_of_next(line: Line, number: Number, following: Number) -> bool:
    """Tell whether nothing but 'of the' stands between a number and the next: it counts the same things."""
    between = [word.text for word in line.sentence.words if number.end <= word.start < following.start]
    return 0 < len(between) <= _LINK and _follows_of(line, following)


def _follows_of(line: Line, number: Number) -> bool:
    """Tell whether 'of', or 'of the', stands right before a number."""
    words = [word.text for word in line.sentence.words if word.end <= number.start][-_LINK:]
    if len(words) > 1 and words[-1] in grammar(line.sentence.lang, "out_of_article"):
        words = words[:-1]
    return bool(words) and words[-1] in grammar(line.sentence.lang, "out_of_before")


def _past(number: Number) -> int:
    """Return where a number with its ending ends."""
    return max(number.end, number.past)


def _unit_of(line: Line, number: Number) -> str:
    """Return the unit that stands right after a number, before the next one; empty for none."""
    stop = min(line.next_after(number), _past(number) + _NEAR)
    marks = [mark for mark in line.units_said if number.end <= mark.start < stop]
    return min(marks, key=lambda mark: mark.start).meaning if marks else ""
