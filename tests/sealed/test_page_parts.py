"""What may stand in a page of a release, and what is named as foreign: element, attribute, address, class."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain

import pytest

from pipeline.bulletin.charts import interactive
from pipeline.bulletin.render import render_html
from pipeline.sealed.page_parts import LISTED, MOST, foreign_parts
from tests.bulletin.sample_document import TEMPLATES, sample

NAME = "bulletin.en.html"
KNOWN = {NAME, "bulletin.en.pdf", "charts.js", "methodology/index.html", "cells.csv"}
SMALL = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Bulletin</title>
<script src="charts.js" defer></script>
</head>
<body>
<a class="skip" href="#main">To the text</a>
<main id="main">
<p class="lead">In January <a class="n" href="#n-a1">1 406</a>, <a href="bulletin.en.pdf">in print</a>.</p>
<figure class="chart">
<svg class="marks" width="10" height="5" role="img"><title>A chart.</title>
<path d="M0,0" fill="#0b4f6c" /></svg>
<script type="application/json" class="chart-spec">{"wide":{"data":[{"values":[{"n":0}]}]}}</script>
</figure>
<table><tbody><tr id="n-a1"><th scope="row" style="min-width:8rem">a1</th></tr></tbody></table>
</main>
</body>
</html>
"""
HIDING = re.compile(
    r"display: *none|visibility: *hidden|position: *(?:absolute|fixed)|left: *-\d{3}|opacity: *0(?!\.)|clip:"
)


def foreign(text: str, name: str = NAME) -> list[str]:
    return [f"{one.place}: {one.expected}, {one.found}" for one in foreign_parts(name, text, KNOWN)[0]]


def test_a_page_as_the_templates_write_it_has_nothing_foreign() -> None:
    document = sample(districts=3)
    page = interactive.enliven(render_html(document, TEMPLATES, "screen"), document, TEMPLATES)
    assert foreign(page) == []
    assert foreign(SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("</head>", '<base href="https://example.org/"></head>', "line 7, element base", "<base href="),
        (
            "</head>",
            '<link rel="stylesheet" href="https://example.org/x.css"></head>',
            "element link",
            "x.css",
        ),
        (
            "</head>",
            '<link rel="stylesheet" href="cells.csv"></head>',
            "element link, attribute href",
            "none",
        ),
        ("</head>", '<link rel="preload" href="cells.csv"></head>', "element link, attribute rel", "preload"),
        (
            "</head>",
            '<meta http-equiv="refresh" content="0"></head>',
            "element meta, attribute http-equiv",
            "refresh",
        ),
        ("</head>", '<meta name="referrer" content="x"></head>', "element meta, attribute name", "referrer"),
        ("<p ", '<iframe src="https://example.org/"></iframe><p ', "line 11, element iframe", "iframe src"),
        ("<p ", '<img src="https://example.org/x.png"><p ', "element img", "x.png"),
        ("<p ", '<div style="position:fixed;inset:0">x</div><p ', "element div, attribute style", "inset:0"),
        ("<p ", '<p hidden class="lead" ', "element p, attribute hidden", "no attribute hidden of p"),
        ('<a class="n"', '<a style="display:none" class="n"', "element a, attribute style", "display:none"),
        ('class="n"', 'class="n skip"', "element a, attribute class", "'skip'"),
        ('class="n"', 'class="chart-still"', "element a, attribute class", "'chart-still'"),
        ('class="n"', 'class="n" ping="https://example.org/"', "element a, attribute ping", "example.org"),
        ('class="n" href="#n-a1"', 'href="javascript:alert(1)"', "element a, attribute href", "javascript"),
        (
            "bulletin.en.pdf",
            "https://example.org/bulletin.en.pdf",
            "element a, attribute href",
            "a file of the",
        ),
        ("bulletin.en.pdf", "//example.org/x", "element a, attribute href", "a file of the release"),
        ("bulletin.en.pdf", "../bulletin.en.pdf", "element a, attribute href", "a file of the release"),
        ("bulletin.en.pdf", "%2e%2e/cells.csv", "element a, attribute href", "a file of the release"),
        ('src="charts.js"', 'src="../charts.js"', "element script, attribute src", "charts.js"),
        ('src="charts.js"', 'src="https://example.org/x.js"', "element script, attribute src", "example.org"),
        ('src="charts.js"', 'src="charts.js" onload="x()"', "element script", "onload"),
        ("</main>", "<script>alert(1)</script></main>", "element script", "alert(1)"),
        ("</main>", "<SCRIPT>alert(1)</SCRIPT></main>", "element SCRIPT", "alert(1)"),
        ('"values"', '"url":"https://example.org/","values"', "the data of a chart", "the name url"),
        ('{"wide"', '{"usermeta":{},"wide"', "the data of a chart", "usermeta"),
        ('{"wide"', '{"wide', "the data of a chart", "JSON"),
        ("<main ", "<main onclick='a()' ", "element main", "onclick"),
        ("<main ", '<main onclick="a()" ', "element main, attribute onclick", "a()"),
        ('fill="#0b4f6c"', 'fill="url(#x)"', "element path, attribute fill", "url(#x)"),
        ("<path ", '<image href="x.png" /><path ', "element image", "an element of a drawing"),
        ("<path ", "<p>hidden</p><path ", "element p", "an element of a drawing"),
        ("<p ", "<title>hidden</title><p ", "element title", "it in head or svg alone, 'it in main'"),
        ("<p ", "<noscript>hidden</noscript><p ", "element noscript", "an element that pages"),
        ("<p ", "<!-- hidden --><p ", "markup", "<!-- hidden"),
        ("<p ", "<p/><p ", "element p", "markup as the templates"),
        ('id="main"', 'id="main" title="</main>"', "element main", "markup as the templates"),
        ("min-width:8rem", "min-width:8000rem", "element th, attribute style", "8000rem"),
        ("min-width:8rem", "min-width:8rem;color:#fff", "element th, attribute style", "color:#fff"),
        ("</figure>", "</figure></div>", "element div", "an end of main"),
        ("</main>", "</body></main>", "element body", "an end of main"),
        ("</main>\n</body>\n</html>", "", "element html", "an end of it"),
        ("<!DOCTYPE html>", "<!DOCTYPE html><!-- x -->", "the beginning", "<!DOCTYPE html>"),
    ],
)
def test_what_is_foreign_is_named(old: str, new: str, place: str, said: str) -> None:
    assert old in SMALL
    told = foreign(SMALL.replace(old, new, 1))
    assert any(place in one and said in one for one in told), told


