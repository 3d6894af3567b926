"""Weeks that tile a month, and stocks at its end."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInputError
from pipeline.methods.stocks import stock_at_month_end
from pipeline.methods.weeks import flow_from_weeks


def runs(*spans: tuple[str, str, int | None], **columns: object) -> pl.DataFrame:
    """Make runs of days."""
    rows = [(date.fromisoformat(start), date.fromisoformat(end), value) for start, end, value in spans]
    frame = pl.DataFrame(
        rows, {"period_start": pl.Date, "period_end": pl.Date, "value": pl.Int64}, orient="row"
    )
    return frame.with_columns(**{name: pl.lit(value) for name, value in columns.items()})


FEBRUARY = [("2026-02-01", "2026-02-07", 5), ("2026-02-08", "2026-02-21", 6), ("2026-02-22", "2026-02-28", 7)]


def test_weeks_that_tile_a_month_are_its_flow() -> None:
    (row,) = flow_from_weeks(runs(*FEBRUARY, half_width=1).reverse(), []).to_dicts()
    assert (row["period"], row["value"], row["half_width"], row["weeks"]) == (date(2026, 2, 1), 18, 3, 3)
    assert (row["days_covered"], row["days_in_month"], row["flags"]) == (28, 28, [])


@pytest.mark.parametrize(
    ("spans", "covered", "flags"),
    [
        (FEBRUARY[:2], 21, ["NOT_TILED"]),
        ([*FEBRUARY[:2], ("2026-02-22", "2026-02-28", None)], 28, ["VALUE_MISSING"]),
        ([*FEBRUARY, ("2026-02-07", "2026-02-08", 1)], 30, ["OVERLAP"]),
        ([("2026-02-01", "2026-02-20", 1), ("2026-02-13", "2026-02-20", 1)], 28, ["OVERLAP"]),
    ],
)
def test_what_does_not_tile_is_no_flow(
    spans: list[tuple[str, str, int | None]], covered: int, flags: list[str]
) -> None:
    row = flow_from_weeks(runs(*spans), []).row(0, named=True)
    assert (row["value"], row["days_covered"], row["flags"]) == (None, covered, flags)


def test_a_straddling_week_is_split_for_neither_month() -> None:
    frame = flow_from_weeks(runs(*FEBRUARY[:2], ("2026-02-22", "2026-03-01", 7)), [])
    assert frame.select("period", "value", "days_covered", "weeks").rows() == [
        (date(2026, 2, 1), None, 21, 2),
        (date(2026, 3, 1), None, 0, 0),
    ]
    assert frame["flags"].to_list() == [["NOT_TILED", "STRADDLES"]] * 2


def test_a_week_that_straddles_beside_a_month_of_its_own_figures_leaves_it_whole() -> None:
    frame = flow_from_weeks(runs(*FEBRUARY, ("2026-02-28", "2026-03-06", 9)), [])
    assert frame.row(0, named=True)["flags"] == ["OVERLAP", "STRADDLES"]
    assert frame["value"].to_list() == [None, None]


def test_series_of_weeks_do_not_touch() -> None:
    both = pl.concat([runs(*FEBRUARY, place="A"), runs(*FEBRUARY[1:], place="B")])
    assert flow_from_weeks(both, "place").select("place", "value").rows() == [("A", 18), ("B", None)]


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (runs(("2026-02-07", "2026-02-01", 1)), "ends before it begins"),
        (runs(FEBRUARY[0]).with_columns(period_end=pl.lit(None, pl.Date)), "lacks one of its ends"),
        (runs(FEBRUARY[0]).with_columns(period_end=pl.lit("2026-02-07")), "dates period_start and"),
        (runs(FEBRUARY[0], FEBRUARY[0]), "More than one figure"),
        (runs(FEBRUARY[0], half_width=-1), "negative number"),
        (runs(FEBRUARY[0]).drop("value"), "no column value"),
    ],
)
def test_what_is_no_run_of_days_is_said(frame: pl.DataFrame, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        flow_from_weeks(frame, [])


@settings(deadline=None, max_examples=40)
@given(st.sets(st.integers(1, 30), max_size=8), st.integers(0, 3))
def test_a_month_is_tiled_by_any_cuts_of_it(cuts: set[int], lost: int) -> None:
    edges = [0, *sorted(cuts), 31]
    first = date(2026, 3, 1)
    spans = [(first + timedelta(days=a), first + timedelta(days=b - 1), b - a) for a, b in pairwise(edges)]
    schema = {"period_start": pl.Date, "period_end": pl.Date, "value": pl.Int64}
    kept = spans[: len(spans) - lost] or spans[:1]
    row = flow_from_weeks(pl.DataFrame(kept, schema, orient="row"), []).row(0, named=True)
    assert row["value"] == (31 if kept == spans else None)
    assert row["days_covered"] == sum(days for _, _, days in kept)


def stock(**columns: object) -> pl.DataFrame:
    rows = {
        "reference_date": [date(2026, 1, 19), date(2025, 12, 30), date(2026, 2, 2)],
        "value": [881, 870, 890],
    }
    return pl.DataFrame(rows).with_columns(**{name: pl.lit(value) for name, value in columns.items()})


def test_the_last_stock_on_or_before_the_end_with_its_age() -> None:
    months = [date(2026, 1, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 4, 1)]
    held = stock_at_month_end(stock(), [], months, stale_after_days=86)
    assert held.select("period", "reference_date", "value", "age_days").rows() == [
        (date(2025, 12, 1), date(2025, 12, 30), 870, 1),
        (date(2026, 1, 1), date(2026, 1, 19), 881, 12),
        (date(2026, 4, 1), date(2026, 2, 2), 890, 87),
    ]
    assert held["flags"].to_list() == [[], [], ["STALE"]]
    assert stock_at_month_end(stock(), [], months, stale_after_days=87)["flags"].to_list()[-1] == []


def test_a_stock_of_the_last_day_counts_and_flags_are_joined() -> None:
    frame = pl.DataFrame({"reference_date": [date(2026, 1, 31)], "value": [5], "flags": [["A"]]})
    held = stock_at_month_end(frame, [], [date(2026, 1, 1), date(2026, 2, 1)], stale_after_days=0)
    assert held.select("age_days", "flags").rows() == [(0, ["A"]), (28, ["A", "STALE"])]


def test_a_figure_that_is_missing_is_passed_over() -> None:
    frame = stock().with_columns(value=pl.Series([None, 870, 890]))
    assert stock_at_month_end(frame, [], [date(2026, 1, 1)], stale_after_days=99)["value"].to_list() == [870]


@pytest.mark.parametrize(
    ("frame", "months", "stale", "sentence"),
    [
        (pl.concat([stock(), stock()]), [date(2026, 1, 1)], 9, "More than one figure"),
        (stock(reference_date=None), [date(2026, 1, 1)], 9, "no reference_date missing"),
        (stock(), [date(2026, 1, 2)], 9, "first day of a"),
        (stock(), [date(2026, 1, 1)], -1, "whole number of days"),
    ],
)
def test_what_is_no_stock_is_said(frame: pl.DataFrame, months: list[date], stale: int, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        stock_at_month_end(frame, [], months, stale_after_days=stale)
