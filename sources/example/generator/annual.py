"""What is published beside the months: a survey that revises each year, and prices by region."""

from sources.example.generator.economy import (
    FIRST_YEAR,
    MONTHS,
    Series,
    between,
    stream,
)
from sources.example.generator.lines import NAMES, OFFICE_SOURCE, decimal_text, month_first, month_last
from sources.example.generator.territory import COUNTRY, children
from sources.example.generator.topics import Row
from sources.example.generator.vintages import LAST_DAY, annual_revision_day, publication_day

SURVEY = "annual survey"
PRICES = "price index"
BASE = 12 * 1000
"""The average of the first year's twelve months is 100, held in tenths."""
_NO_MORE = ("",) * 8


def _row(index: int, territory: str, period: str, measure: str, tenths: int, unit: str, months: int) -> Row:
    """Write a figure with the columns of the investment register; `index` is its last month."""
    day = annual_revision_day(index) if months == 12 else publication_day(index)
    value = decimal_text(tenths)
    start, end = month_first(index - months + 1), month_last(index)
    return Row(
        day,
        (
            *(OFFICE_SOURCE, "", "", day.isoformat(), NAMES[territory], period, start.isoformat()),
            *(end.isoformat(), "false", measure, "total", value, value, unit, *_NO_MORE),
        ),
    )


def survey_rows(flows: Series) -> list[Row]:
    """Write each year's total by the survey, published in September after it; regions sum to the country.

    It counts what the months do not, so it lies a little beside the sum of them.
    """
    rows = []
    for december in range(11, MONTHS, 12):
        if annual_revision_day(december) > LAST_DAY:
            continue
        totals = {}
        for region in children(COUNTRY):
            months = sum(flows[region, "fci"][december - 11 : december + 1])
            rng = stream("survey", region, str(december))
            totals[region] = months * (1000 + between(rng, -12, 38)) // 1000
        totals[COUNTRY] = sum(totals.values())
        year = str(FIRST_YEAR + december // 12)
        rows += [
            _row(december, place, year, SURVEY, total, "million velds", 12) for place, total in totals.items()
        ]
    return sorted(rows)


def price_levels(region: str) -> list[int]:
    """Draw a region's price index in tenths, 100 on average in the first year."""
    rng = stream("prices", region)
    drift = between(rng, 1, 5)
    level, levels = 1_000_000, []
    for _ in range(MONTHS):
        level = level * (1000 + drift + between(rng, -4, 5)) // 1000
        levels.append(level)
    base = sum(levels[:12])
    return [(2 * one * BASE + base) // (2 * base) for one in levels]


def price_rows() -> list[Row]:
    """Write the price index of each region for each month, published with the month's figures."""
    rows = []
    for region in children(COUNTRY):
        for index, tenths in enumerate(price_levels(region)):
            period = f"{month_first(index):%Y-%m}"
            rows.append(_row(index, region, period, PRICES, tenths, "index points", 1))
    return sorted(rows)
