"""A sheet of pixels, for charts that are laid out cell by cell: boxes, strokes and texts at their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from pipeline.bulletin.charts import theme

Rows = Sequence[dict[str, Any]]
_STROKE = 5
"""Width and distance of the slanting strokes that mark a number below zero."""


@dataclass(frozen=True)
class Sheet:
    """Places are pixels from the left and from the top; each list of rows that is empty draws nothing."""

    width: float
    height: float

    def boxes(self, name: str, rows: Rows, **style: Any) -> list[theme.Layer]:
        """Draw boxes from x, y to x2, y2, each in the colour of its `fill`."""
        mark = {"stroke": theme.DEEP, "strokeWidth": 0.75, **style}
        return [
            alt.Chart(theme.values(rows), name=name)
            .mark_rect(**mark)
            .encode(
                x=self._x("x"),
                x2=alt.X2("x2:Q"),
                y=self._y("y"),
                y2=alt.Y2("y2:Q"),
                color=alt.Color("fill:N", scale=None),
            )
            for _ in rows[:1]
        ]

    def strokes(self, name: str, rows: Rows, **style: Any) -> list[theme.Layer]:
        """Draw straight strokes from x, y to x2, y2, each in the colour of its `ink`."""
        return [
            alt.Chart(theme.values(rows), name=name)
            .mark_rule(**{"strokeWidth": 1, **style})
            .encode(
                x=self._x("x"),
                x2=alt.X2("x2:Q"),
                y=self._y("y"),
                y2=alt.Y2("y2:Q"),
                color=alt.Color("ink:N", scale=None),
            )
            for _ in rows[:1]
        ]

    def texts(self, name: str, rows: Rows, **style: Any) -> list[theme.Layer]:
        """Print `text` at x, y, each in the colour of its `ink`."""
        mark = {"align": "center", "baseline": "middle", **style}
        return [
            alt.Chart(theme.values(rows), name=name)
            .mark_text(**mark)
            .encode(
                x=self._x("x"), y=self._y("y"), text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None)
            )
            for _ in rows[:1]
        ]

    def _x(self, name: str) -> alt.X:
        scale = alt.Scale(domain=[0, self.width], nice=False, zero=False)
        return alt.X(f"{name}:Q", scale=scale, axis=None)

    def _y(self, name: str) -> alt.Y:
        scale = alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        return alt.Y(f"{name}:Q", scale=scale, axis=None)


def below_zero(box: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the slanting strokes along the left edge of a box whose number is below zero."""
    count = int((box["y2"] - box["y"]) // _STROKE)
    return [
        {
            "x": box["x"],
            "x2": box["x"] + _STROKE,
            "y": box["y"] + _STROKE * (at + 1),
            "y2": box["y"] + _STROKE * at,
            "ink": box["ink"],
        }
        for at in range(count)
    ]


def toned(value: float | None, largest: float) -> dict[str, str]:
    """Choose the tone of a number by its distance from zero: of four equal steps, the darkest the largest."""
    if not value or not largest:
        return {"fill": theme.WHITE, "ink": theme.INK}
    count = len(theme.STEPS)
    step = min(count - 1, int(abs(value) / largest * count))
    fill, ink = theme.STEPS[step]
    return {"fill": fill, "ink": ink}
