"""Headings of a document: lines above its prose that end without a stop."""

from collections.abc import Sequence
from itertools import groupby

from pipeline.reading.text.sentence import Sentence

_PROSE = 8
"""A paragraph of at least this many words that ends with a stop is prose."""
_STOPS = ".!?…:;"


def headings_of(sentences: Sequence[Sentence], text: str) -> frozenset[int]:
    """Return the numbers of the sentences that are headings.

    Where no prose follows, a text such as a list, at most its first line is one.
    """
    paragraphs = [list(inside) for _, inside in groupby(sentences, key=lambda one: one.paragraph)]
    if len(paragraphs) <= 1:
        return frozenset()
    prose = [number for number, inside in enumerate(paragraphs) if _is_prose(inside, text)]
    above = paragraphs[: prose[0]] if prose else paragraphs[:1]
    return frozenset(inside[0].number for inside in above if len(inside) == 1 and not _stops(inside, text))


def _is_prose(inside: Sequence[Sentence], text: str) -> bool:
    """Tell whether a paragraph is prose."""
    return sum(len(sentence.words) for sentence in inside) >= _PROSE and _stops(inside, text)


def _stops(inside: Sequence[Sentence], text: str) -> bool:
    """Tell whether a paragraph ends as a sentence does."""
    return text[inside[0].start : inside[-1].end].rstrip()[-1:] in _STOPS
