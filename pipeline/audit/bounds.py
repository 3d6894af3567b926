"""Computes again what a cell says besides its value: the ends of its interval, and its age.

A figure is known to half of its printed step. What is added or taken from one another adds the halves; what
is divided has its ends where both halves are worst.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from pipeline.decimals import PLACES

Row = Mapping[str, Any]
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_UNIT = Decimal(1).scaleb(-PLACES)
_TAKEN = ("flow", "span")
"""Transformations that take one cell from another."""


def half_of(row: Row) -> Decimal | None:
    """Return half the step that a figure is printed to, or half the width of a cell; None of one unknown."""
    if "obs_id" in row:
        return row["step"] / 2 if row["step"] is not None else None
    half: Decimal | None = row["half_width"]
    return half


def ends_of_sum(value: Decimal, inputs: Sequence[Row]) -> dict[str, Decimal]:
    """Return the ends of what is stated, added or taken from one another."""
    halves = [half_of(row) for row in inputs]
    known = [half for half in halves if half is not None]
    if not known or len(known) < len(halves):
        return {}
    return {"lo": value - sum(known), "hi": value + sum(known)}


def ends_of_share(scale: int, part: Sequence[Row], whole: Sequence[Row]) -> dict[str, Decimal]:
    """Return the ends of figures divided by others, all above zero."""
    above, below = (
        ends_of_sum(sum((row["value"] for row in rows), Decimal(0)), rows) for rows in (part, whole)
    )
    if not above or not below or above["lo"] < 0 or below["lo"] <= 0:
        return {}
    pairs = {"lo": (above["lo"], below["hi"]), "hi": (above["hi"], below["lo"])}
    return {
        name: _EXACT.divide(scale * one, other).quantize(_UNIT, context=_EXACT)
        for name, (one, other) in pairs.items()
    }


def is_taken(transformation: str) -> bool:
    """Tell whether a cell is one cell less another: nothing but the halves is then needed for its ends."""
    return transformation in _TAKEN


def age_of(cell: Row, figures: Sequence[Row]) -> dict[str, Decimal]:
    """Return the days from the day that the one figure of a cell is about to the end of the month."""
    if len(figures) != 1 or figures[0]["reference_on"] is None:
        return {}
    first = cell["month"]
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return {"age": Decimal((last - figures[0]["reference_on"]).days)}
