"""Text of a source that looks like something else: in print it is text, in the data it is whole."""

import csv
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from pipeline import stages
from pipeline.bulletin.in_print import LONGEST_WORD, in_print
from pipeline.bulletin.model import Box, Column, IndexEntry, Paragraph, Points, Row, Section, Table
from pipeline.bulletin.publish import publish_month
from pipeline.bulletin.render import render_html
from pipeline.bulletin.typeface import characters
from pipeline.choice import Choice
from pipeline.month import Month
from pipeline.printable import CUT, name_in_print
from pipeline.project import locate
from pipeline.sealed.check_pages import check_pages
from pipeline.sealed.folder import ReleaseFolder
from pipeline.sealed.report import Report
from tests.bulletin.pages import bare, make_pdf, page_texts
from tests.bulletin.sample_document import FONTS, TEMPLATES
from tests.small_office import REFERENCE, WriteOffice, investment

JANUARY = Month.parse("2026-01")
NAMES = {
    "a script": "<script>alert(1)</script>",
    "an end of everything": '</td></table></style></title><h1 onclick="x()">Big</h1>',
    "an end of an attribute": '" onmouseover="x()" style=\'position:fixed\'',
    "an entity": "&lt;b&gt; &amp; &#x202e; &nbsp;",
    "a template": "{{ 7 * 7 }} {% include '/etc/passwd' %} {# no #}",
    "a style": "} body { display: none } @import url(http://127.0.0.1:9/x.css)",
    "a drawing": '<svg onload="x()"><image href="http://127.0.0.1:9/x.png"/></svg>',
    "an address": "<img src=http://127.0.0.1:9/x.png> javascript:x()",
    "a comment": "<!-- --> ]]> <![CDATA[ x ]]>",
    "a direction": "North \u202etcirtsid\u202c \u200fdistrict",
    "control characters": "North\x1b[31m district\x07\x08",
    "a long word": "L" * 10_000,
    "a long name": "long name " * 1_000,
}


def _fits(written: str) -> str:
    """Return what is printed of a name, blanks joined as a page joins them."""
    return " ".join(name_in_print(written).split())


