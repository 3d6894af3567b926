"""Index numbers of prices and volumes over a set of items: Laspeyres, Paasche, Fisher."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

import polars as pl

from pipeline.decimals import VALUE, to_decimal
from pipeline.errors import BadInputError
from pipeline.methods.series import list_keys, require_columns, require_unique, sorted_series

FORMULAS = ("laspeyres", "paasche", "fisher")
_ROOT = Context(prec=60)
"""Digits of a square root before it is rounded to ten decimals."""
_Item = dict[str, tuple[Fraction, Fraction]]
"""Price and quantity by item."""


def index_numbers(frame: pl.DataFrame, by: str | Sequence[str], *, item: str, base: date) -> pl.DataFrame:
    """Compare prices and quantities of all items with those of a base month, in per cent (base = 100).

    Columns: those of `by` (they tell sets of items apart), `item`, period (Date, first of the month), price
    and quantity (of one unit of an item; neither below zero). Gives a row for each set and period:
      price_laspeyres_pct   100 * sum p_t q_0 / sum p_0 q_0
      price_paasche_pct     100 * sum p_t q_t / sum p_0 q_t
      price_fisher_pct      the geometric mean of the two
      volume_laspeyres_pct  100 * sum p_0 q_t / sum p_0 q_0
      volume_paasche_pct    100 * sum p_t q_t / sum p_t q_0
      volume_fisher_pct     the geometric mean of the two
    A price index times the volume index of the other formula is the index of value; Fisher times Fisher too.
    Exact fractions, rounded once to ten decimals; only the square root is taken in 60 digits. An index whose
    denominator is zero is null. Sorted by set and period. Raises BadInputError when an item of the base month
    is missing in another month or the other way round, a price or quantity is missing or below zero, the base
    month is not there, all its weights are zero, and as `monthly_flow` does.
    Ref.: Consumer Price Index Manual 2020, ch. 3; IMF Quarterly National Accounts Manual 2017, ch. 8.

    >>> months = [date(2025, 1, 1), date(2025, 2, 1)]
    >>> rows = {"item": ["a", "b", "a", "b"], "period": [months[0]] * 2 + [months[1]] * 2}
    >>> frame = pl.DataFrame(rows).with_columns(price=pl.Series([10, 5, 12, 5]))
    >>> frame = frame.with_columns(quantity=pl.Series([3, 4, 2, 6]))
    >>> found = index_numbers(frame, [], item="item", base=months[0])
    >>> [str(round(found[f"price_{formula}_pct"][1], 2)) for formula in ("laspeyres", "paasche", "fisher")]
    ['112.00', '108.00', '109.98']
    """
    keys = list_keys(by)
    ordered = sorted_series(frame, [*keys, item], ["price", "quantity"])
    _require_amounts(ordered, item)
    rows = [
        {**named, "period": period, **_indices(now, then)}
        for named, sets in _sets(ordered, keys, item)
        for period, now, then in _pairs(named, sets, base)
    ]
    schema = {name: ordered.schema[name] for name in [*keys, "period"]}
    columns = [f"{kind}_{formula}_pct" for kind in ("price", "volume") for formula in FORMULAS]
    return pl.DataFrame(rows, schema={**schema, **dict.fromkeys(columns, VALUE)})


def rebase(frame: pl.DataFrame, by: str | Sequence[str], *, start: date, end: date) -> pl.DataFrame:
    """Make an index 100 on average over the months from `start` to `end`: 100 * i_t / mean of i.

    Columns: those of `by`, period (Date, first of the month), value (an index above zero there); any others
    stay. Adds rebased (VALUE) and base_period (String, '2025-01' or '2025-01/2025-12'). Growth rates stay as
    they are, but for rounding. Sorted by series and month. Raises BadInputError as `monthly_flow` does, when
    a month of the new base is missing in a series, and when the mean there is not above zero.
    Ref.: Consumer Price Index Manual 2020, ch. 9, on re-referencing.

    >>> frame = pl.DataFrame({"period": [date(2025, 1, 1), date(2025, 2, 1)], "value": [80, 100]})
    >>> [str(i) for i in rebase(frame, [], start=date(2025, 2, 1), end=date(2025, 2, 1))["rebased"]]
    ['80.0000000000', '100.0000000000']
    """
    from pipeline.decimals import quotient

    keys = list_keys(by)
    ordered = sorted_series(frame, keys, ["value"]).with_columns(pl.lit(0).alias("_all"))
    series = ["_all", *keys]
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    within = pl.col("period").is_between(start, end) & pl.col("value").is_not_null()
    sums = ordered.with_columns(
        _sum=pl.col("value").filter(within).sum().over(series), _months=within.sum().over(series)
    )
    short = sums.filter((pl.col("_months") != months) | (pl.col("_sum") <= 0))
    if months < 1 or short.height:
        named = ", ".join(f"{key} {short[key][0]}" for key in keys if short.height) or "the index"
        raise BadInputError(
            f"The base {start:%Y-%m} to {end:%Y-%m} cannot be used for {named}: an index above zero in "
            "each of its months is expected. Choose a base for which all are known."
        )
    over = sums.select(pl.col("_sum")).to_series()
    label = f"{start:%Y-%m}" if months == 1 else f"{start:%Y-%m}/{end:%Y-%m}"
    rebased = quotient(ordered["value"], over, times=100 * max(months, 1))
    return ordered.with_columns(rebased.alias("rebased"), pl.lit(label).alias("base_period")).drop("_all")


def _require_amounts(ordered: pl.DataFrame, item: str) -> None:
    """Raise BadInputError when a price or a quantity is missing or below zero."""
    for name in ("price", "quantity"):
        bad = ordered.filter(pl.col(name).is_null() | (pl.col(name) < 0))
        if bad.height:
            row = bad.row(0, named=True)
            raise BadInputError(
                f"The {name} of {row[item]} in {row['period']:%Y-%m} is {row[name]}; a number of zero or "
                "more is expected for each item and month. Impute it and flag it, or leave the item out "
                "throughout."
            )


def _sets(
    ordered: pl.DataFrame, keys: Sequence[str], item: str
) -> Iterable[tuple[dict[str, object], dict[date, _Item]]]:
    """Give for each set its keys and, by period, the price and quantity of each item."""
    require_columns(ordered, [item])
    require_unique(ordered, [*keys, item, "period"])
    groups = ordered.partition_by(keys, maintain_order=True) if keys else [ordered]
    for group in groups:
        sets: dict[date, _Item] = {}
        for code, period, price, quantity in group.select(item, "period", "price", "quantity").iter_rows():
            sets.setdefault(period, {})[code] = (Fraction(price), Fraction(quantity))
        if sets:
            yield {key: group[key][0] for key in keys}, dict(sorted(sets.items()))


def _pairs(
    named: dict[str, object], sets: dict[date, _Item], base: date
) -> Iterable[tuple[date, _Item, _Item]]:
    """Give each period's items with those of the base, after checking that they are the same."""
    where = ", ".join(f"{key} {value}" for key, value in named.items()) or "the set"
    then = sets.get(base)
    if then is None or not sum(price * quantity for price, quantity in then.values()):
        raise BadInputError(
            f"The base month {base:%Y-%m} of {where} has no items, or weights that are all zero. "
            "Choose a month with prices and quantities."
        )
    for period, now in sets.items():
        unlike = sorted(now.keys() ^ then.keys(), key=str)
        if unlike:
            raise BadInputError(
                f"Item {unlike[0]} of {where} is in {period:%Y-%m} or in the base {base:%Y-%m}, not in both. "
                "Compare months with the same items, or chain years with different ones (chain_linked)."
            )
        yield period, now, then


