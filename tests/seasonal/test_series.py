"""What is asked of a series before it is adjusted; the sentences for what does not qualify."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decimals import VALUE
from pipeline.month import Month
from pipeline.seasonal.adjust import Job, adjust_all
from pipeline.seasonal.series import (
    LARGEST,
    MOST_MONTHS,
    Reason,
    Series,
    check_series,
    is_cumulative,
    read_series,
)
from pipeline.seasonal.specification import Specification
from tests.seasonal.conftest import AIRLINE, monthly, seasonal


def _reason(frame: pl.DataFrame, specification: Specification | None = AIRLINE) -> str:
    [outcome] = adjust_all([Job("s", frame, specification)])
    assert outcome.components is None
    assert outcome.status == "not_adjusted"
    return f"{outcome.reasons[0].code}: {outcome.sentence}"


def _without(frame: pl.DataFrame, *places: int) -> pl.DataFrame:
    return frame.with_row_index("row").filter(~pl.col("row").is_in(places)).drop("row")


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (0, "too_short: not adjusted: 0 of 60 months"),
        (10, "too_short: not adjusted: 10 of 60 months"),
        (59, "too_short: not adjusted: 59 of 60 months"),
    ],
)
def test_too_few_months(months: int, said: str) -> None:
    assert _reason(monthly(seasonal(months))) == said
    assert _reason(monthly(seasonal(months)), None) == said


@pytest.mark.parametrize(
    ("months", "status"), [(60, "experimental"), (83, "experimental"), (84, "published")]
)
def test_from_60_months_it_is_experimental_and_from_84_published(months: int, status: str) -> None:
    [outcome] = adjust_all([Job("s", monthly(seasonal(months)), AIRLINE)])
    assert (outcome.status, outcome.components is not None) == (status, True)
    assert outcome.sentence == ("" if status == "published" else f"experimental: {months} of 84 months")


def test_no_specification() -> None:
    said = "no_specification: not adjusted: the office has no specification for it"
    assert _reason(monthly(seasonal(120)), None) == said


def test_at_most_so_many_months_are_taken() -> None:
    values = seasonal(MOST_MONTHS + 1)
    said = "too_long: not adjusted: 721 months, at most 720 are taken. Set span_from."
    assert _reason(monthly(values, date(1900, 1, 1))) == said
    [outcome] = adjust_all([Job("s", monthly(values[:-1], date(1900, 1, 1)), AIRLINE)])
    assert outcome.components is not None
    since = replace(AIRLINE, span_from=Month(1900, 2))
    [outcome] = adjust_all([Job("s", monthly(values, date(1900, 1, 1)), since)])
    assert outcome.components is not None


def test_figures_up_to_the_largest_are_taken() -> None:
    values = seasonal(96)
    scale = (LARGEST - 1) // max(values)
    [outcome] = adjust_all([Job("s", monthly([value * scale for value in values]), AIRLINE)])
    assert outcome.status == "published"
    values[50] = LARGEST
    assert _reason(monthly(values)).startswith("too_large: not adjusted: a figure has 16 digits or more")


def test_two_figures_for_a_month() -> None:
    frame = monthly(seasonal(96))
    doubled = pl.concat([frame, frame.slice(3, 5)])
    assert _reason(doubled) == (
        "duplicate: not adjusted: More than one figure is given for 2015-04, 2015-05, 2015-06 and 2 more. "
        "Choose one for each."
    )


@pytest.mark.parametrize("column", ["unit_code", "base_period", "price_basis"])
def test_a_unit_a_base_or_a_price_basis_that_changes(column: str) -> None:
    frame = monthly(seasonal(96)).with_columns(
        pl.when(pl.col("period") < date(2020, 1, 1))
        .then(pl.lit("2010"))
        .otherwise(pl.lit("2015"))
        .alias(column)
    )
    assert _reason(frame) == (
        f"mixed: not adjusted: Its figures have more than one {column}: 2010, 2015. Link them first."
    )


def test_missing_months_are_refused_by_default() -> None:
    frame = _without(monthly(seasonal(96)), 3, 40, 41, 42)
    said = "missing: not adjusted: 4 of 96 months have no figure: 2015-04, 2018-05, 2018-06 and 1 more"
    assert _reason(frame) == said
    empty = monthly(seasonal(96)).with_columns(
        value=pl.when(pl.col("period") != date(2016, 1, 1)).then("value")
    )
    assert _reason(empty) == "missing: not adjusted: 1 of 96 months have no figure: 2016-01"


def test_missing_months_are_estimated_where_it_is_declared_and_have_no_row() -> None:
    from pipeline.seasonal.frames import figures_frame

    estimate = replace(AIRLINE, missing="estimate")
    frame = _without(monthly(seasonal(100)), 3, 40)
    [outcome] = adjust_all([Job("s", frame, estimate)])
    assert outcome.status == "published"
    assert figures_frame([outcome])["period"].to_list() == frame["period"].to_list()
    whole = adjust_all([Job("s", monthly(seasonal(100)), AIRLINE)])[0]
    assert outcome.components and whole.components
    pairs = zip(outcome.components.parts["adjusted"], whole.components.parts["adjusted"], strict=True)
    apart = [abs(a / b - 1) for place, (a, b) in enumerate(pairs) if place not in (3, 40)]
    assert max(apart) < Decimal("0.05"), "the code of a missing month was taken as a figure"


def test_at_most_five_in_a_hundred_months_are_estimated() -> None:
    estimate = replace(AIRLINE, missing="estimate")
    assert adjust_all([Job("s", _without(monthly(seasonal(100)), 5, 15, 25, 35, 45), estimate)])[0].components
    frame = _without(monthly(seasonal(100)), 5, 15, 25, 35, 45, 55)
    said = "missing: not adjusted: 6 of 100 months have no figure, at most 5 % are estimated"
    assert _reason(frame, estimate) == said


@pytest.mark.parametrize("low", [0, -5])
def test_zeros_and_negatives_need_an_explicit_transformation(low: int) -> None:
    values = seasonal(96)
    values[10] = Decimal(low)
    assert _reason(monthly(values)).startswith(
        "not_positive: not adjusted: the figure is zero or negative for 2015-11. The transformation log"
    )
    [outcome] = adjust_all([Job("s", monthly(values), replace(AIRLINE, transform="none"))])
    assert outcome.components is not None
    assert not outcome.components.is_log


def test_year_to_date_figures_are_refused() -> None:
    flows = seasonal(96)
    ytd = [sum(flows[i - i % 12 : i + 1], Decimal(0)) for i in range(96)]
    assert _reason(monthly(ytd)) == (
        "cumulative: not adjusted: it rises within each year and drops each January, "
        "as year-to-date figures do"
    )
    assert _reason(_without(monthly(ytd), 7, 30), replace(AIRLINE, missing="estimate")).startswith(
        "cumulative"
    )


def test_a_series_that_does_not_vary_is_refused() -> None:
    assert _reason(monthly([Decimal(5)] * 96)) == "constant: not adjusted: every month has the same figure"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=60, max_size=120), st.integers(1, 12))
def test_cumulated_flows_are_told_whatever_the_flows_and_flows_that_are_not_are_not(
    flows: list[int], first: int
) -> None:
    months = Month(2015, first).to(Month(2015, first).plus(len(flows) - 1))
    ytd, total = [], 0
    for month, flow in zip(months, flows, strict=True):
        total = flow if month.number == 1 else total + flow
        ytd.append(Decimal(total))
    drops = [b < a for a, b, month in zip(ytd, ytd[1:], months[1:], strict=False) if month.number == 1]
    assert is_cumulative(Series(months[0], tuple(ytd))) == all(drops)
    assert not is_cumulative(Series(months[0], tuple(sorted(ytd))))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(0, 200), st.decimals(-9999, 9999, places=2), min_size=1), st.randoms())
def test_rows_in_any_order_give_a_run_of_months_without_a_gap(rows: dict[int, Decimal], order) -> None:
    origin = Month(2000, 1)
    pairs = [(origin.plus(place).first, value) for place, value in rows.items()]
    order.shuffle(pairs)
    frame = pl.DataFrame(
        {"period": [day for day, _ in pairs], "value": pl.Series([v for _, v in pairs], dtype=VALUE)}
    )
    series = read_series(frame)
    assert isinstance(series, Series)
    assert series.first == origin.plus(min(rows)) and series.last == origin.plus(max(rows))
    found = {
        month: value for month, value in zip(series.months, series.values, strict=True) if value is not None
    }
    assert found == {origin.plus(place): value for place, value in rows.items()}


def test_a_span_that_holds_nothing_is_too_short() -> None:
    frame = monthly(seasonal(96))
    late = replace(AIRLINE, span_from=Month(2040, 1))
    assert _reason(frame, late) == "too_short: not adjusted: 0 of 60 months"


def test_a_reason_is_none_where_a_series_qualifies() -> None:
    series = read_series(monthly(seasonal(96)))
    assert not isinstance(series, Reason)
    assert check_series(series, AIRLINE) is None
