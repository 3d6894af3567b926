"""What no validator's rule reaches, on the structure tree of the file."""

import re

import pikepdf
import pytest

from pipeline.bulletin.pdf import SHORT_PAGES
from pipeline.bulletin.render import render_html
from pipeline.bulletin.tagged import words
from pipeline.counterproof.read_pdf import read_pdf
from pipeline.errors import UsageError
from tests.bulletin.pages import make_pdf, sample_pdf
from tests.bulletin.pdf.small import (
    DISTRICTS,
    LONG,
    elements,
    kids,
    kinds_below,
    of_kind,
    opened,
    short_bulletin,
    short_pdf,
)
from tests.bulletin.sample_document import TEMPLATES

KINDS = {
    *("/Document", "/Part", "/Sect", "/Div", "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Lbl", "/LBody"),
    *("/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption", "/Figure", "/Link", "/Span"),
    *("/TOC", "/TOCI", "/Reference"),
}


@pytest.fixture(scope="module")
def short() -> pikepdf.Pdf:
    return opened(short_pdf())


@pytest.fixture(scope="module")
def sample() -> pikepdf.Pdf:
    return opened(sample_pdf())


def _pages_of(pdf: pikepdf.Pdf, node: pikepdf.Object) -> set[int]:
    """Say on which pages an element has content."""
    numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
    found = set()
    for element, _ in [(node, ()), *elements(node)]:
        for kid in kids(element):
            if isinstance(kid, int):
                found.add(numbers[element.Pg.objgen])
            elif kid.get("/Type") in ("/MCR", "/OBJR"):
                found.add(numbers[kid.Pg.objgen])
    return found


def test_iso_14289_1_7_5_a_table_on_several_pages_is_one_with_one_row_of_heads(short: pikepdf.Pdf) -> None:
    first, *rest = of_kind(short, "Table")
    assert len(_pages_of(short, first)) >= 2
    assert kinds_below(first) == ["Caption", "THead", "TBody"]
    assert len([node for node, _ in elements(first) if node.S == "/TR"]) == DISTRICTS + 1
    assert len(rest) == 2  # symbols and the lineage index
    assert len(of_kind(short, "THead")) == 3


def test_iso_14289_1_7_1_what_is_divided_between_pages_is_one_element(short: pikepdf.Pdf) -> None:
    (part,) = of_kind(short, "Part")
    assert len(_pages_of(short, part)) == len(short.pages)
    sections = of_kind(short, "Sect")
    assert len(sections) == 3
    assert len(_pages_of(short, sections[0])) >= 2


def test_a_paragraph_divided_between_pages_keeps_its_content_with_its_page() -> None:
    html = render_html(short_bulletin(), TEMPLATES)
    filler = '<section><p style="height: 150mm">filler</p><p>WORDS</p></section>'
    lines = " ".join(f"word{at}" for at in range(900))
    pdf = opened(make_pdf(html.replace("<main>", f"<main>{filler.replace('WORDS', lines)}")))
    (divided,) = [node for node in of_kind(pdf, "P") if len(_pages_of(pdf, node)) > 1]
    marked = [kid for kid in kids(divided) if isinstance(kid, pikepdf.Dictionary)]
    assert marked and all(kid.Type == "/MCR" and kid.Pg.objgen != divided.Pg.objgen for kid in marked)
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums
    at = next(at for at, page in enumerate(pdf.pages) if page.objgen == marked[0].Pg.objgen)
    assert owners[2 * at + 1][int(marked[0].MCID)].objgen == divided.objgen


def test_iso_14289_1_7_1_nothing_is_a_wrapper_without_meaning(sample: pikepdf.Pdf) -> None:
    for node, parents in elements(sample.Root.StructTreeRoot):
        assert node.S != "/NonStruct"
        assert node.S != "/Span" or "/Lang" in node
        assert len(kids(node)) or node.S in ("/TD", "/TH")
        assert parents == () or node.P.objgen == parents[-1].objgen
    roles = {str(node.S) for node, _ in elements(sample.Root.StructTreeRoot)}
    assert roles <= KINDS