def _indices(now: _Item, then: _Item) -> dict[str, Decimal | None]:
    """Give the six indices of one period."""
    new = sum((price * quantity for price, quantity in now.values()), Fraction(0))
    old = sum((price * quantity for price, quantity in then.values()), Fraction(0))
    prices = sum((price * then[code][1] for code, (price, _) in now.items()), Fraction(0))
    volumes = sum((then[code][0] * quantity for code, (_, quantity) in now.items()), Fraction(0))
    pairs = {"price": (prices / old, _ratio(new, volumes)), "volume": (volumes / old, _ratio(new, prices))}
    found: dict[str, Decimal | None] = {}
    for kind, (laspeyres, paasche) in pairs.items():
        found[f"{kind}_laspeyres_pct"] = to_decimal(100 * laspeyres)
        found[f"{kind}_paasche_pct"] = None if paasche is None else to_decimal(100 * paasche)
        found[f"{kind}_fisher_pct"] = None if paasche is None else _root(10_000 * laspeyres * paasche)
    return found


def _ratio(above: Fraction, below: Fraction) -> Fraction | None:
    """Divide; None where there is nothing to divide by."""
    return above / below if below else None


def _root(square: Fraction) -> Decimal:
    """Take a square root in 60 digits and round it to ten decimals."""
    ratio = _ROOT.divide(Decimal(square.numerator), Decimal(square.denominator))
    return to_decimal(Fraction(_ROOT.sqrt(ratio)))
