"""How many decimals are kept of what is calculated in binary fractions, which hold 15 digits or so.

What is kept must be right to its last decimal, so four digits are left to what a calculation loses.
"""

from decimal import Decimal

import polars as pl

from pipeline.decimals import PLACES, VALUE

DIGITS = 11
"""So many digits are kept at most, counted from the first before the decimal point."""


def decimals_held(size: Decimal) -> int:
    """Give the decimals that are kept of a figure of some size; below zero, tens or hundreds are.

    >>> [decimals_held(Decimal(text)) for text in ("0.5", "999", "1000", "123456", "-1E13")]
    [10, 8, 7, 5, -3]
    """
    return min(PLACES, DIGITS - (size.adjusted() + 1 if size else 0))


def held(numbers: pl.Series, sizes: pl.Series | None = None) -> pl.Series:
    """Give binary fractions as `VALUE`, rounded once to the decimals that are kept of their size.

    `sizes` (floats above zero) stand for the numbers' own, where those of one series are kept alike. Null
    stays null. Numbers are below 10^28 in size.

    >>> held(pl.Series([2 / 3, 200000 / 3, None])).to_list()
    [Decimal('0.6666666667'), Decimal('66666.6666670000'), None]
    """
    import numpy as np

    floats = numbers.fill_null(0).to_numpy()
    size = np.abs(floats) if sizes is None else sizes.to_numpy()
    digits = np.searchsorted(10.0 ** np.arange(29), size, side="right")
    places = np.minimum(PLACES, DIGITS - digits)
    whole = np.where(
        places < 0, floats / 10.0 ** np.maximum(-places, 0), floats * 10.0 ** np.maximum(places, 0)
    )
    units = pl.DataFrame({"whole": np.rint(whole).astype(np.int64), "left": PLACES - places})
    power = pl.lit(10, dtype=pl.Int128).pow(pl.col("left"))
    scaled = units.select(pl.col("whole").cast(pl.Int128) * power.cast(pl.Int128)).to_series()
    exact = scaled.reinterpret(dtype=VALUE)
    return pl.select(pl.when(numbers.is_not_null()).then(exact)).to_series().alias(numbers.name)
