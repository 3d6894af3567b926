"""Reads a drawing: its texts with their ends, and one drawing of each new kind with hard content."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree import ElementTree

from pipeline.bulletin import charts
from pipeline.bulletin.typeface import text_width
from tests.bulletin.sample_sections import FONTS, MONTHS, show

HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    "a & b \"c\" 'd'",
    "]]> --> </svg>",
    "\u018f\u0259 \u0428\u0443",
)
LONG = "A settlement with a name of many words on the upper course of the river, and beyond it"


def texts(svg: str) -> Iterator[tuple[str, float, float, ElementTree.Element]]:
    """Yield each text of a drawing with its left and right end in the drawing's pixels."""
    yield from _walk(ElementTree.fromstring(svg), 0.0)


def _walk(element: ElementTree.Element, x: float) -> Iterator[tuple[str, float, float, ElementTree.Element]]:
    """Walk through a part of a drawing that is moved to the right by `x`."""
    move = re.match(r"translate\((-?[\d.e-]+)", element.get("transform", ""))
    x += float(move[1]) if move else 0.0
    if element.tag.endswith("text"):
        for line in [child.text or "" for child in element] or [element.text or ""]:
            strong = element.get("font-weight") == "600"
            wide = text_width(line, float(element.get("font-size", "0px")[:-2]), FONTS, strong=strong)
            left = x - wide * {"end": 1.0, "middle": 0.5}.get(element.get("text-anchor", ""), 0.0)
            yield line, left, left + wide, element
        return
    for child in element:
        yield from _walk(child, x)


def printed(svg: str) -> list[str]:
    """List the texts of a drawing."""
    return [text for text, *_ in texts(svg)]


def marks(svg: str, name: str) -> int:
    """Count the marks of a layer."""
    return len(re.findall(r"<(?:path|line)", svg.split(f"{name}_marks")[1].split("</g>", maxsplit=1)[0]))


_TILES = [
    charts.Tile(name, at % 4, at // 4, None if at == 2 else 3.0 - 2 * at, f"{3 - 2 * at}.0 [p]")
    for at, name in enumerate((*HOSTILE, LONG))
]
_RAYS = [
    charts.Ray(name, f"+{at}.5 [r]", ((at, 0.0), (at + 3, at - 1.5), (at + 6, at + 0.5)))
    for at, name in enumerate(HOSTILE)
]
_SHADES = (charts.Shade(-4.5, "\u22124.5"), charts.Shade(0.0, "0.0"), None, charts.Shade(9.0, "+9.0 [r]"))
_PAIRS = [
    charts.Outcome(name, "planned, due 2026", "1\u202f000", "reported, 2025", "about 130", 0.13 * at)
    for at, name in enumerate((*HOSTILE, LONG))
]
NEW_KINDS: dict[str, Callable[[], charts.Drawing]] = {
    "tiles": lambda: charts.tile_map(_TILES, fonts=FONTS),
    "fan": lambda: charts.revision_fan(MONTHS, _RAYS, show=show, fonts=FONTS),
    "heat map": lambda: charts.heat_map(
        ("1 month", "3 months", LONG, "to date"),
        [charts.Period(name, _SHADES) for name in HOSTILE],
        fonts=FONTS,
    ),
    "outcome": lambda: charts.outcome_bars(_PAIRS, fonts=FONTS),
}
"""One chart of each kind that is laid out cell by cell, with hostile and long names."""


@cache
def new_kind(kind: str) -> charts.Drawing:
    """Draw one of them once."""
    return NEW_KINDS[kind]()
