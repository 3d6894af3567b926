"""Horizontal bars: values in the given order, pairs, contributions, and parts of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.charts import theme

STEP = 17
LINE = 12.5
LABELS_AT_MOST = 0.44
"""The part of the width that labels may take."""


@dataclass(frozen=True)
class Bar:
    """A bar: its label, its length, the printed number; without a value only the text is shown."""

    label: str
    value: float | None
    text: str
    light: bool = False


@dataclass(frozen=True)
class Group:
    """A heading and the bars under it, or a whole and its parts."""

    label: str
    bars: tuple[Bar, ...]


def bars(rows: Sequence[Bar], *, fonts: Path) -> theme.Drawing:
    """Draw bars from zero in the given order, each with its printed number."""
    return _draw([(row, False) for row in rows], fonts)


def contributions(rows: Sequence[Bar], *, fonts: Path) -> theme.Drawing:
    """Draw contributions in percentage points, to the left of zero where negative."""
    return _draw([(Bar(row.label, row.value, row.text, (row.value or 0) < 0), False) for row in rows], fonts)


def paired_bars(groups: Sequence[Group], *, fonts: Path) -> theme.Drawing:
    """Draw, under each group's heading, its bars with their own labels (planned, reported)."""
    rows: list[tuple[Bar, bool]] = []
    for group in groups:
        rows.append((Bar(group.label, None, ""), True))
        rows += [(bar, False) for bar in group.bars]
    return _draw(rows, fonts)


def _ends(rows: Sequence[Bar], width: float, fonts: Path) -> tuple[float, float]:
    """Choose the ends of the scale so that every number fits beside its bar."""
    numbers = [row.value for row in rows if row.value is not None]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    if high == low:
        high = low + 1
    right = theme.widest((row.text for row in rows if (row.value or 0) >= 0), fonts) + theme.GAP + 2
    left = theme.widest((row.text for row in rows if (row.value or 0) < 0), fonts)
    left += theme.GAP + 2 if left else 0
    unit = (high - low) / (width - left - right)
    return low - left * unit, high + right * unit


def _draw(rows: Sequence[tuple[Bar, bool]], fonts: Path) -> theme.Drawing:
    count = sum(not head for _, head in rows)
    return theme.draw(lambda width: _plan(rows, width, fonts), fonts, count=count)


def _plan(
    rows: Sequence[tuple[Bar, bool]], width: float, fonts: Path
) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the bars out in a width; a row is as high as the lines of its label need."""
    wrapped = [theme.wrap(row.label, LABELS_AT_MOST * width, fonts, strong=head) for row, head in rows]
    labels = max(theme.widest(lines, fonts, strong=True) for lines in wrapped)
    ends = list(accumulate(STEP + LINE * (len(lines) - 1) for lines in wrapped))
    middles = [(start + end) / 2 for start, end in zip([0.0, *ends], ends, strict=False)]
    frame = theme.Frame(height=ends[-1], left=labels + theme.GAP + 1, whole=width)
    low, high = _ends([row for row, _ in rows], frame.width, fonts)
    data = [
        {"y": middle, "value": row.value, "at": row.value or 0, "text": row.text, "light": row.light}
        for middle, (row, head) in zip(middles, rows, strict=True)
        if not head
    ]
    data = [row | {"n": n} for n, row in enumerate(data)]
    y = alt.Y("y:Q", scale=alt.Scale(domain=[ends[-1], 0], nice=False, zero=False, padding=0), axis=None)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    light = {"test": "datum.light", "value": theme.PALE}
    fill = alt.ColorValue(theme.DEEP, condition=light)
    drawn = [row | {"zero": 0} for row in data if row["value"] is not None]
    bar = (
        alt.Chart(theme.values(drawn), name="bar")
        .mark_bar(orient="horizontal", size=12, stroke=theme.DEEP, strokeWidth=0.75)
        .encode(x=alt.X("zero:Q", scale=scale, axis=None), x2=alt.X2("value:Q"), y=y, color=fill)
    )
    names = _labels([(lines, head) for lines, (_, head) in zip(wrapped, rows, strict=True)], middles, y)
    return [*names, *([bar] if drawn else []), *_numbers(data, y, scale), _zero(scale)], frame


def _labels(
    labels: Sequence[tuple[list[str], bool]], middles: Sequence[float], y: alt.Y
) -> list[theme.Layer]:
    """Print the column of labels at the left of the bars; headings are stronger."""
    layers = []
    for name, strong in (("label", False), ("heading", True)):
        rows = [
            {"y": middle + LINE * (at - (len(lines) - 1) / 2), "text": text}
            for (lines, head), middle in zip(labels, middles, strict=True)
            if head is strong
            for at, text in enumerate(lines)
        ]
        style: dict[str, Any] = {"align": "right", "baseline": "middle", "fontWeight": 600 if strong else 400}
        chart = alt.Chart(theme.values(rows), name=name).mark_text(**style)
        layers += (
            [chart.encode(x=theme.fixed(alt.XValue, -theme.GAP), y=y, text=alt.Text("text:N"))]
            if rows
            else []
        )
    return layers


def _numbers(data: Sequence[dict[str, Any]], y: alt.Y, scale: alt.Scale) -> list[theme.Layer]:
    """Print each number beyond the end of its bar."""
    sides: tuple[tuple[Any, float, bool], ...] = (("right", -theme.GAP, True), ("left", theme.GAP, False))
    return [
        alt.Chart(theme.values(rows), name=f"number_{align}")
        .mark_text(align=align, baseline="middle", dx=shift)
        .encode(x=alt.X("at:Q", scale=scale, axis=None), y=y, text=alt.Text("text:N"))
        for align, shift, negative in sides
        if (rows := [row for row in data if (row["at"] < 0) is negative])
    ]


def _zero(scale: alt.Scale) -> theme.Layer:
    """Draw the line from which the bars start."""
    return (
        alt.Chart(theme.values([{"zero": 0}]), name="zero")
        .mark_rule(color=theme.INK, strokeWidth=1)
        .encode(x=alt.X("zero:Q", scale=scale, axis=None))
    )
