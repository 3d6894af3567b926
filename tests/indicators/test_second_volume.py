"""Real flows in long decimals: by hand, and beside the first."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.indicators.agreement import is_nearest
from pipeline.indicators.second_volume import Priced, real_flows
from pipeline.methods.chain import chain_linked
from pipeline.methods.deflate import deflate


def months(region: str, values: list[str], prices: list[str]) -> list[Priced]:
    """Set flows and prices of consecutive months from January 2023 on."""
    return [
        Priced(region, date(2023 + at // 12, at % 12 + 1, 1), Decimal(value), Decimal(price))
        for at, (value, price) in enumerate(zip(values, prices, strict=True))
    ]


def first_of(rows: list[Priced]) -> dict[tuple[str, date], Decimal]:
    """Give the first calculation, the total under an empty name."""
    frame = pl.DataFrame(
        {
            "place": [row.region for row in rows],
            "period": [row.period for row in rows],
            "value": pl.Series([row.value for row in rows], dtype=VALUE),
            "price_index": pl.Series([row.price for row in rows], dtype=VALUE),
        }
    )
    quantities = deflate(frame, "place").rename({"real_value": "quantity"})
    made = chain_linked(quantities, item="place", total="").select("place", "period", "volume")
    return {(place, period): volume for place, period, volume in made.iter_rows()}


def test_a_region_is_its_quantity_in_prices_of_the_first_year() -> None:
    """Of 10 a month at 100, then 30 at 150, which are 20, then 44 at 110, which are 40."""
    rows = months("A", ["10"] * 12 + ["30"] * 12 + ["44"], ["100"] * 12 + ["150"] * 12 + ["110"])
    found = real_flows(rows)
    assert found["A"] == found[""]
    assert [found["A"][date(year, 1, 1)] for year in (2023, 2024, 2025)] == [10, 20, 40]


def test_the_country_is_linked_by_years_and_its_regions_need_not_add_up() -> None:
    """Flows, prices and quantities a month by year, of A and B.

    2023  10 at 100 are 10, and 10 at 100 are 10: all together 20
    2024  40 at 200 are 20, and 10 at 100 are 10: in prices of 2023 30
    2025  40 at 200 are 20, and 20 at 100 are 20: in prices of 2024 40 + 20 = 60, times 30 / 50 = 36
    """
    a = months("A", ["10"] * 12 + ["40"] * 13, ["100"] * 12 + ["200"] * 13)
    b = months("B", ["10"] * 24 + ["20"], ["100"] * 25)
    found = real_flows([*a, *b])
    assert [found[""][date(year, 1, 1)] for year in (2023, 2024, 2025)] == [20, 30, 36]
    assert [found["A"][date(2025, 1, 1)], found["B"][date(2025, 1, 1)]] == [20, 20]


def test_after_a_year_whose_values_cancel_out_the_country_is_zero_in_both() -> None:
    rows = months(
        "A", ["10"] * 12 + ["10", "-10"] * 6 + ["5"] * 13, ["100"] * 12 + ["100", "200"] * 6 + ["100"] * 13
    )
    first, second = first_of(rows), real_flows(rows)
    for year in (2025, 2026):
        assert second[""][date(year, 1, 1)] == first["", date(year, 1, 1)] == 0


@pytest.mark.parametrize("size", [1, 10**6, 10**14])
@pytest.mark.parametrize("seed", range(3))
def test_the_first_is_the_nearest_figure_at_any_size(seed: int, size: int) -> None:
    rng = Random(seed)
    regions = [
        months(
            name,
            [str(Decimal(size * rng.randint(100, 999)).scaleb(-1)) for _ in range(54)],
            [str(Decimal(rng.randint(700, 1900)).scaleb(-1)) for _ in range(54)],
        )
        for name in "ABC"
    ]
    rows = [row for region in regions for row in region]
    second = real_flows(rows)
    for (place, period), volume in first_of(rows).items():
        assert is_nearest(volume, Fraction(second[place][period])), (place, period)
