"""Pages: what is escaped, refused and bound, and that the same document gives the same bytes."""

import builtins
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from weasyprint.text import fonts

from pipeline.bulletin.model import Chart, Column, Document, Paragraph, Printed, Row, Section, Table
from pipeline.bulletin.pdf import _own_fonts_only
from pipeline.bulletin.render import render_html, render_pdf
from pipeline.bulletin.typeface import characters
from pipeline.collector import held_back
from pipeline.errors import CrossfootError, MachineError, UsageError
from tests.bulletin.pages import (
    CREATED,
    bare,
    make_pdf,
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


@pytest.fixture(scope="module")
def short() -> str:
    return render_html(bare(Section("s", "S", ())), TEMPLATES)


# What may stand in a page


def test_names_are_text_whatever_they_contain(tmp_path: Path) -> None:
    name = "<script>alert('x')</script> {{7*7}} {% raw %} </style> &amp; \"q\""
    row = Row(((name,), ("1.0",)))
    table = Table(name, name, name, (Column(name), Column("v", True)), (row,), ((name,),))
    hostile = bare(
        Section("s", name, (table, Paragraph((name,)))), office=name, imprint=name, facts=((name, name),)
    )
    html = render_html(hostile, TEMPLATES)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == html.count("{{7*7}}") >= 10
    assert "{{7*7}}" in page_texts(make_pdf(html), tmp_path)[0]


@pytest.mark.parametrize("character", ["\u4e2d", "\U0001f600"])
def test_a_character_without_a_glyph_is_named_with_its_place(character: str) -> None:
    broken = bare(Section("s", f"A heading before {character}", ()))
    with pytest.raises(
        CrossfootError, match=rf"U\+({'|'.join(f'{ord(c):04X}' for c in character)}).*heading before"
    ):
        render_html(broken, TEMPLATES)


def test_letters_of_the_three_languages_and_the_manat_have_glyphs() -> None:
    assert set(
        "\u20bc\u018f\u0259\u011e\u011f\u0130\u0131\u015e\u015f\u00d6\u00f6\u00dc\u00fc\u00c7\u00e7"
    ) <= characters(FONTS)
    assert set(
        "".join(chr(code) for code in range(0x0410, 0x0450)) + "\u0401\u0451\u2212\u2013\u202f"
    ) <= characters(FONTS)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://127.0.0.1:9/x.png",
            "https://example.org/x.png",
            "file:///etc/hostname",
            "data:image/png;base64,AAAA",
        ),
        *("../pyproject.toml", "fonts/../../pyproject.toml", "//example.org/x.png", "fonts/absent.ttf"),
    ],
)
def test_nothing_outside_the_package_is_fetched(short: str, address: str) -> None:
    with pytest.raises(CrossfootError, match="Only files packaged"):
        make_pdf(short.replace("<main>", f'<main><img alt="x" src="{address}">'))


def test_a_link_out_of_the_package_is_refused(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "secret.ttf").write_bytes(b"x")
    (tmp_path / "templates" / "link.ttf").symlink_to(tmp_path / "secret.ttf")
    with pytest.raises(CrossfootError, match=r"link\.ttf.*Only files packaged"):
        page = '<html lang="en"><title>t</title><img alt="x" src="link.ttf">'
        render_pdf(page, tmp_path / "templates", created=CREATED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</style>", "p { no-such-property: 1 } </style>"),
        ("<main>", '<main><a href="#nowhere">x</a>'),
        ('src: url("fonts/NotoSans-Regular.ttf")', 'src: url("bulletin.css")'),
    ],
)
def test_a_warning_of_the_engine_is_an_error(short: str, before: str, after: str) -> None:
    assert before in short
    with pytest.raises(CrossfootError, match="warnings; the first"):
        make_pdf(short.replace(before, after))


