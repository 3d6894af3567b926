"""Pages: what is kept together, aligned and inside the margins."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from pipeline.bulletin.compose import compose
from pipeline.bulletin.figures import TOGETHER, is_whole
from pipeline.bulletin.load import in_language
from pipeline.bulletin.model import Chart, Column, Document, IndexEntry, Paragraph, Printed, Row, Section
from pipeline.bulletin.pdf import without_contents
from pipeline.bulletin.render import render_html
from pipeline.bulletin.room import PORTRAIT_MM
from pipeline.bulletin.table_view import table_view
from pipeline.bulletin.typeface import POINT_MM, text_width
from pipeline.bulletin.views import INDEX_TOGETHER
from pipeline.errors import CrossfootError
from pipeline.language.catalogue import catalogue_of
from pipeline.language.grammar import grammar_of
from tests.bulletin.pages import (
    bare,
    layout,
    make_pdf,
    margins,
    need,
    page_texts,
    sample_document,
    sample_html,
    sample_pdf,
    short_table,
)
from tests.bulletin.sample_document import FONTS, TEMPLATES


@pytest.fixture
def document() -> Document:
    return sample_document()


@pytest.fixture
def html() -> str:
    return sample_html()


@pytest.fixture
def pdf() -> bytes:
    return sample_pdf()


@pytest.fixture
def opened() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(sample_pdf())) as file:
        yield file


def test_the_sample_has_a_sane_number_of_pages(opened: pikepdf.Pdf) -> None:
    assert 9 <= len(opened.pages) <= 14


@pytest.mark.parametrize("rows", [2, pytest.param(30, marks=pytest.mark.long)])
def test_titles_heads_first_rows_and_notes_stay_together(rows: int) -> None:
    follow = Section("t", "Follow", (Paragraph(("end",)),))
    sections = (
        Section("f", "Fill", (Paragraph(("filler",)),)),
        Section("s", "HEADING", (short_table(rows),)),
        follow,
    )
    page = without_contents(render_html(bare(*sections), TEMPLATES))
    moved = set()
    # The table starts ever lower on the first page, in steps smaller than a line of its title.
    for height in range(95, 166, 3):
        filled = page.replace("<p>filler", f'<p style="height: {height}mm">filler')
        pages = [[text for text, _ in page] for page in layout(filled)]
        where = {text: at for at, page in reversed(list(enumerate(pages))) for text in page}
        first = ["HEADING", "CAPTION", "SUBTITLE", "HEAD", "row-0", *(["row-1", "row-2"] if rows > 2 else [])]
        assert len({where[text] for text in first}) == 1, height
        assert len({where[text] for text in (f"row-{rows - 1}", f"row-{rows - 2}", "NOTE")}) == 1, height
        moved.add(where["HEADING"])
    assert moved == {0, 1}


def test_the_last_page_of_the_lineage_index_is_never_nearly_empty() -> None:
    def entries_by_page(many: int) -> list[int]:
        entries = (IndexEntry(f"e{at}", "1.0", f"c.{at}", "value", "o", ("T1",)) for at in range(many))
        pages = layout(render_html(bare(index=tuple(entries)), TEMPLATES))
        counts = [sum(bool(re.fullmatch(r"e\d+", text)) for text, _ in page) for page in pages]
        return [count for count in counts if count]

    first, second, *_ = entries_by_page(220)
    assert second > 8 * INDEX_TOGETHER  # so much of the page before may stay empty
    for left_over in (1, INDEX_TOGETHER - 1, INDEX_TOGETHER):
        *_, last = found = entries_by_page(first + second + left_over)
        assert (sum(found), last) == (first + second + left_over, INDEX_TOGETHER)


def test_heads_are_repeated_and_rows_are_not_divided(html: str) -> None:
    pages = layout(html)
    with_rows = [
        page for page in pages if sum(bool(re.search(r" district \d+$", text)) for text, _ in page) > 2
    ]
    assert len(with_rows) >= 2
    assert all("District" in {text for text, _ in page} for page in with_rows)


def test_digits_align_whatever_flags_follow(html: str) -> None:
    texts = [item for page in layout(html) for item in page]
    start = next(at for at, (text, _) in enumerate(texts) if text == "Investment by economic region")
    end = next(at for at, (text, _) in enumerate(texts) if text.startswith("Components may not"))
    wanted = {"1\u202f406.0", "50.0", "138.7", "227.4", "102.4"}
    column = [box for text, box in texts[start:end] if text in wanted]
    assert len(column) == 5
    ends = [box.position_x + box.width for box in column]
    assert max(ends) - min(ends) < 0.2


def test_pages_are_well_filled(pdf: bytes, opened: pikepdf.Pdf, tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "b.pdf").write_bytes(pdf)
    subprocess.run(
        [need("pdftoppm"), "-r", "30", "-gray", "-png", str(tmp_path / "b.pdf"), str(tmp_path / "p")],
        check=True,
    )
    pictures = [Image.open(path) for path in sorted(tmp_path.glob("p-*.png"))]
    upright = [picture.height > picture.width for picture in pictures]
    for at, picture in enumerate(pictures[:-1]):
        if upright[at] and not upright[at + 1]:
            continue  # the page before a landscape section ends where its text ends
        body = picture.crop((0, 0, picture.width, int(picture.height * (0.925 if upright[at] else 0.89))))
        ink = body.point(lambda level: 255 if level < 200 else 0).getbbox()
        assert ink is not None
        assert ink[3] / body.height > 0.66, f"page {at + 1}"
    assert len(pictures) == len(opened.pages)


def test_text_beyond_its_cell_is_named(document: Document) -> None:
    rows = (Row((("a",), ("123\u202f456\u202f789.0",))),)
    narrow = replace(short_table(1), columns=(Column("HEAD"), Column("v", True, "9mm")), rows=rows)
    page = render_html(bare(Section("s", "S", (narrow,))), TEMPLATES)
    with pytest.raises(CrossfootError, match=r"On page 1, under '1 S', the text '123.* does not fit"):
        make_pdf(page)


def test_a_row_higher_than_a_page_loses_nothing() -> None:
    columns = (Column("HEAD", width="24mm"), Column("v", True))
    tall = replace(short_table(1), columns=columns, rows=(Row((("word " * 1500,), ("1.0",))),))
    pages = layout(render_html(bare(Section("s", "S", (tall,))), TEMPLATES))
    assert sum(text.split().count("word") for page in pages for text, _ in page) == 1500
    assert sum(any("word" in text.split() for text, _ in page) for page in pages) > 1


@pytest.mark.long
def test_the_name_of_a_divided_row_stands_where_its_text_begins() -> None:
    columns = (Column("HEAD", width="24mm"), Column("v", width="150mm"))
    tall = replace(short_table(1), columns=columns, rows=(Row((("NAME",), ("word " * 700,))),))
    sections = (Section("f", "Fill", (Paragraph(("filler",)),)), Section("s", "S", (tall,)))
    page = render_html(bare(*sections), TEMPLATES)
    divided = 0
    for height in range(60, 180, 8):
        pages = layout(page.replace("<p>filler", f'<p style="height: {height}mm">filler'))
        named = [at for at, page in enumerate(pages) for text, _ in page if text == "NAME"]
        with_text = [at for at, page in enumerate(pages) for text, _ in page if text.startswith("word word")]
        assert named == [min(with_text)], height
        for before, after in pairwise(sorted(set(with_text))):
            (head,) = [box for text, box in pages[after] if text == "HEAD"]
            first = next(box for text, box in pages[after] if text.startswith("word word"))
            assert first.position_y - head.position_y < 2 * head.height, (height, before)
            divided += 1
    assert divided >= 3


def test_a_name_of_many_characters_is_broken_into_lines() -> None:
    long = Section(
        "s",
        "x" * 400,
        (Paragraph(("y" * 10_000,)), replace(short_table(1), rows=(Row((("z" * 300,), ("1.0",))),))),
    )
    assert make_pdf(render_html(bare(long, imprint="i" * 200, title="t" * 120), TEMPLATES)).startswith(
        b"%PDF-1.7"
    )


def test_running_head_foot_and_mark_are_on_the_pages(pdf: bytes, tmp_path: Path) -> None:
    pages = page_texts(pdf, tmp_path)
    for at, text in enumerate(pages, 1):
        assert "SYNTHETIC" in text
        assert f"Page {at} of {len(pages)}" in text
        assert "Crossfoot demonstration edition" in text
        assert "Statistical Office of the Republic of Florin" in text
    plain = page_texts(make_pdf(render_html(bare(Section("s", "S", ()), mark=""), TEMPLATES)), tmp_path)
    assert all("SYNTHETIC" not in text for text in plain)


@pytest.mark.parametrize("lang", ["en", "az", "ru"])
def test_the_heading_of_a_section_has_room_for_one_line_of_the_running_head(lang: str) -> None:
    words = catalogue_of(lang, TEMPLATES)
    titles = []
    for name in words.files:
        with suppress(CrossfootError):  # the title of a chart has slots
            titles += [words.word(name, {})] if name.endswith("-title") else []
    share = re.search(r"@top-right \{[^}]* width: (\d+)%", (TEMPLATES / "bulletin.css").read_text())
    assert share is not None and len(titles) > 20
    annex = f"{words.word('page-annex', {})} {grammar_of(lang).annexes[0]} "
    room = PORTRAIT_MM * int(share[1]) / 100
    assert [name for name in titles if text_width(annex + name, 7.5 * POINT_MM, FONTS) > room] == []


def figure(series: int, drawing_mm: float) -> Chart:
    """Make a figure with a list of numbers a series."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 173.5 {drawing_mm}"></svg>'
    runs = tuple(
        (f"series-{at}", ((f"p{at}", (Printed(f"q{at}", "1", "c", "value"),)),)) for at in range(series)
    )
    return Chart("Figure 1", "CAPTION", "", svg, ("a",), runs, (("NOTE",), ("SOURCE",)))


