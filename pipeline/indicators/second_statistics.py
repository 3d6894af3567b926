"""The second calculation of statistics of revisions with roots in them: sd, lag, standard error, t, p.

The first takes binary fractions of all groups at once. Here sums are whole numbers, roots have many digits,
and the probability is the incomplete beta function by its continued fraction, where the first adds up powers
of a cosine. sql/checks/revision_statistics.sql has the other statistics.
"""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import exp, lgamma, log

import polars as pl

from pipeline.decimals import PLACES
from pipeline.errors import StopRuleError
from pipeline.indicators.agreement import SHORT, is_nearest, places_of

NAMES = ("sd", "lag", "standard_error", "t", "p")
_FEWEST = 8
"""Below so many revisions there is a standard deviation alone."""
_SERIES = ["territory_id", "breakdown", "price_basis", "source_kind"]
_DIGITS = 60
_MOST_STEPS = 10_000
_NEAR = 1e-16


def check_statistics(code: str, cells: pl.DataFrame) -> None:
    """Calculate them again from the revisions among the cells; StopRuleError where a cell does not agree."""
    revisions = cells.filter(pl.col("transformation") == "revision").sort(*_SERIES, "period")
    keys = [*_SERIES, pl.col("month").alias("period"), "unit_code"]
    second = {
        (*where, name): number
        for *where, _, values in revisions.group_by(keys, maintain_order=True).agg("value").iter_rows()
        for name, number in dispersion(values).items()
    }
    told = cells.filter(pl.col("transformation").is_in(NAMES))
    rows = told.select(*_SERIES, "period", "transformation", "value").iter_rows()
    first = {tuple(where): value for *where, value in rows}
    for at in sorted(first.keys() | second.keys()):
        one, other = first.get(at), second.get(at)
        if one is None or other is None or not is_nearest(one, other, places_of(abs(other)), SHORT):
            raise StopRuleError(
                f"The two calculations of {code} do not agree. Of {at[0]}, {at[4]:%Y-%m}, {at[1]}, {at[5]} "
                f"is {'not there' if one is None else one} by pipeline/methods/revisions.py and "
                f"{'not there' if other is None else f'{float(other):.16g}'} by "
                "pipeline/indicators/second_statistics.py. No number is published on which they differ: find "
                "which of the two is not as its formula says."
            )


def dispersion(values: Sequence[Decimal]) -> dict[str, Fraction]:
    """Give the statistics of revisions in the order of their periods; those that there are.

    With R a revision, n their number and e = n R - sum R, a whole number of units:
      sd              root of (sum e^2 / (n^2 (n - 1))), of two or more
    and of eight or more
      lag             the largest L with L^9 100^2 <= 4^9 n^2: floor(4 (n / 100)^(2/9)), below n
      standard_error  root of (sum over k from -L to L of (1 - |k| / (L + 1)) sum e(i) e(i-k)) / n^2
      t, p            sum R / n / standard_error, and the probability of a t as far from zero; where that is
                      above zero
    Ref.: W. K. Newey and K. D. West, Econometrica 55, 1987.

    >>> [round(float(number), 6) for number in dispersion([Decimal(n) for n in (1, -2, 3, 0)]).values()]
    [2.081666]
    """
    units = [int(value.scaleb(PLACES)) for value in values]
    n, total = len(units), sum(units)
    away = [n * unit - total for unit in units]
    if n < 2:
        return {}
    squares = _product(away, 0)
    found = {"sd": _root(Fraction(squares, (n - 1) * (n * 10**PLACES) ** 2))}
    if n < _FEWEST:
        return found
    lag = _lag(n)
    weighted = (lag + 1) * squares + 2 * sum((lag + 1 - k) * _product(away, k) for k in range(1, lag + 1))
    error = _root(Fraction(weighted, (lag + 1) * (n * n * 10**PLACES) ** 2))
    found |= {"lag": Fraction(lag), "standard_error": error}
    if error:
        t = Fraction(total, n * 10**PLACES) / error
        found |= {"t": t, "p": Fraction(two_sided(float(t), n - 1))}
    return found


def _product(away: Sequence[int], lag: int) -> int:
    """Sum the products of numbers that lie so far apart."""
    return sum(one * other for one, other in zip(away[lag:], away, strict=False))


def _lag(n: int) -> int:
    """Give the lag for so many numbers."""
    lag = 0
    while lag + 1 < n and (lag + 1) ** 9 * 100**2 <= 4**9 * n**2:
        lag += 1
    return lag


def _root(square: Fraction) -> Fraction:
    """Give a square root to many digits."""
    with localcontext(Context(prec=_DIGITS)):
        return Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt())


def two_sided(t: float, degrees: int) -> float:
    """Give the probability of a t at least as far from zero: I_x(degrees / 2, 1 / 2).

    With x = degrees / (degrees + t^2). Ref.: M. Abramowitz and I. A. Stegun, Handbook of Mathematical
    Functions, 1964, 26.7.1.

    >>> round(two_sided(2.0, 10), 10)
    0.0733880348
    """
    square = t * t
    x, rest = degrees / (degrees + square), square / (degrees + square)
    a, b = degrees / 2, 0.5
    if not rest:
        return 1.0
    scale = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest))
    if x < (a + 1) / (a + b + 2):
        return scale * _fraction(x, a, b) / a
    return 1 - scale * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Give the continued fraction of the incomplete beta function, forwards, until it stands still.

    Ref.: Abramowitz and Stegun, 26.5.8; W. J. Lentz, Applied Optics 15, 1976, for the way forwards.
    """
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, _MOST_STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / (1 + term * below)
        above = 1 + term / above
        value *= above * below
        if abs(above * below - 1) < _NEAR:
            break
    return 1 / value
