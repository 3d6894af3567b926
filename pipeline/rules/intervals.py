"""What a printed figure leaves open: an interval, exact, each end in it or not.

The one place for the arithmetic of printed precision, as XBRL Calculations 1.1 defines it for facts that are
rounded to the nearest or truncated. sql/core/standing.sql holds the same intervals in columns `low` and
`high`; a test compares the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from pipeline.errors import CrossfootError

MODELS = ("rounded", "truncated", "unknown")


@dataclass(frozen=True)
class Interval:
    """Values from `low` to `high`; an open end is not itself in it. `None` is an end that is not bounded."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __add__(self, other: "Interval") -> "Interval":
        """Sum of a value of the one and a value of the other; an end is open where one of theirs is."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def times(self, weight: Fraction | int) -> "Interval":
        """Each value weighed; a weight below zero turns the ends round."""
        low = None if self.low is None else self.low * weight
        high = None if self.high is None else self.high * weight
        if weight < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def meet(self, other: "Interval") -> "Interval | None":
        """Values in both; None where there are none."""
        low, low_open = _higher((self.low, self.low_open), (other.low, other.low_open))
        turned = _higher(_turn(self.high, self.high_open), _turn(other.high, other.high_open))
        high, high_open = _turn(*turned)
        both = Interval(low, high, low_open, high_open)
        return None if both.is_empty else both

    @property
    def is_empty(self) -> bool:
        """Whether no value is in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


EVERYTHING = Interval(None, None)
NOTHING_ADDED = Interval(Fraction(0), Fraction(0))


def interval_of(value: Decimal, step: Decimal, model: str = "unknown") -> Interval:
    """Return what a figure leaves open that is printed to a step by a model of precision.

    Rounded: half a step to either side, both ends in it, as ways to round a half differ. Truncated: from the
    value one step away from zero, the far end not in it; of zero one step to either side, no end in it.
    Unknown: one whole step to either side. A step of zero is an exact figure.
    """
    if model not in MODELS:
        raise CrossfootError(f"Precision '{model}' is not known. Known: {', '.join(MODELS)}.")
    printed, unit = Fraction(value), Fraction(step)
    if unit == 0:
        return Interval(printed, printed)
    if model == "truncated":
        below, beyond = (Fraction(0) if value > 0 else unit), (Fraction(0) if value < 0 else unit)
        return Interval(printed - below, printed + beyond, value <= 0, value >= 0)
    half = unit / 2 if model == "rounded" else unit
    return Interval(printed - half, printed + half)


def sum_of(parts: Iterable[tuple[Interval, int]]) -> Interval:
    """Return the interval of a weighted sum: each part with its weight, 1 or -1 as a rule."""
    return reduce(lambda known, part: known + part[0].times(part[1]), parts, NOTHING_ADDED)


def agree(statements: Iterable[Interval]) -> Interval | None:
    """Return what several statements of one figure leave open; None where they exclude each other."""
    known: Interval | None = EVERYTHING
    for statement in statements:
        known = known.meet(statement) if known else None
    return known


def is_consistent(total: Interval, parts: Iterable[tuple[Interval, int]]) -> bool:
    """Say whether a total and the weighted sum of its parts can be the same number."""
    return total.meet(sum_of(parts)) is not None


def _higher(
    one: tuple[Fraction | None, bool], other: tuple[Fraction | None, bool]
) -> tuple[Fraction | None, bool]:
    """Return the lower end that keeps more out."""
    if one[0] is None or other[0] is None:
        return other if one[0] is None else one
    if one[0] == other[0]:
        return one[0], one[1] or other[1]
    return one if one[0] > other[0] else other


def _turn(bound: Fraction | None, is_open: bool) -> tuple[Fraction | None, bool]:
    """Mirror an end at zero."""
    return (None if bound is None else -bound), is_open
