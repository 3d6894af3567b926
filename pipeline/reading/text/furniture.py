"""Numbers that are none: of addresses, telephones, times of day, names, lists and counters of a page."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.sentence import Sentence
from pipeline.reading.text.tokens import Number

_ZONES = re.compile(
    r"https?://[^\s<>\"]{1,2048}"
    r"|\bwww\.[^\s<>\"]{1,2048}"
    r"|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:az|com|org|ru|net|info|am|gov|tr|eu|html?|pdf|jpe?g|png|xlsx?)\b"
    r"(?:/[^\s<>\"]{0,2048})?"
    r"|[#@][^\W\d_][\w]{0,63}"
    r"|\+(?:[0-9][() \u00a0-]{0,3}){10,14}[0-9]?"
    r"|\([0-9]{2,4}\)[ -]?[0-9]{2,4}(?:[ -][0-9]{2,4}){1,3}"
    r"|(?<![0-9:.,])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"
    r"|(?<![0-9.,])[0-9]{1,2} ?[ap]\.?m\b"
)
_LIST_ITEM = re.compile(r"(?:[0-9]{1,2}[.)]|\([0-9]{1,2}\)|\[[0-9]{1,3}\])(?=\s)")
_SECTION = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){2,}")
_ORDINAL = {
    "en": re.compile(r"(?:st|nd|rd|th)"),
    "az": re.compile(r"(?:[cç][ıiuü])[^\W\d_]{0,8}"),
    "ru": re.compile(r"(?:[йеяюмх]|го|му|ой|ый|ий|ая|ую|ое|ые|ых|ом|ым)"),
}
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[-–]?$")
_SQUARED = frozenset({"m", "km", "м", "км", "kv"})
_MONEY = frozenset({"AZN", "USD", "EUR", "AMD", "RUB", "TRY"})
MAX_DIGITS = 24
"""A number of more characters is a name: no figure has so many."""
_FEW = 5
"""A sentence of at most this many words beside its numbers may be a counter of the page."""
_DIGITS = 2
"""A line of at most this many digits alone, outside the prose, counts something of the page."""
_PROSE = 8
"""A paragraph of at least this many words is prose."""


class Zones:
    """The places of a text that hold addresses, telephones and times of day."""

    def __init__(self, text: str) -> None:
        """Find them once."""
        found = [(match.start(), match.end()) for match in _ZONES.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def hold(self, start: int) -> bool:
        """Tell whether a place lies in one of them."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and start < self._ends[at]


def is_of_a_name(number: Number, sentence: Sentence, text: str) -> bool:
    """Tell whether letters right before a number make it part of a name or of a unit: T1, Mi-8, m2."""
    before = text[number.start - 1] if number.start else " "
    if number.form != "digits" or _is_money(sentence, number.start):
        return False
    if number.end - number.start > MAX_DIGITS:
        return True
    word = _WORD_BEFORE.search(text, max(0, number.start - 24), number.start)
    if word is None or before == " ":
        return before == "_"
    return not word[1].islower() or (word[1] in _SQUARED and before.isalpha())


def _is_money(sentence: Sentence, place: int) -> bool:
    """Tell whether a currency is written right before a place, as in AZN5."""
    return any(mark.end == place and mark.meaning in _MONEY for mark in sentence.of("unit"))


def is_list_item(number: Number, sentence: Sentence, text: str, first_of_line: bool) -> bool:
    """Tell whether a number counts off an item of a list, or points to a note in brackets."""
    start = number.start - 1 if number.start and text[number.start - 1] in "([" else number.start
    found = _LIST_ITEM.match(text, start)
    if found is None or number.end > found.end():
        return False
    return text[start] == "[" or (first_of_line and start == sentence.start)


def is_ordinal(number: Number, sentence: Sentence, text: str) -> bool:
    """Tell whether a number numbers something: 366th, 3-cü, 2-й, № 45, Article 5, 12 saylı."""
    if number.form == "roman" or number.suffix == "nth":
        return True
    if number.form == "digits" and _SECTION.fullmatch(number.text):
        return True
    if number.form == "word" or not number.is_plain:
        return False
    form = _ORDINAL.get(sentence.lang)
    if form is not None and number.suffix and form.fullmatch(number.suffix):
        return True
    before = text[max(0, number.start - 3) : number.start].strip(" \u00a0.")
    if before[-1:] in ("№", "#", "§"):
        return True
    return _numbered_by_noun(number, sentence, text)


def _numbered_by_noun(number: Number, sentence: Sentence, text: str) -> bool:
    """Tell whether a noun beside a number says that it numbers something."""
    for mark in sentence.of("number_noun", "before"):
        if 0 < number.start - mark.end <= 3 and not text[mark.end : number.start].strip(" \u00a0.№:"):
            return mark.meaning == "before" and _stands_for_number(mark.start, text, sentence.lang)
    return any(0 <= mark.start - number.past <= 1 for mark in sentence.of("number_noun", "after")) and (
        sentence.lang != "ru" or bool(number.suffix)
    )


def _stands_for_number(start: int, text: str, lang: str) -> bool:
    """Tell whether a word is the one that a number follows: in English with a capital, save for 'page'."""
    return lang != "en" or text[start].isupper() or text.startswith(grammar(lang, "of_name"), start)


def _is_counter(sentence: Sentence) -> bool:
    """Tell whether a short sentence counts readers or pictures, and nothing else."""
    counted = sentence.of("page", "counter")
    if sentence.of("page", "reading") and len(sentence.words) <= _FEW:
        return True
    if _counts_visits(sentence):
        return True
    if not counted or len(sentence.words) > _FEW:
        return False
    ends = [mark.last for mark in counted]
    return not [mark for mark in sentence.of("unit") if mark.first not in ends]


def _counts_visits(sentence: Sentence) -> bool:
    """Tell whether a sentence has no words but those for how often a page was read: 'Read 1,532 times'."""
    times = [mark for mark in sentence.of("unit") if mark.meaning == "times"]
    visits = sentence.of("page", "visit")
    beside = sentence.of("page", "visited")
    said = {number for mark in (*times, *visits, *beside) for number in range(mark.first, mark.last + 1)}
    return bool(times and visits) and len(said) == len(sentence.words)


def counters(sentences: Sequence[Sentence], numbers_in: Sequence[int]) -> frozenset[int]:
    """Return the sentences that count readers, pictures or pages, by their words.

    `numbers_in` gives how many numbers each sentence has. A line of figures alone is one where no prose
    follows it or none comes before it.
    """
    counted: set[int] = set()
    words: dict[int, int] = {}
    bare: list[Sentence] = []
    for sentence, numbers in zip(sentences, numbers_in, strict=True):
        words[sentence.paragraph] = words.get(sentence.paragraph, 0) + len(sentence.words)
        if numbers and _is_counter(sentence):
            counted.add(sentence.number)
        elif numbers and not sentence.words and sentence.end - sentence.start <= _DIGITS:
            bare.append(sentence)
    prose = [paragraph for paragraph, count in words.items() if count >= _PROSE]
    outside = {
        sentence.number
        for sentence in bare
        if words[sentence.paragraph] == 0
        and (not prose or sentence.paragraph > prose[-1] or sentence.paragraph < prose[0])
    }
    return frozenset(counted | outside)
