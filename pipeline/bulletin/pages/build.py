"""The pages of all indicators of a release, with every number on them bound to a cell."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.bulletin import words
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.material import Material
from pipeline.bulletin.page import Page
from pipeline.bulletin.pages.adjusted import adjustment
from pipeline.bulletin.pages.figures import figures, used_cells
from pipeline.bulletin.pages.known import Known
from pipeline.bulletin.pages.limits import breaks, limits
from pipeline.bulletin.pages.method import calculation, definition
from pipeline.bulletin.pages.model import Chapter, IndicatorPage, Listed
from pipeline.bulletin.pages.render import render_index, render_pages, style_sheet
from pipeline.bulletin.pages.revisions import revisions
from pipeline.bulletin.pages.ruled import ruled
from pipeline.bulletin.pages.translated import in_other_languages
from pipeline.bulletin.pages.versions import origin_of
from pipeline.indicators.catalogue import Indicator

FOLDER = "methodology"
"""The folder of the pages in a release."""
LIST_OF_PAGES = f"{FOLDER}/index.html"


@dataclass(frozen=True)
class Pages:
    """The files of the pages by their name in the release, with the rows that belong to them.

    `rows` are those of published_number, one a number; `versions` those of methodology/versions.csv.
    """

    files: dict[str, bytes]
    rows: list[dict[str, Any]]
    versions: list[dict[str, Any]]


def indicator_pages(material: Material, known: Known) -> Pages:
    """Write a page for each indicator of the catalogue, and the list of them.

    Numbers stand in published_number under the section `methodology/<code>`.
    """
    templates = material.office.project.templates
    rows: list[dict[str, Any]] = []
    versions: list[dict[str, Any]] = []
    written = []
    for _, made in sorted(material.catalogue.items()):
        page = Page(material, Binder(material.lang, partial(origin_of, material)), templates / "fonts")
        written.append(write_page(page, made, known))
        rows += page.binder.rows
        versions += written[-1].versions
    listed = [_listed(material, made) for _, made in sorted(material.catalogue.items())]
    files = {f"{FOLDER}/{code}.html": html.encode() for code, html in render_pages(written, material).items()}
    files[LIST_OF_PAGES] = render_index(listed, material).encode()
    files[f"{FOLDER}/page.css"] = style_sheet(templates)
    return Pages(files, rows, versions)


def write_page(page: Page, made: Indicator, known: Known) -> IndicatorPage:
    """Write the page of one indicator."""
    page.binder.at(f"{FOLDER}/{made.code}")
    first = (
        Chapter("definition", "Definition", tuple(definition(page, made))),
        Chapter("calculation", "Calculation", tuple(calculation(page, made))),
        Chapter("figures", "Figures", tuple(figures(page, made))),
    )
    revised = revisions(page, made, known)
    then = (
        Chapter("revisions", "Revisions", revised.parts),
        Chapter("rules", "Rules and findings", tuple(ruled(page, made, known))),
        Chapter("limits", "Limits", tuple(limits(page, made))),
        Chapter("breaks", "Breaks in series", tuple(breaks(page, made))),
        Chapter("adjustment", "Seasonal adjustment", tuple(adjustment(page, made, known))),
        *in_other_languages(page.material, made),
    )
    index = sorted(page.binder.entries.values(), key=lambda entry: entry.number_id)
    return IndicatorPage(made.code, made.title, (*first, *then), tuple(index), revised.versions)


def _listed(material: Material, made: Indicator) -> Listed:
    """Write the row of an indicator in the list."""
    cells = used_cells(material, made)
    past = [cell["period"] for cell in cells if cell["period"] <= material.month.first]
    newest = words.short_month(max(past)) if past else ("plans, due later" if cells else "none in this issue")
    others = [lang for lang in material.office.languages if lang != material.lang]
    told = tuple((lang, made.told("title", lang)) for lang in others)
    return Listed(made.code, made.title, made.unit, made.nature, newest, told)
