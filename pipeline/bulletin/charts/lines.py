"""Lines by period: this year beside earlier years, or one long series; a gap stays a gap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.scale import spread, ticks

HEIGHT = 150
FOOT = 20
# Lightness, width, dash and the shape of the dots all differ, so that lines are told apart without colour.
STYLES: tuple[tuple[str, float, list[float], str, bool, float], ...] = (
    (theme.DEEP, 2.2, [1, 0], "circle", True, 30),
    (theme.GREY, 1.5, [5, 3], "square", False, 24),
    (theme.MIDDLE, 1.5, [1, 0], "triangle-up", True, 30),
    (theme.INK, 1.1, [1.5, 2.5], "diamond", False, 26),
    (theme.MIDDLE, 1.2, [8, 2, 1.5, 2], "cross", True, 26),
)
FEWEST = 4
THINNINGS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True)
class Line:
    """A series: its name, printed at its end, and a value or None for each period."""

    name: str
    values: tuple[float | None, ...]


def draws_lines(lines: Sequence[Line]) -> bool:
    """Tell whether a chart of these series has a line in it: a year of dots alone is better drawn as bars.

    That takes FEWEST values, and two of one series in periods that follow each other.
    """
    known = [[value is not None for value in line.values] for line in lines]
    follow = any(one and other for series in known for one, other in pairwise(series))
    return follow and sum(map(sum, known)) >= FEWEST


def line_chart(
    periods: Sequence[str], lines: Sequence[Line], *, show: Callable[[Decimal], str], fonts: Path
) -> theme.Drawing:
    """Draw up to five series over the same periods, the first emphasised; `show` prints the axis."""
    if len(lines) > len(STYLES) or any(len(line.values) != len(periods) for line in lines):
        raise ValueError("line_chart takes at most five series, each with a value or None for every period")
    count = sum(value is not None for line in lines for value in line.values)
    return theme.draw(lambda width: _plan(periods, lines, show, width, fonts), fonts, count=count)


def _plan(
    periods: Sequence[str], lines: Sequence[Line], show: Callable[[Decimal], str], width: float, fonts: Path
) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the lines out in a width."""
    numbers = [value for line in lines for value in line.values if value is not None]
    low, high = _ends(numbers)
    marks = ticks(low, high)
    axis_texts = [show(mark) for mark in marks]
    frame = theme.Frame(
        height=HEIGHT,
        left=max(theme.widest(axis_texts, fonts) + theme.GAP + 7, theme.widest(periods[:1], fonts) / 2),
        right=theme.widest((line.name for line in lines), fonts, strong=True) + 2 * theme.GAP + 4,
        bottom=FOOT,
        top=8,
        whole=width,
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(
            values=[float(mark) for mark in marks],
            labelExpr=theme.label_expression([float(mark) for mark in marks], axis_texts),
            labelPadding=theme.GAP + 4,
        ),
    )
    x = period_axis(periods, frame.width, fonts)
    drawn: list[theme.Layer] = []
    before = 0
    for index, line in enumerate(lines):
        # What is drawn later covers what was drawn before it: the first line stands on top.
        drawn = [*_line(index, line, before, x, y), *drawn]
        before += sum(value is not None for value in line.values)
    return [_zero(y), *drawn, *_names(lines, len(periods) - 1, high - low, x, y)], frame


def _ends(numbers: Sequence[float]) -> tuple[float, float]:
    """Choose the ends of the scale: zero belongs to it, and the line keeps clear of the upper edge."""
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    room = 0.06 * (high - low) or 1.0
    return (low - room if low < 0 else 0.0), (high + room if high > 0 else 0.0)


