"""Denton-Cholette: the textbook case, benchmarks met exactly, movement kept, input that allows none."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.benchmark import denton_cholette
from pipeline.methods.denton import benchmark_one

Read = Callable[[str], pl.DataFrame]
METHODS = ["proportional", "additive"]


def months(values: list[object], first: date = date(2023, 1, 1), apart: int = 1) -> pl.DataFrame:
    """Make an indicator from its first month on."""
    number = first.year * 12 + first.month - 1
    places = [number + apart * place for place in range(len(values))]
    exact = [None if value is None else Decimal(str(value)) for value in values]
    return pl.DataFrame({"period": [date(at // 12, at % 12 + 1, 1) for at in places]}).with_columns(
        pl.Series("value", exact, dtype=VALUE)
    )


def years(**values: object) -> pl.DataFrame:
    """Make annual figures: y2023=1200."""
    exact = [None if value is None else Decimal(str(value)) for value in values.values()]
    return pl.DataFrame({"year": [int(name[1:]) for name in values]}).with_columns(
        pl.Series("value", exact, dtype=VALUE)
    )


def test_the_textbook_case(read_case: Read) -> None:
    case = read_case("denton.csv")
    frame = months(case["indicator"].to_list(), date(1998, 1, 1), apart=3)
    annual = case.drop_nulls("annual").unique("annual", maintain_order=True)["annual"].to_list()
    made = denton_cholette(frame, years(y1998=annual[0], y1999=annual[1]), [])
    printed = [f"{value:.1f}" for value in made["benchmarked"]]
    assert all(
        abs(Decimal(ours) - Decimal(theirs)) <= Decimal("0.1")
        for ours, theirs in zip(printed, case["expected"], strict=True)
    )
    assert printed == case["expected"].to_list()
    assert made["extrapolated"].to_list() == [False] * 8 + [True] * 4
    assert made["bi_ratio"][-1] == made["bi_ratio"][-5]


def test_the_case_is_that_of_the_shared_reference(read_case: Read, read_reference: Read) -> None:
    assert_frame_equal(read_case("denton.csv"), read_reference("f_imf_qna_denton_ex6_2.csv"))


@pytest.mark.parametrize("method", METHODS)
def test_against_the_equations_written_out(method: str) -> None:
    """The whole system of the textbook, dense, without a band."""
    import numpy as np

    indicator = np.array(
        [98.2, 100.8, 0.5, 100.8, 99.0, 101.6, 102.7, 101.5, 100.5, 103, 103.5, 101.5, 97, 90, 80, 85]
    )
    year = np.repeat([1, 2, 3, 4], 4)
    target = np.repeat([4000.0, np.nan, 4161.4, np.nan], 4)
    rows = np.zeros((2, 16))
    rows[0, :4] = rows[1, 8:12] = 1
    difference = np.eye(16)[1:] - np.eye(16)[:-1]
    if method == "proportional":
        difference = difference @ np.diag(1 / indicator)
    square = difference.T @ difference
    whole = np.block([[square, rows.T], [rows, np.zeros((2, 2))]])
    linear = np.zeros(16) if method == "proportional" else square @ indicator
    dense = np.linalg.solve(whole, np.concatenate([linear, [4000.0, 4161.4]]))[:16]
    ours = benchmark_one(indicator, target, year, method == "proportional", "sum")
    assert np.allclose(ours, dense, rtol=1e-8)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("kind", "times"), [("sum", 1), ("mean", 12), ("last", 1)])
def test_each_kind_of_year(method: str, kind: str, times: int) -> None:
    frame = months([100 + place % 7 for place in range(30)])
    made = denton_cholette(frame, years(y2023=333, y2024="444.4"), [], method=method, kind=kind)
    whole = made.filter(~pl.col("extrapolated")).group_by(pl.col("period").dt.year(), maintain_order=True)
    met = whole.agg(pl.col("benchmarked").last() if kind == "last" else pl.col("benchmarked").sum())
    assert met["benchmarked"].to_list() == [333 * times, Decimal("444.4") * times]
    last, after = made.row(23, named=True), made.row(29, named=True)
    if method == "proportional":
        assert abs(after["bi_ratio"] - last["bi_ratio"]) < Decimal("1E-9")
    else:
        moved = (after["benchmarked"] - after["value"]) - (last["benchmarked"] - last["value"])
        assert abs(moved) < Decimal("1E-9")


def test_years_without_a_benchmark_are_free_and_periods_before_the_first_are_extrapolated() -> None:
    frame = months([10] * 48)
    made = denton_cholette(frame, years(y2023=None, y2024=240, y2025=None, y2026=240), [])
    assert made["benchmarked"].round(6).unique().to_list() == [20]
    assert made["extrapolated"].sum() == 24


def test_series_do_not_touch_and_order_and_columns_stay() -> None:
    one, other = (months([10] * 12).with_columns(place=pl.lit(name), note=pl.lit("n")) for name in "AB")
    frame = pl.concat([other.reverse(), one])
    annual = pl.concat(
        [years(y2023=120).with_columns(place=pl.lit("A")), years(y2023=240).with_columns(place=pl.lit("B"))]
    )
    made = denton_cholette(frame, annual, "place")
    assert made.columns == ["period", "value", "place", "note", "benchmarked", "bi_ratio", "extrapolated"]
    assert made.group_by("place", maintain_order=True).agg(pl.col("benchmarked").sum()).rows() == [
        ("A", 120),
        ("B", 240),
    ]


def test_a_zero_month_stays_zero() -> None:
    made = denton_cholette(months([0, *[10] * 11]), years(y2023=220), [])
    assert made.row(0, named=True)["benchmarked"] == 0
    assert made.row(0, named=True)["bi_ratio"] is None
    assert made["benchmarked"].sum() == 220


YEAR = months([10] * 12)


@pytest.mark.parametrize(
    ("frame", "annual", "options", "sentence"),
    [
        (
            YEAR.filter(pl.col("period") != date(2023, 5, 1)),
            years(y2023=1),
            {},
            "neither months nor quarters",
        ),
        (YEAR.head(1), years(y2023=1), {}, "neither months nor quarters"),
        (months([1] * 4, date(2023, 2, 1), apart=3), years(y2023=1), {}, "neither months nor quarters"),
        (pl.concat([YEAR, YEAR]), years(y2023=1), {}, "More than one figure"),
        (YEAR, pl.concat([years(y2023=1)] * 2), {}, "More than one figure"),
        (YEAR.head(11), years(y2023=1), {}, "a year that is not whole.*year 2023"),
        (YEAR, years(y2023=1, y2024=1), {}, "a benchmark and no period.*year 2024"),
        (YEAR, years(y2023=None), {}, "no benchmark"),
        (months([None, *[1] * 11]), years(y2023=1), {}, "missing, or, for proportional"),
        (months([-1, *[1] * 11]), years(y2023=1), {}, "below zero"),
        (months([0] * 12), years(y2023=1), {}, "zero where a year has"),
        (months([*[1] * 11, 0]), years(y2023=1), {"kind": "last"}, "zero where a year has"),
        (YEAR, years(y2023=1), {"method": "prorata"}, "one of proportional, additive"),
        (YEAR, years(y2023=1), {"kind": "first"}, "one of sum, mean, last"),
        (YEAR.drop("value"), years(y2023=1), {}, "no column value"),
    ],
)
def test_what_cannot_be_benchmarked_is_said(
    frame: pl.DataFrame, annual: pl.DataFrame, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(BadInputError, match=sentence):
        denton_cholette(frame, annual, [], **options)


def test_a_zero_year_and_figures_below_zero_are_benchmarked_additively() -> None:
    made = denton_cholette(months([0] * 12), years(y2023=12), [], method="additive")
    assert made["benchmarked"].to_list() == [1] * 12
    assert denton_cholette(months([0] * 12), years(y2023=0), [])["benchmarked"].to_list() == [0] * 12
    assert (
        denton_cholette(months([-1] * 12), years(y2023=12), [], method="additive")["benchmarked"].sum() == 12
    )


def test_a_year_of_zeros_says_nothing_of_the_others() -> None:
    made = denton_cholette(months([*[0] * 12, *[10] * 24]), years(y2023=0, y2024=240), [])
    assert made["benchmarked"].to_list() == [0] * 12 + [20] * 24
    with pytest.raises(BadInputError, match="no one finite solution"):
        denton_cholette(months([*[0] * 12, *[10] * 12]), years(y2023=0), [])


def test_equations_without_a_solution_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import scipy.linalg

    def refuse(*_: object, **__: object) -> None:
        raise scipy.linalg.LinAlgError("singular matrix")

    monkeypatch.setattr(scipy.linalg, "solve_banded", refuse)
    with pytest.raises(BadInputError, match="no one finite solution"):
        denton_cholette(YEAR, years(y2023=1), [])


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(1, 10**6), min_size=24, max_size=42),
    st.lists(st.integers(0, 10**9).map(lambda n: Decimal(n).scaleb(-2)), min_size=3, max_size=3),
    st.sampled_from(METHODS),
)
def test_benchmarks_are_met_to_the_last_decimal(
    values: list[int], targets: list[Decimal], method: str
) -> None:
    known = {f"y{2023 + place}": target for place, target in enumerate(targets[: len(values) // 12])}
    made = denton_cholette(months(values), years(**known), [], method=method)
    sums = made.filter(~pl.col("extrapolated")).group_by(pl.col("period").dt.year(), maintain_order=True)
    assert sums.agg(pl.col("benchmarked").sum())["benchmarked"].to_list() == list(known.values())


def test_an_indicator_that_meets_its_benchmarks_is_left_as_it_is() -> None:
    values = [place % 5 + 1 for place in range(24)]
    annual = years(y2023=sum(values[:12]), y2024=sum(values[12:]))
    for method in METHODS:
        made = denton_cholette(months(values), annual, [], method=method)
        assert made["benchmarked"].round(8).to_list() == values