def parts_of_figure(chart: Chart) -> list[list[str]]:
    """Lay a figure out from many starts; give for each its texts by page."""
    filler = Section("f", "Fill", (Paragraph(("filler",)),))
    entries = tuple(IndexEntry(f"q{at}", "1", "c", "value", "o", ("T1",)) for at in range(len(chart.series)))
    page = without_contents(render_html(bare(filler, Section("s", "S", (chart,)), index=entries), TEMPLATES))
    found = []
    for height in range(20, 164, 4):
        pages = layout(page.replace("<p>filler", f'<p style="height: {height}mm">filler'))
        texts = [
            [text for text, _ in page if re.match(r"CAPTION|NOTE|SOURCE|series-", text)] for page in pages
        ]
        found.append([" ".join(text) for text in texts if text])
    return found


def test_a_figure_stands_on_one_page_with_its_numbers_and_notes() -> None:
    chart = figure(4, 40)
    assert is_whole(chart, FONTS)
    assert all(len(pages) == 1 for pages in parts_of_figure(chart))


@pytest.mark.long
def test_a_high_figure_is_divided_between_its_lists_and_keeps_some_at_both_ends() -> None:
    chart = figure(8, 90)
    assert not is_whole(chart, FONTS)
    divided = [pages for pages in parts_of_figure(chart) if len(pages) > 1]
    assert divided
    for pages in divided:
        assert all(len(re.findall("series-", text)) >= TOGETHER for text in pages), pages
        assert pages[0].startswith("CAPTION") and pages[-1].endswith("NOTE SOURCE")