def test_iso_14289_1_7_5_heads_say_what_they_head(sample: pikepdf.Pdf) -> None:
    heads = [
        (node, [str(above.S) for above in parents])
        for node, parents in elements(sample.Root.StructTreeRoot)
        if node.S == "/TH"
    ]
    assert len(heads) > 100
    assert all(node.A.Scope == ("/Column" if "/THead" in above else "/Row") for node, above in heads)
    assert not any("/Headers" in node.get("/A", {}) or "/ID" in node for node in of_kind(sample, "TD"))


def test_iso_14289_1_7_8_running_heads_and_feet_are_artifacts_of_their_kind(short: pikepdf.Pdf) -> None:
    reached = {node.objgen for node, _ in elements(short.Root.StructTreeRoot)}
    owners = list(short.Root.StructTreeRoot.ParentTree.Nums)[1::2]
    for at, (page, parents) in enumerate(zip(short.pages, owners, strict=False)):
        content = page.Contents.read_bytes()
        assert content.count(b"/Footer") >= 3  # issue, page and mark
        assert content.count(b"/Header") == (0 if at == 0 else 2)
        assert all(kid is None or kid.objgen in reached for kid in parents)
        assert len(re.findall(rb"/MCID \d", content)) == sum(kid is not None for kid in parents)
    repeated = b"".join(page.Contents.read_bytes() for page in short.pages)
    assert b"/Type /Pagination>>" in repeated


def test_iso_14289_1_7_6_lists_say_how_they_are_marked(short: pikepdf.Pdf) -> None:
    lists = {str(node.A.ListNumbering) for node in of_kind(short, "L")}
    assert lists == {"/Disc", "/None"}
    for node in of_kind(short, "L"):
        for item in kids(node):
            marked = node.A.ListNumbering == "/Disc"
            assert kinds_below(item) == (["Lbl", "LBody"] if marked else ["LBody"])


def test_iso_32000_1_14_8_4_2_the_contents_refer_to_sections_by_their_pages(sample: pikepdf.Pdf) -> None:
    (contents,) = of_kind(sample, "TOC")
    assert "/A" not in contents
    entries = kids(contents)
    titles = {str(item.title) for item in _bookmarks(sample)}
    assert len(entries) > 10
    assert len(of_kind(sample, "TOCI")) == len(entries)
    for entry in entries:
        assert kinds_below(entry) == ["Reference"]
        (reference,) = kids(entry)
        assert "Link" in kinds_below(reference)
    said = [
        " ".join(block.text.split()) for block in read_pdf(sample_pdf()).blocks if block.kind == "contents"
    ]
    assert len(said) == len(entries)
    for text in said:
        words, _, page = text.rpartition(" ")
        number, _, title = words.partition(" ")
        assert any(heading.endswith(f"{number} {title}") for heading in titles), text
        assert 1 <= int(page) <= len(sample.pages)


def test_a_short_issue_has_no_contents(short: pikepdf.Pdf) -> None:
    assert len(short.pages) <= SHORT_PAGES
    assert 'class="toc"' in render_html(short_bulletin(), TEMPLATES)
    assert of_kind(short, "TOC") == []


