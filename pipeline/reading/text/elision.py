"""Numbers whose noun is left out, as it was said before: '15 are ready', '104 by 2026', '44-ü verilib'."""

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.sentence import Sentence
from pipeline.reading.text.tokens import Number


def is_elided(number: Number, sentence: Sentence) -> bool:
    """Tell whether no noun can follow a number: the next word is a verb, a preposition, 'more' before one.

    In Azerbaijani the ending of the number itself says so.
    """
    lang = sentence.lang
    if number.suffix:
        return number.suffix in grammar(lang, "elided_suffix")
    following = [word.text for word in sentence.words if word.start >= number.past][:2]
    if following and following[0] in grammar(lang, "elided_more"):
        following = following[1:]
    return bool(following) and following[0] in grammar(lang, "elided")
