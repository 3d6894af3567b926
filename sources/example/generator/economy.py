"""What is true in the fictional republic: monthly investment in integer tenths of a million velds."""

import random
from itertools import accumulate

from sources.example.generator.territory import COUNTRY, children

FIRST_YEAR = 2016
YEARS = 10
MONTHS = 12 * YEARS
MEASURES = ("fci", "fci_construction")

Series = dict[tuple[str, str], list[int]]

_SEASON = (520, 640, 820, 940, 1020, 1090, 1080, 1060, 1110, 1150, 1200, 1370)


def stream(*subject: str) -> random.Random:
    """Return a generator of its own for a subject, so that a new subject leaves the others unchanged."""
    return random.Random("/".join(("veldorna-1", *subject)))


def between(rng: random.Random, low: int, high: int) -> int:
    """Draw a whole number, both ends included, from raw bits: the same on each Python version."""
    return low + (rng.getrandbits(32) * (high - low + 1) >> 32)


def chance(rng: random.Random, permille: int) -> bool:
    """Draw yes with a probability in thousandths."""
    return between(rng, 1, 1000) <= permille


def _district_total(district: str) -> list[int]:
    """Draw a district's flows: a level that grows, a season of its own, noise."""
    rng = stream("economy", district)
    level = between(rng, 70, 330) * 1000
    growth = [between(rng, -2, 7), between(rng, 0, 9)]
    season = [weight + between(rng, -70, 70) for weight in _SEASON]
    flows = []
    for index in range(MONTHS):
        level = level * (1000 + growth[index * 2 // MONTHS]) // 1000
        noise = 1000 + between(rng, -60, 60) + between(rng, -60, 60)
        flows.append(level * season[index % 12] * noise // 10**9)
    return flows


def _district_construction(district: str, totals: list[int]) -> list[int]:
    """Draw the construction part of a district's flows, at most 80 %."""
    rng = stream("construction", district)
    share = between(rng, 450, 720)
    return [total * min(share + between(rng, -60, 60), 800) // 1000 for total in totals]


def _sum_over(flows: Series, parent: str) -> None:
    for measure in MEASURES:
        parts = [flows[child, measure] for child in children(parent)]
        flows[parent, measure] = [sum(month) for month in zip(*parts, strict=True)]


def true_flows() -> Series:
    """Return the monthly flows of all territories; a parent is the exact sum of its children."""
    flows: Series = {}
    for region in children(COUNTRY):
        for district in children(region):
            totals = _district_total(district)
            flows[district, "fci"] = totals
            flows[district, "fci_construction"] = _district_construction(district, totals)
        _sum_over(flows, region)
    _sum_over(flows, COUNTRY)
    return flows


def year_to_date(flows: list[int]) -> list[int]:
    """Cumulate flows from each January."""
    years = [flows[start : start + 12] for start in range(0, len(flows), 12)]
    return [total for year in years for total in accumulate(year)]
