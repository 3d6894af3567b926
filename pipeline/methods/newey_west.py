"""Standard deviation, and standard error of a mean of correlated numbers, of many groups at once."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Floats = "NDArray[np.float64]"


def moments(
    numbers: "NDArray[np.float64]",
    mean: "NDArray[np.float64]",
    starts: "NDArray[np.int64]",
    counts: "NDArray[np.int64]",
    lag: int | None,
    fewest: int,
) -> dict[str, "NDArray[Any]"]:
    """Give sd, lag, standard_error, t and p of each group; groups lie one behind the other.

    `mean` is that of each group, and `numbers` are what theirs lie from it, but for rounding: so that large
    numbers that hardly differ keep their digits. Not a number where there is none: sd of one number, the
    others of fewer than `fewest`. Sums run in the order of the numbers, so the same numbers give the same
    bits.
    """
    import numpy as np

    n = counts.astype(np.float64)
    if not len(n):
        return {name: np.empty(0) for name in ("sd", "lag", "standard_error", "t", "p")}
    group = np.repeat(np.arange(len(n)), counts)
    away = numbers - (np.add.reduceat(numbers, starts) / n)[group]
    square = np.add.reduceat(away * away, starts)
    # A power that is a whole number, as of 51,200, comes out a little below it.
    chosen = np.floor(4 * (n / 100) ** (2 / 9) + 1e-9) if lag is None else np.full(len(n), float(lag))
    chosen = np.minimum(chosen, n - 1)
    total = square.copy()
    for step in range(1, int(chosen.max()) + 1):
        crossed = np.zeros_like(away)
        crossed[step:] = np.where(group[step:] == group[:-step], away[step:] * away[:-step], 0.0)
        weight = np.maximum(1 - step / (chosen + 1), 0)
        total += 2 * weight * np.add.reduceat(crossed, starts)
    enough = n >= fewest
    error = np.sqrt(np.maximum(total, 0)) / n
    with np.errstate(divide="ignore", invalid="ignore"):
        deviation = np.where(n > 1, np.sqrt(square / (n - 1)), np.nan)
        t = np.where(enough & (error > 0), mean / error, np.nan)
    return {
        "sd": deviation,
        "lag": np.where(enough, chosen, np.nan),
        "standard_error": np.where(enough, error, np.nan),
        "t": t,
        "p": two_sided(t, counts - 1),
    }


def two_sided(t: "NDArray[np.float64]", degrees: "NDArray[np.int64]") -> "NDArray[np.float64]":
    """Give the probability of a t at least as far from zero, for whole degrees of freedom.

    Finite sums, to about 15 decimals. Ref.: M. Abramowitz and I. A. Stegun, Handbook of Mathematical
    Functions, 1964, 26.7.3 and 26.7.4.
    """
    import numpy as np

    within = np.full(len(t), np.nan)
    for df in np.unique(degrees[~np.isnan(t)]):
        own = (degrees == df) & ~np.isnan(t)
        angle = np.arctan(np.abs(t[own]) / np.sqrt(df))
        square = np.cos(angle) ** 2
        odd = int(df) % 2
        term = np.cos(angle) if odd else np.ones_like(angle)
        total = term.copy() if df > 1 else np.zeros_like(angle)
        for power in range(3 if odd else 2, int(df) - 1, 2):
            term = term * square * ((power - 1) / power)
            total += term
        inside = np.sin(angle) * total
        within[own] = (angle + inside) * 2 / np.pi if odd else inside
    return 1 - within