# From a delivery to the pages of a release


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Release a month of a small office in which whatever a source or a list says is hostile."""
    from tests.small_office import office_writer

    write: WriteOffice = office_writer(tmp_path_factory.mktemp("hostile"))
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    quoted = {name: '"' + text.replace('"', '""') + '"' for name, text in NAMES.items()}
    rows = [f"H{at},district,R1,,,,{text},,official," for at, text in enumerate(quoted.values())]
    reference = {
        "label.csv": labels,
        "territory.csv": REFERENCE["territory.csv"] + "\n".join(rows) + "\n",
        "territory_name.csv": REFERENCE["territory_name.csv"]
        + "".join(f"place {at},,H{at},\n" for at in range(len(NAMES))),
        "source.csv": REFERENCE["source.csv"].replace("First Press", quoted["a script"]),
    }
    lines = [{"value_as_printed": "1,406.0", "growth_pct": "75.6"}]
    lines += [
        {"value_as_printed": f"{at + 1}.5", "territory_as_written": f"place {at}"} for at in range(len(NAMES))
    ]
    lines += [{"value_as_printed": "3.5", "territory_as_written": text} for text in NAMES.values()]
    office = write({"first": {"investment.csv": investment(*lines)}}, reference)
    stages.run_month(office, JANUARY, with_bulletin=False)
    return publish_month(office, stages.lake_of(office), JANUARY, choice=Choice(territories=())).folder


def test_pages_of_a_release_have_no_element_that_a_name_brought(released: Path) -> None:
    pages = sorted(released.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        tree = parser.document_fromstring(page.read_bytes().decode())
        assert not tree.xpath(
            "//iframe | //object | //img | //svg//image | //link[not(@rel='stylesheet')]"
        ), page
        assert not tree.xpath("//h1[text()='Big']"), page
        assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")], page
        assert not [one for one in tree.xpath("//script") if "alert(1)" in (one.text or "")], page
        assert "127.0.0.1" not in "".join(tree.xpath("//style/text() | //@href | //@src | //@style")), page


def test_pages_have_the_parts_that_are_listed(released: Path) -> None:
    report = Report()
    check_pages(ReleaseFolder.open(released), report)
    assert report.faults == []


def test_names_are_printed_as_text(released: Path, tmp_path: Path) -> None:
    page = parser.document_fromstring((released / "bulletin.en.html").read_bytes().decode())
    text = " ".join(page.text_content().split())
    for name, written in NAMES.items():
        assert _fits(written).removesuffix(CUT) in text, name
    assert "L" * (LONGEST_WORD + 1) not in text
    printed = re.sub(r"\s+", "", "".join(page_texts((released / "bulletin.en.pdf").read_bytes(), tmp_path)))
    assert "<script>alert(1)</script>" in printed
    assert "{{7*7}}" in printed
    assert "North\u2039U+202E\u203atcirtsid" in printed


def test_the_data_keep_names_whole(released: Path) -> None:
    with (released / "sources.csv").open(encoding="utf-8", newline="") as stream:
        assert NAMES["a script"] in {row["publisher"] for row in csv.DictReader(stream)}
    structures = [ElementTree.parse(path).getroot() for path in sorted(released.rglob("*.xml"))]
    assert structures
    assert all(NAMES["a template"] in "".join(root.itertext()) for root in structures)
    assert not any(str(one.tag).endswith("script") for root in structures for one in root.iter())
    findings = (released / "findings.csv").read_text(encoding="utf-8")
    assert NAMES["a long word"] in findings


# From a document to its page, whatever its texts are


LETTERS = st.sampled_from(
    sorted(characters(FONTS) | set("\x00\x07\x1b\x7f\u200e\u200f\u202e\u2066\ufeff\u2028"))
)
PIECES = st.sampled_from([text[:300] for text in NAMES.values()])
TEXTS = st.lists(st.one_of(LETTERS, PIECES), max_size=12).map("".join)


def _section(text: str, key: str) -> Section:
    """Put a text into each place of a section that a source's words can come to."""
    columns = (Column("Name"), Column("Other name"))
    table = Table("Table 9", text, text, columns, (Row(((text,), (text,))),), ((text,),))
    return Section(key, text, (Paragraph((text,)), Points(((text,),)), table, Box(text, ((text,),))))


def _page(*texts: str) -> str:
    """Write a page of sections, its other texts those of the first."""
    first = texts[0]
    index = IndexEntry("q", "1.0", "c", "value", first, ("Table 9",))
    sections = (_section(text, f"s{at}") for at, text in enumerate(texts))
    own = bare(*sections, title=first, subtitle=first, imprint=first, facts=((first, first),), index=(index,))
    return render_html(own, TEMPLATES)


def _shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """List the elements of a page with the names of their attributes."""
    return [
        (str(one.tag), tuple(name for name in one.attrib if name != "class"))
        for one in parser.document_fromstring(page).iter()
        if one.tag != "span"
    ]


@cache
def _plain_shape() -> list[tuple[str, tuple[str, ...]]]:
    return _shape(_page("w"))


@settings(max_examples=25, deadline=None)
@given(TEXTS.filter(lambda text: bool(in_print(text).strip())))
def test_a_text_changes_nothing_but_the_text(text: str) -> None:
    page = _page(text)
    assert _shape(page) == _plain_shape()
    words = " ".join(in_print(text).split()).removesuffix(CUT)
    assert " ".join(parser.document_fromstring(page).text_content().split()).count(words) >= 6


@settings(max_examples=4, deadline=None)
@given(TEXTS)
def test_any_text_is_laid_out(text: str) -> None:
    page = render_html(bare(Section("s", "S", (Paragraph((text,)),))), TEMPLATES)
    assert make_pdf(page).startswith(b"%PDF")


def test_names_in_every_place_are_laid_out(tmp_path: Path) -> None:
    text = re.sub(r"\s+", "", "".join(page_texts(make_pdf(_page("Plain", *NAMES.values())), tmp_path)))
    for name, written in NAMES.items():
        assert "".join(_fits(written)[:60].split()) in text, name
