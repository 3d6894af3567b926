"""The linear equations of Denton-Cholette benchmarking of one series, in floating point."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def benchmark_one(
    indicator: "NDArray[np.float64]",
    target: "NDArray[np.float64]",
    year: "NDArray[np.int64]",
    proportional: bool,
    kind: str,
) -> "NDArray[np.float64]":
    """Give the benchmarked series; `target` is that of each period's year, not a number where there is none.

    With z the ratio to the indicator (or the difference from it) and D the first difference, z minimises
    |D z|^2 under B z = b. The conditions of a year are written behind its last period, which keeps the
    matrix of the equations in a band as wide as a year.
    """
    import numpy as np

    size = float(np.abs(indicator).mean()) or 1.0
    weight = indicator / size if proportional else np.ones_like(indicator)
    if proportional and not indicator.any():
        return np.zeros_like(indicator)
    last = np.flatnonzero(~np.isnan(target) & np.append(year[1:] != year[:-1], True))
    starts = np.searchsorted(year, year[last])
    heavy = [bool(weight[end if kind == "last" else slice(first, end + 1)].any())
             for first, end in zip(starts, last, strict=True)]  # fmt: skip
    # A year of zeros meets its benchmark, zero, whatever the ratio: a condition that says nothing.
    last, starts = last[heavy], starts[heavy]
    counted = np.zeros_like(indicator)
    for first, end in zip(starts, last, strict=True):
        counted[end if kind == "last" else slice(first, end + 1)] = 1.0
    if not len(last):
        return np.full_like(indicator, np.nan)
    if kind == "mean":
        counted /= (last - starts + 1).max()
    wanted = target[last]
    if not proportional:
        given = np.concatenate([[0.0], np.cumsum(counted * indicator)])
        wanted = wanted - (given[last + 1] - given[starts])
    found = _solve(weight * counted, starts, last, wanted, len(indicator))
    return found * weight if proportional else indicator + found


def _solve(
    coefficient: "NDArray[np.float64]",
    starts: "NDArray[np.int64]",
    last: "NDArray[np.int64]",
    wanted: "NDArray[np.float64]",
    length: int,
) -> "NDArray[np.float64]":
    """Solve the banded system of periods and, behind each benchmarked year, its multiplier."""
    import numpy as np
    from scipy.linalg import LinAlgError, solve_banded

    before = np.searchsorted(last, np.arange(length), side="left")
    at = np.arange(length) + before
    multiplier = last + 1 + np.arange(len(last))
    band = int((last - starts).max()) + 1
    total = length + len(last)
    matrix = np.zeros((2 * band + 1, total))

    def put(row: "NDArray[np.int64]", column: "NDArray[np.int64]", number: "NDArray[np.float64]") -> None:
        matrix[band + row - column, column] += number

    inner = np.full(length, 2.0)
    inner[[0, -1]] = 1.0
    put(at, at, inner)
    put(at[1:], at[:-1], np.full(length - 1, -1.0))
    put(at[:-1], at[1:], np.full(length - 1, -1.0))
    for place, (first, end) in enumerate(zip(starts, last, strict=True)):
        own, one = at[first : end + 1], np.full(end + 1 - first, multiplier[place])
        put(one, own, coefficient[first : end + 1])
        put(own, one, coefficient[first : end + 1])
    right = np.zeros(total)
    right[multiplier] = wanted
    try:
        found = solve_banded(
            (band, band), matrix, right, overwrite_ab=True, overwrite_b=True, check_finite=False
        )
    except LinAlgError:
        return np.full(length, np.nan)
    solution: NDArray[np.float64] = found[at]
    return solution
