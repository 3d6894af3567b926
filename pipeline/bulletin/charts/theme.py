"""The house theme: sizes, colours that differ in lightness, and the step from a specification to SVG."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.typeface import text_width
from pipeline.errors import CrossfootError

# Style sheet pixels, 96 to the inch: 10 px are 7.5 points in print, 656 px the width between the margins.
WIDTH = 656
TALLEST = 780
TEXT = 10.5
GAP = 5
INK, DEEP, MIDDLE, PALE, GREY, RULE = "#1d2a33", "#0b4f6c", "#7ba6ba", "#d3e2e9", "#66747e", "#d5dde2"
FAMILY = '"Source Sans 3", "Noto Sans"'

# A drawn layer of a chart; the library does not type what `encode` returns.
Layer = Any

CONFIG = {
    "font": FAMILY,
    # Descriptions of single marks would repeat every number, unbound; the caller describes the chart.
    "aria": False,
    "background": None,
    "view": {"stroke": None},
    "text": {"fontSize": TEXT, "fill": INK},
    "axis": {
        "labelColor": GREY,
        "labelFontSize": TEXT,
        "labelLimit": 0,
        "labelOverlap": False,
        "domain": False,
        "ticks": False,
        "title": None,
        "gridColor": RULE,
        "gridWidth": 0.75,
    },
}


def measure(text: str, fonts: Path, *, strong: bool = False) -> float:
    """Measure a chart's text in pixels."""
    return text_width(text, TEXT, fonts, strong=strong)


def widest(texts: Iterable[str], fonts: Path, *, strong: bool = False) -> float:
    """Measure the widest of several texts; 0 if there are none."""
    return max((measure(text, fonts, strong=strong) for text in texts), default=0.0)


def wrap(text: str, width: float, fonts: Path) -> list[str]:
    """Break a text into lines no wider than `width`; a longer word is cut."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if measure(joined, fonts) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if measure(lines[-1] + character, fonts) > width:
                lines.append("")
            lines[-1] += character
    return lines


def label_expression(keys: Sequence[float] | Sequence[str], texts: Sequence[str]) -> str:
    """Write the expression that shows for each tick the text that the caller gave for it."""
    return f"split({json.dumps(list(texts))}[indexof({json.dumps(list(keys))}, datum.value)], '\\n')"


def values(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Wrap rows as a chart's data."""
    return alt.InlineData(values=list(rows))


@cache
def _register(fonts: Path) -> None:
    import vl_convert

    vl_convert.register_font_directory(str(fonts))


@dataclass(frozen=True)
class Frame:
    """The plotting area: its height, and the room beside it for labels, in pixels."""

    height: float
    left: float = 0
    right: float = 0
    bottom: float = 2
    top: float = 2

    @property
    def width(self) -> float:
        """The width of the plotting area."""
        return WIDTH - self.left - self.right


def draw(layers: Sequence[Layer], frame: Frame, fonts: Path) -> str:
    """Turn layers into an SVG of the full width.

    The room for labels is measured here, in the packaged typeface, and not by the library, which measures
    labels of several lines as one. Raises CrossfootError where the chart would not fit on a page.
    """
    import vl_convert

    if frame.height > TALLEST:
        raise CrossfootError(
            f"A chart of {frame.height:.0f} pixels is higher than a page holds ({TALLEST}). "
            "Show fewer rows in the chart and the whole list in a table."
        )
    room = {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom}
    chart = alt.layer(*layers).properties(
        width=frame.width, height=frame.height, padding=room, autosize=alt.AutoSizeParams(type="none")
    )
    _register(fonts)
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    svg: str = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=version, config=CONFIG)
    return svg
