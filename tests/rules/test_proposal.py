"""The fewest figures to look at: exact for small groups, and never applied."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from pipeline.engine import load_frame, read_table
from pipeline.rules import proposal
from pipeline.rules.declared import Rule, rules_frame
from pipeline.rules.edits import Edit, Figure, edit_of, groups_of
from pipeline.rules.evaluate import evaluate_rules
from pipeline.rules.intervals import Interval
from pipeline.rules.proposal import MAX_CHANGED, MAX_FIGURES, propose_groups
from tests.rules import harness

ALL = harness.every_rule()
D = Decimal


def _proposals(given: str, rules: list[Rule] = ALL) -> list[tuple[str, int, str, str, str]]:
    """Evaluate rules and return what is proposed: rule, alternative, figure, from, to."""
    connection = harness.house(given)
    load_frame(connection, "reference.rule", rules_frame(rules))
    evaluate_rules(connection, harness.SQL / "rules", rules, harness.PARAMETERS)
    rule = dict(
        read_table(connection, "core.finding", ["finding_id"]).select("finding_id", "rule_id").iter_rows()
    )
    rows = read_table(connection, "core.proposal", ["finding_id", "alternative", "obs_id"])
    said = [
        (rule[row["finding_id"]], row["alternative"], row["obs_id"] or row["reason"], row["low"], row["high"])
        for row in rows.iter_rows(named=True)
    ]
    return sorted((*row[:3], *(harness._word(bound) for bound in row[3:])) for row in said)


def test_a_figure_above_its_parent_is_looked_at_with_what_was_stated_with_it() -> None:
    given = """
obs source measure          territory period      value step
c   P2     fci              C         ytd:2026-01 1406  1
a   P1     fci              R1        ytd:2026-01 2270  10
k   P1     fci_construction R1        ytd:2026-01 2200  10
"""
    assert _proposals(given) == [
        ("parent", 1, "a", "-", "1417"),
        ("parent", 1, "k", "-", "1437"),
        ("parent", 2, "c", "2259", "-"),
    ]


def test_where_one_figure_alone_explains_it_only_that_one_is_proposed() -> None:
    given = """
obs source territory period      value
j   P1     D1        ytd:2025-01 10.0
f   P2     D1        ytd:2025-02 500.0
m   P3     D1        ytd:2025-03 30.0
a   P4     D1        ytd:2025-04 40.0
"""
    assert _proposals(given) == [("ytd_never_falls", 1, "f", "9.8", "30.2")]


def test_a_balance_may_be_mended_at_each_of_its_figures() -> None:
    given = """
obs source breakdown period      value
t   P1     _T        ytd:2025-01 100.0
x   P1     p=x       ytd:2025-01 60.0
y   P1     p=y       ytd:2025-01 50.0
"""
    assert _proposals(given) == [
        ("balance", 1, "t", "109.7", "110.3"),
        ("balance", 2, "x", "49.7", "50.3"),
        ("balance", 3, "y", "39.7", "40.3"),
    ]


def test_a_proposal_changes_no_figure_and_no_finding() -> None:
    given = "obs source territory period value\na P1 R1 ytd:2026-01 2270\nc P2 C ytd:2026-01 1406"
    connection = harness.house(given)
    load_frame(connection, "reference.rule", rules_frame(ALL))
    before = read_table(connection, "core.latest", ["obs_id"])
    evaluate_rules(connection, harness.SQL / "rules", ALL, harness.PARAMETERS)
    assert read_table(connection, "core.latest", ["obs_id"]).equals(before)
    assert read_table(connection, "core.withheld", ["obs_id"])["obs_id"].to_list() == ["a"]
    assert read_table(connection, "core.standing", ["obs_id"])["obs_id"].to_list() == ["c"]


def _figures(**values: str) -> dict[str, Figure]:
    """Make figures printed to one unit, each of a statement of its own."""
    return {
        name: Figure(name, Fraction(value), Interval(Fraction(value) - 1, Fraction(value) + 1), name)
        for name, value in values.items()
    }


def _pairs(*pairs: tuple[str, str]) -> pl.DataFrame:
    """Make failing tests that one figure is not above another."""
    schema = {
        "rule_id": pl.String,
        "outcome": pl.String,
        "tested": pl.List(pl.String),
        "compared": pl.List(pl.String),
        "expected_lo": pl.Decimal(38, 10),
        "expected_hi": pl.Decimal(38, 10),
    }
    rows = [("parent", "fail", [one], [other], None, D(0)) for one, other in pairs]
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_where_more_figures_would_have_to_change_nothing_is_proposed() -> None:
    names = [f"a{number}" for number in range(MAX_CHANGED + 1)]
    tests = _pairs(
        *((name, f"b{name}") for name in names), *(zip(names, [f"b{n}" for n in names[1:]], strict=False))
    )
    figures = _figures(**dict.fromkeys(names, "100"), **{f"b{name}": "1" for name in names})
    (found,) = propose_groups({"parent": tests}, figures)
    assert found.alternatives == ()
    assert found.reason == "not proposed: more than 3 figures would have to be looked at together"


def test_a_group_at_the_limit_is_worked_through_and_one_past_it_is_not() -> None:
    for count, is_proposed in ((MAX_FIGURES, True), (MAX_FIGURES + 1, False)):
        names = [f"a{number:03}" for number in range(count - 1)]
        figures = _figures(high="1000", **dict.fromkeys(names, "1"))
        (found,) = propose_groups({"parent": _pairs(*(("high", name) for name in names))}, figures)
        assert bool(found.alternatives) == is_proposed
        assert is_proposed or found.reason.startswith("not proposed: 61 figures and 60 tests hang together")


def test_the_number_of_sets_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal, "MAX_TRIED", 1)
    figures = _figures(a="100", b="1", c="100", d="1")
    (found,) = propose_groups({"parent": _pairs(("a", "b"), ("c", "d"), ("a", "d"))}, figures)
    assert found.reason == "not proposed: more than 1 sets to work through"


def test_groups_that_share_no_figure_stand_apart() -> None:
    zero = Fraction(0)
    edits = [Edit("r", ((one, 1), (other, -1)), None, zero) for one, other in ("ab", "cd", "be", "fd")]
    groups = [sorted({name for edit in group for name in edit.names}) for group in groups_of(edits)]
    assert sorted(groups) == [["a", "b", "e"], ["c", "d", "f"]]


def test_a_test_that_was_not_made_is_no_edit_and_a_range_bounds_one_figure() -> None:
    row = {"rule_id": "r", "outcome": "missing", "tested": ["a"], "compared": [], "expected_lo": D(0)}
    assert edit_of(row | {"expected_hi": None}, "parent") is None
    edit = edit_of(row | {"outcome": "fail", "expected_hi": D(5)}, "range")
    assert edit == Edit("r", (("a", 1),), Fraction(0), Fraction(5))
