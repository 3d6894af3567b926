"""Reads invented texts with the words of the default office."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from pipeline.office import load_office
from pipeline.project import locate
from pipeline.reading.draft import Found, Item, Source
from pipeline.reading.text import read_document
from pipeline.reading.vocabulary import Vocabulary, load_vocabulary

RECEIVED = date(2026, 11, 21)


@cache
def vocabulary(office: str = "karabakh") -> Vocabulary:
    return load_vocabulary(load_office(locate(), office))


def source(first: str = "", last: str = "") -> Source:
    """Make a source that published between two days; unknown without them."""
    start = date.fromisoformat(first) if first else None
    end = date.fromisoformat(last or first) if first else None
    return Source("X", published_from=start, published_to=end)


def read(text: str, published: str = "2026-02-20", media_type: str = "text/plain") -> Found:
    return read_document(text, vocabulary(), source(published), RECEIVED, media_type=media_type)


def items(text: str, published: str = "2026-02-20", media_type: str = "text/plain") -> Sequence[Item]:
    return read(text, published, media_type).items
