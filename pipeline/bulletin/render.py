"""From a document to its page: one HTML text, the same for the web page and for the PDF."""

import re
from functools import partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup

from pipeline.bulletin import figures, views
from pipeline.bulletin.anchors import Anchors
from pipeline.bulletin.columns import is_broken
from pipeline.bulletin.in_print import in_print
from pipeline.bulletin.kept import kept, last_part_kept
from pipeline.bulletin.model import Box, Chart, Document, Paragraph, Points, Symbol, Table
from pipeline.bulletin.pdf import render_pdf
from pipeline.bulletin.svg import embed
from pipeline.bulletin.table_view import table_view
from pipeline.bulletin.typeface import require_characters
from pipeline.errors import CrossfootError
from pipeline.language.catalogue import Catalogue, catalogue_of
from pipeline.template import fill, make_environment

__all__ = ["companions", "render_html", "render_pdf"]

KINDS = {Paragraph: "paragraph", Points: "points", Table: "table", Chart: "chart", Box: "box"}
NUMBER_ID = re.compile(r"[A-Za-z0-9._-]+")
KEY_FIGURES_A_ROW = 4
Edition = Literal["print", "screen"]
STYLE_SHEETS: dict[Edition, str] = {"print": "bulletin.css", "screen": "screen.css"}


def render_html(document: Document, templates: Path, edition: Edition = "print", above: str = "") -> str:
    """Write a document as HTML with its style sheet inside; fonts are looked for in `fonts/` beside it.

    The PDF is laid out from the edition `print`; `screen` is the web page, with what only a browser needs.
    A web page in a folder of the release finds the typefaces `above`, as in "../".
    Raises CrossfootError where a printed number has no entry in the lineage index, a character no typeface,
    or a table no room. What a source put into a text is printed as `in_print` says.
    """
    document = in_print(document)
    _require_entries(document)
    fonts, words = templates / "fonts", catalogue_of(document.lang, templates)
    sections, annexes, letters = views.number_sections(document)
    html = fill(
        _environment(templates, words, edition),
        "bulletin.html.j2",
        document=document,
        sections=sections,
        annexes=annexes,
        letters=letters,
        say=lambda name: words.word(name, {}),
        style=style_of(templates, edition, above),
        key_rows=_key_rows(document),
        main_flags=_flags_of(document, 1),
        tile_flags=_flags_of(document, len(document.key_figures)),
        index_columns=views.index_columns(document, words, fonts),
        index_lead=views.index_lead(words),
        index_together=views.INDEX_TOGETHER,
        index_first=views.INDEX_FIRST,
    )
    require_characters(html, fonts)
    return html


def style_of(templates: Path, edition: Edition, above: str) -> Markup:
    """Read the style sheet of an edition, its typefaces where the page finds them."""
    text = (templates / STYLE_SHEETS[edition]).read_text(encoding="utf-8")
    return Markup(text.replace('url("fonts/', f'url("{above}fonts/') if above else text)


def companions(templates: Path) -> dict[str, bytes]:
    """Read the files that a web page needs beside it, by relative name: typefaces and their licences."""
    return {f"fonts/{path.name}": path.read_bytes() for path in sorted((templates / "fonts").iterdir())}


def _environment(templates: Path, words: Catalogue, edition: Edition) -> Environment:
    """Make the template engine: everything is escaped, everything must be defined."""
    anchors, fonts = Anchors(words), templates / "fonts"
    on_screen = edition == "screen"
    environment = make_environment(templates)
    environment.filters |= {
        "kind": lambda block: KINDS[type(block)],
        "plain": views.plain,
        "kept": partial(kept, in_print=not on_screen),
        "coded": lambda code, width: last_part_kept(code) if is_broken(code, width, fonts) else code,
        "together": views.together,
        "leading": views.leading,
        "whole": lambda chart: figures.is_whole(chart, fonts),
        "runs_together": figures.together,
        "places_in_short": lambda places: views.places_in_short(places, words),
        "drawing": lambda chart: Markup(embed(chart.svg, views.plain(chart.alt))),
        "grid": views.chart_grid,
        "grid_head": lambda chart: views.grid_head(chart, fonts),
        "view": lambda table, landscape: table_view(table, landscape, fonts),
        "back": anchors.back,
    }
    environment.globals |= {
        "screen": on_screen,
        "enter": anchors.enter if on_screen else _nothing,
        "spot": anchors.spot if on_screen else _nothing,
    }
    return environment


def _key_rows(document: Document) -> list[tuple[Any, ...]]:
    """Divide the key figures into rows of nearly the same length."""
    figures = document.key_figures
    if not figures:
        return []
    count = -(-len(figures) // KEY_FIGURES_A_ROW)
    each = -(-len(figures) // count)
    return [figures[start : start + each] for start in range(0, len(figures), each)]


def _nothing(_: str) -> str:
    """Stand for the anchors that a printed page does not need."""
    return ""


def _flags_of(document: Document, figures: int) -> list[Symbol]:
    """List the words in brackets that the first key figures carry, with their meanings."""
    said = [figure.caption + views.plain(figure.detail) for figure in document.key_figures[:figures]]
    return [symbol for symbol in document.symbols if any(symbol.mark in text for text in said)]


def _require_entries(document: Document) -> None:
    """Check that each printed number leads to exactly one entry of the lineage index."""
    entries = [entry.number_id for entry in document.index]
    used = {number.number_id for number in views.printed_numbers(document)} | set(views.row_links(document))
    problems = {
        "no entry in the lineage index": used - set(entries),
        "more than one entry in the lineage index": {entry for entry in entries if entries.count(entry) > 1},
        "a name that cannot be a link target": {name for name in used if not NUMBER_ID.fullmatch(name)},
    }
    for problem, names in problems.items():
        if names:
            shown = ", ".join(sorted(names)[:5])
            raise CrossfootError(
                f"{len(names)} numbers of the bulletin {document.issue!r} have {problem}: {shown}. "
                "Each printed number needs exactly one entry; correct what composes the bulletin."
            )
