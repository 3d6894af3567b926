"""Golden sentences of growth, adjustment, territories and coverage in the three languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.language.catalogue import catalogue_of
from pipeline.language.phrase import Place, month_of
from pipeline.project import locate

ROWS = tomllib.loads(Path(__file__).with_name("growth_sentences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["en", "ru", "az"])
@pytest.mark.parametrize("row", ROWS["sentence"], ids=lambda row: row["message"])
def test_a_sentence_is_said(row: dict[str, Any], lang: str) -> None:
    """Endings, prepositions and the order of words are those of the language."""
    slots: dict[str, Any] = {name: month_of(first) for name, first in row.get("months", {}).items()}
    slots |= row.get("texts", {})
    if place := row.get("place"):
        slots["place"] = Place(place[lang], place["level"])
    assert catalogue_of(lang, locate().templates).word(row["message"], slots) == row[lang]
