"""A tile map: a tile of one size for each territory, near where it lies, without borders or distances."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.sheet import Sheet, below_zero, toned

SPACE = 3
WIDEST = 118
LINE = 12.5
MARGIN = 2
MOST_ACROSS = 12
"""More tiles side by side leave no room for a name."""


@dataclass(frozen=True)
class Tile:
    """A territory: its name, its place from 0, what is printed in it; without a value the text says so."""

    label: str
    column: int
    row: int
    value: float | None
    text: str


def tile_map(tiles: Sequence[Tile], *, fonts: Path) -> theme.Drawing:
    """Draw tiles, darker the further a number lies from zero; below zero it has strokes at its left edge.

    The listed numbers are those of the tiles that have one, in the given order. A tile without one is white
    with a broken edge. Raises ValueError past MOST_ACROSS columns.
    """
    if max(tile.column for tile in tiles) >= MOST_ACROSS:
        raise ValueError(f"tile_map takes at most {MOST_ACROSS} columns")
    count = sum(tile.value is not None for tile in tiles)
    return theme.draw(lambda width: _plan(tiles, width, fonts), fonts, count=count)


def _plan(tiles: Sequence[Tile], width: float, fonts: Path) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the tiles out in a width."""
    across = max(tile.column for tile in tiles) + 1
    side = min(WIDEST, (width - 2 - SPACE * (across - 1)) / across)
    names = [theme.wrap(tile.label, side - 2 * MARGIN, fonts) for tile in tiles]
    texts = [theme.wrap(tile.text, side - 2 * MARGIN, fonts, strong=True) for tile in tiles]
    lines = max(len(name) + len(text) for name, text in zip(names, texts, strict=True))
    high = LINE * lines + 2 * MARGIN + 3
    down = max(tile.row for tile in tiles) + 1
    frame = theme.Frame(height=high * down + SPACE * (down - 1), left=1, right=1, whole=width)
    largest = max((abs(tile.value) for tile in tiles if tile.value is not None), default=0.0)
    boxes = [
        {
            "x": tile.column * (side + SPACE),
            "x2": tile.column * (side + SPACE) + side,
            "y": tile.row * (high + SPACE),
            "y2": tile.row * (high + SPACE) + high,
            **toned(tile.value, largest),
        }
        for tile in tiles
    ]
    return _layers(Sheet(frame.width, frame.height), tiles, boxes, names, texts), frame


def _layers(
    sheet: Sheet,
    tiles: Sequence[Tile],
    boxes: Sequence[dict[str, Any]],
    names: Sequence[list[str]],
    texts: Sequence[list[str]],
) -> list[theme.Layer]:
    """Lay the tiles, the strokes, the names and the numbers over each other."""
    known = [box for tile, box in zip(tiles, boxes, strict=True) if tile.value is not None]
    known = [box | {"n": n} for n, box in enumerate(known)]
    absent = [box for tile, box in zip(tiles, boxes, strict=True) if tile.value is None]
    negative = [box for tile, box in zip(tiles, boxes, strict=True) if (tile.value or 0) < 0]
    rows: list[dict[str, Any]] = []
    for box, name, text in zip(boxes, names, texts, strict=True):
        rows += _rows(box, name, box["y"] + MARGIN + LINE / 2, "name")
        rows += _rows(box, text, box["y2"] - MARGIN - LINE * (len(text) - 0.5), "number")
    return [
        *sheet.boxes("tile", known),
        *sheet.boxes("absent", absent, stroke=theme.GREY, strokeDash=[2, 2]),
        *sheet.strokes("below", [stroke for box in negative for stroke in below_zero(box)]),
        *sheet.texts("name", [row for row in rows if row["kind"] == "name"]),
        *sheet.texts("number", [row for row in rows if row["kind"] == "number"], fontWeight=600),
    ]


def _rows(box: dict[str, Any], lines: Sequence[str], first: float, kind: str) -> list[dict[str, Any]]:
    """Place lines of text in the middle of a tile."""
    middle = (box["x"] + box["x2"]) / 2
    return [
        {"x": middle, "y": first + LINE * at, "text": text, "ink": box["ink"], "kind": kind}
        for at, text in enumerate(lines)
    ]