def period_axis(periods: Sequence[str], width: float, fonts: Path) -> alt.X:
    """Label as many periods as have room, at a regular distance."""
    slot = width / max(1, len(periods) - 1)
    need = theme.widest(periods, fonts) + 10
    every = next((step for step in THINNINGS if slot * step >= need), len(periods))
    shown = list(range(0, len(periods), every))
    return alt.X(
        "period:Q",
        scale=alt.Scale(domain=[0, max(1, len(periods) - 1)], nice=False, zero=False),
        axis=alt.Axis(
            values=shown,
            labelExpr=theme.label_expression(shown, [periods[index] for index in shown]),
            labelPadding=7,
            labelFlush=False,
            grid=False,
        ),
    )


def _zero(y: alt.Y) -> theme.Layer:
    """Draw the zero line."""
    rows = theme.values([{"value": 0}])
    return alt.Chart(rows, name="zero").mark_rule(color=theme.INK, strokeWidth=1).encode(y=y)


def _line(index: int, line: Line, before: int, x: alt.X, y: alt.Y) -> list[theme.Layer]:
    """Draw one series: its line, and dots where a value would else be invisible or is the last.

    `before` is how many values the series before it have.
    """
    colour, width, dash, shape, filled, size = STYLES[index]
    known = accumulate((value is not None for value in line.values), initial=before)
    rows = [
        {"period": period, "value": value, "n": n}
        for (period, value), n in zip(enumerate(line.values), known, strict=False)
    ]
    dots = [row for row in rows if _wants_dot(line.values, int(row["period"] or 0), short=len(rows) <= 24)]
    return [
        alt.Chart(theme.values(rows), name=f"line_{index}")
        .mark_line(color=colour, strokeWidth=width, strokeDash=dash, invalid="break-paths-show-domains")
        .encode(x=x, y=y),
        alt.Chart(theme.values(dots), name=f"dot_{index}")
        .mark_point(shape=shape, color=colour, fill=colour if filled else "#ffffff", size=size, opacity=1)
        .encode(x=x, y=y),
    ]


def _wants_dot(series: Sequence[float | None], at: int, *, short: bool) -> bool:
    """Tell whether a value is printed as a dot: all in a short series, else the isolated and the last."""
    if series[at] is None:
        return False
    padded = (None, *series, None)
    isolated = padded[at] is None and padded[at + 2] is None
    return short or isolated or all(value is None for value in series[at + 1 :])


def _names(lines: Sequence[Line], final: int, span: float, x: alt.X, y: alt.Y) -> list[theme.Layer]:
    """Name the lines at their last values: beside the end of the scale moved apart, else above or below."""
    ends: list[dict[str, Any]] = []
    for index, line in enumerate(lines):
        known = [(period, value) for period, value in enumerate(line.values) if value is not None]
        if known:
            ends.append({"period": known[-1][0], "value": known[-1][1], "name": line.name, "index": index})
    last = [end for end in ends if end["period"] == final]
    for end, value in zip(last, spread([end["value"] for end in last], 13 * span / HEIGHT), strict=True):
        end["value"] = value
    return [_name(end, final, lines, x, y) for end in ends]


def _name(end: dict[str, Any], final: int, lines: Sequence[Line], x: alt.X, y: alt.Y) -> theme.Layer:
    """Print one name, clear of the other lines."""
    chart = alt.Chart(theme.values([end]), name=f"name_{end['index']}")
    style: dict[str, Any] = {"fontWeight": 600, "fill": theme.DEEP if end["index"] == 0 else theme.INK}
    if end["period"] == final:
        return chart.mark_text(align="left", baseline="middle", dx=7, **style).encode(
            x=x, y=y, text=alt.Text("name:N")
        )
    others = [line.values[end["period"]] for at, line in enumerate(lines) if at != end["index"]]
    known = [value for value in others if value is not None]
    above = not known or end["value"] >= sum(known) / len(known)
    place: dict[str, Any] = {"baseline": "bottom", "dy": -7} if above else {"baseline": "top", "dy": 7}
    return chart.mark_text(align="center", **place, **style).encode(x=x, y=y, text=alt.Text("name:N"))
