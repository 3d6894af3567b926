"""Parts of a whole, side by side: the parts are named once, above the first bar."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.bars import LABELS_AT_MOST, LINE, Group

STEP = 24
KEY = 22
# From dark to light, with text that reads on each.
TONES = (
    (theme.DEEP, theme.WHITE),
    (theme.MIDDLE, theme.INK),
    (theme.PALE, theme.INK),
    (theme.WHITE, theme.INK),
)


def stacked_bars(groups: Sequence[Group], *, fonts: Path) -> theme.Drawing:
    """Draw each group's bars end to end; every group has the same parts in the same order, at most four.

    A number is printed in its part where there is room.
    """
    parts = [bar.label for bar in groups[0].bars]
    if len(parts) > len(TONES) or any([bar.label for bar in group.bars] != parts for group in groups):
        raise ValueError("stacked_bars takes groups of the same parts in the same order, at most four")
    count = len(groups) * len(parts)
    return theme.draw(lambda width: _plan(groups, parts, width, fonts), fonts, count=count)


def _plan(
    groups: Sequence[Group], parts: Sequence[str], width: float, fonts: Path
) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the bars out in a width."""
    wrapped = [theme.wrap(group.label, LABELS_AT_MOST * width, fonts) for group in groups]
    step = STEP + LINE * (max(len(lines) for lines in wrapped) - 1)
    left = max(theme.widest(lines, fonts) for lines in wrapped) + theme.GAP + 1
    named = _places_of_names(parts, width - left - 2, fonts)
    top = KEY + LINE * max(line for line, _ in named)
    frame = theme.Frame(height=step * len(groups), left=left, right=2, top=top, whole=width)
    whole = max([sum(bar.value or 0 for bar in group.bars) for group in groups] + [1e-9])
    rows = _segments(groups, frame.width / whole, fonts)
    y = alt.Y(
        "key:O",
        sort=None,
        scale=alt.Scale(domain=list(range(len(groups))), paddingInner=0, paddingOuter=0),
        axis=alt.Axis(
            labelExpr=theme.label_expression(
                list(range(len(groups))), ["\n".join(lines) for lines in wrapped]
            ),
            labelColor=theme.INK,
            labelLineHeight=LINE,
            labelPadding=theme.GAP,
        ),
    )
    scale = alt.Scale(domain=[0, whole], nice=False, zero=False)
    layers = [layer for part in range(len(parts)) for layer in _part(part, rows, y, scale)]
    return [*layers, *_key(parts, named, whole / frame.width, scale)], frame


def _segments(groups: Sequence[Group], unit: float, fonts: Path) -> list[dict[str, Any]]:
    """Lay the parts of each group end to end and decide which numbers have room."""
    rows: list[dict[str, Any]] = []
    for key, group in enumerate(groups):
        start = 0.0
        for part, bar in enumerate(group.bars):
            value = bar.value or 0.0
            fits = value * unit >= theme.measure(bar.text, fonts) + 6
            n = key * len(group.bars) + part
            row = {"key": key, "part": part, "start": start, "end": start + value, "n": n}
            rows.append({**row, "middle": start + value / 2, "text": bar.text if fits else ""})
            start += value
    return [row for row in rows if row["end"] > row["start"]]


def _part(part: int, rows: Sequence[dict[str, Any]], y: alt.Y, scale: alt.Scale) -> list[theme.Layer]:
    """Draw one part in all groups, and its numbers."""
    tone, ink = TONES[part]
    own = [row for row in rows if row["part"] == part]
    texts = [row for row in own if row["text"]]
    bar = (
        alt.Chart(theme.values(own), name=f"part_{part}")
        .mark_bar(size=17, color=tone, stroke=theme.DEEP, strokeWidth=0.75)
        .encode(x=alt.X("start:Q", scale=scale, axis=None), x2=alt.X2("end:Q"), y=y)
    )
    number = (
        alt.Chart(theme.values(texts), name=f"number_{part}")
        .mark_text(baseline="middle", fill=ink)
        .encode(x=alt.X("middle:Q", scale=scale, axis=None), y=y, text=alt.Text("text:N"))
    )
    return [layer for layer, data in ((bar, own), (number, texts)) if data]


def _places_of_names(parts: Sequence[str], width: float, fonts: Path) -> list[tuple[int, float]]:
    """Find the line and the place in it of each name above the bars; a name without room begins a line."""
    places: list[tuple[int, float]] = []
    line, at = 0, 0.0
    for name in parts:
        wide = 14 + theme.measure(name, fonts)
        if at and at + wide > width:
            line, at = line + 1, 0.0
        places.append((line, at))
        at += wide + 18
    return places


def _key(
    parts: Sequence[str], named: Sequence[tuple[int, float]], unit: float, scale: alt.Scale
) -> list[theme.Layer]:
    """Name the parts above the bars, each beside a square of its tone."""
    layers = []
    last = max(line for line, _ in named)
    for part, (name, (line, place)) in enumerate(zip(parts, named, strict=True)):
        height = theme.fixed(alt.YValue, -11 - LINE * (last - line))
        square = alt.Chart(theme.values([{"at": (place + 5) * unit}]), name=f"key_{part}").mark_point(
            shape="square",
            filled=True,
            fill=TONES[part][0],
            stroke=theme.DEEP,
            strokeWidth=0.75,
            size=81,
            opacity=1,
        )
        text = alt.Chart(theme.values([{"at": (place + 14) * unit, "name": name}]), name=f"part_name_{part}")
        layers += [
            square.encode(x=alt.X("at:Q", scale=scale, axis=None), y=height),
            text.mark_text(align="left", baseline="middle").encode(
                x=alt.X("at:Q", scale=scale, axis=None), y=height, text=alt.Text("name:N")
            ),
        ]
    return layers
