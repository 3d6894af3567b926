"""A page read by the parser of XML is the page that the parser of HTML reads, to the byte of its PDF."""

from typing import Any
from xml.etree import ElementTree

import pytest
import tinyhtml5
import weasyprint

from pipeline.bulletin import pdf as printing
from pipeline.bulletin.parsed import parse_page
from pipeline.bulletin.render import render_html
from tests.bulletin.pages import make_pdf, sample_html
from tests.bulletin.pdf.small import short_bulletin, short_pdf
from tests.bulletin.sample_document import TEMPLATES


def _tree(element: ElementTree.Element) -> tuple[Any, ...]:
    """Return an element with all that is below it, blanks between elements left out."""
    text, tail = ((part or "").strip() for part in (element.text, element.tail))
    return element.tag, sorted(element.attrib.items()), text, tail, [_tree(child) for child in element]


def _by_engine(html: str) -> tuple[Any, ...]:
    return _tree(tinyhtml5.parse(html, namespace_html_elements=False))


def test_the_tree_of_a_bulletin_is_that_of_the_engine() -> None:
    own = parse_page(sample_html())
    assert own is not None
    assert _tree(own) == _by_engine(sample_html())


def test_the_file_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    def engine(html: str, base_url: str, fetcher: Any) -> Any:
        return weasyprint.HTML(string=html, base_url=base_url, url_fetcher=fetcher)

    monkeypatch.setattr(printing, "open_page", engine)
    assert make_pdf(render_html(short_bulletin(), TEMPLATES)) == short_pdf()


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>no page",
        "<html><body><p>a<p>b</body></html>",
        "<html><head></head><body>&nbsp;</body></html>",
        "<html><head></head></html>",
        "<svg/>",
    ],
)
def test_what_is_not_well_formed_is_left_to_the_engine(html: str) -> None:
    assert parse_page(html) is None


def test_elements_without_an_end_and_drawings() -> None:
    html = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>t</title></head><body><br>'
        '<svg viewBox="0 0 1 1"><g><title>x &amp; y</title></g></svg><img alt="1 &lt; 2" src="a"></body>'
        "</html>"
    )
    own = parse_page(html)
    assert own is not None
    assert _tree(own) == _by_engine(html)
