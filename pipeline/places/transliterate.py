"""Writes the name that a language lacks letter by letter, by the tables of `letters.toml`, and marks it so.

An official name is never changed. A name is written from the Azerbaijani one; where there is none, from the
Russian one into Latin letters. `name_status_az`, `_en` and `_ru` say of each name what it is: official,
transliterated (written by this rule, or given by the office as such), what the office says of it in a column
of that name, or missing.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

_SOURCE = Path(__file__).with_name("letters.toml")
_LANGUAGES = ("az", "en", "ru")
_WRITTEN_FROM = {"en": ("az", "ru"), "ru": ("az",), "az": ()}
"""From which languages a missing name is written, in order."""
_WORDS = re.compile(r"(\W+)")
_LONGEST = 2
"""So many letters a table takes together at most."""


@cache
def _tables() -> Mapping[str, Any]:
    """Read the tables of letters."""
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))


def transliterate(name: str, *, given: str, into: str) -> str:
    """Write a name of one language ('az' or 'ru') in the letters of another ('en' or 'ru').

    Capital letters stay capital, what is no letter of the table stays as it is.

    >>> transliterate("Ağcabədi", given="az", into="en"), transliterate("Xızı", given="az", into="ru")
    ('Aghjabadi', 'Хызы')
    >>> transliterate("Ходжалы", given="ru", into="en")
    'Khojaly'
    """
    table = _tables()[f"{given}_{into}"]
    letters, first = table["letters"], table.get("first", {})
    made, place = [], 0
    while place < len(name):
        begins = place == 0 or not name[place - 1].isalpha()
        for size in range(_LONGEST, 0, -1):
            group = name[place : place + size]
            written = (first if begins else {}).get(_small(group), letters.get(_small(group)))
            if written is not None or size == 1:
                made.append(_as_large(group, written if written is not None else group, name))
                place += len(group)
                break
    return "".join(made)


def write_name(name: str, *, given: str, into: str, known: Mapping[str, str] | None = None) -> str:
    """Write the name of a territory: words of its kind translated, the name itself letter by letter.

    A word of the name that is itself a name with a known form, in `known`, takes that form.

    >>> write_name("Xızı rayonu", given="az", into="en"), write_name("Xızı rayonu", given="az", into="ru")
    ('Khizi district', 'Хызы')
    """
    core, pattern = _without_kind(name, into) if given == "az" else (name, "{}")
    words = [
        (known or {}).get(word) or transliterate(word, given=given, into=into) for word in _WORDS.split(core)
    ]
    return pattern.format("".join(words))


def _without_kind(name: str, into: str) -> tuple[str, str]:
    """Take the word for its kind off an Azerbaijani name, and give the pattern that says it elsewhere."""
    for word in _tables()["word"]:
        if name.endswith(f" {word['az']}"):
            return name.removesuffix(f" {word['az']}"), str(word[into])
    return name, "{}"


def complete_names(territory: pl.DataFrame) -> pl.DataFrame:
    """Fill in the names that a language lacks and say of each name what it is.

    Columns: those of `reference.territory`; name_status_az, name_status_en and name_status_ru are added.
    """
    known = {"ru": _known_forms(territory)}
    rows = [_completed(row, known) for row in territory.iter_rows(named=True)]
    added = {name: [row[name] for row in rows] for name in _added_columns()}
    return territory.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in added.items())


def _added_columns() -> list[str]:
    """List the columns that are filled or added."""
    return [f"name_{lang}" for lang in _LANGUAGES] + [f"name_status_{lang}" for lang in _LANGUAGES]


def _known_forms(territory: pl.DataFrame) -> dict[str, str]:
    """Give the Russian names that districts and cities have, by their Azerbaijani name without its kind."""
    named = territory.filter((pl.col("name_ru") != "") & pl.col("level").is_in(["district", "city"]))
    pairs = named.select("name_az", "name_ru").iter_rows()
    return {_without_kind(name_az, "ru")[0]: name_ru for name_az, name_ru in pairs}


def _completed(row: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Give the names of one territory and what they are."""
    made: dict[str, str] = {}
    for lang in _LANGUAGES:
        name, status = row[f"name_{lang}"], row.get(f"name_status_{lang}") or row["name_status"]
        if not name:
            given = next((one for one in _WRITTEN_FROM[lang] if row[f"name_{one}"]), "")
            name = (
                write_name(row[f"name_{given}"], given=given, into=lang, known=known.get(lang, {}))
                if given
                else ""
            )
            status = "transliterated" if name else "missing"
        made |= {f"name_{lang}": name, f"name_status_{lang}": status}
    return made


def _small(text: str) -> str:
    """Make small letters as Azerbaijani has them."""
    return text.replace("İ", "i").replace("I", "ı").lower()


def _as_large(group: str, written: str, name: str) -> str:
    """Write a letter large where it was: all of it in a name of capitals, else its first letter."""
    if not written or not group[:1].isupper():
        return written
    return written.upper() if name.isupper() and len(name) > 1 else written[:1].upper() + written[1:]
