"""Growth to date, its labels, base effect, implied deflator; every row of the shared growth cases."""

import re
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
from pipeline.methods.base_effect import base_effect
from pipeline.methods.deflate import deflate
from pipeline.methods.deflator import implied_deflator
from pipeline.methods.growth import growth_on_month, growth_on_year, points_change
from pipeline.methods.presentations import growth_presentations
from pipeline.methods.to_date import growth_to_date, year_to_date

Read = Callable[[str], pl.DataFrame]
Series = Callable[..., pl.DataFrame]


@pytest.fixture
def cases(read_case: Read) -> dict[str, dict[str, str]]:
    return {row["case"]: row for row in read_case("growth_reference.csv").iter_rows(named=True)}


def numbers(text: str) -> list[Decimal]:
    return [Decimal(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text)]


def printed(values: list[Decimal], places: int = 1) -> list[str]:
    return [f"{value:.{places}f}" for value in values]


def two(series: Series, previous: Decimal, current: Decimal, **columns: str) -> pl.DataFrame:
    return series({"2025-01": str(previous), "2026-01": str(current)}, **columns)


def presented(frame: pl.DataFrame) -> dict[str, dict[str, object]]:
    shown = growth_presentations(growth_on_year(frame, ["region"]), ["region"])
    return {row["presentation"]: row for row in shown.iter_rows(named=True)}


def test_cases_are_those_of_the_shared_reference(read_case: Read, read_reference: Read) -> None:
    assert_frame_equal(read_case("growth_reference.csv"), read_reference("c_growth_cases.csv"))


def test_nominal_and_real(cases: dict[str, dict[str, str]], series: Series) -> None:
    row = cases["nominal_vs_real"]
    current, previous, price = numbers(row["inputs"])
    nominal = presented(two(series, previous, current))["index"]["value"]
    deflated = deflate(two(series, previous, current).with_columns(
        price_index=pl.Series([Decimal(100), price])), ["region"])  # fmt: skip
    real = growth_on_year(deflated.select("region", "period", value="real_value"), ["region"])["index_pct"][1]
    assert printed([nominal, real]) == printed(numbers(row["expected"]))
    back = two(series, previous, current).with_columns(growth_pct=pl.Series([None, round(real - 100, 6)]))
    assert round(implied_deflator(back, "region", limit_pct=Decimal(5))["deflator_pct"][1], 4) == price


def test_year_to_date_beside_months(cases: dict[str, dict[str, str]], series: Series) -> None:
    row = cases["ytd_vs_month"]
    flows = numbers(row["inputs"])
    months = [f"{year}-0{month}" for year in (2025, 2026) for month in (1, 2, 3)]
    frame = series({month: str(flow) for month, flow in zip(months, flows, strict=True)})
    grown = growth_to_date(growth_on_year(frame, ["region"]), ["region"]).tail(3)
    assert [*grown["index_pct"], *grown["to_date_index_pct"]] == numbers(row["expected"])
    shown = growth_presentations(grown, "region").filter(presentation="index")
    assert shown["comparison"].unique().sort().to_list() == ["on_year", "to_date_on_year"]


def test_points_and_per_cent(cases: dict[str, dict[str, str]], series: Series) -> None:
    row = cases["pp_vs_pct"]
    before, now = numbers(row["inputs"].replace("->", ""))
    frame = two(series, before, now)
    points, per_cent = (
        points_change(frame, ["region"])["change_pp"][1],
        presented(frame)["change"]["value"],
    )
    assert printed([points, per_cent]) == [f"{number:.1f}" for number in numbers(row["expected"])]


@pytest.mark.parametrize("name", ["prev_zero", "prev_negative"])
def test_no_base_gives_no_row(cases: dict[str, dict[str, str]], series: Series, name: str) -> None:
    previous, current = numbers(cases[name]["inputs"])
    assert presented(two(series, previous, current)) == {}


def test_a_large_ratio_is_a_multiple(cases: dict[str, dict[str, str]], series: Series) -> None:
    row = cases["large_ratio"]
    previous, current = numbers(row["inputs"])
    shown = presented(two(series, previous, current))
    assert sorted(shown) == ["index", "multiple"]
    assert (shown["multiple"]["value"], shown["multiple"]["unit_code"]) == (
        numbers(row["expected"])[0],
        "TIMES",
    )


