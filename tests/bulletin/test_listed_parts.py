"""Pages of both offices have the elements, attributes and classes of the list that --full reads them by."""

from collections.abc import Callable

import pytest

from pipeline.bulletin.charts import interactive
from pipeline.bulletin.references import MADE_LAST
from pipeline.bulletin.render import render_html
from pipeline.sealed.page_parts import foreign_parts
from tests.bulletin.indicator_pages import OFFICES, Read

DATA = {
    "methodology/versions.csv",
    "cells.csv",
    "cell_input.csv",
    "published_number.csv",
    "findings.csv",
    "decisions.csv",
    "sources.csv",
}


@pytest.mark.parametrize("office", OFFICES)
def test_pages_have_the_parts_that_are_listed(office: str, read: Callable[[str], Read]) -> None:
    found = read(office)
    document, templates = found.made.document, found.made.office.project.templates
    page = interactive.enliven(render_html(document, templates, "screen"), document, templates)
    pages = {name: own for name, own in found.pages.files.items() if name.endswith(".html")}
    pages["bulletin.en.html"] = page.encode()
    known = {*found.pages.files, *pages, *MADE_LAST, *DATA, "bulletin.en.pdf", "charts.js", "esms.csv"}
    foreign = {name: foreign_parts(name, own.decode(), known)[0] for name, own in pages.items()}
    assert len(pages) > 15
    assert {name: own for name, own in foreign.items() if own} == {}
