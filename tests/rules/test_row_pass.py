"""All rules on single figures in one query: the same as each by itself, whatever their number."""

from collections import Counter
from decimal import Decimal

import polars as pl
import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from pipeline.rules.row_pass import MAX_RULES, RULES_A_STATE, compile_rules, evaluate_rows
from tests.rules import harness

GIVEN = """
obs source period         measure  qualifier kind        published  value
a   P1     ytd:2025-01    fci      -         observation 2025-03-01 50
b   P1     ytd:2025-02    fci      about     observation 2025-03-01 -3
d   P1     ytd:2025-02    families roughly   observation 2025-03-01 7
e   P1     due:2026-12-31 families -         target      2025-03-01 7
"""
RULES = [
    harness.rule("positive", "range", at_least="0"),
    harness.rule("small", "range", at_most="10", measures="fci"),
    harness.rule("order", "expression", expression="period_start~<=~period_end"),
    harness.rule("list", "allowed", column="qualifier", codes=",about"),
]


def _outcomes(tests: pl.DataFrame, counts: pl.DataFrame) -> tuple[list[tuple[str, str]], Counter[str]]:
    failed = sorted((row["rule_id"], row["tested"][0]) for row in tests.iter_rows(named=True))
    counted: Counter[str] = Counter()
    for row in counts.iter_rows(named=True):
        counted[f"{row['rule_id']} {row['outcome']}"] += row["n"]
    return failed, counted


def test_each_rule_has_its_failing_figures_and_its_counts() -> None:
    tests, counts, errors = evaluate_rows(harness.house(GIVEN), RULES)
    failed, counted = _outcomes(tests, counts)
    assert errors == {}
    assert failed == [("list", "d"), ("positive", "b"), ("small", "a")]
    assert counted == {
        "positive pass": 3,
        "positive fail": 1,
        "small pass": 1,
        "small fail": 1,
        "order pass": 3,
        "order missing": 1,
        "list pass": 3,
        "list fail": 1,
    }
    months = counts.filter(pl.col("rule_id") == "positive").select(
        pl.col("period").cast(pl.String), "outcome"
    )
    assert set(months.rows()) == {
        ("2025-01-01", "pass"),
        ("2025-02-01", "fail"),
        ("2025-02-01", "pass"),
        ("2026-12-01", "pass"),
    }


def test_it_is_one_query_with_one_scan() -> None:
    tree = sqlglot.parse_one(compile_rules(tuple(RULES)), read="duckdb")
    assert [table.sql() for table in tree.find_all(exp.Table)] == ["core.standing"]


@pytest.mark.parametrize(
    "count", [RULES_A_STATE - 1, RULES_A_STATE, RULES_A_STATE + 1, 2 * RULES_A_STATE + 1]
)
def test_any_number_of_rules_fits_into_whole_numbers(count: int) -> None:
    rules = [harness.rule(f"r{number:03}", "range", at_most=str(number)) for number in range(count)]
    tests, counts, _ = evaluate_rows(harness.house("obs source period value\na P1 ytd:2025-01 12"), rules)
    failed, counted = _outcomes(tests, counts)
    assert failed == [(f"r{number:03}", "a") for number in range(11)]
    assert sum(counted.values()) == count


def test_past_the_limit_of_one_query_a_second_is_made() -> None:
    rules = [harness.rule(f"r{number:04}", "range", at_most="5") for number in range(MAX_RULES + 1)]
    tests, _, errors = evaluate_rows(harness.house("obs source period value\na P1 ytd:2025-01 12"), rules)
    assert (tests.height, errors) == (MAX_RULES + 1, {})


def test_a_rule_that_cannot_be_evaluated_is_told_and_the_others_are() -> None:
    broken = harness.rule("broken", "expression", expression="value~*~value~*~value~>~1")
    dates = harness.rule("dates", "expression", expression="value~>~period_end")
    large = GIVEN + "f P1 ytd:2025-03 fci - observation 2025-04-01 9999999999999999\n"
    tests, counts, errors = evaluate_rows(harness.house(large), [broken, dates, *RULES])
    failed, _ = _outcomes(tests, counts)
    assert set(errors) == {"broken", "dates"}
    assert errors["dates"].startswith("its condition could not be evaluated: ")
    assert "\n" not in errors["dates"]
    assert failed == [("list", "d"), ("positive", "b"), ("small", "a"), ("small", "f")]


def test_no_figures_give_no_outcomes() -> None:
    connection = harness.house("obs source period value\na P1 ytd:2025-01 12")
    harness.withhold(connection, ["a"])
    tests, counts, errors = evaluate_rows(connection, RULES)
    assert (tests.height, counts.height, errors) == (0, 0, {})


@settings(deadline=None, max_examples=25)
@given(
    values=st.lists(st.decimals(-100, 100, places=2), min_size=1, max_size=6),
    bounds=st.lists(
        st.tuples(st.integers(-50, 0), st.integers(0, 50), st.integers(0, 2)), min_size=1, max_size=5
    ),
)
def test_together_is_the_same_as_each_by_hand(
    values: list[Decimal], bounds: list[tuple[int, int, int]]
) -> None:
    rows = "\n".join(f"o{n} P{n} ytd:2025-01 {value:f} 0.01" for n, value in enumerate(values))
    rules = [
        harness.rule(f"r{n}", "range", at_least=str(low), at_most=str(high), tolerance=str(room))
        for n, (low, high, room) in enumerate(bounds)
    ]
    tests, counts, _ = evaluate_rows(harness.house(f"obs source period value step\n{rows}"), rules)
    failed, counted = _outcomes(tests, counts)
    unit = Decimal("0.01")
    assert failed == sorted(
        (f"r{n}", f"o{k}")
        for n, (low, high, room) in enumerate(bounds)
        for k, value in enumerate(values)
        if value + room * unit < low or value - room * unit > high
    )
    assert sum(counted.values()) == len(values) * len(bounds)
