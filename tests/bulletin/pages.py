"""What the tests of the pages share: the sample as text and as a file, and ways to look into both."""

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.columns import plain
from pipeline.bulletin.model import Chart, Column, Document, Row, Section, Table
from pipeline.bulletin.pdf import Attached, _fetcher, _own_fonts_only
from pipeline.bulletin.render import render_html, render_pdf
from pipeline.bulletin.views import number_sections
from tests.bulletin.sample_document import FONTS, TEMPLATES, sample

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ATTACHED = (
    Attached("figures.csv", b"a,b\n1,2\n", "Data"),
    Attached("evidence.json", b"{}", "Supplement", "What it was made from"),
)


def make_pdf(page: str) -> bytes:
    return render_pdf(page, TEMPLATES, created=CREATED, attachments=ATTACHED)


@cache
def sample_document() -> Document:
    """Compose the sample once."""
    return sample()


@cache
def sample_html() -> str:
    """Write the sample once."""
    return render_html(sample_document(), TEMPLATES)


@cache
def sample_pdf() -> bytes:
    """Print the sample once."""
    return make_pdf(sample_html())


def bare(*sections: Section, **changes: Any) -> Document:
    """Make a document of the given sections without numbers elsewhere."""
    empty = sample(districts=1)
    about = replace(empty.about, paragraphs=())
    return replace(
        empty,
        **{"sections": sections, "key_figures": (), "main_points": (), "index": (), "about": about} | changes,
    )


def short_table(rows: int, *, width: str = "") -> Table:
    """Make a table whose texts name their rows."""
    lines = tuple(Row(((f"row-{at}",), (f"{at}.0",))) for at in range(rows))
    return Table(
        "Table 9", "CAPTION", "SUBTITLE", (Column("HEAD"), Column("v", True, width)), lines, ((("NOTE"),),)
    )


def layout(page_html: str) -> list[list[tuple[str, Any]]]:
    """Lay pages out and list, for each page, its texts in order with their boxes."""
    from weasyprint.formatting_structure.boxes import MarginBox

    bodies = ([box for box in page if not isinstance(box, MarginBox)] for page in _pages(page_html))
    return [[item for box in body for item in _texts(box)] for body in bodies]


def margins(page_html: str) -> list[dict[str, list[str]]]:
    """Lay pages out and list, for each page, the lines of its running heads and feet by their place."""
    from weasyprint.formatting_structure.boxes import MarginBox

    return [
        {box.at_keyword: [text for text, _ in _texts(box)] for box in page if isinstance(box, MarginBox)}
        for page in _pages(page_html)
    ]


def _pages(page_html: str) -> list[Any]:
    """Lay pages out and list the boxes on each."""
    import weasyprint

    with _own_fonts_only(FONTS):
        base = f"{TEMPLATES.as_uri()}/"
        html = weasyprint.HTML(string=page_html, base_url=base, url_fetcher=_fetcher(TEMPLATES))
        return [page._page_box.children for page in html.render().pages]


def _texts(box: Any) -> Iterator[tuple[str, Any]]:
    """Yield the lines of text in a box, and in the boxes in it."""
    from weasyprint.formatting_structure.boxes import TextBox

    if isinstance(box, TextBox):
        yield box.text.strip(), box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def need(tool: str) -> str:
    path = shutil.which(tool)
    if path is None:
        pytest.skip(
            f"{tool} (Debian package poppler-utils) is not installed, so the file is not read back with it"
        )
    return path


BODY_MM = (24, 22)
"""The margins above and below the text of an upright page."""
A4_MM = (210, 297)
LEAST_FILLED = 0.55
"""So much of the height of a page's text is used at least, where another page follows."""
ENDING_LINES = 4
"""So many lines at the end of a page are looked at; a heading has fewer."""


def used_shares(path: Path, folder: Path) -> list[float]:
    """Measure for each page of a file how much of the height of its text is used, by pictures in a folder."""
    from PIL import Image

    stem = folder / f"{path.stem}-page"
    subprocess.run([need("pdftoppm"), "-r", "30", "-gray", "-png", str(path), str(stem)], check=True)
    shares = []
    for name in sorted(folder.glob(f"{stem.name}-*.png")):
        picture = Image.open(name)
        above, below = BODY_MM
        per_mm = picture.height / (A4_MM[1] if picture.height > picture.width else A4_MM[0])
        body = picture.crop((0, int(above * per_mm) + 1, picture.width, int(picture.height - below * per_mm)))
        ink = body.point(lambda level: 255 if level < 200 else 0).getbbox()
        shares.append(ink[3] / body.height if ink else 0.0)
        name.unlink()
    return shares


def half_empty(path: Path, folder: Path) -> list[int]:
    """List the pages of a file that are filled less than they should be; the last may end anywhere."""
    return [at for at, share in enumerate(used_shares(path, folder)[:-1], 1) if share < LEAST_FILLED]


def headings_at_ends(document: Document, path: Path) -> list[tuple[int, str]]:
    """List the pages of a document's file that end with a heading, with what it says."""
    headings = headings_of(document)
    return [
        (at, heading)
        for at, lines in enumerate(page_endings(path), 1)
        for heading in headings
        if heading in (" ".join(lines[first:]) for first in range(len(lines)))
    ]


def page_endings(path: Path) -> list[list[str]]:
    """Read the last lines of the text of each page of a file, without its foot."""
    command = [need("pdftotext"), "-bbox-layout", str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    endings = []
    for page in re.split(r"<page ", text)[1:]:
        height = float(re.findall(r'height="([\d.]+)"', page)[0])
        foot = height - BODY_MM[1] / A4_MM[1] * 841.9
        lines = re.findall(r'<line .*?yMax="([\d.]+)">(.*?)</line>', page, re.DOTALL)
        inside = sorted((float(below), words) for below, words in lines if float(below) < foot)
        last = [_WORD.findall(line) for _, line in inside[-ENDING_LINES:]]
        endings.append([" ".join(html.unescape(word) for word in words) for words in last])
    return endings


_WORD = re.compile(r"<word [^>]*>(.*?)</word>")


def headings_of(document: Document) -> list[str]:
    """List the headings of a document: of sections, tables and figures, and what stands under a title."""
    sections, annexes, _ = number_sections(document)
    found = [f"{one.number} {one.section.title}" for one in (*sections, *annexes)]
    for block in (block for part in document.sections for block in part.blocks):
        if isinstance(block, Table | Chart):
            title = f"{block.label} {plain((block.title,) if isinstance(block.title, str) else block.title)}"
            found += [title, f"{title} {block.subtitle}"] if block.subtitle else [title]
    return [" ".join(heading.split()) for heading in found]


def page_texts(pdf: bytes, folder: Path) -> list[str]:
    (folder / "bulletin.pdf").write_bytes(pdf)
    command = [need("pdftotext"), "-layout", str(folder / "bulletin.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
