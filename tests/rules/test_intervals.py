"""Intervals of printed figures, in the spirit of the cases of XBRL Calculations 1.1; all numbers are ours."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import CrossfootError
from pipeline.rules.intervals import EVERYTHING, Interval, agree, interval_of, is_consistent, sum_of
from tests.rules import harness

CASES = harness.table((Path(__file__).parent / "intervals.txt").read_text(encoding="utf-8"))
MODELS = ("rounded", "truncated", "unknown")
values = st.decimals(-(10**9), 10**9, places=3)
steps = st.sampled_from([Decimal(text) for text in ("0.001", "0.1", "1", "10", "1000")])


def _figure(text: str, model: str) -> Interval:
    """Read '12.5' or '1200~100': a value, and its step where it is not the last place written."""
    value, _, step = text.partition("~")
    last = Decimal(1).scaleb(-len(value.partition(".")[2]))
    return interval_of(Decimal(value), Decimal(step) if step else last, model)


def _parts(text: str, model: str) -> list[tuple[Interval, int]]:
    """Read parts joined by ';', '!' before one that is subtracted, '=' between statements of one part."""
    parts = []
    for item in text.split(";"):
        known = agree(_figure(one, model) for one in item.removeprefix("!").split("="))
        parts.append((known, -1 if item.startswith("!") else 1))
    return parts


@pytest.mark.parametrize("case", CASES, ids=[row["case"] for row in CASES])
def test_golden_sum(case: dict[str, Any]) -> None:
    parts = _parts(case["parts"], case["model"])
    if any(known is None for known, _ in parts):
        assert case["outcome"] == "statements_exclude_each_other"
        return
    said = is_consistent(_figure(case["total"], case["model"]), parts)
    assert case["outcome"] == ("consistent" if said else "inconsistent")


def test_ends_are_in_a_rounded_figure_and_the_far_end_is_not_in_a_truncated_one() -> None:
    assert interval_of(Decimal(5), Decimal(1), "rounded") == Interval(Fraction(9, 2), Fraction(11, 2))
    assert interval_of(Decimal(5), Decimal(1), "truncated") == Interval(
        Fraction(5), Fraction(6), high_open=True
    )
    assert interval_of(Decimal(-5), Decimal(1), "truncated") == Interval(
        Fraction(-6), Fraction(-5), low_open=True
    )
    zero = interval_of(Decimal(0), Decimal(1), "truncated")
    assert zero == Interval(Fraction(-1), Fraction(1), low_open=True, high_open=True)
    assert interval_of(Decimal(5), Decimal(1)) == Interval(Fraction(4), Fraction(6))
    assert interval_of(Decimal(5), Decimal(0), "truncated") == Interval(Fraction(5), Fraction(5))


def test_an_unknown_model_is_a_sentence() -> None:
    with pytest.raises(CrossfootError, match="Precision 'guessed' is not known"):
        interval_of(Decimal(1), Decimal(1), "guessed")


def test_a_weight_below_zero_turns_the_ends_round() -> None:
    half = Interval(Fraction(5), Fraction(6), high_open=True)
    assert half.times(-1) == Interval(Fraction(-6), Fraction(-5), low_open=True)
    assert half.times(2) == Interval(Fraction(10), Fraction(12), high_open=True)
    assert Interval(None, Fraction(1)).times(-1) == Interval(Fraction(-1), None)


def test_touching_ends_meet_only_where_both_are_in() -> None:
    left = Interval(Fraction(0), Fraction(1))
    assert left.meet(Interval(Fraction(1), Fraction(2))) == Interval(Fraction(1), Fraction(1))
    assert left.meet(Interval(Fraction(1), Fraction(2), low_open=True)) is None
    assert EVERYTHING.meet(left) == left == left.meet(EVERYTHING)
    assert (EVERYTHING + left) == EVERYTHING


@given(value=values, step=steps, model=st.sampled_from(MODELS))
def test_a_figure_lies_in_its_own_interval_and_sums_hold_it(
    value: Decimal, step: Decimal, model: str
) -> None:
    own = interval_of(value, step, model)
    exact = Interval(Fraction(value), Fraction(value))
    assert own.meet(exact) == exact
    double = sum_of([(own, 1), (own, 1)])
    assert double.meet(Interval(2 * Fraction(value), 2 * Fraction(value)))
    assert sum_of([(own, 1), (own, -1)]).meet(Interval(Fraction(0), Fraction(0)))


@settings(deadline=None, max_examples=60)
@given(value=values, step=steps, model=st.sampled_from(MODELS))
def test_columns_low_and_high_hold_the_same_interval(value: Decimal, step: Decimal, model: str) -> None:
    """An end that is left out is the nearest value inside it that a column of ten decimals can hold."""
    row = f"obs source period precision value step\na P1 ytd:2025-01 {model} {value:f} {step:f}"
    connection = harness.house(row)
    low, high = connection.sql("select low, high from core.standing").fetchall()[0]
    own = interval_of(value, step, model)
    unit = Fraction(1, 10**10)
    assert own.low is not None
    assert own.high is not None
    assert Fraction(low) == own.low + (unit if own.low_open else 0)
    assert Fraction(high) == own.high - (unit if own.high_open else 0)
