"""The second calculation of benchmarked flows: the conditions of the nearest movement in whole numbers.

It shares nothing with the first, which solves a banded system in binary fractions for all months at once.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd

from pipeline.decimals import PLACES

_UNITS = 10**PLACES


def nearest_movement(
    flows: Sequence[Decimal], years: Sequence[int], targets: Sequence[Decimal | None]
) -> list[Fraction]:
    """Give the series that meets the annual figures and moves most like the flows, exactly.

    One entry a month, in order, of one series: the flow, its year, and the annual figure of that year (none:
    the year is free). With c the flow, z the ratio to it and m(y) the multiplier of a year, zero in a free
    one, the sum of (z(t) - z(t-1))^2 is least where
      z(t+1) - z(t) = sum of c(s) m(y(s)) over s <= t,   and that sum over all months is zero.
    So every z follows from the first one and the multipliers, and these from as many equations: one an annual
    figure, and the sum over all months. Ref.: IMF Quarterly National Accounts Manual 2017, ch. 6, annex.
    """
    weights = [_units(flow) for flow in flows]
    if not any(weights):
        return [Fraction(0)] * len(weights)
    held = {year: _units(target) for year, target in zip(years, targets, strict=True) if target is not None}
    heavy = {year for year, weight in zip(years, weights, strict=True) if weight}
    known = sorted(held.keys() & heavy)
    first, *multipliers, scale = _solve(_equations(weights, years, known, [held[year] for year in known]))
    by_year = dict(zip(known, multipliers, strict=True))
    made, ratio, step = [], first, 0
    for weight, year in zip(weights, years, strict=True):
        made.append(Fraction(weight * ratio, scale * _UNITS))
        step += weight * by_year.get(year, 0)
        ratio += step
    return made


def _units(figure: Decimal) -> int:
    """Give a figure as a whole number of its smallest parts."""
    return int(figure.scaleb(PLACES))


def _equations(
    weights: Sequence[int], years: Sequence[int], known: Sequence[int], wanted: Sequence[int]
) -> list[list[int]]:
    """Write the equations in the first ratio and the multiplier of each known year, the right side last.

    Of two months s < t the multiplier at s moves the ratio at t by (t - s) c(s).
    """
    place = {year: number for number, year in enumerate(known)}
    rows = [[0] * (len(known) + 2) for _ in range(len(known) + 1)]
    running, moved = [0] * len(known), [0] * len(known)
    for weight, year in zip(weights, years, strict=True):
        moved = [far + near for far, near in zip(moved, running, strict=True)]
        own = place.get(year)
        if own is None:
            continue
        row = rows[own]
        row[0] += weight
        for number in range(own + 1):
            row[number + 1] += weight * moved[number]
        running[own] += weight
    for number, right in enumerate(wanted):
        rows[number][-1] = right
    rows[-1][1:-1] = running
    return rows


def _solve(rows: list[list[int]]) -> list[int]:
    """Solve equations in whole numbers: the numerators of the unknowns, and their one denominator, last.

    Elimination without fractions. Ref.: E. H. Bareiss, Mathematics of Computation 22, 1968.
    """
    rows = [[number // common for number in row] for row in rows for common in [gcd(*row) or 1]]
    before = 1
    for at in range(len(rows)):
        lead = next(number for number in range(at, len(rows)) if rows[number][at])
        rows[at], rows[lead] = rows[lead], rows[at]
        pivot = rows[at]
        own = pivot[at]
        for number, row in enumerate(rows):
            if number != at:
                by = row[at]
                rows[number] = [(own * one - by * two) // before for one, two in zip(row, pivot, strict=True)]
        before = own
    return [*(row[-1] for row in rows), before]
