"""Flows within one release, beside those of the latest vintages."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.errors import BadInputError
from pipeline.methods.decumulate import as_of, flow_within_release, monthly_flow

Read = Callable[[str], pl.DataFrame]
LATE = date(2025, 12, 31)


def vintages(*rows: tuple[str, str, int | None]) -> pl.DataFrame:
    """Make vintages of months ('2025-02') known on days ('2025-03-20')."""
    columns = {
        "period": [date.fromisoformat(f"{month}-01") for month, _, _ in rows],
        "known_on": [date.fromisoformat(day) for _, day, _ in rows],
    }
    values = pl.Series("value", [value for _, _, value in rows], dtype=pl.Int64).cast(VALUE)
    return pl.DataFrame(columns).with_columns(values, step=pl.lit(1))


def test_the_reference_case(read_case: Read) -> None:
    """The revision of February moves its own flow alone; March keeps what its release said."""
    frame = read_case("decumulate_input.csv").select(
        "region",
        pl.col("period").str.to_date(),
        pl.col("cum", "step").cast(VALUE),
        pl.col("published_at").str.slice(0, 10).str.to_date().alias("known_on"),
    ).rename({"cum": "value"})  # fmt: skip
    before = flow_within_release(frame, ["region"], date(2025, 4, 30))
    assert before.equals(monthly_flow(as_of(frame, ["region"], date(2025, 4, 30)), ["region"]))
    after = flow_within_release(frame, ["region"], LATE).filter(region="K").tail(6)
    moved = [str(flow)[:6] for flow in after.select(pl.coalesce("flow", "span_flow")).to_series()]
    assert moved == ["80.300", "89.600", "118.10", "222.60", "-7.500", "0E-10"]
    assert after["flags"].to_list() == [[], [], [], ["GAP"], ["NEGATIVE"], ["ZERO"]]
    mixed = monthly_flow(as_of(frame, ["region"], LATE), ["region"])
    assert any("PREV_REVISED_LATER" in flags for flags in mixed["flags"])


def test_the_earlier_figure_is_the_one_that_stood_then() -> None:
    frame = vintages(
        ("2025-01", "2025-02-20", 10), ("2025-01", "2025-03-20", 12), ("2025-01", "2025-06-20", 15),
        ("2025-02", "2025-03-20", 30), ("2025-03", "2025-04-20", 60), ("2025-02", "2025-06-20", 33),
    )  # fmt: skip
    assert flow_within_release(frame, [], LATE)["flow"].to_list() == [15, 18, 30]
    assert monthly_flow(as_of(frame, [], LATE), [])["flow"].to_list() == [15, 18, 27]


def test_a_month_that_came_late_was_missing_then() -> None:
    frame = vintages(
        ("2025-01", "2025-02-20", 10), ("2025-03", "2025-04-20", 60), ("2025-02", "2025-05-20", 30)
    )
    flows = flow_within_release(frame, [], LATE)
    assert flows.select("flow", "span_flow", "span_months").rows() == [
        (10, None, 1),
        (20, None, 1),
        (None, 50, 2),
    ]


def test_a_withdrawn_month_is_missing_from_then_on() -> None:
    frame = vintages(
        ("2025-01", "2025-02-20", 10), ("2025-02", "2025-03-20", 30), ("2025-02", "2025-04-01", None),
        ("2025-03", "2025-04-20", 60),
    )  # fmt: skip
    flows = flow_within_release(frame, [], LATE)
    assert flows.select("value", "flow", "span_flow").rows() == [
        (10, 10, None),
        (None, None, None),
        (60, None, 50),
    ]
    assert flows["flags"].to_list() == [[], [], ["GAP"]]


def test_series_do_not_touch() -> None:
    one = vintages(("2025-01", "2025-02-20", 10)).with_columns(region=pl.lit("A"))
    other = vintages(("2025-02", "2025-03-20", 30)).with_columns(region=pl.lit("B"))
    flows = flow_within_release(pl.concat([one, other]), "region", LATE)
    assert flows.select("flow", "span_flow").rows() == [(10, None), (None, 30)]


def test_two_vintages_of_one_day_are_refused() -> None:
    frame = vintages(("2025-01", "2025-02-20", 10), ("2025-01", "2025-02-20", 11))
    with pytest.raises(BadInputError, match="period 2025-01-01, known_on 2025-02-20"):
        flow_within_release(frame, [], LATE)
