"""What an office says of itself in other languages than English, and who has read the texts of a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.errors import StopRuleError

ENGLISH = "en"
TEXTS = ("name", "title", "subtitle", "imprint", "mark", "contact", "classification_note")
"""The entries of office.toml that are texts; in other languages they stand in a table [az], a table [ru]."""
_LANGUAGE = re.compile(r"[a-z]{2}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Reviewed:
    """Who reviewed the texts of a language, and on which day."""

    name: str
    day: date


def words_of(facts: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return what an office says in other languages: its tables that bear the name of a language.

    Raises ValueError where such a table says what is none of TEXTS, or no text.
    """
    found = {
        lang: table for lang, table in facts.items() if isinstance(table, dict) and _LANGUAGE.fullmatch(lang)
    }
    for lang, table in found.items():
        unknown = [key for key, text in table.items() if key not in TEXTS or not isinstance(text, str)]
        if unknown:
            raise ValueError(f"[{lang}] says {unknown[0]}, which is no text of: {', '.join(TEXTS)}.")
    return found


def reviews_of(facts: Mapping[str, Any]) -> dict[str, Reviewed]:
    """Return who reviewed which language; ValueError where it is not written as "Name, 2026-01-31"."""
    return {lang: _reviewed(lang, said) for lang, said in facts.get("reviewed", {}).items()}


def _reviewed(lang: str, said: str) -> Reviewed:
    """Read who reviewed a language, and when."""
    name, _, day = said.rpartition(", ")
    if not name or not _DAY.fullmatch(day):
        raise ValueError(
            f"[reviewed] says {lang} = {said!r}. Write a name and a day, as in 'Name, 2026-01-31'."
        )
    return Reviewed(name, date.fromisoformat(day))


def text_of(office: str, words: Mapping[str, Mapping[str, str]], key: str, lang: str) -> str:
    """Return what an office says under a key in a language; StopRuleError where it does not say it."""
    found = words.get(lang, {}).get(key)
    if not found:
        raise StopRuleError(
            f"sources/{office}/office.toml has no {key} in the language {lang}. "
            f"Write it there under [{lang}]."
        )
    return found
