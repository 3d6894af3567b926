"""Flows of cumulative figures, as known on a day."""

import ast
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
from pipeline.methods.decumulate import as_of, monthly_flow

Read = Callable[[str], pl.DataFrame]
Series = Callable[..., pl.DataFrame]
JULY = date(2025, 7, 31)


def vintages(read_case: Read) -> pl.DataFrame:
    """Give the case's figures in the columns of the method."""
    return read_case("decumulate_input.csv").select(
        "region",
        pl.col("period").str.to_date(),
        pl.col("cum").cast(VALUE).alias("value"),
        pl.col("step").cast(VALUE),
        pl.col("published_at").str.slice(0, 10).str.to_date().alias("known_on"),
    )


def known(frame: pl.DataFrame, on: date = JULY) -> pl.DataFrame:
    return frame.with_columns(known_on=pl.lit(on))


@pytest.mark.parametrize("day", ["2025-04-30", "2025-08-31"])
def test_flows_as_known_on_a_day(read_case: Read, day: str) -> None:
    flows = monthly_flow(as_of(vintages(read_case), ["region"], date.fromisoformat(day)), ["region"])
    numbers = ["value", "flow", "span_flow", "half_width"]
    expected = (
        read_case(f"decumulate_as_of_{day}.csv")
        .rename({"cum": "value"})
        .with_columns(
            pl.col("period").str.to_date(),
            pl.col(numbers).cast(VALUE),
            pl.col("span_months").cast(pl.Int32),
            pl.col("flags").map_elements(ast.literal_eval, return_dtype=pl.List(pl.String)),
        )
    )
    assert_frame_equal(flows.select(expected.columns), expected)


@pytest.mark.parametrize(
    ("case", "reference"),
    [
        ("decumulate_input.csv", "b_decum_input.csv"),
        ("decumulate_as_of_2025-04-30.csv", "b_decum_expected_asof_2025-04-30.csv"),
    ],
)
def test_cases_are_those_of_the_shared_reference(
    read_case: Read, read_reference: Read, case: str, reference: str
) -> None:
    assert_frame_equal(read_case(case), read_reference(reference))


def test_order_of_rows_does_not_matter(read_case: Read) -> None:
    frame = as_of(vintages(read_case), ["region"], date(2025, 8, 31))
    assert_frame_equal(monthly_flow(frame, ["region"]), monthly_flow(frame.reverse(), "region"))


def test_a_year_starts_anew(series: Series) -> None:
    frame = known(series({"2024-11": "90", "2024-12": "100", "2025-01": "7", "2025-02": "9"}, step="1"))
    assert monthly_flow(frame, ["region"])["flow"].to_list() == [None, 10, 7, 2]


def test_series_do_not_touch_and_a_null_key_is_a_key(series: Series) -> None:
    frame = known(
        pl.concat(
            [
                series({"2025-01": "5"}, region="A", step="1"),
                series({"2025-02": "9"}, region="B", step="1"),
                series({"2025-01": "1", "2025-02": "3"}, step="1").with_columns(
                    region=pl.lit(None, pl.String)
                ),
            ]
        )
    )
    flows = monthly_flow(frame, ["region"])
    assert flows.select("region", "flow", "span_flow").rows() == [
        (None, 1, None),
        (None, 2, None),
        ("A", 5, None),
        ("B", None, 9),
    ]


def test_without_keys_the_frame_is_one_series(series: Series) -> None:
    frame = known(series({"2025-01": "5", "2025-02": "8"}, step="1"))
    assert monthly_flow(frame, [])["flow"].to_list() == [5, 3]


@pytest.mark.parametrize(
    ("later", "step", "flags"),
    [
        ("99.9", "0.1", ["NEG_WITHIN_ROUNDING"]),
        ("99.8999999999", "0.1", ["NEGATIVE"]),
        ("99.9", None, ["NEGATIVE"]),
        ("99.9", "0", ["NEGATIVE"]),
        ("100", "0.1", ["ZERO"]),
        ("100.1", "0.1", []),
    ],
)
def test_falls_are_judged_by_the_printed_step(
    series: Series, later: str, step: str | None, flags: list[str]
) -> None:
    flows = monthly_flow(known(series({"2025-01": "100", "2025-02": later}, step=step)), ["region"])
    assert flows["flags"].to_list() == [[], flags]


def test_january_is_judged_against_zero(series: Series) -> None:
    january = {"A": "0", "B": "-0.05", "C": "-0.06"}
    frame = pl.concat(
        [series({"2025-01": text}, region=region, step="0.1") for region, text in january.items()]
    )
    assert monthly_flow(known(frame), ["region"])["flags"].to_list() == [
        ["ZERO"],
        ["NEG_WITHIN_ROUNDING"],
        ["NEGATIVE"],
    ]


def test_flags_of_a_span_come_in_order(series: Series) -> None:
    frame = series({"2025-02": "10", "2025-05": "8", "2025-09": "8"}, step="1")
    frame = frame.with_columns(known_on=pl.Series([date(2025, 12, 1), date(2025, 11, 1), date(2025, 10, 20)]))
    flows = monthly_flow(frame, ["region"])
    assert flows["flags"].to_list() == [
        ["GAP"],
        ["GAP", "NEGATIVE", "PREV_REVISED_LATER"],
        ["GAP", "PREV_REVISED_LATER", "ZERO"],
    ]
    assert flows["span_flow"].to_list() == [10, -2, 0]
    assert flows["span_months"].to_list() == [2, 3, 4]


def test_unlike_steps_add_up(series: Series) -> None:
    frame = known(series({"2025-01": "5", "2025-02": "8"})).with_columns(
        step=pl.Series([Decimal("0.1"), Decimal(1)])
    )
    assert monthly_flow(frame, ["region"])["half_width"].to_list() == [Decimal("0.05"), Decimal("0.55")]