def test_the_running_head_names_the_section_in_which_the_page_begins() -> None:
    fill = Paragraph(("filler",))
    sections = (
        Section("f", "First", (fill, fill)),
        Section("s", "Second", (fill, fill)),
        Section("t", "Third", ()),
    )
    page = without_contents(render_html(bare(*sections), TEMPLATES))
    # The second section begins below what is left of the first one, the third at the top of its page.
    for height in (100, 160, 60, 235):
        page = page.replace("<p>filler", f'<p style="height: {height}mm">', 1)
    heads = [page["@top-right"] for page in margins(page)[1:]]
    assert heads == [["1 First"], ["2 Second"], ["3 Third"]]


@pytest.mark.parametrize("lang", ["en", "az", "ru"])
@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_running_heads_and_the_number_of_the_page_take_no_line_more(
    office: str, lang: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    edition, _ = compose(in_language(made.material, lang), FONTS)
    tall = Paragraph(("filler",))
    sections = (replace(part, blocks=(tall,)) for part in edition.sections)
    # The longest number of an issue is that of a territory.
    shown = replace(edition, sections=tuple(sections), issue=f"{edition.issue}.ER-WWW", symbols=(), index=())
    page = render_html(replace(shown, key_figures=(), main_points=()), TEMPLATES)
    pages = margins(page.replace("<p>filler", '<p style="height: 225mm">'))[2:]
    assert len(pages) > 20
    for margin in pages:
        assert [len(margin[f"@top-{side}"]) for side in ("left", "right")] == [1, 1], margin
        assert len(margin["@bottom-right"]) == (4 if edition.mark else 3), margin


def test_a_table_kept_whole_is_not_tied_to_what_stands_around_it() -> None:
    assert {row.css for row in table_view(short_table(2), False, FONTS).rows} == {""}
    assert [row.css for row in table_view(short_table(12), False, FONTS).rows] == [
        "a",
        "a",
        *[""] * 8,
        "b",
        "b",
    ]


def test_a_row_stays_with_the_first_of_its_parts() -> None:
    table = short_table(12)
    parts = (1, 1, 0, 1, 1, 0, 0, 1, 2, 2, 1, 1)
    rows = tuple(replace(row, indent=indent) for row, indent in zip(table.rows, parts, strict=True))
    found = [row.css for row in table_view(replace(table, rows=rows), False, FONTS).rows]
    assert found == ["a", "a", "a", "", "", "", "a", "a", "", "", "b", "b"]
