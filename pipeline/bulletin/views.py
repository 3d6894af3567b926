"""What the templates need beside the document itself: classes, widths, numbers of sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from pipeline.bulletin.columns import index_widths, plain
from pipeline.bulletin.model import (
    Block,
    Chart,
    Document,
    Paragraph,
    Points,
    Printed,
    Section,
    Table,
)
from pipeline.bulletin.room import PORTRAIT_MM
from pipeline.bulletin.typeface import POINT_MM, text_width
from pipeline.language.catalogue import Catalogue
from pipeline.language.grammar import grammar_of

SHORT_LABEL = 14
"""Characters of a label that is not divided: 30 Sep 2025 has eleven."""
# So many entries of the lineage index stand on its last page at least, and so many with its head.
INDEX_TOGETHER, INDEX_FIRST = 6, 6
GRID_MM = 7.5 * POINT_MM
# A chart's numbers stand in a grid where its series share enough periods and they fit, else in lines.
GRID_LEAST = 6
GRID_CHARACTERS = 104
# So many lines of text at most, of so many characters, are held together with what they lead to.
LEADING = 6
LINE_CHARACTERS = 95
_LABELS = {"table-label": "table-label-short", "figure-label": "figure-label-short"}
_NUMBER = "#"
_EXAMPLE = 3


def chart_grid(chart: Chart) -> tuple[str, ...]:
    """List the periods that all series of a chart share, empty where they are too many or differ."""
    labels = {tuple(label for label, _ in points) for _, points in chart.series}
    if len(labels) != 1:
        return ()
    shared = labels.pop()
    texts = [text for _, points in chart.series for label, said in points for text in (label, plain(said))]
    fits = len(shared) * (max(len(text) for text in texts) + 1) <= GRID_CHARACTERS if texts else False
    return shared if len(shared) >= GRID_LEAST and fits else ()


def grid_head(chart: Chart, fonts: Path) -> float:
    """Measure the column of names in a chart's grid of numbers, in millimetres."""
    named = max((text_width(name, GRID_MM, fonts) for name, _ in chart.series), default=0.0)
    return round(max(24.0, min(named + 3, 46.0)), 2)


def index_columns(document: Document, words: Catalogue, fonts: Path) -> tuple[float, ...]:
    """Measure the columns of the lineage index, in millimetres; its heads count as its texts do."""
    heads = ("number", "printed", "cell", "origin", "place")
    rows = [
        tuple(words.word(f"page-index-{name}", {}) for name in heads),
        *(
            (
                entry.number_id,
                entry.printed,
                f"{entry.cell_id} {entry.facet}",
                entry.origin,
                places_in_short(entry.places, words),
            )
            for entry in document.index
        ),
    ]
    measured = index_widths(list(zip(*rows, strict=True)), PORTRAIT_MM, fonts)
    return tuple(round(width, 2) for width in measured)


def together(label: str) -> str:
    """Keep a short label, as that of a month, on one line."""
    return label.replace(" ", "\u00a0") if len(label) <= SHORT_LABEL else label


def leading(section: Section) -> tuple[bool, ...]:
    """Tell for each block whether it is a text that leads to a figure or a table and stays with it."""
    found: list[bool] = []
    for at, block in enumerate(section.blocks):
        texts = list(takewhile(lambda one: isinstance(one, Paragraph | Points), section.blocks[at:]))
        lines = sum(map(_lines_of, texts))
        follows = at + len(texts) < len(section.blocks)
        found.append(isinstance(block, Paragraph | Points) and follows and lines <= LEADING)
    return tuple(found)


def _lines_of(block: Block) -> int:
    """Estimate the lines of a paragraph or of a list of points."""
    texts = (
        block.items if isinstance(block, Points) else (block.text,) if isinstance(block, Paragraph) else ()
    )
    return sum(-(-len(plain(text)) // LINE_CHARACTERS) for text in texts)


def places_in_short(places: Sequence[str], words: Catalogue) -> str:
    """Write where a number stands in the lineage index: T3 for Table 3, F3 for Figure 3, else a section."""
    return ", ".join(_place_in_short(place, words) for place in places)


def _place_in_short(place: str, words: Catalogue) -> str:
    """Write the label of a table or figure in short; of a section its name, where the language has one."""
    for label, short in _LABELS.items():
        before, _, after = words.word(label, {"number": _NUMBER}).partition(_NUMBER)
        number = place.removeprefix(before).removesuffix(after)
        if number.isdigit() and place == f"{before}{number}{after}":
            return words.word(short, {"number": number})
    name = f"place-{place.replace(' ', '-')}"
    return words.word(name, {}) if name in words.files else place


def index_lead(words: Catalogue) -> str:
    """Say what the lineage index is, and how it calls tables and figures."""
    names = ("table-label", "table-label-short", "figure-label", "figure-label-short")
    table, table_short, figure, figure_short = (words.word(name, {"number": _EXAMPLE}) for name in names)
    shown = {"table": table, "table_short": table_short, "figure": figure, "figure_short": figure_short}
    return words.word("page-index-lead", shown)


@dataclass(frozen=True)
class Numbered:
    """A section with its number or letter and its anchor."""

    number: str
    anchor: str
    section: Section


def number_sections(document: Document) -> tuple[list[Numbered], list[Numbered], list[str]]:
    """Give sections numbers and annexes letters; also list the letters still free."""
    letters = grammar_of(document.lang).annexes
    plain_ones = [section for section in document.sections if not section.annex]
    annexes = [section for section in document.sections if section.annex]
    return (
        [Numbered(str(at), f"s-{section.key}", section) for at, section in enumerate(plain_ones, 1)],
        [
            Numbered(letter, f"s-{section.key}", section)
            for letter, section in zip(letters[: len(annexes)], annexes, strict=True)
        ],
        list(letters[len(annexes) :]),
    )


def printed_numbers(part: Any) -> Iterator[Printed]:
    """Walk through a document, or any part of it, and yield each printed number."""
    if isinstance(part, Printed):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from printed_numbers(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from printed_numbers(getattr(part, field.name))


def row_links(document: Document) -> Iterator[str]:
    """Yield the numbers that rows of long tables link to."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (row.link for row in block.rows if row.link)


__all__ = [
    "chart_grid",
    "grid_head",
    "index_lead",
    "leading",
    "number_sections",
    "places_in_short",
    "plain",
    "printed_numbers",
    "row_links",
]