def test_no_copy_of_a_typeface_is_left(short: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that prints with the collector off and ends at once leaves nothing among temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made: list[str] = []
    make = fonts.mkdtemp
    monkeypatch.setattr(fonts, "mkdtemp", lambda **named: made.append(make(**named)) or made[-1])
    with held_back():
        make_pdf(short)
        assert made
        assert not list(tmp_path.iterdir())


def test_an_unknown_language_is_refused(document: Document) -> None:
    for lang in ("xx", "../en", "EN"):
        with pytest.raises(UsageError, match="there are: az, en, ru"):
            render_html(replace(document, lang=lang), TEMPLATES)


def test_a_missing_library_is_said_with_its_packages(short: str, monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MachineError, match=r"libpango-1\.0-0 libpangoft2-1\.0-0 libharfbuzz-subset0"):
        make_pdf(short)


def test_a_moment_without_a_zone_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(html, TEMPLATES, created=CREATED.replace(tzinfo=None))


# Numbers and the lineage index


def test_each_link_and_name_of_a_number_has_one_target(document: Document, html: str) -> None:
    targets = re.findall(r'<tr id="n-([^"]+)"[^>]*>', html)
    used = set(re.findall(r'href="#n-([^"]+)"', html)) | set(re.findall(r'data-n="([^"]+)"', html))
    assert len(targets) == len(set(targets)) == len(document.index)
    assert used <= set(targets)
    assert len(used) > 150


def test_a_long_table_links_once_a_row(html: str) -> None:
    table = html.partition("Investment by district</span>")[2].partition("</table>")[0]
    assert table.count("<a href=") == table.count("<tr") - 1 == 64
    assert table.count("data-n=") == 64 * 7


def test_a_number_without_an_entry_stops_the_page(document: Document) -> None:
    loose = Section("s", "Loose", (Paragraph((Printed("zz9", "1", "cell", "value"),)),))
    with pytest.raises(CrossfootError, match=r"no entry in the lineage index: zz9"):
        render_html(replace(document, sections=(loose,)), TEMPLATES)


def test_a_number_with_two_entries_stops_the_page(document: Document) -> None:
    with pytest.raises(CrossfootError, match="more than one entry"):
        render_html(replace(document, index=(*document.index, document.index[0])), TEMPLATES)


def test_a_row_link_and_an_alternative_text_need_entries(document: Document) -> None:
    row = Row((("a",), ("1.0",)), link="gone")
    table = replace(short_table(1), rows=(row,))
    with pytest.raises(CrossfootError, match="gone"):
        render_html(bare(Section("s", "S", (table,))), TEMPLATES)
    chart = next(block for block in document.sections[0].blocks if isinstance(block, Chart))
    told = replace(chart, series=(), title="T", alt=(Printed("alone", "1", "c", "value"),))
    with pytest.raises(CrossfootError, match="alone"):
        render_html(bare(Section("s", "S", (told,))), TEMPLATES)


def test_the_environment_is_left_as_it_was(short: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "mine")
    with pytest.raises(CrossfootError):
        make_pdf(short.replace("</style>", "p { no-such-property: 1 } </style>"))
    assert os.environ["FONTCONFIG_FILE"] == "mine"


PROGRAM = """
import hashlib, sys
from datetime import UTC, datetime, timedelta, timezone
from tests.bulletin.sample_document import TEMPLATES, sample
from pipeline.bulletin.pdf import Attached
from pipeline.bulletin.render import render_html, render_pdf
html = render_html(sample(districts=2), TEMPLATES)
moment = datetime(2026, 11, 22, 13, 30, tzinfo=timezone(timedelta(hours=4)))
pdf = render_pdf(html, TEMPLATES, created=moment, attachments=(Attached("a.csv", b"1", "Data"),))
print(hashlib.sha256(html.encode()).hexdigest(), hashlib.sha256(pdf).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes_in_hostile_surroundings(tmp_path: Path) -> None:
    root = TEMPLATES.parent
    surroundings = (
        (root, {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}),
        (
            tmp_path,
            {
                "PYTHONHASHSEED": "77",
                "TZ": "Asia/Baku",
                "LANG": "C.UTF-8",
                "HOME": str(tmp_path),
                "SOURCE_DATE_EPOCH": "1",
            },
        ),
    )
    results = set()
    for folder, extra in surroundings:
        environment = {
            **{k: v for k, v in os.environ.items() if k not in {"LC_ALL", "TZ"}},
            **extra,
            "PYTHONPATH": str(root),
        }
        command = [sys.executable, "-X", "utf8", "-c", PROGRAM]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        results.add(done.stdout)
    assert len(results) == 1
    assert len(results.pop().split()) == 2


def test_a_page_says_nothing_of_the_machine(html: str, pdf: bytes) -> None:
    assert str(TEMPLATES.parent) not in html
    assert hashlib.sha256(pdf).hexdigest() == hashlib.sha256(make_pdf(html)).hexdigest()


def test_fonts_of_the_machine_are_out_of_sight() -> None:
    with _own_fonts_only(FONTS):
        from weasyprint.text.ffi import fontconfig

        known = fontconfig.FcInitLoadConfigAndFonts()
        count = fontconfig.FcConfigGetFonts(known, fontconfig.FcSetSystem).nfont
        fontconfig.FcConfigDestroy(known)
    assert count == len(list(FONTS.glob("*.ttf")))


def test_the_space_before_a_number_stands_by_itself_in_print(html: str) -> None:
    assert '<span> </span><a class="n"' in html
    assert not re.search(r'[^> ] <a class="n"', html)


def test_a_text_that_fits_but_for_its_last_space_is_not_broken_after_its_first_word() -> None:
    words = "As reported for the whole of the year the area was"
    wide = _first_line(words, 600)
    for part in (0.2, 0.5, 0.8):
        width = wide.width + part * (_first_line(f"{words} x", 600).width - wide.width) / 3
        line = _first_line(f'{words}<span> </span><a style="white-space: nowrap">1 234.5</a> hectares', width)
        assert _said(line) == words, part


def _first_line(text: str, width: float) -> Any:
    """Lay out a paragraph of a width in pixels, and return the box of its first line."""
    from weasyprint import HTML

    page = f'<p style="width: {width}px">{text}</p>'
    boxes = HTML(string=page).render().pages[0]._page_box.descendants()
    return next(box for box in boxes if type(box).__name__ == "LineBox")


def _said(line: Any) -> str:
    """Return the text of a line."""
    return "".join(box.text for box in line.descendants() if hasattr(box, "text")).strip()
