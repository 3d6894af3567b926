"""Links that lead nowhere and words that are missing stop a release, with their place."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.bulletin.model import Box, Column, Paragraph, Row, Section, Table
from pipeline.bulletin.references import require_references
from pipeline.bulletin.render import render_html
from pipeline.errors import CrossfootError
from pipeline.language import catalogue
from pipeline.template import fill
from tests.bulletin.pages import bare, make_pdf
from tests.bulletin.sample_document import TEMPLATES

PAGE = b'<h1 id="top">A</h1><p>Words before <a href="%s">the words</a></p>'


def _release(link: bytes) -> dict[str, bytes]:
    return {
        "bulletin.en.html": PAGE % link,
        "methodology/fci.html": b'<p id="n-1">1</p><a href="../bulletin.en.html#top">up</a>',
        "methodology/page.css": b"",
        "cells.csv": b"",
    }


@pytest.mark.parametrize(
    "link",
    [
        *(b"#top", b"methodology/fci.html", b"methodology/fci.html#n-1", b"cells.csv", b"manifest.json"),
        *(b"./cells.csv", b"methodology/../cells.csv", b"https://example.org/#x", b"mailto:a@b.example"),
        *(b"", b"methodology/fci.html#n%2D1"),
    ],
)
def test_a_link_with_a_target(link: bytes) -> None:
    require_references(_release(link))


@pytest.mark.parametrize(
    "link",
    [
        *(b"#nowhere", b"absent.html", b"methodology/fci.html#n-2", b"../cells.csv", b"methodology"),
        *(b"fci.html", b"methodology/cells.csv", b"/cells.csv.gz"),
    ],
)
def test_a_link_without_one(link: bytes) -> None:
    with pytest.raises(CrossfootError) as told:
        require_references(_release(link))
    assert f"The page bulletin.en.html has a link to {link.decode()!r} (its words: 'the words')" in str(
        told.value
    )


def test_two_places_of_one_name() -> None:
    with pytest.raises(CrossfootError, match=r"The page a\.html has two places of the name 'x'"):
        require_references({"a.html": b'<p id="x">1</p><p id="x">2</p>'})


def test_what_scripts_styles_and_comments_say_is_no_link() -> None:
    text = b"""<script>var a = '<a href="x">';</script><style>a[href="y"] {}</style><!-- <a href="z"> -->"""
    require_references({"a.html": text})
    with pytest.raises(CrossfootError, match=r"link to 'app\.js'"):
        require_references({"a.html": b'<script src="app.js"></script>'.replace(b"script", b"scripts")})


def test_a_pdf_with_a_link_to_nowhere_is_told() -> None:
    page = render_html(bare(Section("s", "S", ())), TEMPLATES)
    with pytest.raises(CrossfootError, match="No anchor #nowhere for internal URI reference"):
        make_pdf(page.replace("<main>", '<main><a href="#nowhere">x</a>'))


def test_a_word_that_a_language_lacks_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("first\n{% include 'part.html.j2' %}", encoding="utf-8")
    (tmp_path / "part.html.j2").write_text("\n\n<p>{{ say.issue }}</p>", encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(tmp_path), undefined=StrictUndefined, autoescape=True)
    assert fill(environment, "page.html.j2", say={"issue": "<"}) == "first\n\n\n<p>&lt;</p>"
    with pytest.raises(
        CrossfootError, match=r"part\.html\.j2, line 3, asks for what it is not given: .*'issue'.* messages"
    ):
        fill(environment, "page.html.j2", say={})
    with pytest.raises(CrossfootError, match=r"The template other\.html\.j2 includes"):
        fill(environment, "other.html.j2")


def test_a_sentence_or_a_field_that_the_bulletin_lacks_is_named(tmp_path: Path) -> None:
    import shutil

    copy = shutil.copytree(TEMPLATES, tmp_path / "templates")
    words = copy / "messages" / "en" / "page.ftl"
    told = words.read_text(encoding="utf-8")
    words.write_text(told.replace("page-index =", "page-another ="), encoding="utf-8")
    with pytest.raises(CrossfootError, match="There is no message page-index"):
        render_html(bare(Section("s", "S", ())), copy)
    words.write_text(told, encoding="utf-8")
    page = copy / "annexes.html.j2"
    page.write_text(page.read_text(encoding="utf-8") + "{{ document.absent }}", encoding="utf-8")
    catalogue._read.cache_clear()
    with pytest.raises(CrossfootError, match=r"annexes\.html\.j2, line \d+, asks for .*absent"):
        render_html(bare(Section("s", "S", ())), copy)


def test_text_without_room_is_told_with_its_page_and_section() -> None:
    rows = (Row((("a",), ("123\u202f456\u202f789.0",))),)
    narrow = Table("Table 9", "C", "", (Column("HEAD"), Column("v", True, "9mm")), rows)
    sections = (
        Section("one", "First section", (Paragraph(("words",)),)),
        Section("two", "Second section", (narrow, Box("B", (("words",),)))),
        Section("three", "Third section", ()),
    )
    with pytest.raises(CrossfootError, match=r"On page 1, under '2 Second section', the text '123"):
        make_pdf(render_html(bare(*sections), TEMPLATES))
