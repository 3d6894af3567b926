"""The printed pages of real months: headings stay with what they lead to, and pages are filled."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.columns import PADDING_MM, SIZES_PT
from pipeline.bulletin.model import Chart, Column, Paragraph, Points, Printed, Row, Section, Table
from pipeline.bulletin.render import render_html, render_pdf
from pipeline.bulletin.table_view import DIVIDED, WHOLE_LINES, table_view
from pipeline.bulletin.typeface import Type
from pipeline.bulletin.views import leading, places_in_short
from pipeline.language.catalogue import catalogue_of
from tests.bulletin.pages import bare, half_empty, headings_at_ends, page_texts, short_table
from tests.bulletin.sample_document import FONTS

DAY = datetime(2026, 11, 21, tzinfo=UTC)
EMPTY = Paragraph(("words",))


@pytest.fixture(scope="module", params=["karabakh", "example"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """Print a month of an office."""
    made = request.getfixturevalue(request.param)
    templates = made.office.project.templates
    html = render_html(made.document, templates)
    path = tmp_path_factory.mktemp(request.param) / "bulletin.pdf"
    path.write_bytes(render_pdf(html, templates, created=DAY))
    return made, path


def test_a_heading_its_lead_and_its_first_table_or_figure_are_on_one_page(printed: Any) -> None:
    made, path = printed
    pages = [" ".join(text.split()) for text in page_texts(path.read_bytes(), path.parent)]
    checked = 0
    for part in made.document.sections:
        first = next((block for block in part.blocks if isinstance(block, Table | Chart)), None)
        if first is None or not all(leading(part)[: part.blocks.index(first)]):
            continue
        caption = f"{first.label} {first.title if isinstance(first.title, str) else ''}"[:40].strip()
        where = next(at for at, text in enumerate(pages) if caption in text)
        assert part.title in pages[where], (part.title, first.label)
        checked += 1
    assert checked >= 6


def test_pages_are_filled(printed: Any) -> None:
    _, path = printed
    assert half_empty(path, path.parent) == []


def test_no_page_ends_with_a_heading(printed: Any) -> None:
    made, path = printed
    assert headings_at_ends(made.document, path) == []


def test_a_page_that_ends_early_or_with_a_heading_would_be_found(tmp_path: Path) -> None:
    filled = Section("f", "Fill", (Paragraph(("filler",)),))
    follow = Section("s", "HEADING of a section", (short_table(30),))
    document = bare(filled, follow)
    page = render_html(document, FONTS.parent).replace("<p>filler", '<p style="height: 20mm">filler')
    loose = page.replace("break-after: avoid", "").replace("break-before: avoid", "")
    found = {}
    for name, html in {
        "early": page.replace('<section id="s-s"', '<section style="break-before: page" id="s-s"'),
        "heading": loose.replace('<table class="t"', '<table style="break-before: page" class="t"'),
    }.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(render_pdf(html, FONTS.parent, created=DAY))
        found[name] = (half_empty(path, tmp_path), headings_at_ends(document, path))
    assert found["early"] == ([1], [])
    assert found["heading"] == ([1], [(1, "2 HEADING of a section")])


NUMBER = Printed("q", "1", "c", "value")
CHART = Chart("Figure 1", "T", "", "<svg/>", ("a",), (("", (("p", (NUMBER,)),)),))


@pytest.mark.parametrize(
    ("blocks", "with_next"),
    [
        ((EMPTY, CHART), (True, False)),
        ((EMPTY, Points((("a",),) * 3), CHART, EMPTY), (True, True, False, False)),
        ((CHART, EMPTY, CHART), (False, True, False)),
        ((EMPTY, Points((("a",),) * 9), CHART), (False, False, False)),
        ((Paragraph(("word " * 100,)), Paragraph(("word " * 50,)), CHART), (False, True, False)),
        ((EMPTY,), (False,)),
        ((), ()),
    ],
)
def test_texts_that_lead_to_a_table_or_a_figure(blocks: tuple[Any, ...], with_next: tuple[bool, ...]) -> None:
    assert leading(Section("s", "S", blocks)) == with_next


def test_a_table_of_few_high_rows_may_be_divided() -> None:
    low = Table("Table 1", "T", "", short_table(1).columns, tuple(Row((("a",), ("1.0",))) for _ in range(6)))
    assert table_view(low, False, FONTS).css == "t keep"
    tall = tuple(Row((("word " * 200,), ("1.0",))) for _ in range(6))
    view = table_view(Table("Table 1", "T", "", low.columns, tall), False, FONTS)
    assert view.css == "t"
    assert {row.css for row in view.rows} == {""}
    pairs = tuple(Row((("word " * 60,), ("1.0",))) for _ in range(6))
    view = table_view(Table("Table 1", "T", "", low.columns, pairs), False, FONTS)
    assert [row.css for row in view.rows] == ["a", "", "", "", "", "b"]
    assert len(tall) < WHOLE_LINES


@pytest.mark.parametrize(("lines", "css"), [(DIVIDED - 1, ""), (DIVIDED, "d")])
def test_only_a_row_of_many_lines_may_be_divided(lines: int, css: str) -> None:
    columns = (Column("a", width="24mm"), Column("b", width="150mm"))
    wide = 150 - PADDING_MM
    word = "w" * int(0.98 * wide / Type(FONTS, SIZES_PT[0]).measure("w"))
    high = Row((("a",), (" ".join([word] * lines),)))
    low = Row((("a",), ("b",)))
    view = table_view(Table("Table 1", "T", "", columns, (low, low, low, high, low, low, low)), False, FONTS)
    assert view.rows[3].css == css


def test_places_in_the_lineage_index_are_short() -> None:
    places = ("Table 3", "Figure 12", "main points", "Tables")
    assert places_in_short(places, catalogue_of("en", FONTS.parent)) == "T3, F12, main points, Tables"
