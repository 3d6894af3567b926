"""Words of languages: one file a language, and what reads it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

LANGUAGES = ("en", "az", "ru", "tr", "fr", "es")


@cache
def lexicon(lang: str) -> Mapping[str, Any]:
    """Read the words of a language: sections of patterns by what they mean."""
    text = files(__name__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def section(lang: str, name: str) -> dict[str, str]:
    """Return each pattern of a section with what it means; nothing for a section that a language lacks."""
    named: Mapping[str, list[str]] = lexicon(lang).get(name, {})
    return {pattern: meaning for meaning, patterns in named.items() for pattern in patterns}
