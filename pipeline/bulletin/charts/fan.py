"""A revision fan: how far figures came to lie from their first ones, vintage by vintage."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.charts import theme
from pipeline.bulletin.charts.lines import STYLES, period_axis
from pipeline.bulletin.charts.scale import spread, ticks

HEIGHT = 170
FOOT = 20
APART = 13
LEAD = 16
"""The room in which a line leads from the end of a figure to its name."""


@dataclass(frozen=True)
class Ray:
    """A reference period: its name, the printed distance at the end, and each vintage with its distance."""

    name: str
    text: str
    steps: tuple[tuple[int, float], ...]


def revision_fan(
    vintages: Sequence[str], rays: Sequence[Ray], *, show: Callable[[Decimal], str], fonts: Path
) -> theme.Drawing:
    """Draw each reference period's distance from its first figure; it stands until the next vintage.

    `steps` are places in `vintages`, from 0, in time. The listed numbers of a ray are one for each step, then
    its distance at the end. Raises ValueError past as many rays as there are styles of lines.
    """
    if len(rays) > len(STYLES) or any(not ray.steps for ray in rays):
        raise ValueError(f"revision_fan takes at most {len(STYLES)} rays, each with a step or more")
    count = sum(len(ray.steps) + 1 for ray in rays)
    return theme.draw(lambda width: _plan(vintages, rays, show, width, fonts), fonts, count=count)


def _plan(
    vintages: Sequence[str], rays: Sequence[Ray], show: Callable[[Decimal], str], width: float, fonts: Path
) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the fan out in a width."""
    low, high = _ends([far for ray in rays for _, far in ray.steps])
    marks = ticks(low, high)
    texts = [show(mark) for mark in marks]
    names = [_name(ray) for ray in rays]
    frame = theme.Frame(
        height=HEIGHT,
        left=max(theme.widest(texts, fonts) + theme.GAP + 7, theme.widest(vintages[:1], fonts) / 2),
        right=theme.widest(names, fonts, strong=True) + LEAD + 6,
        bottom=FOOT,
        top=8,
        whole=width,
    )
    values = [float(mark) for mark in marks]
    axis = alt.Axis(
        values=values, labelExpr=theme.label_expression(values, texts), labelPadding=theme.GAP + 4
    )
    y = alt.Y("far:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis)
    x = period_axis(vintages, frame.width, fonts)
    last = len(vintages) - 1
    zero = alt.Chart(theme.values([{"far": 0}]), name="zero").mark_rule(color=theme.INK, strokeWidth=1)
    layers = [zero.encode(y=y)]
    for index, rows in enumerate(_numbered(rays)):
        layers += _ray(index, rows, last, x, y)
    return [*layers, *_names(rays, (high - low) / HEIGHT, y, frame.width)], frame


def _name(ray: Ray) -> str:
    """Write the name of a ray and its distance at the end."""
    return f"{ray.name}  {ray.text}"


def _ends(numbers: Sequence[float]) -> tuple[float, float]:
    """Choose the ends of the scale, with zero in it and room above and below."""
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    room = 0.08 * (high - low) or 1.0
    return low - room, high + room


def _numbered(rays: Sequence[Ray]) -> Iterator[list[dict[str, Any]]]:
    """Yield the steps of each ray with their place among the listed numbers."""
    before = 0
    for ray in rays:
        yield [{"period": at, "far": far, "n": before + n} for n, (at, far) in enumerate(ray.steps)]
        before += len(ray.steps) + 1


def _ray(index: int, rows: list[dict[str, Any]], last: int, x: alt.X, y: alt.Y) -> list[theme.Layer]:
    """Draw one ray to the last vintage, with a dot at each statement."""
    colour, width, dash, shape, filled, size = STYLES[index]
    path = [*({"period": row["period"], "far": row["far"]} for row in rows)]
    path += [{"period": last, "far": rows[-1]["far"]}] if rows[-1]["period"] < last else []
    return [
        alt.Chart(theme.values(path), name=f"ray_{index}")
        .mark_line(color=colour, strokeWidth=width, strokeDash=dash, interpolate="step-after")
        .encode(x=x, y=y),
        alt.Chart(theme.values(rows), name=f"dot_{index}")
        .mark_point(shape=shape, color=colour, fill=colour if filled else theme.WHITE, size=size, opacity=1)
        .encode(x=x, y=y),
    ]


def _names(rays: Sequence[Ray], pixel: float, y: alt.Y, edge: float) -> list[theme.Layer]:
    """Name the rays at the right edge, moved apart; a thin line leads from each end to its name."""
    ends = [ray.steps[-1][1] for ray in rays]
    placed = spread(ends, APART * pixel)
    layers: list[theme.Layer] = []
    before = 0
    for index, (ray, end, at) in enumerate(zip(rays, ends, placed, strict=True)):
        n = before + len(ray.steps)
        before = n + 1
        lead = alt.Chart(theme.values([{"far": end, "far2": at}]), name=f"lead_{index}")
        name = alt.Chart(theme.values([{"far": at, "name": _name(ray), "n": n}]), name=f"name_{index}")
        layers += [
            lead.mark_rule(color=theme.GREY, strokeWidth=0.75).encode(
                x=theme.fixed(alt.XValue, edge + 3),
                x2=theme.fixed(alt.X2Value, edge + LEAD - 3),
                y=y,
                y2=alt.Y2("far2:Q"),
            ),
            name.mark_text(
                align="left", baseline="middle", fontWeight=600, fill=theme.DEEP if index == 0 else theme.INK
            ).encode(x=theme.fixed(alt.XValue, edge + LEAD), y=y, text=alt.Text("name:N")),
        ]
    return layers
