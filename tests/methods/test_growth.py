"""Growth, its guards and bounds; year-to-date growth; percentage points."""

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

from pipeline.decimals import VALUE, quotient
from pipeline.errors import BadInputError
from pipeline.methods.growth import growth_on_month, growth_on_year, points_change

Read = Callable[[str], pl.DataFrame]
Series = Callable[..., pl.DataFrame]
NUMBERS = ["index_pct", "change_pct", "change_lo_pct", "change_hi_pct"]
FLAGS = pl.col("flags").fill_null("").str.split(";").list.set_difference([""]).alias("flags")


def paired(cases: pl.DataFrame, earlier: date, later: date) -> pl.DataFrame:
    """Give each case as a series of two months."""
    return pl.concat(
        cases.select(
            "case",
            pl.lit(period).alias("period"),
            pl.col(name).cast(VALUE).alias("value"),
            pl.col(f"{name}_half_width").cast(VALUE).alias("half_width"),
        )
        for name, period in (("previous", earlier), ("current", later))
    )


@pytest.mark.parametrize(
    ("method", "earlier", "prefix"),
    [(growth_on_year, date(2025, 1, 1), ""), (growth_on_month, date(2025, 12, 1), "on_month_")],
)
def test_cases(read_case: Read, method: Callable[..., pl.DataFrame], earlier: date, prefix: str) -> None:
    cases = read_case("growth.csv").sort("case")
    grown = method(paired(cases, earlier, date(2026, 1, 1)), ["case"]).filter(period=date(2026, 1, 1))
    renamed = grown.select(
        "case", pl.col(rf"^{prefix}(index|change).*_pct$|^{prefix}flags$").name.replace(prefix, "")
    )
    expected = cases.select("case", pl.col(NUMBERS).cast(VALUE), FLAGS)
    assert_frame_equal(renamed, expected, check_column_order=False)


def test_cases_are_those_of_the_shared_reference(read_case: Read, read_reference: Read) -> None:
    """The shared file holds the inputs as text: cur=9.0;prev=2.0 and the expected numbers in words."""
    reference = {row["case"]: row for row in read_reference("c_growth_cases.csv").iter_rows(named=True)}
    cases = {row["case"]: row for row in read_case("growth.csv").iter_rows(named=True)}
    shared = ["nominal_vs_real", "prev_zero", "prev_negative", "large_ratio", "rounded_inputs"]
    for name in shared:
        inputs = dict(re.findall(r"(cur|prev)=(-?[\d.]+)", reference[name]["inputs"]))
        assert inputs == {"cur": cases[name]["current"], "prev": cases[name]["previous"]}
    printed = {name: re.findall(r"\d+\.\d", reference[name]["expected"]) for name in shared}
    assert printed["nominal_vs_real"][0] == f"{Decimal(cases['nominal_vs_real']['index_pct']):.1f}"
    assert Decimal(printed["large_ratio"][0]) * 100 == Decimal(cases["large_ratio"]["index_pct"])
    rounded = [Decimal(cases["rounded_inputs"][f"change_{end}_pct"]) + 100 for end in ("lo", "hi")]
    assert printed["rounded_inputs"][1:] == [f"{bound:.1f}" for bound in rounded]


def test_real_growth_is_the_nominal_index_over_the_price_index(series: Series) -> None:
    """An identity for a check; real growth itself is stored as published."""
    grown = growth_on_year(series({"2025-01": "1100.0", "2026-01": "1250.0"}), ["region"])
    real = quotient(grown["index_pct"], pl.Series([Decimal("104.5")]), times=100)
    assert [f"{number:.1f}" for number in (grown["index_pct"][1], real[1])] == ["113.6", "108.7"]


def test_year_to_date_growth_compares_sums(series: Series) -> None:
    flows = series(
        {"2025-01": "10", "2025-02": "10", "2025-03": "10", "2026-01": "12", "2026-02": "9", "2026-03": "15"}
    )
    to_date = flows.with_columns(pl.col("value").cum_sum().over(pl.col("period").dt.year()))
    monthly = growth_on_year(flows, ["region"])["index_pct"].to_list()[3:]
    cumulative = growth_on_year(to_date, ["region"])["index_pct"].to_list()[3:]
    assert monthly == [120, 90, 150]
    assert cumulative == [120, 105, 120]
    uneven = series({"2025-01": "10", "2025-02": "30", "2026-01": "20", "2026-02": "30"})
    sums = uneven.with_columns(pl.col("value").cum_sum().over(pl.col("period").dt.year()))
    mean_of_indices = sum(growth_on_year(uneven, ["region"])["index_pct"].to_list()[2:]) / 2
    assert (growth_on_year(sums, ["region"])["index_pct"].to_list()[-1], mean_of_indices) == (125, 150)


