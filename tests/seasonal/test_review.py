"""The yearly review: rows that say what would change, and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipeline.seasonal.binary import find_binary
from pipeline.seasonal.diagnostics import Diagnostics
from pipeline.seasonal.review import Finding, read_stability, review, review_frame
from pipeline.seasonal.specification import Specification
from tests.seasonal.conftest import AIRLINE, monthly, seasonal

BINARY = find_binary()


@pytest.fixture
def rows(airline: pl.DataFrame) -> dict[str, Finding]:
    declared = replace(AIRLINE, regressors=("td",), outliers=("AO1951.May",))
    return {row.item: row for row in review(declared, airline, BINARY)}


def test_what_would_change_is_told_with_its_reason(rows: dict[str, Finding]) -> None:
    told = {item: (row.declared, row.found, row.follows) for item, row in rows.items()}
    assert told == {
        "transform": ("log", "log", "keep"),
        "model": ("(0 1 1)(0 1 1)", "(0 1 1)(0 1 1)", "keep"),
        "regressors": ("td", "easter[1], td1coef", "change"),
        "outliers": ("AO1951.May", "AO1951.May", "keep"),
        "seasonal_filter": ("s3x5", "s3x3", "change"),
        "sliding spans, S(%)": ("", "5.556", "keep"),
        "sliding spans, MM(%)": ("", "1.869", "keep"),
        "mean absolute revision, %": ("", "0.739", "keep"),
        "publication": ("", "published", "keep"),
    }
    assert rows["transform"].why == "AICc 987.38 with log, 1021.19 without"
    assert rows["model"].why.startswith("AICc 947.3395 as chosen")
    assert rows["outliers"].why == "searched in all months; AO1951.May t 4.90"
    assert rows["regressors"].why == "AICc without less with: trading days 30.00, Easter 7.53"


def test_a_frame_has_a_column_a_field(rows: dict[str, Finding]) -> None:
    frame = review_frame(list(rows.values()))
    assert frame.columns == ["series", "item", "declared", "found", "follows", "why"]
    assert frame.height == len(rows)
    assert review_frame([]).height == 0


def test_seats_has_no_filter_to_review(airline: pl.DataFrame) -> None:
    items = [row.item for row in review(replace(AIRLINE, method="seats"), airline, BINARY)]
    assert "seasonal_filter" not in items and "sliding spans, S(%)" in items


def test_an_additive_declaration_of_positive_figures_is_reconsidered(airline: pl.DataFrame) -> None:
    found = {row.item: row for row in review(replace(AIRLINE, transform="none"), airline, BINARY)}
    assert (found["transform"].found, found["transform"].follows) == ("log", "change")


def test_figures_that_are_not_positive_leave_no_choice() -> None:
    values = [value - 1200 for value in seasonal(120)]
    found = {row.item: row for row in review(replace(AIRLINE, transform="none"), monthly(values), BINARY)}
    assert found["transform"].why == "no other exists for these figures"
    assert found["sliding spans, S(%)"].follows == "look"


def test_models_that_difference_otherwise_are_not_compared() -> None:
    flat = Specification("s", "(0 2 1)(0 1 1)")
    found = {row.item: row for row in review(flat, monthly(seasonal(120)), BINARY)}
    assert found["model"].why.endswith("AICc is not compared between models that difference otherwise")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (monthly(seasonal(59)), "not adjusted: 59 of 60 months"),
        (pl.concat([monthly(seasonal(96))] * 2), "More than one figure is given for"),
    ],
)
def test_what_cannot_be_reviewed_is_one_row(frame: pl.DataFrame, said: str) -> None:
    [row] = review(AIRLINE, frame, BINARY)
    assert (row.item, row.follows) == ("series", "look")
    assert row.why.startswith(said)


def test_a_program_that_gives_nothing_is_one_row(tmp_path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    [row] = review(AIRLINE, monthly(seasonal(96)), program)
    assert row.why == "not adjusted: X-13ARIMA-SEATS gave no result: it did not write its table udg"


def test_one_that_fails_as_declared_is_told_beside_what_was_chosen() -> None:
    declared = replace(AIRLINE, outliers=("LS2015.Jan",))
    found = review(declared, monthly(seasonal(96), date(2015, 1, 1)), BINARY)
    assert found[-1].item == "as declared"
    assert found[-1].why.startswith("not adjusted: X-13ARIMA-SEATS gave no result: it said: ")


def test_stability_is_read_as_printed() -> None:
    told = Diagnostics(
        {
            "s2.a.per": "   2   96    2.083",
            "s2.d.per": "   2   95    2.105",
            "r01.lag00.aar.all": " 0.8338146862E+00",
        }
    )
    found = read_stability(told)
    assert (found.unstable_pct, found.unstable_changes_pct) == (Decimal("2.083"), Decimal("2.105"))
    assert found.revision_pct == Decimal("0.8338146862")
    assert read_stability(Diagnostics({})).unstable_pct is None
