"""Words of tables by what they mean; one file, `words.toml`, for all languages."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.reading.words import fold

_MAX_TOTAL = 120
"""A longer text is more than the name of a total."""


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    """Read the words of all sections."""
    return tomllib.loads(files("pipeline.reading.tables").joinpath("words.toml").read_text(encoding="utf-8"))


def listed(section: str) -> Mapping[str, list[str]]:
    """Return the words of a section as they are listed, by what they mean."""
    return _words()[section]


@cache
def meanings(section: str) -> Mapping[str, str]:
    """Map each word of a section, folded, to what it means."""
    return {fold(word): meaning for meaning, words in listed(section).items() for word in words}


def meaning(section: str, text: str) -> str:
    """Return what a text means in a section, empty when it is none of its words."""
    return meanings(section).get(fold(text.strip().rstrip(":").strip()), "")


def is_total(text: str) -> bool:
    """Tell whether a label names a total and nothing else: 'Total', 'Cəmi:', 'Итого'."""
    return len(text) <= _MAX_TOTAL and _is_total(text)


@lru_cache(maxsize=8192)
def _is_total(text: str) -> bool:
    """Look a label up once."""
    return bool(meaning("total", text.strip(" .:-–—")))
