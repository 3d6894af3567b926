"""A stock at dates: a stem and a dot for each reported date, nothing drawn between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import altair as alt

from pipeline.bulletin.charts import theme

HEIGHT = 130
FOOT = 20


@dataclass(frozen=True)
class Dated:
    """A stock at a date, with its printed number."""

    on: date
    value: float
    text: str


def stock_timeline(
    points: Sequence[Dated], *, fonts: Path, ticks: Sequence[tuple[date, str]] = ()
) -> theme.Drawing:
    """Draw a stock at its reported dates; numbers are printed where there is room, the last always.

    `ticks` label the axis; without them each 1 January is labelled with its year.
    """
    ordered = sorted(points, key=lambda point: point.on)
    marks = list(ticks) or _years(ordered[0].on, ordered[-1].on)
    return theme.draw(lambda width: _plan(ordered, marks, width, fonts), fonts, count=len(ordered))


def _plan(
    ordered: Sequence[Dated], marks: Sequence[tuple[date, str]], width: float, fonts: Path
) -> tuple[list[theme.Layer], theme.Frame]:
    """Lay the dates out in a width."""
    days = [point.on.toordinal() for point in ordered] + [day.toordinal() for day, _ in marks]
    side = theme.widest([point.text for point in ordered], fonts, strong=True) / 2 + 2
    tick_side = theme.widest([text for _, text in marks], fonts) / 2
    side = max(side, tick_side)
    frame = theme.Frame(height=HEIGHT, left=side, right=side, bottom=FOOT, top=4, whole=width)
    high = max([point.value for point in ordered] + [1e-9]) * 1.14
    x = _day_axis(min(days), max(*days, min(days) + 1), marks)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, high], nice=False), axis=None)
    unit = frame.width / max(1, max(days) - min(days))
    labelled = _with_room(ordered, [point.on.toordinal() * unit for point in ordered], fonts)
    rows = [
        {"day": point.on.toordinal(), "value": point.value, "base": 0, "text": point.text, "n": n}
        for n, point in enumerate(ordered)
    ]
    return _layers(rows, labelled, x, y), frame


def _layers(rows: Sequence[dict[str, Any]], labelled: Sequence[int], x: alt.X, y: alt.Y) -> list[theme.Layer]:
    """Lay the base line, the stems, the dots and the numbers over each other."""
    data = theme.values(rows)
    last = len(rows) - 1
    texts = [
        alt.Chart(theme.values([rows[index]]), name=f"number_{index}")
        .mark_text(baseline="bottom", dy=-6, fontWeight=600 if index == last else 400)
        .encode(x=x, y=y, text=alt.Text("text:N"))
        for index in labelled
    ]
    base = alt.Chart(theme.values([{"value": 0}]), name="zero").mark_rule(color=theme.INK, strokeWidth=1)
    stems = alt.Chart(data, name="stem").mark_rule(color=theme.MIDDLE, strokeWidth=1.5)
    dots = alt.Chart(data, name="dot").mark_point(
        shape="circle", filled=True, color=theme.DEEP, size=42, opacity=1
    )
    return [base.encode(y=y), stems.encode(x=x, y=y, y2=alt.Y2("base:Q")), dots.encode(x=x, y=y), *texts]


def _years(first: date, last: date) -> list[tuple[date, str]]:
    """Mark each 1 January from the year of the first date to the one after the last."""
    return [(date(year, 1, 1), str(year)) for year in range(first.year, last.year + 2)]


def _day_axis(first: int, last: int, marks: Sequence[tuple[date, str]]) -> alt.X:
    """Make the axis of days; plain day numbers, so that no time zone has a say."""
    days = [day.toordinal() for day, _ in marks]
    return alt.X(
        "day:Q",
        scale=alt.Scale(domain=[first, last], nice=False, zero=False),
        axis=alt.Axis(
            values=days,
            labelExpr=theme.label_expression(days, [text for _, text in marks]),
            labelPadding=7,
            labelFlush=False,
            grid=False,
            ticks=True,
            tickColor=theme.GREY,
            tickSize=4,
        ),
    )


def _with_room(points: Sequence[Dated], places: Sequence[float], fonts: Path) -> list[int]:
    """Choose, from the last date backwards, the numbers that do not touch one already chosen."""
    chosen: list[int] = []
    for index in reversed(range(len(points))):
        half = theme.measure(points[index].text, fonts, strong=True) / 2 + 3
        if all(abs(places[index] - places[other]) >= half + _half(points[other], fonts) for other in chosen):
            chosen.append(index)
    return sorted(chosen)


def _half(point: Dated, fonts: Path) -> float:
    return theme.measure(point.text, fonts, strong=True) / 2 + 3
