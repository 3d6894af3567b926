"""Editions in other languages: what the page says in them, who reviewed them, what is quoted in another."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html

from pipeline.bulletin.binding import Binder
from pipeline.bulletin.compose import compose
from pipeline.bulletin.model import Section
from pipeline.bulletin.page import Page
from pipeline.bulletin.render import render_html
from pipeline.bulletin.review import imprint, review
from pipeline.bulletin.sections.basis import basis
from pipeline.office_texts import Reviewed
from tests.bulletin.pages import bare, sample_document
from tests.bulletin.sample_document import FONTS, TEMPLATES

WORDS = {
    "en": ("Main points", "Lineage index", "Annex", "Page", "of"),
    "ru": ("Основные положения", "Указатель происхождения", "Приложение", "Страница", "из"),
    "az": ("Əsas məqamlar", "Mənşə cədvəli", "Əlavə", "Səhifə", "/"),
}
NOT_REVIEWED = {
    "ru": ("Составлено программой, ещё не проверено", "ещё не проверены человеком."),
    "az": ("Proqramla tərtib edilib, hələ yoxlanılmayıb", "hələ insan tərəfindən yoxlanılmayıb."),
}


def page_in(made: Any, lang: str, **changes: Any) -> Page:
    """Open a page of an edition in a language; `changes` are those of the office."""
    material = replace(made.material, lang=lang, office=replace(made.material.office, **changes))
    return Page(material, Binder(lang, material.origin), FONTS)


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_the_fixed_words_of_the_page_are_those_of_its_language(lang: str) -> None:
    tree = html.document_fromstring(render_html(replace(sample_document(), lang=lang), TEMPLATES))
    points, index, annex, page, of = WORDS[lang]
    assert tree.get("lang") == lang
    heads = [" ".join(head.itertext()) for head in tree.iter("h2")]
    assert points in heads
    assert [head.split()[0] for head in heads[-2:]] == [annex, annex]
    assert heads[-1].endswith(index)
    (body,) = tree.iter("body")
    assert (body.get("data-page"), body.get("data-of")) == (page, of)


@pytest.mark.parametrize("lang", sorted(NOT_REVIEWED))
def test_an_edition_that_nobody_reviewed_says_so_in_banner_and_imprint(lang: str, example: Any) -> None:
    page = page_in(example, lang)
    said, sentence = NOT_REVIEWED[lang]
    assert review(page) == said
    assert imprint(page).startswith(page.material.office.told("imprint", lang))
    assert imprint(page).endswith(sentence)
    shown = bare(Section("s", "S", ()), lang=lang, review=review(page), imprint=imprint(page))
    tree = html.document_fromstring(render_html(shown, TEMPLATES))
    assert tree.xpath("string(//header/p[@class='review'])") == said
    assert tree.xpath("string(//p[@class='imprint'])").endswith(sentence)


def test_a_reviewed_edition_names_who_reviewed_it(example: Any) -> None:
    page = page_in(example, "ru", reviewed={"ru": Reviewed("A. Person", date(2026, 1, 31))})
    assert review(page) == "Проверка: A. Person, 31 января 2026 года"
    assert imprint(page) == page.material.office.told("imprint", "ru")


def test_the_english_edition_waits_for_nobody(example: Any) -> None:
    document, _ = compose(example.material, FONTS)
    assert (document.review, document.imprint) == ("", example.material.office.imprint)
    assert 'class="review"' not in render_html(document, TEMPLATES)


def test_a_quoted_title_says_its_language_and_a_given_one_is_plain(example: Any) -> None:
    page = page_in(example, "ru")
    labels = {("act_type", "order"): "распоряжение"}
    act = {
        "dated_on": date(2020, 1, 2),
        "act_type": "order",
        "legal_act_id": "A",
        "source_id": "S",
        "number": "",
    }
    acts = [
        act | {"title": "On works", "title_lang": "en"},
        act | {"title": "О работах", "title_lang": "ru"},
    ]
    made = replace(page.material, labels=labels, facts={"legal_act": acts})
    section = basis(Page(made, Binder("ru", made.origin), FONTS))
    assert section is not None
    tree = html.document_fromstring(render_html(bare(section, lang="ru"), TEMPLATES))
    assert [(one.get("lang"), one.text) for one in tree.xpath("//td/span[@lang]")] == [("en", "On works")]
    assert "О работах" in tree.xpath("string(//tbody)")
    assert "на языке его источника" in " ".join(tree.xpath("//p[@class='note']/text()"))
    english = basis(Page(replace(made, facts={"legal_act": acts[1:]}), Binder("ru", made.origin), FONTS))
    assert english is not None
    assert "на языке его источника" not in render_html(bare(english, lang="ru"), TEMPLATES)


def test_a_name_in_cyrillic_letters_stays_in_a_cyrillic_edition(example: Any) -> None:
    row = {"publisher": "Вестник"}
    names = {
        lang: replace(page_in(example, lang).material, sources={"S": row}, labels={}).publisher("S")
        for lang in ("az", "en", "ru")
    }
    assert names == {"az": "Vestnik", "en": "Vestnik", "ru": "Вестник"}
