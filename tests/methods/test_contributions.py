"""Contributions sum to the growth of their total."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.contributions import contribution
from pipeline.methods.growth import growth_on_year

Read = Callable[[str], pl.DataFrame]
Series = Callable[..., pl.DataFrame]
TOTAL = {"region": "total"}
THEN, NOW = date(2025, 1, 1), date(2026, 1, 1)


def test_case(read_case: Read) -> None:
    cases = read_case("contributions.csv")
    frame = pl.concat(
        cases.select("region", pl.lit(period).alias("period"), pl.col(name).cast(VALUE).alias("value"))
        for name, period in (("prev", THEN), ("cur", NOW))
    )
    grown = growth_on_year(contribution(frame, ["region"], TOTAL), ["region"]).filter(period=NOW)
    assert [f"{points:.2f}" for points in grown["contribution_pp"]] == cases["contribution_pp"].to_list()
    assert [f"{index:.1f}" for index in grown["index_pct"]] == cases["index_pct"].to_list()


def test_case_is_that_of_the_shared_reference(read_case: Read, read_reference: Read) -> None:
    assert_frame_equal(read_case("contributions.csv"), read_reference("c_contrib.csv"))


def test_each_total_serves_its_own_group(series: Series) -> None:
    frame = pl.concat(
        series({"2025-01": then, "2026-01": now}, region=region).with_columns(
            breakdown=pl.lit(code, pl.String)
        )
        for region, code, then, now in [
            ("total", None, "100", "100"),
            ("A", None, "50", "60"),
            ("total", "housing", "1000", "100"),
            ("A", "housing", "500", "510"),
        ]
    )
    points = contribution(frame, ["region", "breakdown"], TOTAL).filter(period=NOW)
    assert dict(
        points.select(pl.concat_str("region", pl.col("breakdown").fill_null("")), "contribution_pp").rows()
    ) == {
        "A": 10,
        "Ahousing": 1,
        "total": 0,
        "totalhousing": -90,
    }
    one = contribution(frame, ["region", "breakdown"], {"region": "total", "breakdown": None}).filter(
        period=NOW
    )
    assert one["contribution_pp"].to_list() == [10, 10, 0, -900]


@pytest.mark.parametrize(
    ("component", "total", "expected"),
    [
        ({"2025-01": "5", "2026-01": "7"}, {"2025-01": "100", "2026-01": None}, 2),
        ({"2025-01": "5", "2026-01": "7"}, {"2025-01": "100"}, 2),
        ({"2025-01": "0", "2026-01": "7"}, {"2025-01": "100"}, 7),
        ({"2025-01": "-5", "2026-01": "7"}, {"2025-01": "100"}, 12),
        ({"2025-01": None, "2026-01": "7"}, {"2025-01": "100"}, None),
        ({"2025-02": "5", "2026-01": "7"}, {"2025-01": "100"}, None),
        ({"2025-01": "5", "2026-01": None}, {"2025-01": "100"}, None),
        ({"2025-01": "5", "2026-01": "7"}, {"2025-01": None}, None),
        ({"2025-01": "5", "2026-01": "7"}, {"2025-02": "100"}, None),
        ({"2025-01": "5", "2026-01": "7"}, {"2025-01": "0"}, None),
        ({"2025-01": "5", "2026-01": "7"}, {"2025-01": "-100"}, None),
    ],
)
def test_what_is_missing_gives_null(
    series: Series, component: dict[str, str | None], total: dict[str, str | None], expected: int | None
) -> None:
    frame = pl.concat([series(component, region="A"), series(total, region="total")])
    points = contribution(frame, ["region"], TOTAL).filter(region="A", period=NOW)
    assert points["contribution_pp"].to_list() == [expected]


@pytest.mark.parametrize("total", [{}, {"breakdown": "_T"}])
def test_a_total_that_cannot_be_found_is_said(series: Series, total: dict[str, object]) -> None:
    with pytest.raises(BadInputError, match="The total is named by"):
        contribution(series({"2025-01": "5"}), ["region"], total)


def test_an_empty_frame_and_other_columns(series: Series) -> None:
    frame = series({"2025-01": "5"}, region="total").with_columns(note=pl.lit("a"))
    full = contribution(frame, "region", TOTAL)
    assert full.columns == ["region", "period", "value", "note", "contribution_pp"]
    assert contribution(frame.clear(), "region", TOTAL).schema == full.schema


pairs = st.lists(
    st.tuples(*[st.integers(0, 10**13).map(lambda n: Decimal(n).scaleb(-1))] * 2), min_size=1, max_size=12
)


@settings(deadline=None, max_examples=50)
@given(pairs.filter(lambda parts: sum(then for then, _ in parts) > 0))
def test_components_sum_to_the_growth_of_the_total(parts: list[tuple[Decimal, Decimal]]) -> None:
    rows = [(f"{place:02}", period, value) for place, pair in enumerate(parts)
            for period, value in zip((THEN, NOW), pair, strict=True)]  # fmt: skip
    rows += [("total", THEN, sum(then for then, _ in parts)), ("total", NOW, sum(now for _, now in parts))]
    frame = pl.DataFrame(rows, {"region": pl.String, "period": pl.Date, "value": VALUE}, orient="row")
    stored = contribution(frame, ["region"], TOTAL).filter(period=NOW)["contribution_pp"].to_list()
    base = sum(Fraction(then) for then, _ in parts)
    exact = [100 * (Fraction(now) - Fraction(then)) / base for then, now in parts]
    growth = 100 * (sum(Fraction(now) for _, now in parts) - base) / base
    assert sum(exact) == growth
    half_unit = Fraction(1, 2 * 10**10)
    assert all(
        abs(Fraction(kept) - true) <= half_unit for kept, true in zip(stored, [*exact, growth], strict=True)
    )
    assert abs(sum(map(Fraction, stored[:-1])) - Fraction(stored[-1])) <= len(parts) * half_unit
    assert (
        stored[-1]
        == growth_on_year(frame, ["region"]).filter(region="total", period=NOW)["change_pct"].item()
    )