def test_vintages_of_the_same_or_an_unknown_day_are_not_mixed(series: Series) -> None:
    frame = series({"2025-01": "5", "2025-02": "8", "2025-03": "9"}, step="1")
    frame = frame.with_columns(known_on=pl.Series([date(2025, 3, 1), date(2025, 3, 1), None]))
    assert monthly_flow(frame, ["region"])["flags"].to_list() == [[], [], []]


def test_a_withdrawn_figure_leaves_a_gap_and_its_row(series: Series) -> None:
    frame = known(series({"2025-01": "5", "2025-02": None, "2025-03": "9"}, step="1", half_width="7"))
    flows = monthly_flow(frame, ["region"])
    assert flows.select("flow", "span_flow", "span_months", "half_width").rows() == [
        (5, None, 1, Decimal("0.5")),
        (None, None, None, None),
        (None, 4, 2, 1),
    ]
    assert flows["flags"].to_list() == [[], [], ["GAP"]]


def test_other_columns_and_flags_stay(series: Series) -> None:
    frame = known(series({"2025-02": "5", "2025-03": None, "2025-04": "5"}, step="1"))
    frame = frame.with_columns(note=pl.lit("a"), flags=pl.Series([["INFERRED"], ["WITHDRAWN"], None]))
    flows = monthly_flow(frame, ["region"])
    assert flows["flags"].to_list() == [["GAP", "INFERRED"], ["WITHDRAWN"], ["GAP", "ZERO"]]
    assert flows["note"].to_list() == ["a"] * 3
    assert not [name for name in flows.columns if name.startswith("_")]


def test_an_empty_frame_gives_the_same_columns(series: Series) -> None:
    full = monthly_flow(known(series({"2025-01": "5"}, step="1")), ["region"])
    empty = monthly_flow(known(series({"2025-01": "5"}, step="1")).clear(), ["region"])
    assert empty.schema == full.schema
    assert empty.is_empty()


def test_a_doubled_month_is_named(series: Series) -> None:
    frame = known(pl.concat([series({"2025-01": "5", "2025-02": "6"}, step="1")] * 3))
    with pytest.raises(BadInputError, match="region K, period 2025-01-01; region K, period 2025-02-01"):
        monthly_flow(frame, ["region"])


def test_many_doubled_months_are_counted(series: Series) -> None:
    frame = known(pl.concat([series({f"2025-0{month}": "5" for month in range(1, 9)}, step="1")] * 2))
    with pytest.raises(BadInputError, match="2025-05-01; and 3 more"):
        monthly_flow(frame, ["region"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"period": pl.lit(date(2025, 1, 2))}, "first day of a month"),
        ({"period": pl.lit(None, pl.Date)}, "first day of a month"),
        ({"period": pl.lit("2025-01-01")}, "is of type String"),
        ({"value": pl.lit(1.5)}, "'value' is of type Float64"),
        ({"value": pl.lit(10**27, pl.Decimal(38, 0))}, "28 digits"),
        ({"step": pl.lit(-1)}, "'step' holds a negative number"),
    ],
)
def test_what_cannot_be_a_series_is_said(series: Series, change: dict[str, pl.Expr], sentence: str) -> None:
    frame = known(series({"2025-01": "5"}, step="1")).with_columns(**change)
    with pytest.raises(BadInputError, match=sentence):
        monthly_flow(frame, ["region"])


@pytest.mark.parametrize("name", ["region", "period", "value", "step", "known_on"])
def test_a_missing_column_is_named(series: Series, name: str) -> None:
    with pytest.raises(BadInputError, match=f"no column {name}; it has"):
        monthly_flow(known(series({"2025-01": "5"}, step="1")).drop(name), ["region"])


def test_two_vintages_of_one_day_are_refused_once_known(read_case: Read) -> None:
    doubled = pl.concat([vintages(read_case), vintages(read_case).tail(1)])
    assert as_of(doubled, ["region"], date(2025, 3, 1)).height == 2
    with pytest.raises(BadInputError, match="region Z, period 2025-02-01, known_on 2025-03-20"):
        as_of(doubled, ["region"], date(2025, 4, 30))


def test_a_withdrawal_does_not_bring_the_figure_back(read_case: Read) -> None:
    withdrawn = vintages(read_case).filter(region="Z").with_columns(
        value=pl.lit(None, VALUE), known_on=pl.lit(date(2025, 4, 1))
    )  # fmt: skip
    frame = pl.concat([vintages(read_case), withdrawn])
    assert as_of(frame, ["region"], date(2025, 4, 1)).filter(region="Z")["value"].to_list() == [None]


months = st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**12)), min_size=12, max_size=36)


@settings(deadline=None, max_examples=50)
@given(months)
def test_flows_and_spans_add_up_to_each_figure(totals: list[int | None]) -> None:
    periods = [date(2023 + place // 12, place % 12 + 1, 1) for place in range(len(totals))]
    value = pl.Series("value", totals, dtype=pl.Int64).cast(VALUE)
    frame = known(pl.DataFrame({"period": periods}).with_columns(value, step=pl.lit(1)))
    flows = monthly_flow(frame.sample(fraction=1, shuffle=True, seed=1), [])
    moved = pl.coalesce("flow", "span_flow").fill_null(0).cum_sum().over(pl.col("period").dt.year())
    held = flows.with_columns(sum=moved).filter(pl.col("value").is_not_null())
    assert held["sum"].to_list() == held["value"].to_list()
    assert (held["span_months"].sum() or 0) == sum(
        max(
            (
                p.month
                for p, total in zip(periods, totals, strict=True)
                if p.year == year and total is not None
            ),
            default=0,
        )
        for year in (2023, 2024, 2025)
    )
