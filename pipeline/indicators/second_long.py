"""The second calculation of what runs over the whole history, each by another way than the first.

Benchmarked flows: whole numbers (second_benchmark.py) where the first solves in binary fractions. Real flows:
long decimals (second_volume.py) where the first takes fractions. A figure must be the one nearest to the
second calculation, to its last stored decimal (agreement.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import polars as pl

from pipeline.errors import StopRuleError
from pipeline.indicators.agreement import SHORT, is_nearest, places_of
from pipeline.indicators.second_benchmark import nearest_movement
from pipeline.indicators.second_volume import Priced, real_flows

BENCHMARKED, REAL, DISCREPANCY = "flow_benchmarked", "flow_real", "flow_real_discrepancy"


@dataclass(frozen=True)
class _Month:
    """A month of a series: what was made of it, and from what."""

    transformation: str
    territory_id: str
    period: date
    value: Decimal
    price: Decimal | None
    target: Decimal | None
    is_region: bool
    made: Decimal


@dataclass(frozen=True)
class _Apart:
    """A figure that does not agree: where it stands, it and its second; none where one is not there."""

    where: tuple[str, str, date]
    first: Decimal | None
    second: Fraction | None


def check_long_run(made: pl.DataFrame, names: Sequence[str]) -> None:
    """Calculate a second time what was made; StopRuleError where a figure is not the same in both.

    `made` has the columns of `pipeline.indicators.long_run.RESULT`; `names` are what a header lists under
    `long_run`.
    """
    columns = list(_Month.__dataclass_fields__)
    rows = [_Month(*row) for row in made.select(columns).sort(columns[:3]).iter_rows()]
    for name in names:
        compare, file = SECONDS[name]
        apart = list(compare([row for row in rows if row.transformation.startswith(name)]))
        if apart:
            raise StopRuleError(_sentence(apart, file))


def _compare_benchmarked(rows: Sequence[_Month]) -> Iterator[_Apart]:
    """Give the months of benchmarked series that do not agree."""
    for _, series in groupby(rows, key=lambda row: row.territory_id):
        months = list(series)
        years = [month.period.year for month in months]
        second = nearest_movement(
            [month.value for month in months], years, [month.target for month in months]
        )
        targets = [abs(Fraction(month.target)) for month in months if month.target is not None]
        places = places_of(max(*map(abs, second), *targets))
        for _, pairs in groupby(zip(months, second, strict=True), key=lambda pair: pair[0].period.year):
            yield from _compare_year(list(pairs), places)


def _compare_year(pairs: Sequence[tuple[_Month, Fraction]], places: int) -> Iterator[_Apart]:
    """Compare a year, which has to add up to its annual figure, where it has one, to the last decimal.

    What rounding leaves of that goes to its largest month, which need not be the nearest figure then.
    """
    far = [(row, second) for row, second in pairs if not is_nearest(row.made, second, places, SHORT)]
    target = pairs[0][0].target
    if target is not None and sum((row.made for row, _ in pairs), Decimal(0)) != target:
        far = far or list(pairs)
    elif target is not None and len(far) == 1:
        largest = max(abs(second) for _, second in pairs)
        if abs(far[0][1]) > largest - Fraction(1, 10) ** places:
            return
    for row, second in far:
        yield _Apart((row.transformation, row.territory_id, row.period), row.made, second)


def _compare_real(rows: Sequence[_Month]) -> Iterator[_Apart]:
    """Give the months of real flows, and of their discrepancy, that do not agree."""
    first = {(row.transformation, row.territory_id, row.period): row.made for row in rows}
    priced = [
        Priced(row.territory_id, row.period, row.value, row.price)
        for row in rows
        if row.is_region and row.price is not None
    ]
    country = {row.territory_id for row in rows if not row.is_region}
    second = _name_real(real_flows(priced), "".join(country)) if rows else {}
    for where in sorted(first.keys() | second.keys()):
        one, other = first.get(where), second.get(where)
        if one is None or other is None or not is_nearest(one, other):
            yield _Apart(where, one, other)


def _name_real(
    found: Mapping[str, Mapping[date, Decimal]], country: str
) -> dict[tuple[str, str, date], Fraction]:
    """Set real flows, and what the country's lies apart from the sum of the regions', by where they stand."""
    exact = {place: {at: Fraction(flow) for at, flow in flows.items()} for place, flows in found.items()}
    whole = exact.pop("")
    named = {(REAL, country, at): flow for at, flow in whole.items()}
    named |= {(REAL, place, at): flow for place, flows in exact.items() for at, flow in flows.items()}
    for at, flow in whole.items():
        parts = sum((flows.get(at, Fraction(0)) for flows in exact.values()), Fraction(0))
        named[DISCREPANCY, country, at] = flow - parts
    return named


def _sentence(apart: Sequence[_Apart], file: str) -> str:
    """Say where the two calculations part."""
    name, place, period = apart[0].where
    one, other = apart[0].first, apart[0].second
    return (
        f"The two calculations of {name} do not agree ({len(apart)} months): of {place}, {period:%Y-%m}, the "
        f"first is {'not there' if one is None else one} and the second "
        f"{'not there' if other is None else f'{float(other):.16g}'}. No number is published on which they "
        f"differ: compare pipeline/methods/{file}."
    )


Compare = Callable[[Sequence[_Month]], Iterator[_Apart]]
SECONDS: Mapping[str, tuple[Compare, str]] = {
    BENCHMARKED: (_compare_benchmarked, "benchmark.py with pipeline/indicators/second_benchmark.py"),
    REAL: (_compare_real, "chain.py with pipeline/indicators/second_volume.py"),
}
"""How each is compared, by the transformation that a header names under `long_run`, and where to look."""
