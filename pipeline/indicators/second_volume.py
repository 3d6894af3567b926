"""The second calculation of real flows: in decimals of many digits where the first takes fractions.

The first links each month to the year before. Here a region needs no links, since the average prices of all
later years cancel out, and the country's are the running product of its years.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from itertools import groupby

from pipeline.decimals import PLACES

DIGITS = 100
"""Figures have at most 38: what is lost on the way lies far below `pipeline.indicators.agreement.EXACT`."""
_UNIT = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True)
class Priced:
    """A month of a region: its flow and its price index."""

    region: str
    period: date
    value: Decimal
    price: Decimal


def real_flows(rows: Sequence[Priced]) -> dict[str, dict[date, Decimal]]:
    """Give the real flow of each region and month, unrounded, and under "" that of all regions together.

    With q = 100 value / price, rounded to ten decimals as a deflated figure is stored, and V, Q the sums of
    value and q over a year, that of a region is q V(first) / Q(first). That of all is
      sum over regions of q V(y-1) / Q(y-1),  times the product over years u < y of L(u) / V(u)
    with L(u) the same sum of a whole year in prices of u-1, in the first year its own.
    Ref.: IMF Quarterly National Accounts Manual 2017, ch. 8, annual overlap.
    """
    with localcontext(Context(prec=DIGITS)):
        figures = {(row.region, row.period): (row.value, _quantity(row)) for row in rows}
        sums = _yearly(figures)
        years = sorted({year for _, year in sums})
        regions = sorted({region for region, _ in sums})
        made: dict[str, dict[date, Decimal]] = {region: {} for region in regions}
        for (region, period), (_, quantity) in figures.items():
            made[region][period] = _at_prices(quantity, sums[region, years[0]])
        made[""] = _linked(figures, sums, regions, years)
        return made


_Pairs = Mapping[tuple[str, int], tuple[Decimal, Decimal]]
"""Value and quantity of a region and year."""


def _quantity(row: Priced) -> Decimal:
    """Deflate a flow."""
    return (100 * row.value / row.price).quantize(_UNIT, ROUND_HALF_UP)


def _at_prices(quantity: Decimal, base: tuple[Decimal, Decimal]) -> Decimal:
    """Value a quantity in the average prices of a year; divided last, so that what is finite stays exact."""
    return quantity * base[0] / base[1]


def _yearly(figures: Mapping[tuple[str, date], tuple[Decimal, Decimal]]) -> _Pairs:
    """Sum values and quantities of each region and year."""
    found: dict[tuple[str, int], tuple[Decimal, Decimal]] = {}
    for (region, period), (value, quantity) in figures.items():
        before = found.get((region, period.year), (Decimal(0), Decimal(0)))
        found[region, period.year] = (before[0] + value, before[1] + quantity)
    return found


def _linked(
    figures: Mapping[tuple[str, date], tuple[Decimal, Decimal]],
    sums: _Pairs,
    regions: Sequence[str],
    years: Sequence[int],
) -> dict[date, Decimal]:
    """Chain all regions together, month by month."""
    made: dict[date, Decimal] = {}
    # A product of quotients, kept as two numbers and divided at the end.
    above, below = Decimal(1), Decimal(1)
    ordered = sorted(figures.items(), key=lambda entry: entry[0][1])
    for year, months in groupby(ordered, key=lambda entry: entry[0][1].year):
        base = max(year - 1, years[0])
        whole = Decimal(0)
        for period, month in groupby(months, key=lambda entry: entry[0][1]):
            laid = sum(_at_prices(quantity, sums[region, base]) for (region, _), (_, quantity) in month)
            made[period] = laid * above / below if below else Decimal(0)
            whole += laid
        if year > years[0]:
            above *= whole
            below *= sum((sums[region, year][0] for region in regions), Decimal(0))
    return made
