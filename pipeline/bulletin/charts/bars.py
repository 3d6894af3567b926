"""Horizontal bars: values in the given order, pairs, contributions, and parts of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.charts import theme

STEP = 17
LINE = 12.5
LABELS_AT_MOST = 290


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


def bars(rows: Sequence[Bar], *, fonts: Path) -> str:
    """Draw bars from zero in the given order, each with its printed number."""
    return _draw([(row, False) for row in rows], fonts)


def contributions(rows: Sequence[Bar], *, fonts: Path) -> str:
    """Draw contributions in percentage points, to the left of zero where negative."""
    return _draw([(Bar(row.label, row.value, row.text, (row.value or 0) < 0), False) for row in rows], fonts)


def paired_bars(groups: Sequence[Group], *, fonts: Path) -> str:
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


def _label_axis(rows: Sequence[tuple[Bar, bool]], texts: Sequence[str]) -> alt.Axis:
    """Make the column of labels at the left; headings are stronger and start at the same edge."""
    keys = list(range(len(rows)))
    heads = [key for key, (_, head) in enumerate(rows) if head]
    return alt.Axis(
        labelExpr=theme.label_expression(keys, texts),
        labelColor=theme.INK,
        labelLineHeight=LINE,
        labelPadding=theme.GAP,
        labelFontWeight={
            "condition": {"test": f"indexof({heads}, datum.value) >= 0", "value": 600},
            "value": 400,
        },
    )


def _draw(rows: Sequence[tuple[Bar, bool]], fonts: Path) -> str:
    wrapped = [theme.wrap(row.label, LABELS_AT_MOST, fonts) for row, _ in rows]
    labels = max(theme.widest(lines, fonts, strong=True) for lines in wrapped)
    step = STEP + LINE * (max(len(lines) for lines in wrapped) - 1)
    frame = theme.Frame(height=step * len(rows), left=labels + theme.GAP + 1)
    low, high = _ends([row for row, _ in rows], frame.width, fonts)
    data = [
        {"key": key, "value": row.value, "at": row.value or 0, "text": row.text, "light": row.light}
        for key, (row, head) in enumerate(rows)
        if not head
    ]
    y = alt.Y(
        "key:O",
        sort=None,
        scale=alt.Scale(domain=list(range(len(rows))), paddingInner=0, paddingOuter=0),
        axis=_label_axis(rows, ["\n".join(lines) for lines in wrapped]),
    )
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    fill = alt.condition("datum.light", alt.value(theme.PALE), alt.value(theme.DEEP))
    bar = (
        alt.Chart(theme.values([row for row in data if row["value"] is not None]), name="bar")
        .mark_bar(size=12, stroke=theme.DEEP, strokeWidth=0.75)
        .encode(x=alt.X("value:Q", scale=scale, axis=None), y=y, color=fill)
    )
    return theme.draw([bar, *_numbers(data, y, scale), _zero(scale)], frame, fonts)


def _numbers(data: Sequence[dict[str, Any]], y: alt.Y, scale: alt.Scale) -> list[theme.Layer]:
    """Print each number beyond the end of its bar."""
    sides: tuple[tuple[Any, float, bool], ...] = (("right", -theme.GAP, True), ("left", theme.GAP, False))
    return [
        alt.Chart(theme.values(rows), name=f"number_{align}")
        .mark_text(align=align, baseline="middle", dx=shift)
        .encode(x=alt.X("at:Q", scale=scale, axis=None), y=y, text="text:N")
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
