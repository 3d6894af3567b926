"""The first page of a bulletin as a picture for the page."""

import base64
import io
from pathlib import Path

import dagster as dg

WIDTHS = (700, 500, 350, 250)
"""Widths in pixels that are tried, the largest first."""
MAX_BYTES = 200_000
"""A larger picture would weigh on the history, which keeps one a month and run: a smaller one is made."""


def first_page(pdf: Path) -> dg.MarkdownMetadataValue:
    """Show the first page of a PDF, in the largest width that stays small enough."""
    picture = next((made for width in WIDTHS if len(made := draw_page(pdf, width)) <= MAX_BYTES), b"")
    if not picture:
        return dg.MetadataValue.md(f"The first page is too large to be shown; it is in {pdf}.")
    text = base64.b64encode(picture).decode()
    return dg.MetadataValue.md(f"![First page of {pdf.name}](data:image/png;base64,{text})")


def draw_page(pdf: Path, width: int) -> bytes:
    """Draw the first page of a PDF as PNG, `width` pixels wide, in 64 colours."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    stream = io.BytesIO()
    image.quantize(64).save(stream, "png", optimize=True)
    return stream.getvalue()
