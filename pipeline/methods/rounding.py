"""Rounding percentages so that they add up; for charts only, tables are rounded figure by figure."""

from decimal import Decimal

import polars as pl

from pipeline.decimals import PLACES, VALUE, as_value
from pipeline.errors import BadInputError

_MOST_PLACES = 6
"""At more places the roundings of the shares themselves are no longer small against the unit."""


def largest_remainder(shares: pl.Series, places: int) -> pl.Series:
    """Round the shares of one whole to decimal places so that they sum to 100 exactly.

    Takes percentages in publication order, none null or negative, and gives the same as `VALUE`: each is cut
    to `places` (0 to 6), and the units still missing go one each to the largest remainders; among equal
    remainders the one published first comes first. No shares stay no shares. Raises BadInputError for other
    shares or places, and when the shares as given do not sum to 100 within half a unit of the last place.
    Ref.: largest remainder (Hamilton) method, M. L. Balinski and H. P. Young, Fair Representation, 1982.

    >>> [str(round(share, 0)) for share in largest_remainder(pl.Series([Decimal("33.33")] * 3), 0)]
    ['34', '33', '33']
    """
    exact = as_value(shares)
    if not 0 <= places <= _MOST_PLACES or exact.null_count() or (exact < 0).any():
        raise BadInputError(
            f"Shares are to be rounded to {places} places; 0 to {_MOST_PLACES} are expected, and shares that "
            "are neither missing nor negative. Leave such parts out of the chart."
        )
    if exact.is_empty():
        return exact
    total = sum(exact.to_list(), Decimal(0))
    if 2 * abs(total - 100) * 10**places > 1:
        raise BadInputError(
            f"The {exact.len()} shares sum to {total}; 100 is expected, but for rounding. "
            "Compute them from one whole and give every part of it."
        )
    units, unit = pl.col("units"), int(10 ** (PLACES - places))
    cut = pl.DataFrame({"units": exact.to_physical()}).select(whole=units // unit, rest=units % unit)
    missing = 100 * 10**places - cut["whole"].sum()
    rank = pl.col("rest").rank("ordinal", descending=True)
    one_more = (rank <= missing).cast(pl.Int128)
    rounded = cut.select((pl.col("whole") + one_more) * unit).to_series()
    return rounded.reinterpret(dtype=VALUE).alias(shares.name)
