"""Chain-linked volumes by annual overlap, and the discrepancy between the total and its parts."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import polars as pl

from pipeline.decimals import VALUE, to_decimal
from pipeline.errors import BadInputError
from pipeline.methods.series import sorted_series

TOTAL = "_T"
_MONTHS = 12
_Pair = tuple[Fraction, Fraction]
"""Value at current prices and quantity."""
_Series = dict[tuple[int, int], _Pair]
"""By year and month."""


def chain_linked(frame: pl.DataFrame, *, item: str, total: str = TOTAL) -> pl.DataFrame:
    """Chain monthly Laspeyres volumes at the average prices of the year before, by annual overlap.

    Columns: `item`, period (Date, first of the month), value (at current prices), quantity (in the unit of
    the item, or its value in any constant prices). The first year is the reference: volumes are in its
    prices. With P(i, y) the year's average price, value over quantity, and
      L(m, y) = sum of P(i, y-1) * q(i, m, y) over the items,
    each month is L(m, y) / V(y-1) * A(y-1), where V is the year's value and A its chained volume, the sum of
    its months; in the first year A is V. Gives for each item, and for `total`, a row a month:
      volume            chain-linked, in prices of the first year
      index_pct         volume over the average month of the first year, 100
      discrepancy       for `total` its volume less the sum of the items'; null for items. It is zero in the
                        first two years, and later published, never spread
    Exact fractions, rounded once to ten decimals; so the discrepancy agrees with the printed volumes to one
    unit of the tenth for each item. Sorted by item, the total last, and month. Raises BadInputError when a
    month of an item is missing (a last year may end early), an item's quantity of a whole year is not above
    zero, a figure is missing, the total is among the items, and as `monthly_flow` does.
    Ref.: IMF Quarterly National Accounts Manual 2017, ch. 8, annual overlap technique.

    >>> periods = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(13)]
    >>> rows = {"item": "a", "period": periods, "value": [20] * 13, "quantity": [10] * 12 + [11]}
    >>> frame = pl.DataFrame(rows)
    >>> [str(index) for index in chain_linked(frame, item="item")["index_pct"][-2:]]
    ['100.0000000000', '110.0000000000']
    """
    ordered = sorted_series(frame, [item], ["value", "quantity"])
    items = _items(ordered, item, total)
    years = _years(items)
    volumes = {code: _chain([series], years) for code, series in items.items()}
    whole = _chain(list(items.values()), years)
    rows = [row for code, chained in volumes.items() for row in _rows(code, chained, years[0])]
    for row, (at, volume) in zip(_rows(total, whole, years[0]), whole.items(), strict=True):
        parts = sum((chained[at] for chained in volumes.values()), Fraction(0))
        rows.append({**row, "discrepancy": to_decimal(volume - parts)})
    numbers = dict.fromkeys(("volume", "index_pct", "discrepancy"), VALUE)
    made = pl.DataFrame(rows, schema={"_item": pl.String, "period": pl.Date, **numbers})
    return made.rename({"_item": item})


def _items(ordered: pl.DataFrame, item: str, total: str) -> dict[str, _Series]:
    """Give each item's months, all the same ones, none missing."""
    items: dict[str, _Series] = {}
    for code, period, value, quantity in ordered.select(item, "period", "value", "quantity").iter_rows():
        if value is None or quantity is None or code == total:
            raise BadInputError(
                f"Item {code} in {period:%Y-%m} lacks a value or a quantity, or is named as the total "
                f"'{total}'. Give both for each item and month, and the total another name."
            )
        items.setdefault(str(code), {})[period.year, period.month] = (Fraction(value), Fraction(quantity))
    months = [at for series in items.values() for at in series]
    first, last = min(months, default=(1, 1)), max(months, default=(0, 0))
    expected = {
        (number // _MONTHS, number % _MONTHS + 1)
        for number in range(first[0] * _MONTHS + first[1] - 1, last[0] * _MONTHS + last[1])
    }
    for code, series in items.items():
        gaps = sorted(expected - series.keys())
        if gaps or first[1] != 1:
            at = gaps[0] if gaps else first
            raise BadInputError(
                f"Item {code} has no figure for {at[0]}-{at[1]:02}, or the first year does not begin in "
                "January. A chain needs each month of each year but the last. Impute and flag, or begin "
                "later."
            )
    if not items or last < (first[0], _MONTHS):
        raise BadInputError(
            "A chain needs one whole year of figures at least, January to December, and these are fewer. "
            "Begin when a year is complete."
        )
    return items


def _years(items: dict[str, _Series]) -> list[int]:
    """List the years, after checking that each whole one has quantities to divide by."""
    months = next(iter(items.values()))
    years = sorted({year for year, _ in months})
    for code, series in items.items():
        for year in years:
            quantity = sum((series[at][1] for at in months if at[0] == year), Fraction(0))
            if quantity <= 0 and (year, _MONTHS) in series:
                raise BadInputError(
                    f"The quantities of item {code} in {year} sum to {float(quantity):g}; a sum above zero "
                    "is expected, since the year's average price is divided by it. Join the item to a "
                    "larger one."
                )
    return years


def _chain(parts: Sequence[_Series], years: Sequence[int]) -> dict[tuple[int, int], Fraction]:
    """Chain the parts together as one aggregate: its volume by month, in prices of the first year."""
    chained: dict[tuple[int, int], Fraction] = {}
    whole = Fraction(0)
    for year in years:
        months = [at for at in parts[0] if at[0] == year]
        base = max(year - 1, years[0])
        priced = [(series, _price(series, base)) for series in parts]
        laspeyres = {at: sum((price * s[at][1] for s, price in priced), Fraction(0)) for at in months}
        link = Fraction(1)
        if year != base:
            value = sum((s[at][0] for s in parts for at in s if at[0] == base), Fraction(0))
            link = whole / value if value else Fraction(0)
        chained |= {at: volume * link for at, volume in laspeyres.items()}
        whole = sum((chained[at] for at in months), Fraction(0))
    return chained


def _price(series: _Series, year: int) -> Fraction:
    """Give a year's average price."""
    own = [pair for at, pair in series.items() if at[0] == year]
    return sum((value for value, _ in own), Fraction(0)) / sum((q for _, q in own), Fraction(0))


def _rows(code: str, chained: dict[tuple[int, int], Fraction], first: int) -> list[dict[str, object]]:
    """Set a chain as rows, with its index on the average month of the first year."""
    average = sum((volume for at, volume in chained.items() if at[0] == first), Fraction(0)) / _MONTHS
    return [
        {
            "_item": code,
            "period": date(*at, 1),
            "volume": to_decimal(volume),
            "index_pct": to_decimal(100 * volume / average) if average else None,
            "discrepancy": None,
        }
        for at, volume in chained.items()
    ]
