"""Exact decimals between intake and print: one data type, one way to divide and to multiply.

Every figure is a `VALUE`: 38 digits, 10 of them after the point, so its size is below 10^28. Sums and
differences of Polars decimals are exact and raise past that size. Products and quotients of Polars decimals
are cut, so they are taken here and nowhere else: exact, rounded once to 10 decimals, half away from zero.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final, overload

import polars as pl

from pipeline.errors import BadInputError, CrossfootError

PLACES: Final = 10
VALUE: Final = pl.Decimal(38, PLACES)

_UNITS: Final = 10**PLACES
"""A figure is held as a whole number of these parts of one."""
_TOO_LARGE: Final = Decimal("1E28")
_LARGEST: Final = 10**38 - 1
"""The largest number of units that a figure holds; 128 bits go to 1.7 * 10^38."""
_LARGEST_DIVISOR: Final = 10**28
"""A remainder below this, shifted by 10 decimals, still fits."""
_LARGEST_WHOLE: Final = 10**27
"""The whole part of a quotient up to this, shifted by 10 decimals, still fits."""


def divide(numerator: Decimal, denominator: Decimal, places: int = PLACES) -> Decimal:
    """Divide exactly and round once, half away from zero, whatever the size.

    Raises CrossfootError when the denominator is zero or one of the two is not a finite number.

    >>> divide(Decimal(2), Decimal(3), places=4)
    Decimal('0.6667')
    >>> divide(Decimal("-0.5"), Decimal(1), places=0)
    Decimal('-1')
    """
    if not (numerator.is_finite() and denominator.is_finite()) or denominator == 0:
        raise CrossfootError(
            f"{numerator} cannot be divided by {denominator}: two finite numbers are expected, "
            "the second not zero. Leave the result empty where there is no such number."
        )
    return _round_half_away(Fraction(numerator) / Fraction(denominator), places)


def _round_half_away(exact: Fraction, places: int) -> Decimal:
    """Round a ratio of whole numbers to decimal places, half away from zero, in whole numbers only."""
    scaled = exact * Fraction(10) ** places
    units = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    negative = scaled < 0 < units
    return Decimal((int(negative), tuple(int(digit) for digit in str(units)), -places))


def as_value(numbers: pl.Series) -> pl.Series:
    """Give a column of whole numbers or decimals as `VALUE`, unchanged in size.

    Raises BadInputError for text, floats, decimals with more than 10 places, and sizes of 10^28 and above.

    >>> as_value(pl.Series("families", [20, None])).to_list()
    [Decimal('20.0000000000'), None]
    """
    dtype = numbers.dtype
    exact = dtype.is_integer() or dtype == pl.Null
    if not exact and not (isinstance(dtype, pl.Decimal) and dtype.scale <= PLACES):
        raise BadInputError(
            f"The column '{numbers.name}' is of type {dtype}; whole numbers or decimals of at most {PLACES} "
            f"places are expected. Convert it from its text, never through a float."
        )
    try:
        return numbers.cast(VALUE)
    except pl.exceptions.InvalidOperationError as problem:
        raise BadInputError(
            f"The column '{numbers.name}' holds a number of 29 or more digits before the decimal point; "
            "at most 28 are kept. Check the unit in which it was delivered."
        ) from problem


@overload
def quotient(numerator: pl.Series, denominator: pl.Series, *, times: int = ...) -> pl.Series: ...
@overload
def quotient(numerator: pl.Expr, denominator: pl.Expr, *, times: int = ...) -> pl.Expr: ...
def quotient(
    numerator: pl.Series | pl.Expr, denominator: pl.Series | pl.Expr, *, times: int = 1
) -> pl.Series | pl.Expr:
    """Divide row by row: times * numerator / denominator as `VALUE`, rounded once, half away from zero.

    Takes two columns, or two expressions, of whole numbers or decimals (`as_value`); a column of one row
    stands for every row. Null where either is null or the denominator is zero. `times` is a whole number of 1
    or more (100 for per cent). The result is exact for every pair: rows within
        times * |numerator| < 10^28,  |denominator| <= 10^18,  |times * numerator / denominator| < 10^27
    are divided in 128-bit integers, others one by one by `divide`, a few microseconds each.
    Raises CrossfootError when a quotient has 29 or more digits before the decimal point, BadInputError as
    `as_value` does; from inside an expression Polars appends the expression to the sentence.

    >>> quotient(pl.Series([2200, 1]), pl.Series([2270, 0]), times=100).to_list()
    [Decimal('96.9162995595'), None]
    """
    if times < 1:
        raise CrossfootError(f"A quotient is taken {times} times; a whole number of 1 or more is expected.")
    if isinstance(numerator, pl.Series) and isinstance(denominator, pl.Series):
        return _divide_columns(numerator, denominator, times)
    if isinstance(numerator, pl.Expr) and isinstance(denominator, pl.Expr):
        both = [numerator, denominator]
        return pl.map_batches(both, lambda pair: _divide_columns(pair[0], pair[1], times), return_dtype=VALUE)
    raise CrossfootError("A quotient is taken of two columns or of two expressions, not of one of each.")


def product(left: pl.Series, right: pl.Series) -> pl.Series:
    """Multiply row by row: left * right as `VALUE`, rounded once to 10 decimals, half away from zero.

    Takes two columns of whole numbers or decimals (`as_value`); a column of one row stands for every row.
    Null where either is null. Rows whose product in units, 10^20 |left * right|, fits in 128 bits are
    multiplied at once, others one by one. Raises CrossfootError when a product has 29 or more digits before
    the decimal point, BadInputError as `as_value` does.

    >>> product(pl.Series([Decimal("2.5"), None]), pl.Series([Decimal("0.1"), Decimal(1)])).to_list()
    [Decimal('0.2500000000'), None]
    """
    one, other = _of_one_length(as_value(left), as_value(right))
    pairs = pl.DataFrame({"a": one.to_physical(), "b": other.to_physical()})
    size = pl.col("b").abs()
    small = pl.when(size > 0).then(pl.col("a").abs() <= _LARGEST // size).otherwise(statement=True)
    units = (pl.col("a").abs() * size + _UNITS // 2) // _UNITS * pl.col("a").sign() * pl.col("b").sign()
    fitting = pairs.select(pl.when(small).then(units)).to_series()
    result = fitting.reinterpret(dtype=VALUE).alias(left.name)
    skipped = (fitting.is_null() & pairs["a"].is_not_null() & pairs["b"].is_not_null()).arg_true()
    if skipped.is_empty():
        return result
    long = zip(one.gather(skipped).to_list(), other.gather(skipped).to_list(), strict=True)
    exact = [_fitting(Fraction(a) * Fraction(b), f"{a} * {b}") for a, b in long]
    return result.scatter(skipped, pl.Series(exact, dtype=VALUE))


def to_decimal(exact: Fraction) -> Decimal:
    """Round an exact ratio once to 10 decimals, half away from zero.

    Raises CrossfootError when it has 29 or more digits before the decimal point.

    >>> to_decimal(Fraction(2, 3))
    Decimal('0.6666666667')
    """
    return _fitting(exact, f"{exact.numerator} / {exact.denominator}")


def _divide_columns(numerator: pl.Series, denominator: pl.Series, times: int) -> pl.Series:
    """Divide what fits in 128 bits at once, and the rest one by one."""
    upper, lower = _of_one_length(as_value(numerator), as_value(denominator))
    pairs = pl.DataFrame({"a": upper.to_physical(), "b": lower.to_physical()}).with_columns(
        b=pl.when(pl.col("b") != 0).then("b")
    )
    units = pairs.select(_units_of_quotient(times)).to_series()
    skipped = (units.is_null() & pairs["a"].is_not_null() & pairs["b"].is_not_null()).arg_true()
    result = units.reinterpret(dtype=VALUE).alias(numerator.name)
    if skipped.is_empty():
        return result
    exact = _divide_each(upper.gather(skipped).to_list(), lower.gather(skipped).to_list(), times)
    return result.scatter(skipped, pl.Series(exact, dtype=VALUE))


def _of_one_length(left: pl.Series, right: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Let a column of one row stand for every row of the other."""
    if left.len() == right.len():
        return left, right
    if left.len() == 1:
        return left.new_from_index(0, right.len()), right
    if right.len() == 1:
        return left, right.new_from_index(0, left.len())
    raise CrossfootError(
        f"A column of {left.len()} rows is divided by one of {right.len()}; "
        "columns of the same length, or one of a single row, are expected."
    )


