"""From the page of an indicator to its HTML: no script, nothing from a network, typefaces of the release."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from pipeline.bulletin import words
from pipeline.bulletin.in_print import in_print
from pipeline.bulletin.issue import national_name
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Printed, Table
from pipeline.bulletin.pages.model import (
    IndicatorPage,
    Link,
    Listed,
    Listing,
    Points,
    Said,
    Terms,
    Words,
)
from pipeline.bulletin.typeface import require_characters
from pipeline.template import fill, make_environment

TEMPLATES = "methodology"
"""The folder of these templates, below those of the bulletin."""
_PAGE, _LIST = f"{TEMPLATES}/page.html.j2", f"{TEMPLATES}/index.html.j2"
LONGEST_ON_A_PAGE = 100_000
"""Characters of a text of a page: queries are quoted whole."""
_KINDS = {Words: "words", Terms: "terms", Points: "points", Listing: "listing", Table: "table"}
_CODE = re.compile(r"`([^`]+)`")


def render_pages(pages: Sequence[IndicatorPage], material: Material) -> dict[str, str]:
    """Write each page as HTML, by the code of its indicator.

    Raises CrossfootError for a character that no packaged typeface holds.
    """
    environment = _environment(material.office.project.templates)
    frame = _frame(material)
    texts = {
        page.code: fill(environment, _PAGE, page=in_print(page, LONGEST_ON_A_PAGE), **frame) for page in pages
    }
    require_characters("".join(texts.values()), material.office.project.templates / "fonts")
    return texts


def render_index(listed: Sequence[Listed], material: Material) -> str:
    """Write the list of all pages, and what no source measures."""
    absent: list[Said] = [
        (f"{row['what']}. {row['reason']}",) for row in material.facts.get("not_measured", [])
    ]
    shown = {"listed": in_print(tuple(listed)), "absent": in_print(absent)}
    html = fill(_environment(material.office.project.templates), _LIST, **shown, **_frame(material))
    require_characters(html, material.office.project.templates / "fonts")
    return html


def style_sheet(templates: Path) -> bytes:
    """Read the style sheet that the pages share."""
    return (templates / TEMPLATES / "page.css").read_bytes()


def _frame(material: Material) -> dict[str, Any]:
    """Return what every page says of the release that it belongs to."""
    asked = f", as known on {words.day(material.asked)}" if material.asked else ""
    return {
        "lang": material.lang,
        "office": material.office,
        "issue": f"{words.month(material.month.first)}, issue {national_name(material)}{asked}",
        "as_of": words.day(material.as_of),
        "key": material.key,
        "bulletin": f"bulletin.{material.lang}",
    }


def _environment(templates: Path) -> Environment:
    """Make the template engine: everything is escaped, everything must be defined."""
    environment = make_environment(templates)
    environment.filters |= {"kind": lambda part: _KINDS[type(part)], "said": said}
    return environment


def said(runs: Said) -> Markup:
    """Write runs of text: numbers lead to their entry below, what stands in backquotes is code."""
    return Markup("").join(_run(run) for run in runs)


def _run(run: str | Printed | Link) -> Markup:
    """Write one run."""
    if isinstance(run, str):
        return Markup(_CODE.sub(r"<code>\1</code>", str(escape(run))))
    if isinstance(run, Link):
        return Markup('<a href="{}">{}</a>').format(run.href, run.text)
    facet = "" if run.facet == "value" else f" ({run.facet})"
    return Markup('<a class="n" href="#n-{}" title="{}{}">{}</a>').format(
        run.number_id, run.cell_id, facet, run.text
    )
