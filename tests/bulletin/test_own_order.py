"""Rows follow in the alphabet of the edition; a cut table prints the same ones in every edition."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.columns import plain
from pipeline.bulletin.compose import compose
from pipeline.bulletin.model import Document, Paragraph, Table
from pipeline.bulletin.order import arranged, by_name
from pipeline.bulletin.scope import narrow
from pipeline.bulletin.sections.family import family
from pipeline.bulletin.sections.glossary import TERMS, glossary
from pipeline.bulletin.sections.run import run
from pipeline.bulletin.views import number_sections
from pipeline.language.grammar import grammar_of
from tests.bulletin.other_languages import LANGUAGES, material_in, page_of


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


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Economic regions with an issue of their own: Baku, East Zangazur and Karabakh."),
        ("az", "Öz buraxılışı olan iqtisadi rayonlar: Bakı, Qarabağ və Şərqi Zəngəzur."),
        ("ru", "Экономические районы с собственным выпуском: Баку, Восточный Зангезур и Карабах."),
    ],
)
def test_regions_with_an_issue_are_named_without_what_they_are(karabakh: Any, lang: str, said: str) -> None:
    """In the order of the edition, and what they all are is said once."""
    section = family(page_of(karabakh, material_in(karabakh, lang)))
    assert section is not None
    assert next(plain(block.text) for block in section.blocks if isinstance(block, Paragraph)) == said


@pytest.mark.parametrize("territory", ["", "ER-KAR", "ER-BAK"])
def test_the_editions_of_an_issue_explain_the_same_terms(karabakh: Any, territory: str) -> None:
    """Those that its pages use, whatever words a language has for them."""
    explained = []
    for lang in ("en", *LANGUAGES):
        material = material_in(karabakh, lang)
        names = {f"{material.messages.word(f'glossary-{term}', {})}": term for term in TERMS}
        fonts: Path = karabakh.office.project.templates / "fonts"
        document, _ = compose(narrow(material, territory) if territory else material, fonts)
        (listed,) = heads_of(document, "glossary")
        explained.append({names[one] for one in listed})
    assert explained[0] == explained[1] == explained[2]
    assert "plan" in explained[0]
    assert "locator" not in explained[0]
    assert ("running-total" in explained[0]) == (territory != "ER-BAK")


@pytest.mark.parametrize("lang", ["en", *LANGUAGES])
def test_a_term_is_explained_where_a_sentence_uses_it(karabakh: Any, lang: str) -> None:
    for message, terms in (("housing-title", []), ("growth-percentage-points", ["percentage-point"])):
        page = page_of(karabakh, material_in(karabakh, lang))
        page.word(message)
        (table,) = glossary(page).blocks
        assert isinstance(table, Table)
        said = [page.word(f"glossary-{term}") for term in terms]
        assert [plain(row.cells[0]) for row in table.rows] == said


def test_a_methodology_stands_in_paragraphs(karabakh: Any) -> None:
    """Its concept first and its source last, each formula by itself."""
    for lang in ("en", *LANGUAGES):
        (table,) = (
            block
            for section in composed(karabakh, lang).sections
            if section.key == "methodology"
            for block in section.blocks
            if isinstance(block, Table)
        )
        told = {plain(row.cells[0]).rpartition("(")[2]: plain(row.cells[1]).split("\n") for row in table.rows}
        page = page_of(karabakh, material_in(karabakh, lang))
        fci = page.material.catalogue["fci"]
        assert told["fci)"][0] == " ".join(fci.told("definition", lang).split())
        assert told["fci)"][-1].startswith(page.word("methodology-reference", text="").strip())
        assert sum(" = " in paragraph for paragraph in told["fci)"]) > 4
        assert all(4 <= len(paragraphs) < 25 for paragraphs in told.values())


def test_the_run_certificate_names_the_office(karabakh: Any, example: Any) -> None:
    """As its imprint does, not by its code."""
    for made in (karabakh, example):
        lead = run(page_of(made, made.material)).blocks[0]
        assert isinstance(lead, Paragraph)
        assert f" of {made.office.name} for " in plain(lead.text)