def test_a_page_loads_the_style_of_its_own_folder() -> None:
    page = SMALL.replace('<script src="charts.js" defer></script>', '<link rel="stylesheet" href="page.css">')
    page = page.replace('"bulletin.en.pdf"', '"../bulletin.en.pdf"')
    assert foreign(page, "methodology/fci.html") == []
    assert any("audit.css" in one for one in foreign(page, "audit.html"))
    assert any("element link" in one for one in foreign(page))


def test_a_page_of_foreign_parts_is_told_in_few_words() -> None:
    assert len(foreign(SMALL.replace("<p ", "<b>x</b>" * 99 + "<p "))) == MOST


def test_no_class_of_the_list_hides_what_has_it() -> None:
    classes = tomllib.loads(files("pipeline.sealed").joinpath(LISTED).read_text(encoding="utf-8"))["classes"]
    sheets = ("screen.css", "methodology/page.css", "audit/audit.css", "scripts/charts.css")
    hidden = set(chain.from_iterable(map(_hidden, sheets)))
    assert {"skip", "chart-live", "chart-still", "chart-tip"} <= hidden
    known = {
        (element, name) for element, form in classes.items() for name in hidden if re.fullmatch(form, name)
    }
    # On paper the navigation of a page stays away.
    assert known <= {("nav", "contents")}


def _hidden(sheet: str) -> Iterator[str]:
    """Yield the classes that stand last in a selector of a rule that hides."""
    for selectors, rules in re.findall(
        r"([^{}]+)\{([^{}]*)\}", (TEMPLATES / sheet).read_text(encoding="utf-8")
    ):
        if HIDING.search(rules):
            for selector in selectors.split(","):
                if not selector.strip().endswith(("::before", "::after")):
                    yield from re.findall(r"\.([\w-]+)", selector.split()[-1])
