"""A short bulletin with every element of a page, printed once; and how its file is opened and walked."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.bulletin.model import (
    Box,
    Chart,
    Column,
    Document,
    Foreign,
    IndexEntry,
    Paragraph,
    Points,
    Printed,
    Row,
    Section,
    Table,
)
from pipeline.bulletin.render import render_html
from tests.bulletin.pages import bare, make_pdf, sample_document
from tests.bulletin.sample_document import TEMPLATES

DISTRICTS = 90
LONG = "A sentence of invented words that is long enough to be broken into two or three lines of a page. " * 3


def short_bulletin() -> Document:
    """Compose a table that goes on over pages, a chart, a list, a box, a run in another language."""
    number = Printed("q1", "1\u202f406.0", "fci.XX", "value")
    entry = IndexEntry("q1", number.text, "fci.XX", "value", "register.csv, line 2", ("Table 1",))
    columns = (Column("District"), Column("Million florins", numeric=True))
    rows = tuple(Row(((f"District {at}",), (number,))) for at in range(DISTRICTS))
    chart = next(
        block for found in sample_document().sections for block in found.blocks if isinstance(block, Chart)
    )
    drawn = replace(chart, title="A title", alt=("Lines of monthly investment.",), series=(), notes=())
    blocks = (
        Paragraph((LONG, "It stood at ", number, " million florins.")),
        Points(((Foreign("Qarabağ iqtisadi rayonu", "az"), ", an economic region."), (LONG,))),
        drawn,
        Table("Table 1", "Investment", "By district", columns, rows, (("A note.",),)),
        Box("A box", ((LONG,),)),
    )
    return bare(Section("s", "Investment", blocks), index=(entry,))


@cache
def short_pdf() -> bytes:
    """Print it."""
    return make_pdf(render_html(short_bulletin(), TEMPLATES))


def opened(data: bytes) -> pikepdf.Pdf:
    """Open a file from its bytes."""
    return pikepdf.open(BytesIO(data))


def kids(node: Any) -> list[Any]:
    """List what is right below a node of the structure tree."""
    found = node.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(node: Any, parents: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Walk the structure below a node in the order of reading, each element with those above it."""
    for kid in kids(node):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid, parents
            yield from elements(kid, (*parents, kid))


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """List the elements of a kind, such as `TH`."""
    return [node for node, _ in elements(pdf.Root.StructTreeRoot) if f"/{kind}" == node.S]


def kinds_below(node: Any) -> list[str]:
    """Name the elements right below one."""
    return [str(kid.S)[1:] for kid in kids(node) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