def test_base_effect(series: Series) -> None:
    """The index on the year moves as this year's month-on-month index against last year's."""
    frame = series({"2024-12": "100", "2025-01": "97.26", "2025-12": "104", "2026-01": "105.04"})
    year = growth_on_year(frame, ["region"])["index_pct"].to_list()
    month = growth_on_month(frame, ["region"])["on_month_index_pct"].to_list()
    assert year[2:] == [104, Decimal("107.9991774625")]
    assert [month[1], month[3]] == [Decimal("97.26"), 101]
    assert round(Fraction(year[3]) / Fraction(year[2]), 9) == round(
        Fraction(month[3]) / Fraction(month[1]), 9
    )


def test_a_missing_month_is_never_bridged(series: Series) -> None:
    frame = series({"2025-01": "1", "2025-03": "3", "2026-02": "4", "2026-03": "6"})
    assert growth_on_year(frame, ["region"])["index_pct"].to_list() == [None, None, None, 200]
    assert growth_on_month(frame, ["region"])["on_month_index_pct"].to_list() == [None, None, None, 150]


def test_series_do_not_touch(series: Series) -> None:
    frame = pl.concat([series({"2025-01": "1"}, region="A"), series({"2026-01": "2"}, region="B")])
    assert growth_on_year(frame, ["region"])["flags"].to_list() == [["BASE_MISSING"]] * 2


def test_both_growths_live_side_by_side(series: Series) -> None:
    frame = series({"2025-01": "1", "2025-12": "2", "2026-01": "8"}).with_columns(flags=pl.lit(["GAP"]))
    both = growth_on_month(growth_on_year(frame, ["region"]), ["region"])
    assert both.select("index_pct", "on_month_index_pct", "flags", "on_month_flags").row(2) == (
        800,
        400,
        ["GAP", "MULTIPLE"],
        ["MULTIPLE"],
    )
    assert not [name for name in both.columns if name.startswith("_") or name == "value_half_width"]


@pytest.mark.parametrize("method", [growth_on_year, growth_on_month, points_change])
def test_guards_of_the_input(series: Series, method: Callable[..., pl.DataFrame]) -> None:
    frame = series({"2025-01": "1"}, half_width="0.5")
    assert method(frame.clear(), ["region"]).schema == method(frame, ["region"]).schema
    with pytest.raises(BadInputError, match="region K, period 2025-01-01"):
        method(pl.concat([frame, frame]), ["region"])
    with pytest.raises(BadInputError, match="'half_width' holds a negative number"):
        method(frame.with_columns(half_width=pl.lit(-1)), ["region"])


@pytest.mark.parametrize(
    ("half_width", "expected"), [(None, (3, None, None)), ("0.05", (3, Decimal("2.9"), Decimal("3.1")))]
)
def test_shares_change_in_percentage_points(
    series: Series, half_width: str | None, expected: tuple[object, ...]
) -> None:
    frame = series({"2025-01": "12.0", "2026-01": "15.0"}, half_width=half_width)
    changed = points_change(frame, ["region"])
    assert changed.select("change_pp", "change_lo_pp", "change_hi_pp").rows() == [
        (None, None, None),
        expected,
    ]
    assert changed["flags"].to_list() == [["BASE_MISSING"], []]
    assert growth_on_year(frame, ["region"])["change_pct"].to_list() == [None, 25]


def test_shares_of_any_sign_and_without_widths(series: Series) -> None:
    frame = series(
        {"2025-01": "0", "2025-02": "-5", "2025-03": None, "2026-01": "1", "2026-02": "5", "2026-03": "2"}
    )
    changed = points_change(frame, ["region"]).tail(3)
    assert changed["change_pp"].to_list() == [1, 10, None]
    assert changed["flags"].to_list() == [[], [], ["BASE_MISSING"]]
    assert "half_width" not in changed.columns


figures = st.integers(-(10**8), 10**8)
widths = st.integers(0, 10**4)


@settings(deadline=None, max_examples=50)
@given(figures, widths, st.integers(1, 10**8), widths, st.fractions(-1, 1), st.fractions(-1, 1))
def test_any_pair_within_the_half_widths_is_within_the_bounds(
    value: int, half: int, base: int, base_half: int, here: Fraction, there: Fraction
) -> None:
    rows = {
        "period": [date(2025, 1, 1), date(2026, 1, 1)],
        "value": [base, value],
        "half_width": [base_half, half],
    }
    grown = growth_on_year(pl.DataFrame(rows), []).row(1, named=True)
    if base <= base_half:
        assert [grown[name] for name in NUMBERS] == [None] * 4
        assert grown["flags"] == ["BASE_WITHIN_ROUNDING"]
        return
    true, true_base = value + here * half, base + there * base_half
    change = 100 * (true - true_base) / true_base
    unit = Fraction(1, 10**10)
    assert Fraction(grown["change_lo_pct"]) - unit <= change <= Fraction(grown["change_hi_pct"]) + unit
    ends = [100 * Fraction(value + a * half, base + b * base_half) - 100 for a in (-1, 1) for b in (-1, 1)]
    assert abs(min(ends) - Fraction(grown["change_lo_pct"])) * 2 <= unit
    assert abs(max(ends) - Fraction(grown["change_hi_pct"])) * 2 <= unit
