"""Ten ordinary questions of a reader: each is answered on the first page, or one link from the contents."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.bulletin.compose import compose
from pipeline.bulletin.load import in_language
from pipeline.bulletin.model import Document
from pipeline.bulletin.render import render_html
from pipeline.bulletin.views import printed_numbers
from tests.bulletin.pages import layout
from tests.bulletin.sample_document import FONTS, TEMPLATES

Question = dict[str, str]
QUESTIONS: list[Question] = tomllib.loads(
    Path(__file__).with_name("questions.toml").read_text(encoding="utf-8")
)["question"]
FIRST, LINEAGE = "first page", "lineage"
PARTS = sorted({question["rests_on"] for question in QUESTIONS})


@dataclass(frozen=True)
class Seen:
    """What a reader sees of an issue: the first page of the file, and the web page."""

    first_page: str
    web: html.HtmlElement

    def said(self, stands: str) -> list[str]:
        """Return the texts of a place where an answer may stand, in the file and on the web page."""
        if stands == FIRST:
            return [self.first_page, _words(self.web.xpath("//main/*[following-sibling::nav]"))]
        if stands == LINEAGE:
            target = self.web.xpath("string((//main//a[@class='n'])[1]/@href)").removeprefix("#")
            return [_words(self.web.xpath(f"//*[@id='{target}']"))]
        linked = self.web.xpath(f"//nav//a[@href='#s-{stands}']")
        return [_words(self.web.xpath(f"//section[@id='s-{stands}']"))] if linked else []

    def answers(self, question: Question, lang: str) -> bool:
        """Tell whether a question is answered in each text of its place."""
        texts = self.said(question["stands"])
        return bool(texts) and all(question[lang] in text for text in texts)


def _words(elements: list[html.HtmlElement]) -> str:
    """Join the words of elements, with one space between them."""
    return _spaced(" ".join(text for one in elements for text in one.itertext()))


def _spaced(text: str) -> str:
    return " ".join(text.split()).replace("( ", "(")


def seen(document: Document) -> Seen:
    """Lay out the first page of a document's file, and write its web page."""
    front = replace(document, sections=document.sections[:1])
    first, *_ = layout(render_html(_with_own_index(front), TEMPLATES))
    web = render_html(document, TEMPLATES, "screen")
    return Seen(_spaced(" ".join(words for words, _ in first)), html.document_fromstring(web))


def _with_own_index(document: Document) -> Document:
    """Keep the entries of the lineage index that the document's numbers need."""
    printed = {one.number_id for one in printed_numbers(replace(document, index=()))}
    return replace(document, index=tuple(one for one in document.index if one.number_id in printed))


def without(document: Document, part: str) -> Document:
    """Take a part of an issue away: of its front, the origins of the index, or a section by its key."""
    if part in ("key figures", "main points", "facts"):
        return replace(document, **{part.replace(" ", "_"): ()})
    if part == "index":
        return replace(document, index=tuple(replace(one, origin="") for one in document.index))
    return replace(document, sections=tuple(one for one in document.sections if one.key != part))


@pytest.fixture(scope="module")
def in_each(karabakh: Any) -> Callable[[str], Document]:
    """Give a function that composes the issue of January 2026 in a language, once."""
    return cache(lambda lang: compose(in_language(karabakh.material, lang), FONTS)[0])


@pytest.mark.parametrize("lang", ["en", "az", "ru"])
def test_ten_questions_are_answered(lang: str, in_each: Callable[[str], Document]) -> None:
    assert len(QUESTIONS) == 10
    issue = seen(in_each(lang))
    assert [one["asked"] for one in QUESTIONS if not issue.answers(one, lang)] == []


@pytest.mark.parametrize("part", PARTS)
def test_what_rests_on_a_part_is_not_answered_without_it(
    part: str, in_each: Callable[[str], Document]
) -> None:
    document = in_each("en")
    asked = {"key", *PARTS}
    short = replace(document, sections=tuple(one for one in document.sections if one.key in asked))
    issue = seen(_with_own_index(without(short, part)))
    lost = [one["asked"] for one in QUESTIONS if not issue.answers(one, "en")]
    assert lost == [one["asked"] for one in QUESTIONS if one["rests_on"] == part]