def test_a_rate_of_rounded_figures_is_given_as_its_range(
    cases: dict[str, dict[str, str]], series: Series
) -> None:
    row = cases["rounded_inputs"]
    previous, current, half = (abs(number) for number in numbers(row["inputs"]))
    index = presented(two(series, previous, current, half_width=str(half)))["index"]
    expected = numbers(row["expected"].replace("..", " "))
    assert printed([index["value"], index["lo"], index["hi"]]) == printed(expected)
    assert (index["places"], index["flags"]) == (-1, ["NOT_SUPPORTED"])


def test_the_base_effect(cases: dict[str, dict[str, str]], series: Series) -> None:
    row = cases["base_effect"]
    year_now, _, month_now, month_then = (n for n in numbers(row["inputs"].replace("t-1", "")) if n > 1)
    frame = series({"2024-12": "100", "2025-01": str(month_then), "2025-12": "104", "2026-01": "105.04"})
    split = base_effect(frame, ["region"]).row(3, named=True)
    ratio = numbers(row["note"].replace("t-1", ""))[-1]
    assert (round(split["index_ratio"], 4), round(104 * ratio)) == (ratio, year_now)
    assert round(split["index_ratio"], 9) == round(month_now / month_then, 9)
    assert split["month_effect_pp"] + split["base_effect_pp"] == split["index_change_pp"]


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ({"2025-12": "1", "2026-01": "2", "2025-01": "3"}, ["BASE_MISSING"]),
        ({"2024-12": "1", "2025-01": "0", "2025-12": "1", "2026-01": "2"}, ["BASE_NOT_POSITIVE"]),
        ({"2024-12": "1", "2025-01": "2", "2025-12": "-1", "2026-01": "2"}, ["BASE_NOT_POSITIVE"]),
    ],
)
def test_no_base_effect_without_four_figures_above_zero(
    series: Series, values: dict[str, str], flags: list[str]
) -> None:
    row = base_effect(series(values), ["region"]).row(-1, named=True)
    assert row["flags"] == flags
    names = ("index_ratio", "index_change_pp", "month_effect_pp", "base_effect_pp")
    assert [row[name] for name in names] == [None] * 4


@settings(deadline=None, max_examples=40)
@given(st.tuples(*[st.integers(1, 10**6)] * 4))
def test_the_parts_of_a_base_effect_are_exact(figures: tuple[int, ...]) -> None:
    periods = [date(2024, 12, 1), date(2025, 1, 1), date(2025, 12, 1), date(2026, 1, 1)]
    row = base_effect(pl.DataFrame({"period": periods, "value": figures}), []).row(3, named=True)
    oldest, base, before, now = map(Fraction, figures)
    unit = Fraction(1, 10**10)
    assert abs(Fraction(row["month_effect_pp"]) - 100 * (now - before) / base) <= unit
    assert abs(Fraction(row["base_effect_pp"]) - 100 * before / oldest * (oldest / base - 1)) <= 2 * unit
    assert row["month_effect_pp"] + row["base_effect_pp"] == row["index_change_pp"]


def test_sums_stop_at_the_first_missing_month(series: Series) -> None:
    frame = series(
        {"2025-01": "5", "2025-02": None, "2025-03": "7", "2026-01": "6", "2026-02": "8"}, half_width="1"
    )
    summed = year_to_date(frame, "region")
    assert summed["to_date"].to_list() == [5, None, None, 6, 14]
    assert summed["to_date_half_width"].to_list() == [1, None, None, 1, 2]
    grown = growth_to_date(frame, "region")
    assert grown["to_date_change_pct"].to_list() == [None, None, None, 20, None]
    assert grown["to_date_flags"].to_list()[-1] == ["BASE_MISSING"]
    assert grown["to_date_change_lo_pct"][3] < 20 < grown["to_date_change_hi_pct"][3]


