"""Cuts a text into paragraphs, sentences and clauses, by signs that stand in any of the languages."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.reading.words import fold

Span = tuple[int, int]
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”»’')\]]*+[ \t\u00a0]++")
MAX_SENTENCE: Final = 1500
"""A sentence of more characters is read in pieces, cut at spaces: what is compared grows with its square."""
_OPENING = "\"“«„‘'([—–-"
_CLAUSE = re.compile(r"[;:()—]|,(?=\s)|\s[–-]\s")
_VERB = re.compile(r"\s?[—–-]\s(?:[^\W\d_]{1,24} )?[0-9]")
_DASHES = ("—", "–", "-")
_LONG_LINE = 60
"""A line of fewer characters that ends without a stop is a heading or an item, not a wrapped line."""


def paragraphs(text: str) -> Iterator[Span]:
    """Yield paragraphs: lines, and several lines where a sentence is wrapped over them."""
    start = end = -1
    for first, last in _lines(text):
        if start >= 0 and _is_wrapped(text, start, end, first):
            end = last
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end


def _lines(text: str) -> Iterator[Span]:
    """Yield lines that hold something, without the spaces at their ends."""
    place = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            first = place + line.index(stripped[0])
            yield first, first + len(stripped)
        place += len(line) + 1


def _is_wrapped(text: str, start: int, end: int, first: int) -> bool:
    """Tell whether a line goes on with the sentence of the line before it."""
    if text.count("\n", end, first) != 1 or end - max(start, text.rfind("\n", start, end) + 1) < _LONG_LINE:
        return False
    return text[end - 1] not in '.!?…:;»”"' and (text[first].islower() or text[first].isdigit())


def sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[Span]:
    """Yield the sentences of a paragraph; a point after an abbreviation or an initial ends none."""
    first = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends(text, first, stop.start(), stop.end(), abbreviations):
            yield from _pieces(text, first, stop.end())
            first = stop.end()
    yield from _pieces(text, first, end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, in pieces where it is longer than MAX_SENTENCE."""
    while end - start > MAX_SENTENCE:
        cut = _cut_before(text, start, start + MAX_SENTENCE)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _cut_before(text: str, start: int, limit: int) -> int:
    """Return the place after the last space up to a limit, or the limit where a word is that long.

    A number that is cut keeps all its digits: numbers are found before sentences.
    """
    space = max(text.rfind(" ", start, limit), text.rfind("\u00a0", start, limit))
    return space + 1 if space > start else limit


def _ends(text: str, first: int, stop: int, after: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether a sentence ends at a stop that words follow."""
    following = text[after]
    if following in _OPENING and after + 1 < len(text):
        following = text[after + 1]
    if not (following.isupper() or following.isdigit() or not following.isalpha()):
        return False
    if text[stop] != ".":
        return True
    word = _word_before(text, first, stop)
    if word.isdigit():
        return len(word) > 2 or not following.isdigit()
    return not (len(word) == 1 and word.isalpha() and word.isupper()) and fold(word) not in abbreviations


def _word_before(text: str, first: int, stop: int) -> str:
    """Return the letters or digits right before a place."""
    begin = stop
    while begin > max(first, stop - 24) and text[begin - 1].isalnum():
        begin -= 1
    return text[begin:stop]


def clauses(text: str, start: int, end: int, joints: list[int]) -> list[Span]:
    """Cut a sentence at commas, dashes and brackets, and before the words that begin at `joints`.

    A dash that stands for a verb parts nothing: 'in A - 5 million, in B - 4 million'.
    """
    found = list(_CLAUSE.finditer(text, start, end))
    cuts = set(joints)
    last = start
    for number, match in enumerate(found):
        following = found[number + 1][0].strip() if number + 1 < len(found) else ""
        verb = _VERB.match(text, match.start()) and following not in _DASHES
        if not verb or any(letter.isdigit() for letter in text[last : match.start()]):
            cuts.add(match.end())
            last = match.end()
    places = sorted(cut for cut in cuts if start < cut < end)
    return list(zip([start, *places], [*places, end], strict=True))
