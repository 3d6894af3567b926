"""Words of languages: one file a language, and what reads it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.reading.words import fold

LANGUAGES = ("en", "az", "ru", "tr", "fr", "es")
_BY_NAME = frozenset({"language", "grammar", "aspect_ending"})
"""Sections that are not looked for in a text; rules ask for them."""
Meaning = tuple[str, str]
"""A section of a lexicon and the meaning in it: ('month', '1')."""


@cache
def lexicon(lang: str) -> Mapping[str, Mapping[str, list[str]]]:
    """Read the words of a language: sections of patterns by what they mean."""
    text = files(__name__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def section(lang: str, name: str) -> dict[str, str]:
    """Return each pattern of a section with what it means; nothing for a section that a language lacks."""
    named = lexicon(lang).get(name, {})
    return {pattern: meaning for meaning, patterns in named.items() for pattern in patterns}


@cache
def grammar(lang: str, name: str) -> tuple[str, ...]:
    """Return words or endings of a language that a rule asks for, folded; none where it has none."""
    return tuple(fold(word) for word in lexicon(lang).get("grammar", {}).get(name, ()))


@cache
def meanings(lang: str) -> Mapping[str, tuple[Meaning, ...]]:
    """Return each pattern of a language with everything that it may mean."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for name, named in lexicon(lang).items():
        if name in _BY_NAME:
            continue
        for meaning, patterns in named.items():
            for pattern in patterns:
                found[pattern] = (*found.get(pattern, ()), (name, meaning))
    return found
