"""Codes and dates stay on one line, and their characters stay as they are."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.bulletin.columns import SIZES_PT, lines_of_rows
from pipeline.bulletin.kept import BROKEN_FROM, at_spaces, kept, words_of
from pipeline.bulletin.model import Column, Foreign, IndexEntry, Paragraph, Points, Row, Section, Table
from pipeline.bulletin.render import render_html
from pipeline.bulletin.typeface import Type
from tests.bulletin.pages import bare, layout, make_pdf, page_texts
from tests.bulletin.sample_document import FONTS, TEMPLATES

WHOLE = re.compile(r'<span class="kept">(.*?)</span>')


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("as of EX-R02-DIR, DOC-004 and I011", ["EX-R02-DIR", "DOC-004"]),
        ("due 31 December 2026 (W05)", ["31 December 2026"]),
        ("by 12–18 Jan 2026; 1 to 3 May 2025", ["12–18 Jan 2026", "3 May 2025"]),
        ("31 dekabr 2026-cı il tarixinə, 2023-cü ildə", ["31 dekabr 2026-cı il", "2023-cü ildə"]),
        ("2022–2026-cı illər", ["2022–2026-cı illər"]),
        ("срок – 31 декабря 2026 года, за 2023 год", ["31 декабря 2026 года", "2023 год"]),
        ("18 нояб. 2025; янв. 2026", ["18 нояб. 2025"]),
        ("issue 2026-01.1 of 2026-01-31, ER-KAR", ["2026-01.1", "2026-01-31", "ER-KAR"]),
        ("-dən çox", ["-dən"]),
        ("X-13ARIMA-SEATS, SHA-256", ["X-13ARIMA-SEATS", "SHA-256"]),
        # Words, addresses, and names too long for a narrow column are divided as before.
        ("tikinti-quraşdırma and well-known", []),
        ("https://example.org/2026-01/a-b", []),
        ("resettled_persons.D-AZ-XCI.2026-01", []),
    ],
)
def test_what_stays_on_one_line(text: str, whole: list[str]) -> None:
    for in_print in (True, False):
        assert WHOLE.findall(kept(text, in_print=in_print)) == whole


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("at ocmediatest.fourthestate.app, W18", ["app"]),
        ("resettled_persons_by_settlement_and_day", ["day"]),
        ("a" * BROKEN_FROM, ["aaa"]),
        ("reports_of_settlements_resettled_by_2026", ["2026"]),
        ("a" * (BROKEN_FROM - 1), []),
        ("EX-R02-DIR of 31 December 2026", []),
    ],
)
def test_of_a_long_code_the_last_part_is_not_divided(text: str, last: list[str]) -> None:
    assert re.findall(r'<span class="last">(.*?)</span>', kept(text, in_print=True)) == last
    assert 'class="last"' not in kept(text, in_print=False)


@pytest.mark.long
def test_no_line_of_the_lineage_index_holds_the_last_letters_of_a_code_alone() -> None:
    """Whatever the length of the code and where its column ends."""
    short = [IndexEntry(f"e{at}", "1.0", f"fci.AZ.{at}", "value", "o" * 40, ("T1",)) for at in range(20)]
    broken = 0
    for length in range(20, 56, 3):
        code = f"{'m' * length}_persons.pace"
        entries = (*short, IndexEntry("long", "1.0", code, "value", "o" * 40, ("T1",)))
        texts = [text for page in layout(render_html(bare(index=entries), TEMPLATES)) for text, _ in page]
        ends = [text for text in texts if code.endswith(text) and text]
        assert ends and min(map(len, ends)) >= len("pace"), (length, ends)
        broken += code not in texts
    assert broken > 4


def test_in_a_list_the_last_part_of_a_code_stands_after_the_rest_of_it() -> None:
    """A line of a list begins before its text; what stands in that line does not."""
    code = "reported.AZ.2026-01.figure=6cc4409a8b1fef79a65e06b1.decided"
    html = render_html(bare(Section("s", "S", (Points(((f"Figures ({code}): before",),)),))), TEMPLATES)
    boxes = [box for page in layout(html) for _, box in page]
    (at,) = (at for at, box in enumerate(boxes) if box.text == "decided")
    before, last = boxes[at - 1 : at + 1]
    assert before.text.endswith("06b1.")
    assert before.position_x + before.width == pytest.approx(last.position_x, abs=0.1)


@given(st.text(alphabet="abAB09-–. \u00a0мsayMay<&", max_size=60))
def test_no_character_is_changed(text: str) -> None:
    """What is copied or searched for is what was written; markup is escaped."""
    for in_print in (True, False):
        assert Markup(re.sub(r"<[^>]*>", "", kept(text, in_print=in_print))).unescape() == text


def test_words_in_another_language_keep_it() -> None:
    assert kept(Foreign("Sərəncam 31 may 2021", "az"), in_print=False) == (
        '<span lang="az">Sərəncam <span class="kept">31 may 2021</span></span>'
    )


def test_lines_end_at_spaces_but_those_of_a_date() -> None:
    assert words_of("due 31 December 2026 in Agdam–Fuzuli") == [
        "due",
        "31 December 2026",
        "in",
        "Agdam–",
        "Fuzuli",
    ]
    assert at_spaces("by 3 May 2025 4\u202f000") == ["by", "3 May 2025", "4\u202f000"]


def test_paragraphs_of_a_cell_are_counted_and_printed_apart() -> None:
    table = Table("Table 1", "T", "", (Column("A"), Column("B")), (Row((("a",), ("one\ntwo\nthree",))),))
    assert lines_of_rows(table, [40, 100], Type(FONTS, SIZES_PT[0])) == [3]
    html = render_html(bare(Section("s", "S", (table,))), TEMPLATES)
    assert '<span class="par">one</span>\n<span class="par">two</span>' in html


def test_a_page_never_divides_a_code_or_a_date_and_a_search_finds_it(tmp_path: Path) -> None:
    """At each width of a paragraph; without the mark some widths would divide them."""
    code, date = "EX-R02-DIR", "31 December 2026"
    html = render_html(
        bare(Section("s", "S", (Paragraph((f"words {code} words {date} words",)),))), TEMPLATES
    )
    found = {"kept": 0, "loose": 0}
    for width in range(24, 60, 3):
        sized = html.replace("<p>words", f'<p style="width: {width}mm">words')
        for name, page in (("kept", sized), ("loose", sized.replace('class="kept"', ""))):
            text = "\n".join(page_texts(make_pdf(page), tmp_path))
            found[name] += code in text and date in text
    assert found["kept"] == 12
    assert found["loose"] < 12
