"""The house theme: sizes, colours that differ in lightness, and the step from a specification to SVG."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.kept import at_spaces
from pipeline.bulletin.typeface import text_width
from pipeline.errors import CrossfootError

# Style sheet pixels, 96 to the inch: 10 px are 7.5 points in print, 656 px the width between the margins.
WIDTH = 656
NARROW = 328
"""The width of a telephone's window: on one the interactive chart is laid out anew, with text as large."""
TALLEST = 780
TEXT = 10.5
GAP = 5
WHITE, INK, DEEP, MIDDLE, PALE = "#ffffff", "#1d2a33", "#0b4f6c", "#6597ad", "#d3e2e9"
GREY, RULE = "#66747e", "#d5dde2"
STEPS = (("#e3edf2", INK), ("#abc8d6", INK), ("#6f9fb5", INK), (DEEP, WHITE))
"""Tones of one hue from light to dark, each with the colour of a text on it."""
FAMILY = '"Source Sans 3", "Noto Sans"'

_AFTER_HYPHEN = re.compile("(?<=[-\u2010\u2013])")

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


def wrap(text: str, width: float, fonts: Path, *, strong: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`; a longer word is parted at a hyphen, else cut."""
    lines = [""]
    whole = (
        [word] if measure(word, fonts, strong=strong) <= width else word.split(" ")
        for word in at_spaces(text)
    )
    for word in chain.from_iterable(whole):
        joined = f"{lines[-1]} {word}".strip()
        if measure(joined, fonts, strong=strong) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for part in [word] if measure(word, fonts, strong=strong) <= width else _AFTER_HYPHEN.split(word):
            lines = [*lines[:-1], *_cut(lines[-1], part, width, fonts, strong=strong)]
    return lines


def _cut(begun: str, part: str, width: float, fonts: Path, *, strong: bool) -> list[str]:
    """Add a part of a word to a line that was begun, on as many lines as it needs."""
    if measure(begun + part, fonts, strong=strong) <= width:
        return [begun + part]
    lines = [begun, ""] if begun else [""]
    for character in part:
        if lines[-1] and measure(lines[-1] + character, fonts, strong=strong) > width:
            lines.append("")
        lines[-1] += character
    return lines


def label_expression(keys: Sequence[float] | Sequence[str], texts: Sequence[str]) -> str:
    """Write the expression that shows for each tick the text that the caller gave for it."""
    return f"split({json.dumps(list(texts))}[indexof({json.dumps(list(keys))}, datum.value)], '\\n')"


def values(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Wrap rows as a chart's data."""
    return alt.InlineData(values=list(rows))


def fixed(channel: Any, pixels: float) -> Any:
    """Set a channel, such as `alt.XValue`, to a place in pixels."""
    return channel(pixels)


@cache
def _register(fonts: Path) -> None:
    import vl_convert

    vl_convert.register_font_directory(str(fonts))


@dataclass(frozen=True)
class Frame:
    """The plotting area: its height, the room beside it for labels, and the whole width, in pixels."""

    height: float
    left: float = 0
    right: float = 0
    bottom: float = 2
    top: float = 2
    whole: float = WIDTH

    @property
    def width(self) -> float:
        """The width of the plotting area."""
        return self.whole - self.left - self.right


Plan = Callable[[float], tuple[Sequence[Layer], Frame]]
"""What lays a chart out in a width: its layers and its plotting area."""


class Drawing(str):
    """The SVG of a chart; beside it `spec`, JSON: the Vega specifications `wide`, of print, and `narrow`.

    In their data `n` says which of the chart's numbers, as they are listed, a mark stands for, from 0;
    `count` is how many numbers there are.
    """

    spec: str

    def __new__(cls, svg: str = "", spec: str = "") -> "Drawing":
        """Keep a specification beside the SVG drawn from it."""
        drawing = super().__new__(cls, svg)
        drawing.spec = spec
        return drawing


def draw(plan: Plan, fonts: Path, *, count: int) -> Drawing:
    """Lay a chart of `count` numbers out in the full width and in a telephone's, and draw the first.

    The room for labels is measured here, in the packaged typeface, and not by the library, which measures
    labels of several lines as one. Raises CrossfootError where the chart would not fit on a page.
    """
    import vl_convert

    _register(fonts)
    layers, frame = _planned(plan, WIDTH)
    if frame.height > TALLEST:
        raise CrossfootError(
            f"A chart of {frame.height:.0f} pixels is higher than a page holds ({TALLEST}). "
            "Show fewer rows in the chart and the whole list in a table."
        )
    wide, narrow = _compile(layers, frame), _compile(*_planned(plan, NARROW))
    spec = json.dumps({"count": count, "narrow": narrow, "wide": wide}, separators=(",", ":"), sort_keys=True)
    return Drawing(vl_convert.vega_to_svg(wide), spec)


def _planned(plan: Plan, width: float) -> tuple[Sequence[Layer], Frame]:
    """Lay a chart out in a width; the library does not check each part against its schema, the tests do."""
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        return plan(width)


def _compile(layers: Sequence[Layer], frame: Frame) -> dict[str, Any]:
    """Turn layers into a Vega specification."""
    import vl_convert

    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    made = layered(layers, frame)
    spec: dict[str, Any] = vl_convert.vegalite_to_vega(made, vl_version=version, config=CONFIG)
    return spec


def layered(layers: Sequence[Layer], frame: Frame) -> dict[str, Any]:
    """Put layers over one another: what `alt.layer(*layers)` writes, without its copies of every layer."""
    context: dict[str, Any] = {"datasets": {}, "top_level": False}
    return {
        "$schema": alt.SCHEMA_URL,
        "autosize": {"type": "none"},
        "width": frame.width,
        "height": frame.height,
        "padding": {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
        "layer": [layer.to_dict(validate=False, context=context) for layer in layers],
        "datasets": context["datasets"],
    }
