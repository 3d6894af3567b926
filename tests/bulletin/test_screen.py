"""The web page of a bulletin: what only a browser needs, and that the PDF's page stays without it."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html

from pipeline.bulletin.anchors import Anchors, anchor_of
from pipeline.bulletin.model import IndexEntry
from pipeline.bulletin.render import render_html
from pipeline.language.catalogue import catalogue_of
from tests.bulletin.pages import bare, sample_document, sample_html
from tests.bulletin.sample_document import FONTS, TEMPLATES


@pytest.fixture(scope="module")
def text() -> str:
    return render_html(sample_document(), TEMPLATES, "screen")


@pytest.fixture(scope="module")
def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_each_link_on_the_page_has_its_target(tree: html.HtmlElement) -> None:
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    within = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert len(within) > 300
    assert set(within) <= set(names)
    assert set(tree.xpath("//@aria-labelledby")) <= set(names)
    assert [href for href in tree.xpath("//a/@href") if not href.startswith("#")] == ["bulletin.en.pdf"]


def test_each_entry_of_the_index_leads_back_to_its_number(tree: html.HtmlElement) -> None:
    entries = sample_document().index
    for entry in entries:
        row = tree.get_element_by_id(f"n-{entry.number_id}")
        links = row.xpath(".//td[last()]/a")
        assert len(links) >= min(1, len(entry.places))
        for link in links:
            target = tree.get_element_by_id(link.get("href")[1:])
            if target.tag == "a":
                assert target.get("href") == f"#n-{entry.number_id}"
            elif target.tag == "td":
                assert target.get("data-n") == entry.number_id


def test_headings_and_landmarks_stand_in_order(tree: html.HtmlElement) -> None:
    levels = [int(head.tag[1]) for head in tree.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    body = tree.find("body")
    assert [child.tag for child in body] == ["a", "header", "main", "footer"]
    assert body[0].get("href") == "#main"


def test_the_contents_name_every_section(tree: html.HtmlElement) -> None:
    listed = [link.get("href")[1:] for link in tree.xpath("//nav//a")]
    assert listed == tree.xpath("//section/@id")


def test_what_may_be_wide_scrolls_in_a_named_box(tree: html.HtmlElement) -> None:
    wide = tree.xpath("//table[not(contains(@class, 'symbols'))] | //*[local-name()='svg']")
    assert len(wide) > 12
    for one in wide:
        box = one.getparent()
        assert box.get("tabindex") == "0"
        assert tree.get_element_by_id(box.get("aria-labelledby")).text_content().strip()


def test_the_main_figure_says_its_flag_in_words() -> None:
    document = sample_document()
    symbol = document.symbols[0]
    main = replace(document.key_figures[0], caption=f"million florins {symbol.mark}")
    page = render_html(replace(document, key_figures=(main, *document.key_figures[1:])), TEMPLATES, "screen")
    first = html.document_fromstring(page).xpath("//ul[starts-with(@class, 'keys')]/li")[0]
    assert f"{symbol.mark} {symbol.meaning}" in first.text_content()
    calm = bare(key_figures=())
    assert 'class="flag"' not in render_html(calm, TEMPLATES, "screen")


def test_the_page_asks_for_nothing_but_packaged_typefaces(text: str) -> None:
    assert "<script" not in text
    assert "@import" not in text
    assert re.findall(r"https?:", text.replace("http://www.w3.org", "")) == []
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {
        f'"fonts/{path.name}"' for path in FONTS.glob("*.ttf")
    }
    families = {
        name.strip() for rule in re.findall(r"font-family:([^;}]*)", text) for name in rule.split(",")
    }
    assert {'"Source Sans 3"', '"Noto Sans"'} <= families


def test_a_page_in_a_folder_finds_the_typefaces_above(text: str) -> None:
    below = render_html(sample_document(), TEMPLATES, "screen", above="../")
    assert below.replace('url("../fonts/', 'url("fonts/') == text
    assert below.count('url("../fonts/') == 5


def test_the_page_of_the_pdf_has_none_of_it() -> None:
    printed = sample_html()
    assert printed.count("<nav") == printed.count('<nav class="toc">') == 1
    for mark in (
        'class="scroll"',
        'class="contents"',
        "<footer",
        'class="skip"',
        "@media",
        ' id="p-',
        "tabindex",
    ):
        assert mark not in printed


def test_the_same_document_gives_the_same_page(text: str) -> None:
    assert render_html(sample_document(), TEMPLATES, "screen") == text


def test_a_number_is_named_once_in_each_place() -> None:
    anchors = Anchors(catalogue_of("en", TEMPLATES))
    assert str(anchors.spot("ab")) == ' id="p-ab"'
    assert str(anchors.spot("ab")) == ""
    assert anchors.enter("Table 3") == "table-3"
    assert str(anchors.spot("ab")) == ' id="p-ab-table-3"'
    anchors.enter("Figure 2")
    anchors.spot("drawn")
    entry = IndexEntry("ab", "1", "c", "value", "o", ("points", "Table 3", "Figure 2"))
    assert list(anchors.back(entry)) == [("points", "p-ab"), ("T3", "p-ab-table-3"), ("F2", "figure-2")]
    assert list(anchors.back(replace(entry, number_id="drawn", places=("points",)))) == [
        ("points", "p-drawn-figure-2")
    ]
    assert list(anchors.back(replace(entry, number_id="never"))) == [
        ("points", ""),
        ("T3", "table-3"),
        ("F2", "figure-2"),
    ]


@pytest.mark.parametrize(
    ("label", "anchor"),
    [("Table 3", "table-3"), ("Cədvəl 12", "cədvəl-12"), ("Рисунок 1", "рисунок-1"), ("", "")],
)
def test_a_label_makes_an_anchor(label: str, anchor: str) -> None:
    assert anchor_of(label) == anchor
