"""Scales: round ticks, and labels that keep their distance."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def ticks(low: float, high: float, most: int = 5) -> list[Decimal]:
    """List round values between `low` and `high`, at most `most` steps from end to end."""
    span = Decimal(str(high)) - Decimal(str(low))
    if span <= 0:
        span = Decimal(1)
    power = Decimal(10) ** ((span / most).adjusted())
    step = next(power * step for step in STEPS if power * step * most >= span)
    first = (Decimal(str(low)) / step).to_integral_value(rounding="ROUND_CEILING")
    last = (Decimal(str(high)) / step).to_integral_value(rounding="ROUND_FLOOR")
    return [(first + number) * step for number in range(int(last - first) + 1)]


def spread(wanted: Sequence[float], distance: float) -> list[float]:
    """Move positions apart until neighbours are at least `distance` from each other, as little as needed."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    groups: list[list[int]] = [[index] for index in order]

    def start(group: list[int]) -> float:
        mean = sum(wanted[index] for index in group) / len(group)
        return mean - distance * (len(group) - 1) / 2

    merging = True
    while merging:
        merging = False
        for number, (lower, upper) in enumerate(pairwise(groups)):
            if start(lower) + distance * len(lower) > start(upper) + 1e-9 * distance:
                groups[number : number + 2] = [lower + upper]
                merging = True
                break
    placed = dict.fromkeys(order, 0.0)
    for group in groups:
        for number, index in enumerate(group):
            placed[index] = start(group) + number * distance
    return [placed[index] for index in range(len(wanted))]
