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
ABOVE, BETWEEN, ALONE = 116, 16, 66
"""Where some series stand alone below: the heights of the two parts and what lies between them."""
APART = 13
# Lightness, width, dash and the shape of the dots all differ, so that lines are told apart without colour.
STYLES: tuple[tuple[str, float, list[float], str, bool, float], ...] = (
    (theme.DEEP, 2.2, [1, 0], "circle", True, 30),
    (theme.GREY, 1.5, [5, 3], "square", False, 24),
    (theme.MIDDLE, 1.5, [1, 0], "triangle-up", True, 30),
    (theme.INK, 1.1, [1.5, 2.5], "diamond", False, 26),
    (theme.MIDDLE, 1.2, [8, 2, 1.5, 2], "cross", True, 26),
)
FEWEST = 4
TICKS, TICKS_ALONE = 5, 3
_NAMES = ("", "alone_")
"""What the names of the marks of each part begin with."""
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


@dataclass(frozen=True)
class _Part:
    """A part of the drawing with a scale of its own, from `foot` pixels above its lower edge."""

    lines: dict[int, Line]
    foot: float
    height: float
    low: float
    high: float
    steps: int

    def at(self, value: float) -> float:
        """Find the place of a value, in pixels above the lower edge of the drawing."""
        return self.foot + self.height * (value - self.low) / (self.high - self.low)

    def placed(self) -> dict[int, Line]:
        """Give the series with places for values."""
        return {
            index: Line(line.name, tuple(None if value is None else self.at(value) for value in line.values))
            for index, line in self.lines.items()
        }


def line_chart(
    periods: Sequence[str],
    lines: Sequence[Line],
    *,
    show: Callable[[Decimal], str],
    fonts: Path,
    alone: Sequence[int] = (),
) -> theme.Drawing:
    """Draw up to five series over the same periods, the first emphasised; `show` prints the axis.

    The series whose places are in `alone` are drawn once more below, on a scale that need not begin at zero:
    the page says so.
    """
    if len(lines) > len(STYLES) or any(len(line.values) != len(periods) for line in lines):
        raise ValueError("line_chart takes at most five series, each with a value or None for every period")
    count = sum(value is not None for line in lines for value in line.values)
    foot, height = (ALONE + BETWEEN, ABOVE) if alone else (0, HEIGHT)
    parts = [_part(dict(enumerate(lines)), foot, height, TICKS, [0.0])]
    if alone:
        parts.append(_part({index: lines[index] for index in alone}, 0, ALONE, TICKS_ALONE))
    return theme.draw(lambda width: _plan(periods, parts, show, width, fonts), fonts, count=count)


def _part(
    lines: dict[int, Line], foot: float, height: float, steps: int, also: Sequence[float] = ()
) -> _Part:
    """Choose the ends of a part's scale: lines keep clear of its edges, but where zero is one of them."""
    numbers = [*also, *(value for line in lines.values() for value in line.values if value is not None)]
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    room = 0.06 * (high - low) or 1.0
    low, high = (0.0 if low - room <= 0 <= low else low - room), (0.0 if high == 0 != low else high + room)
    return _Part(lines, foot, height, low, high, steps)


