"""What is asked of a series before it is adjusted, and the sentence for what does not qualify."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

import polars as pl

from pipeline.month import Month
from pipeline.seasonal.specification import Specification

FEWEST = 60
"""Under so many observations nothing is adjusted."""
FEWEST_PUBLISHED = 84
"""From so many on results are published; below they are experimental."""
MOST_MONTHS = 720
"""The program keeps fixed arrays and stops in the middle of its work some way above."""
MOST_MISSING_PCT = 5
"""Beyond this share of months without a figure nothing is estimated."""
LARGEST = Decimal(10) ** 15
"""Figures from here on have more digits than the program's floats keep to a tenth."""
_FEWEST_DROPS = 3
"""So many Januaries below the December before tell year-to-date figures from flows."""
_NAMED = 3
_ONE_OF = ("unit_code", "base_period", "price_basis")


@dataclass(frozen=True)
class Reason:
    """Why a series is not adjusted or not published: a code and a sentence."""

    code: str
    sentence: str


NO_SPECIFICATION = Reason("no_specification", "not adjusted: the office has no specification for it")


@dataclass(frozen=True)
class Series:
    """A gapless run of months with a figure each, or None where it is missing."""

    first: Month
    values: tuple[Decimal | None, ...]

    @property
    def last(self) -> Month:
        """Its last month."""
        return self.first.plus(len(self.values) - 1)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months in order."""
        return months_from(self.first, len(self.values))

    @cached_property
    def known(self) -> list[Decimal]:
        """The figures that are there."""
        return [value for value in self.values if value is not None]


def read_series(frame: pl.DataFrame, span_from: Month | None = None) -> Series | Reason:
    """Read one series from its rows, or say why it is none.

    Columns: period (Date, first of the month), value (exact; null is missing), any of unit_code, base_period,
    price_basis, each of which may hold one value only. Months without a row between the first and the last
    are missing. Rows may stand in any order.

    >>> periods = [date(2025, 1, 1), date(2025, 3, 1)]
    >>> frame = pl.DataFrame({"period": periods, "value": [Decimal(1), Decimal(2)]})
    >>> read_series(frame).values
    (Decimal('1'), None, Decimal('2'))
    """
    for name in _ONE_OF:
        if name in frame.columns and len(held := frame[name].drop_nulls().unique().sort().to_list()) > 1:
            return Reason(
                "mixed", f"Its figures have more than one {name}: {', '.join(held)}. Link them first."
            )
    found: dict[date, Decimal] = {}
    doubled = set()
    for period, value in zip(frame["period"].to_list(), frame["value"].to_list(), strict=True):
        if value is None or (span_from is not None and period < span_from.first):
            continue
        if period in found:
            doubled.add(period)
        found[period] = value
    if doubled:
        named = _named(sorted(doubled))
        return Reason("duplicate", f"More than one figure is given for {named}. Choose one for each.")
    if not found:
        return Series(span_from or Month(1, 1), ())
    first, last = min(found), max(found)
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    months = months_from(Month.of(first), count)
    return Series(months[0], tuple(found.get(month.first) for month in months))


@lru_cache(maxsize=64)
def months_from(first: Month, count: int) -> tuple[Month, ...]:
    """List so many months from a first one; the series of a batch mostly have the same."""
    return tuple(first.to(first.plus(count - 1)))


def check_series(series: Series, specification: Specification | None) -> Reason | None:
    """Say why a series is not adjusted; None where it can be.

    >>> months = Series(Month(2025, 1), tuple(map(Decimal, range(1, 11))))
    >>> check_series(months, None).sentence
    'not adjusted: 10 of 60 months'
    """
    found = too_short(len(series.known))
    if found is None and specification is None:
        found = NO_SPECIFICATION
    if found or specification is None:
        return found
    tests = (_too_long(series), _missing(series, specification), _sign(series, specification), _shape(series))
    return next((reason for reason in tests if reason), None)


def too_short(known: int) -> Reason | None:
    """Say that the months are too few."""
    return Reason("too_short", f"not adjusted: {known} of {FEWEST} months") if known < FEWEST else None


def is_cumulative(series: Series) -> bool:
    """Tell a year-to-date series: it never falls within a year, and is lower each January."""
    rising, drops = True, 0
    before: Decimal | None = None
    for month, value in zip(series.months, series.values, strict=True):
        if value is None:
            continue
        if before is not None and month.number == 1:
            drops += 1
            rising = rising and value < before
        elif before is not None:
            rising = rising and value >= before
        if not rising:
            return False
        before = value
    return drops >= _FEWEST_DROPS


def _too_long(series: Series) -> Reason | None:
    """Refuse what the program's arrays do not hold, and figures beyond its precision."""
    if len(series.values) > MOST_MONTHS:
        text = f"not adjusted: {len(series.values)} months, at most {MOST_MONTHS} are taken. Set span_from."
        return Reason("too_long", text)
    if max(abs(value) for value in series.known) >= LARGEST:
        return Reason(
            "too_large",
            "not adjusted: a figure has 16 digits or more before the point. Give it in a larger unit.",
        )
    return None


def _missing(series: Series, specification: Specification) -> Reason | None:
    """Refuse missing months where the specification does not have them estimated, and too many."""
    if None not in series.values:
        return None
    absent = [month.first for month, value in zip(series.months, series.values, strict=True) if value is None]
    share = f"{len(absent)} of {len(series.values)} months"
    if specification.missing == "refuse":
        return Reason("missing", f"not adjusted: {share} have no figure: {_named(absent)}")
    if 100 * len(absent) > MOST_MISSING_PCT * len(series.values):
        return Reason(
            "missing", f"not adjusted: {share} have no figure, at most {MOST_MISSING_PCT} % are estimated"
        )
    return None


def _sign(series: Series, specification: Specification) -> Reason | None:
    """Refuse a multiplicative adjustment of figures that are zero or negative."""
    if specification.transform == "none" or min(series.known) > 0:
        return None
    low = [
        month.first
        for month, value in zip(series.months, series.values, strict=True)
        if value is not None and value <= 0
    ]
    return Reason(
        "not_positive",
        f"not adjusted: the figure is zero or negative for {_named(low)}. The transformation log does not "
        "exist there; choose none in a review, or look at the figures.",
    )


def _shape(series: Series) -> Reason | None:
    """Refuse a year-to-date series and one that does not vary."""
    if is_cumulative(series):
        text = "not adjusted: it rises within each year and drops each January, as year-to-date figures do"
        return Reason("cumulative", text)
    if len(set(series.known)) == 1:
        return Reason("constant", "not adjusted: every month has the same figure")
    return None


def _named(periods: Sequence[date]) -> str:
    """Name the first few months and count the others."""
    named = ", ".join(Month.of(period).key for period in periods[:_NAMED])
    return named + (f" and {len(periods) - _NAMED} more" if len(periods) > _NAMED else "")
