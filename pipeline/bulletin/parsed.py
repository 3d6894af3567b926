"""The page's HTML handed to the engine of layout in the form that takes it the least time.

Our templates write HTML that is well-formed, so the fast parser of XML reads it. The engine's own style sheet
gives each element of a page six elements that nobody sees, for markers and notes of its own; ours has none.
"""

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

_VOID = re.compile(r"<(area|br|col|hr|img|input|link|meta|wbr)\b([^<>]*?)/?>")
_SVG = "{http://www.w3.org/2000/svg}"
_UNSEEN = re.compile(r"^::(?:marker|footnote-\w+|note-\w+) \{[^{}]*\}$", re.MULTILINE)


def open_page(html: str, base_url: str, fetcher: Any) -> Any:
    """Make WeasyPrint's document of a page: the same layout as by its own parser and style sheet."""
    import weasyprint
    from cssselect2 import ElementWrapper

    class Page(weasyprint.HTML):  # type: ignore[misc]
        """A page with the engine's style sheet less what it does not use."""

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            """Return the style sheet that stands below the page's own."""
            return super()._ua_stylesheets(forms) if forms else [_engine_style()]

    tree = parse_page(html)
    page = Page(string=html if tree is None else "", base_url=base_url, url_fetcher=fetcher)
    if tree is not None:
        page.etree_element = tree
        page.wrapper_element = root = ElementWrapper.from_html_root(tree, content_language=None)
        # The engine looks through all elements for title, style and the like; they stand in the head.
        root.query_all = next(root.iter_children()).query_all
    return page


def parse_page(html: str) -> ElementTree.Element | None:
    """Return the tree that the parser of HTML would give, or None where the text is not well-formed.

    Elements of a drawing are in their name space, others in none, as the engine of layout expects.
    """
    try:
        root = ElementTree.fromstring(_VOID.sub(r"<\1\2/>", html))
    except ElementTree.ParseError:
        return None
    if root.tag != "html" or root.find("head") is None or root.find("body") is None:
        return None
    for drawing in list(root.iter("svg")):
        for element in drawing.iter():
            element.tag = _SVG + str(element.tag).removeprefix(_SVG)
    return root


@cache
def _engine_style() -> Any:
    """Read the engine's style sheet without the rules for what no page has."""
    from weasyprint import CSS
    from weasyprint.html import UA

    return CSS(string=_UNSEEN.sub("", UA))