def _plan(
    periods: Sequence[str],
    parts: Sequence[_Part],
    show: Callable[[Decimal], str],
    width: float,
    fonts: Path,
) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the parts out in a width, one above the other."""
    scales = [[(part.at(float(mark)), show(mark)) for mark in _ticks(part)] for part in parts]
    texts = [text for scale in scales for _, text in scale]
    names = [line.name for part in parts for line in part.lines.values()]
    frame = theme.Frame(
        height=max(part.foot + part.height for part in parts),
        left=max(theme.widest(texts, fonts) + theme.GAP + 7, theme.widest(periods[:1], fonts) / 2),
        right=theme.widest(names, fonts, strong=True) + 2 * theme.GAP + 4,
        bottom=FOOT,
        top=8,
        whole=width,
    )
    scale = alt.Scale(domain=[0, frame.height], nice=False)
    x, y = period_axis(periods, frame.width, fonts), alt.Y("value:Q", scale=scale, axis=None)
    axes = [_axis(name, part, marks, scale) for name, part, marks in zip(_NAMES, parts, scales, strict=False)]
    layers: list[theme.Layer] = axes if len(axes) == 1 else [alt.layer(*axes).resolve_axis(y="independent")]
    for name, part in zip(_NAMES, parts, strict=False):
        layers += _drawn(part, name, x, y)
    return layers, frame


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


def _ticks(part: _Part) -> list[Decimal]:
    """List the values that the axis of a part shows."""
    return ticks(part.low, part.high, part.steps)


def _axis(name: str, part: _Part, marks: Sequence[tuple[float, str]], scale: alt.Scale) -> theme.Layer:
    """Draw the axis of a part, with the zero line where zero is on it."""
    places = [place for place, _ in marks]
    axis = alt.Axis(
        values=places,
        labelExpr=theme.label_expression(places, [text for _, text in marks]),
        labelPadding=theme.GAP + 4,
        grid=True,
        orient="left",
    )
    rows = theme.values([{"value": part.at(0.0)}] if part.low <= 0 <= part.high else [])
    chart = alt.Chart(rows, name=f"{name}zero").mark_rule(color=theme.INK, strokeWidth=1)
    return chart.encode(y=alt.Y("value:Q", scale=scale, axis=axis))


def _drawn(part: _Part, prefix: str, x: alt.X, y: alt.Y) -> list[theme.Layer]:
    """Draw the lines of a part and their names; those that stand once more are not listed numbers."""
    placed = part.placed()
    layers: list[theme.Layer] = []
    before = 0
    for index, line in placed.items():
        # What is drawn later covers what was drawn before it: the first line stands on top.
        layers = [*_line(prefix, index, line, None if prefix else before, x, y), *layers]
        before += sum(value is not None for value in line.values)
    return [*layers, *_names(prefix, placed, x, y)]


def _line(prefix: str, index: int, line: Line, before: int | None, x: alt.X, y: alt.Y) -> list[theme.Layer]:
    """Draw one series: its line, and dots where a value would else be invisible or is the last.

    `before` is how many values the series before it have, where the values are listed numbers.
    """
    colour, width, dash, shape, filled, size = STYLES[index]
    known = accumulate((value is not None for value in line.values), initial=before or 0)
    rows: list[dict[str, Any]] = [
        {"period": period, "value": value} | ({} if before is None else {"n": n})
        for (period, value), n in zip(enumerate(line.values), known, strict=False)
    ]
    dots = [row for row in rows if _wants_dot(line.values, row["period"], short=len(rows) <= 24)]
    return [
        alt.Chart(theme.values(rows), name=f"{prefix}line_{index}")
        .mark_line(color=colour, strokeWidth=width, strokeDash=dash, invalid="break-paths-show-domains")
        .encode(x=x, y=y),
        alt.Chart(theme.values(dots), name=f"{prefix}dot_{index}")
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


def _names(prefix: str, lines: dict[int, Line], x: alt.X, y: alt.Y) -> list[theme.Layer]:
    """Name the lines at their last values: beside the end of the scale moved apart, else above or below."""
    ends: list[dict[str, Any]] = []
    for index, line in lines.items():
        known = [(period, value) for period, value in enumerate(line.values) if value is not None]
        if known:
            ends.append({"period": known[-1][0], "value": known[-1][1], "name": line.name, "index": index})
    final = max((len(line.values) for line in lines.values()), default=0) - 1
    last = [end for end in ends if end["period"] == final]
    for end, value in zip(last, spread([end["value"] for end in last], APART), strict=True):
        end["value"] = value
    return [_name(prefix, end, final, lines, x, y) for end in ends]


def _name(
    prefix: str, end: dict[str, Any], final: int, lines: dict[int, Line], x: alt.X, y: alt.Y
) -> theme.Layer:
    """Print one name, clear of the other lines."""
    chart = alt.Chart(theme.values([end]), name=f"{prefix}name_{end['index']}")
    style: dict[str, Any] = {"fontWeight": 600, "fill": theme.DEEP if end["index"] == 0 else theme.INK}
    if end["period"] == final:
        return chart.mark_text(align="left", baseline="middle", dx=7, **style).encode(
            x=x, y=y, text=alt.Text("name:N")
        )
    others = [line.values[end["period"]] for at, line in lines.items() if at != end["index"]]
    known = [value for value in others if value is not None]
    above = not known or end["value"] >= sum(known) / len(known)
    place: dict[str, Any] = {"baseline": "bottom", "dy": -7} if above else {"baseline": "top", "dy": 7}
    return chart.mark_text(align="center", **place, **style).encode(x=x, y=y, text=alt.Text("name:N"))