def _units_of_quotient(times: int) -> pl.Expr:
    """Give times * a / b in units, rounded; null where a step would leave 128 bits.

    128-bit products wrap around without a word, so each one is guarded before it is taken.
    """
    small = (pl.col("a").abs() <= _LARGEST // times) & (pl.col("b").abs() <= _LARGEST_DIVISOR)
    divisor = pl.when(small).then(pl.col("b").abs())
    dividend = pl.col("a").abs() * pl.lit(times if times <= _LARGEST else 0, dtype=pl.Int128)
    whole = dividend // divisor
    rest = (dividend - whole * divisor) * _UNITS
    fraction = rest // divisor
    beyond = rest - fraction * divisor
    units = whole * _UNITS + fraction + (beyond * 2 >= divisor).cast(pl.Int128)
    return pl.when(whole < _LARGEST_WHOLE).then(units * pl.col("a").sign() * pl.col("b").sign())


def _divide_each(upper: Iterable[Decimal], lower: Iterable[Decimal], times: int) -> list[Decimal]:
    """Divide pair by pair, without a limit on the way; raise where the result does not fit."""
    pairs = zip(upper, lower, strict=True)
    return [_fitting(Fraction(a) * times / Fraction(b), f"{times} * {a} / {b}") for a, b in pairs]


def _fitting(exact: Fraction, formula: str) -> Decimal:
    """Round a quotient to `VALUE`, or say that it is too large."""
    rounded = _round_half_away(exact, PLACES)
    # Copied, because arithmetic on a Decimal would first round it to 28 digits.
    if rounded.copy_abs() >= _TOO_LARGE:
        raise CrossfootError(
            f"The result of {formula} has 29 or more digits before the decimal point; at most 28 are kept. "
            "Check the units of the two figures."
        )
    return rounded
