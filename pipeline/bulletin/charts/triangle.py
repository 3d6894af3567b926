"""A heat map of revisions: a row a reference period, a column a horizon, the numbers in the cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.sheet import Sheet, below_zero, toned

STEP = 18
LINE = 12.5
WIDEST = 104
MOST_ROWS = 40
MOST_COLUMNS = 8


@dataclass(frozen=True)
class Shade:
    """A number of the heat map and its printed text."""

    value: float
    text: str


@dataclass(frozen=True)
class Period:
    """A reference period and its numbers by horizon; None where the horizon is not reached."""

    label: str
    shades: tuple[Shade | None, ...]


def heat_map(heads: Sequence[str], periods: Sequence[Period], *, fonts: Path) -> theme.Drawing:
    """Draw numbers in cells, darker the further from zero; below zero a cell has strokes at its left edge.

    The listed numbers are those of the first column, then those of the second. Raises ValueError past
    MOST_ROWS periods or MOST_COLUMNS horizons, and where a period has other columns than the head.
    """
    if len(periods) > MOST_ROWS or len(heads) > MOST_COLUMNS:
        raise ValueError(f"heat_map takes at most {MOST_ROWS} periods and {MOST_COLUMNS} horizons")
    if any(len(period.shades) != len(heads) for period in periods):
        raise ValueError("heat_map takes a number or None for every horizon of a period")
    count = sum(shade is not None for period in periods for shade in period.shades)
    return theme.draw(lambda width: _plan(heads, periods, width, fonts), fonts, count=count)


def _plan(
    heads: Sequence[str], periods: Sequence[Period], width: float, fonts: Path
) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the cells out in a width."""
    left = theme.widest((period.label for period in periods), fonts) + theme.GAP + 3
    side = min(WIDEST, (width - left - 2) / len(heads))
    wrapped = [theme.wrap(head, side - 4, fonts, strong=True) for head in heads]
    top = LINE * max(len(lines) for lines in wrapped) + 5
    frame = theme.Frame(height=top + STEP * len(periods), right=1, whole=width)
    boxes = _boxes(periods, left, top, side)
    return _layers(Sheet(frame.width, frame.height), periods, boxes, wrapped, (left, top, side)), frame


def _boxes(periods: Sequence[Period], left: float, top: float, side: float) -> list[dict[str, Any]]:
    """Place the cells that have a number, column by column."""
    known = [shade for period in periods for shade in period.shades if shade]
    largest = max((abs(shade.value) for shade in known), default=0.0)
    placed = [
        (column, row, shade)
        for column in range(len(periods[0].shades))
        for row, period in enumerate(periods)
        if (shade := period.shades[column])
    ]
    return [
        {
            "x": left + side * column,
            "x2": left + side * (column + 1),
            "y": top + STEP * row,
            "y2": top + STEP * (row + 1),
            "text": shade.text,
            "below": shade.value < 0,
            "n": n,
            **toned(shade.value, largest),
        }
        for n, (column, row, shade) in enumerate(placed)
    ]


def _layers(
    sheet: Sheet,
    periods: Sequence[Period],
    boxes: Sequence[dict[str, Any]],
    heads: Sequence[list[str]],
    place: tuple[float, float, float],
) -> list[theme.Layer]:
    """Lay the cells, the strokes, the numbers and the names of rows and columns over each other."""
    left, top, side = place
    numbers = [
        {"x": (box["x"] + box["x2"]) / 2, "y": (box["y"] + box["y2"]) / 2, **_said(box)} for box in boxes
    ]
    names = [
        {"x": left - theme.GAP, "y": top + STEP * (row + 0.5), "text": period.label, "ink": theme.INK}
        for row, period in enumerate(periods)
    ]
    columns = [
        {
            "x": left + side * (column + 0.5),
            "y": top - 5 - LINE * (len(lines) - 1 - at),
            "text": text,
            "ink": theme.GREY,
        }
        for column, lines in enumerate(heads)
        for at, text in enumerate(lines)
    ]
    return [
        *sheet.boxes("cell", boxes),
        *sheet.strokes("below", [line for box in boxes if box["below"] for line in below_zero(box)]),
        *sheet.texts("number", numbers),
        *sheet.texts("period", names, align="right"),
        *sheet.texts("horizon", columns, baseline="bottom", fontWeight=600),
    ]


def _said(box: dict[str, Any]) -> dict[str, Any]:
    """Return what is printed in a cell."""
    return {name: box[name] for name in ("text", "ink", "n")}
