"""Golden sentences of the bulletin in the three languages, as rows that a speaker can read."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.catalogue import catalogue_of
from pipeline.language.phrase import Listed, Months, Place, When, day_of, month_of
from pipeline.project import locate

FILES = sorted(Path(__file__).parent.glob("*_sentences.toml"))
ROWS = [row for path in FILES for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]]


def _place(told: dict[str, str], lang: str) -> Place:
    """Make a territory of its names by language and its level."""
    return Place(told[lang], told["level"])


def _slots(row: dict[str, Any], lang: str) -> dict[str, Any]:
    """Make what fills the slots of a row: months, days, spans, names of months, texts, places."""
    slots: dict[str, Any] = {name: month_of(first) for name, first in row.get("months", {}).items()}
    slots |= {name: day_of(day) for name, day in row.get("days", {}).items()}
    slots |= {name: When(*days) for name, days in row.get("spans", {}).items()}
    slots |= row.get("texts", {})
    slots |= row.get("words", {}).get(lang, {})
    if named := row.get("named"):
        slots["named"] = Months(tuple(named))
    if place := row.get("place"):
        slots["place"] = _place(place, lang)
    if places := row.get("places"):
        slots["places"] = Listed(tuple(_place(one, lang) for one in places))
    return slots


@pytest.mark.parametrize("lang", ["en", "ru", "az"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["message"])
def test_a_sentence_is_said(row: dict[str, Any], lang: str) -> None:
    """Endings, prepositions and the order of words are those of the language."""
    said = catalogue_of(lang, locate().templates).word(row["message"], _slots(row, lang))
    assert said == row[lang]
