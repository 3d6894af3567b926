"""Interval arithmetic on columns: what is left open by what printed figures make.

A figure x is a column of that name, with its ends in x_lo and x_hi; without these, with x_half_width; or
with x_step (one unit of its last printed place) and, optionally, x_precision: rounded (the default; half a
step to either side), truncated (one step away from zero) or unknown (one step to either side). A figure
without any of these has null ends, and so has what is made of it. The ends are in their interval; the models
are those of XBRL Calculations 1.1, and `pipeline.rules.intervals` holds the same with open ends, for rules.
Each figure may fall anywhere in its interval whatever the others do. Ends are rounded to the nearest tenth
decimal. Ref.: R. E. Moore, Interval Analysis, 1966.
"""

from collections.abc import Callable, Sequence

import polars as pl

from pipeline.decimals import VALUE, product, quotient
from pipeline.methods.series import require_columns, with_values

_ENDS = ("lo", "hi")
_MOST = 10
"""No more decimals are kept, so none are supported."""


def with_bounds(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Add the ends <name>_lo and <name>_hi to each named figure that has none yet.

    Raises BadInputError for a column that is missing or not exact and for a negative half width or step.

    >>> frame = pl.DataFrame({"x": [200], "x_half_width": [50]})
    >>> with_bounds(frame, ["x"]).select("x_lo", "x_hi").row(0)
    (Decimal('150.0000000000'), Decimal('250.0000000000'))
    """
    require_columns(frame, names)
    for name in names:
        own = [column for column in _columns_of(name) if column in frame.columns]
        frame = with_values(frame, [name, *own])
        if f"{name}_lo" not in frame.columns:
            low, high = _widths(frame, name)
            frame = frame.with_columns(
                (pl.col(name) - low).alias(f"{name}_lo"), (pl.col(name) + high).alias(f"{name}_hi")
            )
    return frame


def add_intervals(frame: pl.DataFrame, parts: Sequence[str], name: str) -> pl.DataFrame:
    """Add the sum of figures of one unit: its ends are the sums of theirs. Null where a part is null.

    Adds <name>, <name>_lo and <name>_hi. Raises BadInputError as `with_bounds` does.

    >>> frame = pl.DataFrame({"a": [3], "a_half_width": [1], "b": [4], "b_half_width": [1]})
    >>> [str(end) for end in add_intervals(frame, ["a", "b"], "both").select("both_lo", "both_hi").row(0)]
    ['5.0000000000', '9.0000000000']
    """
    known = with_bounds(frame, parts)
    ends = ("", *(f"_{end}" for end in _ENDS))
    return known.with_columns(_add([f"{part}{end}" for part in parts]).alias(f"{name}{end}") for end in ends)


def subtract_intervals(frame: pl.DataFrame, left: str, right: str, name: str) -> pl.DataFrame:
    """Add the difference of two figures of one unit: least less greatest, and greatest less least.

    Adds <name>, <name>_lo and <name>_hi. Raises BadInputError as `with_bounds` does.

    >>> frame = pl.DataFrame({"a": [9], "a_half_width": [1], "b": [4], "b_half_width": [1]})
    >>> [str(end) for end in subtract_intervals(frame, "a", "b", "rest").select("rest_lo", "rest_hi").row(0)]
    ['3.0000000000', '7.0000000000']
    """
    return with_bounds(frame, [left, right]).with_columns(
        (pl.col(left) - pl.col(right)).alias(name),
        (pl.col(f"{left}_lo") - pl.col(f"{right}_hi")).alias(f"{name}_lo"),
        (pl.col(f"{left}_hi") - pl.col(f"{right}_lo")).alias(f"{name}_hi"),
    )


def multiply_intervals(frame: pl.DataFrame, left: str, right: str, name: str) -> pl.DataFrame:
    """Add the product of two figures: its ends are the least and greatest product of their ends.

    Adds <name>, <name>_lo and <name>_hi. Raises BadInputError as `with_bounds` does.

    >>> frame = pl.DataFrame({"a": [2], "a_half_width": [1], "b": [-4], "b_half_width": [1]})
    >>> [str(end) for end in multiply_intervals(frame, "a", "b", "area").select("area_lo", "area_hi").row(0)]
    ['-15.0000000000', '-3.0000000000']
    """
    known = with_bounds(frame, [left, right])
    return _combine(known, product, left, right, name)


def divide_intervals(
    frame: pl.DataFrame, left: str, right: str, name: str, *, times: int = 1
) -> pl.DataFrame:
    """Add times * left / right: its ends are the least and greatest quotient of their ends.

    Adds <name>, <name>_lo and <name>_hi; all three are null where the interval of the divisor holds zero,
    since the quotient then has no bound. Raises BadInputError as `with_bounds` does.

    >>> rows = {"part": [2200], "part_half_width": [50], "whole": [2270], "whole_half_width": [5]}
    >>> shared = divide_intervals(pl.DataFrame(rows), "part", "whole", "pct", times=100)
    >>> [str(round(number, 1)) for number in shared.select("pct_lo", "pct", "pct_hi").row(0)]
    ['94.5', '96.9', '99.3']
    """
    known = with_bounds(frame, [left, right])
    low, high = (pl.col(f"{right}_{end}") for end in _ENDS)
    bounded = ((low > 0) | (high < 0)).fill_null(value=True)
    divisors = [right, *(f"{right}_{end}" for end in _ENDS)]
    guarded = known.with_columns(pl.when(bounded).then(pl.col(column)).alias(column) for column in divisors)

    def divide(numerator: pl.Series, denominator: pl.Series) -> pl.Series:
        return quotient(numerator, denominator, times=times)

    made = _combine(guarded, divide, left, right, name)
    return made.with_columns(known.select(divisors))


def supported_places(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Add <name>_places, the decimals that each figure's interval supports (Int32).

    They are those of the first digit of the whole width: 0.48 wide supports 1, 4.8 wide none (0), 48 wide -1,
    which says that not even the units are known and the figure is better given as its interval. At most 10,
    also for an exact figure; null where the ends are not known. `pipeline.present` prints by the same rule.
    Raises BadInputError as `with_bounds` does.

    >>> frame = pl.DataFrame({"x": [133, 97], "x_lo": [100, 94], "x_hi": [180, 99]})
    >>> supported_places(frame, ["x"])["x_places"].to_list()
    [-1, 0]
    """
    known = with_bounds(frame, names)
    added = []
    for name in names:
        units = (known[f"{name}_hi"] - known[f"{name}_lo"]).to_physical().to_list()
        places = [None if width is None else _places(width) for width in units]
        added.append(pl.Series(f"{name}_places", places, dtype=pl.Int32))
    return known.with_columns(added)


def _places(units: int) -> int:
    """Give the decimals of the first digit of a width in units of the tenth decimal."""
    return _MOST if units <= 0 else _MOST + 1 - len(str(units))


def _columns_of(name: str) -> list[str]:
    """Name the columns of numbers that say how precise a figure is."""
    return [f"{name}_{what}" for what in ("half_width", "step", *_ENDS)]


def _widths(frame: pl.DataFrame, name: str) -> tuple[pl.Expr, pl.Expr]:
    """Give how far a figure may lie below and above, from its half width or its step."""
    if f"{name}_half_width" in frame.columns:
        return pl.col(f"{name}_half_width"), pl.col(f"{name}_half_width")
    if f"{name}_step" not in frame.columns:
        unknown = pl.lit(None, dtype=VALUE)
        return unknown, unknown
    step, nothing = pl.col(f"{name}_step"), pl.lit(0, dtype=VALUE)
    half = quotient(step, pl.lit(2))
    model = pl.col(f"{name}_precision") if f"{name}_precision" in frame.columns else pl.lit("rounded")
    cut = model == "truncated"
    below = (
        pl.when(cut & (pl.col(name) > 0)).then(nothing).when(model == "rounded").then(half).otherwise(step)
    )
    above = (
        pl.when(cut & (pl.col(name) < 0)).then(nothing).when(model == "rounded").then(half).otherwise(step)
    )
    return below, above


def _add(names: Sequence[str]) -> pl.Expr:
    """Sum columns; null where one is."""
    total: pl.Expr = pl.lit(0, dtype=VALUE)
    for name in names:
        total = total + pl.col(name)
    return total


def _combine(
    frame: pl.DataFrame,
    combine: Callable[[pl.Series, pl.Series], pl.Series],
    left: str,
    right: str,
    name: str,
) -> pl.DataFrame:
    """Add what two figures make and the least and greatest of what their ends make."""
    corners = pl.DataFrame(
        combine(frame[f"{left}_{one}"], frame[f"{right}_{other}"]).alias(f"{one}_{other}")
        for one in _ENDS
        for other in _ENDS
    )
    told = pl.all_horizontal(pl.all().is_not_null())
    low = corners.select(pl.when(told).then(pl.min_horizontal(pl.all()))).to_series()
    high = corners.select(pl.when(told).then(pl.max_horizontal(pl.all()))).to_series()
    return frame.with_columns(
        combine(frame[left], frame[right]).alias(name), low.alias(f"{name}_lo"), high.alias(f"{name}_hi")
    )
