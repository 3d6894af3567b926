"""What the tests of the pages share: the sample as text and as a file, and ways to look into both."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.model import Column, Document, Row, Section, Table
from pipeline.bulletin.pdf import Attached, _fetcher, _own_fonts_only
from pipeline.bulletin.render import render_html, render_pdf
from tests.bulletin.sample_document import FONTS, TEMPLATES, sample

CREATED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ATTACHED = (
    Attached("figures.csv", b"a,b\n1,2\n", "Data"),
    Attached("evidence.json", b"{}", "Supplement", "What it was made from"),
)


def make_pdf(html: str) -> bytes:
    return render_pdf(html, TEMPLATES, created=CREATED, attachments=ATTACHED)


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


def layout(html: str) -> list[list[tuple[str, Any]]]:
    """Lay pages out and list, for each page, its texts in order with their boxes."""
    import weasyprint
    from weasyprint.formatting_structure import boxes

    def walk(box: Any) -> Iterator[tuple[str, Any]]:
        if isinstance(box, boxes.TextBox):
            yield box.text.strip(), box
        for child in getattr(box, "children", ()):
            yield from walk(child)

    with _own_fonts_only(FONTS):
        base = f"{TEMPLATES.as_uri()}/"
        pages = weasyprint.HTML(string=html, base_url=base, url_fetcher=_fetcher(TEMPLATES)).render().pages
    bodies = (
        [box for box in page._page_box.children if not isinstance(box, boxes.MarginBox)] for page in pages
    )
    return [[item for box in body for item in walk(box)] for body in bodies]


def need(tool: str) -> str:
    path = shutil.which(tool)
    if path is None:
        pytest.skip(
            f"{tool} (Debian package poppler-utils) is not installed, so the file is not read back with it"
        )
    return path


def page_texts(pdf: bytes, folder: Path) -> list[str]:
    (folder / "bulletin.pdf").write_bytes(pdf)
    command = [need("pdftotext"), "-layout", str(folder / "bulletin.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