def _bookmarks(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    """List the bookmarks of sections."""
    with pdf.open_outline() as outline:
        return [item for root in outline.root for item in root.children]


def test_iso_14289_1_7_2_a_run_in_another_language_says_so(short: pikepdf.Pdf) -> None:
    named = [node for node, _ in elements(short.Root.StructTreeRoot) if "/Lang" in node]
    assert [(str(node.S), str(node.Lang)) for node in named] == [("/Span", "az")]
    assert str(short.Root.Lang) == "en"


def test_iso_14289_1_7_3_the_box_of_a_figure_is_where_it_is_drawn(short: pikepdf.Pdf) -> None:
    (figure,) = of_kind(short, "Figure")
    left, bottom, right, top = (float(number) for number in figure.A.BBox)
    points = 72 / 25.4
    assert left == pytest.approx(18 * points, abs=1)
    assert right - left == pytest.approx(173.5 * points, abs=1)
    assert 0 < bottom < top < 842


def test_iso_14289_1_7_17_bookmarks_follow_sections_tables_and_figures(sample: pikepdf.Pdf) -> None:
    with sample.open_outline() as outline:
        (root,) = outline.root
        titles = [str(item.title) for item in root.children]
        below = [str(child.title) for item in root.children for child in item.children]
    assert "1 Investment in fixed capital" in titles
    assert titles[-1].endswith("Lineage index")
    assert any(title.startswith("Table 1") for title in below)
    assert any(title.startswith("Figure 1") for title in below)


def test_iso_14289_1_7_18_5_links_say_where_they_lead(short: pikepdf.Pdf) -> None:
    said = {(str(link.Contents), str(link.Dest)) for page in short.pages for link in page.get("/Annots", [])}
    assert said == {("Entry q1 of the lineage index", "n-q1")}
    html = render_html(short_bulletin(), TEMPLATES)
    page = html.replace("<main>", '<main><p><a href="#lineage">To <b>the</b> index</a></p>')
    linked = opened(make_pdf(page))
    assert "To the index" in {str(link.Contents) for link in linked.pages[0].Annots}


def test_the_words_of_a_link_are_there_in_three_languages() -> None:
    assert len({words.entry(lang, "q1") for lang in ("en", "az", "ru")}) == 3
    with pytest.raises(UsageError, match="'xx'; there are: en, az, ru"):
        words.entry("xx", "q1")


def test_iso_32000_1_14_8_2_6_2_words_at_the_ends_of_lines_are_parted(short: pikepdf.Pdf) -> None:
    said = _texts(short)
    assert sum(text.startswith(LONG.strip()) for text in said) == 3
    assert "District 7" in said


def _texts(pdf: pikepdf.Pdf) -> list[str]:
    """Read the text of each element by its marked content, as an aid does that knows no places."""
    shown = {}
    for page in pdf.pages:
        fonts = {name: _unicode(font) for name, font in page.Resources.Font.items()}
        shown[page.objgen] = _shown(page, fonts)
    found = []
    for node, _ in elements(pdf.Root.StructTreeRoot):
        own = [kid for kid in kids(node) if isinstance(kid, int)]
        found.append("".join(shown[node.Pg.objgen].get(int(kid), "") for kid in own).strip())
    return found


def _shown(page: pikepdf.Page, fonts: dict[str, dict[int, str]]) -> dict[int, str]:
    """Read the text of a page by the number of its marked content."""
    found: dict[int, str] = {}
    number, letters = -1, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC":
            number = int(operands[1].get("/MCID", -1))
        elif str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) == "TJ" and number >= 0:
            codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
            text = "".join(letters[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))
            found[number] = found.get(number, "") + text
    return found


def _unicode(font: pikepdf.Object) -> dict[int, str]:
    """Read what the codes of a typeface mean."""
    pairs = re.findall(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>\n", font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def test_a_break_within_a_word_gets_no_space() -> None:
    html = render_html(short_bulletin(), TEMPLATES)
    word = "x" * 300
    pdf = opened(make_pdf(html.replace("<main>", f"<main><p>{word} end</p>")))
    assert f"{word} end" in _texts(pdf)


def test_an_element_of_the_engine_that_is_not_remembered_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.pdf import tags

    from pipeline.bulletin.tagged.record import boxes_remembered

    engine = tags._build_box_tree
    with boxes_remembered() as made:
        assert tags._build_box_tree is not engine
    assert tags._build_box_tree is engine
    assert made.boxes == {}
