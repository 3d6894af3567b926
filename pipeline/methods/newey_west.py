"""Standard deviation, and standard error of a mean of correlated numbers, of many groups at once."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Floats = "NDArray[np.float64]"


def moments(
    numbers: "NDArray[np.float64]",
    starts: "NDArray[np.int64]",
    counts: "NDArray[np.int64]",
    lag: int | None,
    fewest: int,
) -> dict[str, "NDArray[Any]"]:
    """Give sd, lag, standard_error, t and p of each group; groups lie one behind the other.

    Not a number where there is none: sd of one number, the others of fewer than `fewest`. Sums run in the order
    of the numbers, so the same numbers give the same bits.
    """
    import numpy as np
    from scipy.special import stdtr

    n = counts.astype(np.float64)
    if not len(n):
        return {name: np.empty(0) for name in ("sd", "lag", "standard_error", "t", "p")}
    mean = np.add.reduceat(numbers, starts) / n
    group = np.repeat(np.arange(len(n)), counts)
    away = numbers - mean[group]
    square = np.add.reduceat(away * away, starts)
    chosen = np.floor(4 * (n / 100) ** (2 / 9)) if lag is None else np.full(len(n), float(lag))
    chosen = np.minimum(chosen, n - 1)
    total = square.copy()
    for step in range(1, int(chosen.max()) + 1):
        crossed = np.zeros_like(away)
        crossed[step:] = np.where(group[step:] == group[:-step], away[step:] * away[:-step], 0.0)
        weight = np.maximum(1 - step / (chosen + 1), 0)
        total += 2 * weight * np.add.reduceat(crossed, starts)
    enough = n >= fewest
    # A group without spread has zero, or what rounding leaves of it.
    error = np.where(total > 1e-24 * n * mean * mean, np.sqrt(np.maximum(total, 0)) / n, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        deviation = np.where(n > 1, np.sqrt(square / (n - 1)), np.nan)
        t = np.where(enough & (error > 0), mean / error, np.nan)
    return {
        "sd": deviation,
        "lag": np.where(enough, chosen, np.nan),
        "standard_error": np.where(enough, error, np.nan),
        "t": t,
        "p": 2 * stdtr(n - 1, -np.abs(t)),
    }
