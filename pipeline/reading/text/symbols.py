"""Writes a sentence as a row of signs, one a number or word, so that dates are patterns over them.

d is a day or another small number, y a year, D a whole date, M a month, W a weekday; a, m, q, h, w are the
words for year, month, quarter, half and week; t, l, n stand for this, last and next, e and b for end and
beginning; o is 'of' or 'the', T 'to', c a number in words, r an ordinal, R a roman numeral; x is any other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.reading.lexicon import grammar
from pipeline.reading.text.sentence import Mark, Sentence
from pipeline.reading.text.tokens import Number
from pipeline.reading.words import fold

_SIGNS = {
    "year": "a",
    "month": "m",
    "quarter": "q",
    "half": "h",
    "week": "w",
    "this": "t",
    "last": "l",
    "past": "l",
    "next": "n",
    "end": "e",
    "start": "b",
    "of": "o",
    "through": "T",
}
_BETWEEN = {"": "", "-": "-", "–": "-", "—": "-", ",": ",", "/": "/", ".": ""}
_ORDER = ("month", "weekday", "time", "cardinal", "ordinal")


@dataclass(frozen=True)
class Element:
    """A sign with what it stands for: a number, or a word with its meaning."""

    sign: str
    start: int
    end: int
    number: Number | None = None
    meaning: str = ""


def elements_of(sentence: Sentence, numbers: Sequence[Number], text: str) -> list[Element]:
    """List the elements of a sentence, with elements for the signs between them."""
    meant = _meant(sentence, text)
    taken = [(number.start, number.past) for number in numbers if number.past > number.end]
    found = [element for number in numbers if number.suffix != "nth" for element in _of_number(number, text)]
    spelled = [
        (number.start, number.end) for number in numbers if number.form != "digits" and number.suffix != "nth"
    ]
    for place, word in enumerate(sentence.words):
        if any(start <= word.start < end for start, end in spelled):
            continue
        if any(start < word.start < end for start, end in _near(taken, word.start)):
            continue
        found.append(meant.get(place) or Element("x", word.start, word.end))
    signed = _with_signs(sorted(found, key=lambda element: element.start), text)
    return list(_with_ranges(signed, text)) if sentence.lang == "az" else signed


def _near(spans: list[tuple[int, int]], place: int) -> list[tuple[int, int]]:
    """Return the spans that may hold a place."""
    return [span for span in spans if span[0] < place < span[1]]


def _of_number(number: Number, text: str) -> list[Element]:
    """Make the elements of a number; 'Q1', 'H1' and '9M' are a number and the word for a part of a year."""
    own = Element(_sign_of(number), number.start, number.end, number, str(number.whole or ""))
    if own.sign != "d":
        return [own]
    letter = text[max(0, number.start - 1) : number.start]
    alone = not text[max(0, number.start - 2) : max(0, number.start - 1)].isalnum()
    if letter in ("Q", "H") and alone and int(number.text) <= 4:
        return [
            Element("R", number.start, number.end, number),
            Element(letter.lower(), number.end, number.end),
        ]
    if text[number.end : number.end + 1] == "M" and int(number.text) <= 12 and number.suffix == "m":
        return [own, Element("m", number.end, number.end + 1)]
    return [own]


def _sign_of(number: Number) -> str:
    """Return the sign of a number."""
    if number.form != "digits":
        return "R" if number.form == "roman" else "c"
    if number.is_date:
        return "D"
    if number.is_plain and len(number.text) <= 2 and 1 <= int(number.text) <= 31:
        return "d"
    return "y" if number.is_plain and len(number.text) == 4 and 1800 <= int(number.text) <= 2199 else "#"


def _meant(sentence: Sentence, text: str) -> dict[int, Element]:
    """Give each word that has to do with time its element; a month in English begins with a capital."""
    found: dict[int, Element] = {}
    for section in _ORDER:
        for mark in sentence.of(section):
            sign = _sign(mark, sentence, text)
            if sign and mark.first not in found:
                found[mark.first] = Element(sign, mark.start, mark.end, None, mark.meaning)
                for place in range(mark.first + 1, mark.last + 1):
                    found[place] = Element("", mark.start, mark.end)
    for place, word in enumerate(sentence.words):
        if word.text in grammar(sentence.lang, "joint_word"):
            found[place] = Element("&", word.start, word.end)
    return found


def _sign(mark: Mark, sentence: Sentence, text: str) -> str:
    """Return the sign of a word, nothing for one that has none."""
    if mark.section == "month":
        return "M" if sentence.lang != "en" or text[mark.start].isupper() else ""
    if mark.section == "time":
        return _SIGNS.get(mark.meaning, "")
    return {"weekday": "W", "cardinal": "c", "ordinal": "r"}[mark.section]


def _with_signs(elements: list[Element], text: str) -> list[Element]:
    """Put an element for what stands between two others; '|' is anything that ends a date."""
    found: list[Element] = []
    for element in elements:
        if not element.sign:
            continue
        if found:
            between = text[_past_suffix(found[-1]) : element.start].strip(" \u00a0\n\t")
            sign = _BETWEEN.get(between, "|")
            if sign:
                found.append(Element(sign, found[-1].end, element.start))
        found.append(element)
    return found


def _with_ranges(elements: Sequence[Element], text: str) -> Iterator[Element]:
    """Put 'to' between two days whose endings say from and to: '20-dən 25-dək', '30 iyundan 6 iyuladək'."""
    for place, element in enumerate(elements):
        yield element
        following = [other for other in elements[place + 1 : place + 3] if other.sign in "dM"]
        if not _ends_in(element, text, "since_suffix") or not following:
            continue
        if elements[place + 1].sign in "dM" and any(_ends_in(o, text, "until_ending") for o in following):
            yield Element("T", element.end, element.end)


def _ends_in(element: Element, text: str, name: str) -> bool:
    """Tell whether a day or month in Azerbaijani has one of the endings of a rule."""
    if element.sign == "d" and element.number is not None:
        return element.number.suffix in grammar("az", name)
    word = fold(text[element.start : element.end])
    return element.sign == "M" and word.endswith(grammar("az", name))


def _past_suffix(element: Element) -> int:
    """Return the end of an element with the letters that are joined to it."""
    return max(element.end, element.number.past if element.number else 0)
