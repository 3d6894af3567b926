"""Rows follow in the alphabet of the edition; which of them a cut table prints is the same in every edition."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.compose import compose
from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Document, Table
from pipeline.bulletin.order import arranged, by_name
from pipeline.bulletin.views import number_sections
from pipeline.language.grammar import grammar_of
from tests.bulletin.other_languages import LANGUAGES, material_in


def composed(made: Any, lang: str) -> Document:
    """Compose an edition."""
    fonts: Path = made.office.project.templates / "fonts"
    return compose(material_in(made, lang), fonts)[0]


def heads_of(document: Document, key: str) -> list[list[str]]:
    """Return the heads of the rows of each table of a section."""
    section = next(part for part in document.sections if part.key == key)
    return [
        [plain(row.cells[0]) for row in block.rows] for block in section.blocks if isinstance(block, Table)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_stand_in_the_alphabet_of_the_edition(karabakh: Any, lang: str) -> None:
    """Indicators and terms throughout, districts below their region."""
    document, order = composed(karabakh, lang), grammar_of(lang).order
    for key in ("methodology", "glossary"):
        (names,) = heads_of(document, key)
        assert len(names) > 5
        assert names == sorted(names, key=order)
    districts = [name for name in heads_of(document, "territories")[0] if "AĞ" in name.upper()[:2]]
    assert districts == (["Ağdam rayonu", "Ağcabədi rayonu"][::-1] if lang == "az" else [])


def test_the_same_rows_are_cut_in_every_edition(karabakh: Any) -> None:
    """Of four towns of one day two are printed: the same two, each edition in its own order."""
    towns = sorted(karabakh.material.territories)[:40]
    shown = {
        lang: arranged(material_in(karabakh, lang), towns, lambda name, place: place(name), 12)
        for lang in ("en", *LANGUAGES)
    }
    for lang, names in shown.items():
        material = material_in(karabakh, lang)
        assert set(names[:12]) == set(shown["en"][:12])
        assert names[12:] == shown["en"][12:]
        assert names[:12] == sorted(names[:12], key=lambda name: by_name(material, name))
    assert shown["az"] != shown["en"]


@pytest.mark.parametrize(("lang", "first"), [("en", "A"), ("az", "A"), ("ru", "А")])
def test_annexes_take_the_letters_of_the_language(karabakh: Any, lang: str, first: str) -> None:
    """The first annex has the first letter, each its own, and the lists at the end the next ones."""
    _, annexes, free = number_sections(composed(karabakh, lang))
    assert annexes[0].number == first
    assert [entry.number for entry in annexes] + free == list(grammar_of(lang).annexes)