def test_every_comparison_is_labelled(series: Series) -> None:
    frame = series({"2024-12": "8", "2025-01": "10", "2025-12": "11", "2026-01": "12"})
    every = growth_to_date(growth_on_month(growth_on_year(frame, ["region"]), ["region"]), "region")
    shown = growth_presentations(every, "region").filter(period=date(2026, 1, 1))
    assert shown.select("comparison", "presentation", "value", "unit_code").rows() == [
        ("on_month", "change", Decimal("9.0909090909"), "PCT"),
        ("on_month", "index", Decimal("109.0909090909"), "INDEX"),
        ("on_year", "change", 20, "PCT"),
        ("on_year", "index", 120, "INDEX"),
        ("to_date_on_year", "change", 20, "PCT"),
        ("to_date_on_year", "index", 120, "INDEX"),
    ]
    with pytest.raises(BadInputError, match="no column index_pct"):
        growth_presentations(frame, "region")


def price_series(series: Series, growth: list[str | None], **columns: str) -> pl.DataFrame:
    """Make levels that rise by a tenth in a year, with published growth of three months."""
    frame = series(
        {
            "2025-01": "100",
            "2025-02": "100",
            "2025-03": "100",
            "2026-01": "110",
            "2026-02": "110",
            "2026-03": "110",
        },
        **columns,
    )
    column = [None, None, None, *(None if one is None else Decimal(one) for one in growth)]
    return frame.with_columns(pl.Series("growth_pct", column, dtype=VALUE))


def test_an_implied_deflator_that_jumps_is_flagged(series: Series) -> None:
    frame = price_series(series, ["10", "4.7", "4.6"])
    implied = implied_deflator(frame, "region", limit_pct=Decimal(5)).tail(3)
    assert printed(implied["deflator_pct"].to_list(), 2) == ["100.00", "105.06", "105.16"]
    assert implied["flags"].to_list() == [["DEFLATOR_UNTESTED"], ["DEFLATOR_JUMP"], []]
    wide = implied_deflator(frame, "region", limit_pct=Decimal("5.1")).tail(3)
    assert wide["flags"].to_list() == [["DEFLATOR_UNTESTED"], [], []]


def test_the_deflators_interval_is_compared(series: Series) -> None:
    frame = price_series(series, ["10", "4.7", None], half_width="0.5", growth_half_width="0.05")
    implied = implied_deflator(frame, "region", limit_pct=Decimal(5)).tail(3)
    assert implied["flags"].to_list() == [["DEFLATOR_UNTESTED"], [], ["DEFLATOR_UNTESTED"]]
    row = implied.row(0, named=True)
    assert printed([row["deflator_lo_pct"], row["deflator_hi_pct"]], 2) == ["99.01", "101.01"]


@pytest.mark.parametrize(
    ("base", "growth"), [("0", "5"), ("-1", "5"), ("1", "-100"), (None, "5"), ("1", None)]
)
def test_no_deflator_without_a_base(series: Series, base: str | None, growth: str | None) -> None:
    frame = series({"2025-01": base, "2026-01": "3"}).with_columns(
        growth_pct=pl.Series([None, None if growth is None else Decimal(growth)], dtype=VALUE)
    )
    assert implied_deflator(frame, "region", limit_pct=Decimal(5))["deflator_pct"].to_list() == [None, None]


def test_a_limit_below_zero_is_said(series: Series) -> None:
    with pytest.raises(BadInputError, match="zero or more is expected"):
        implied_deflator(price_series(series, ["1", "1", "1"]), "region", limit_pct=Decimal(-1))


@pytest.mark.parametrize(("column", "word"), [("unit_code", "units"), ("base_period", "base periods")])
def test_a_series_of_several_units_or_bases_is_refused(series: Series, column: str, word: str) -> None:
    frame = series({"2025-01": "5", "2026-01": "6"}).with_columns(pl.Series(column, ["A", "B"]))
    with pytest.raises(BadInputError, match=f"region K has several {word}.*Found: A, B"):
        growth_on_year(frame, ["region"])
    assert growth_on_year(frame, ["region", column])["change_pct"].to_list() == [None, None]
    assert growth_on_year(frame.with_columns(pl.lit("A").alias(column)), [])["change_pct"][1] == 20
