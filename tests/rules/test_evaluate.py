"""Rules in their order: what one stage withholds the next does not see; what cannot be evaluated stops."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.engine import load_frame, read_table
from pipeline.errors import CrossfootError
from pipeline.office import load_office
from pipeline.project import locate
from pipeline.rules.declared import Rule, load_rules, rules_frame
from pipeline.rules.evaluate import evaluate_rules
from pipeline.rules.kinds import KIND_STAGE, KINDS
from tests.rules import harness

ALL = harness.every_rule()
# The calendar of deliveries asks for figures that a case of few figures does not give.
OF_FIGURES = [rule for rule in ALL if rule.kind != "expected"]


def _evaluate(
    given: str, rules: Sequence[Rule] = ALL, folder: Path = harness.SQL / "rules"
) -> dict[str, list[dict[str, Any]]]:
    """Evaluate rules and return the tables that they leave."""
    connection = harness.house(given)
    load_frame(connection, "reference.rule", rules_frame(list(rules)))
    connection.execute("drop view core.standing")
    evaluate_rules(connection, folder, rules, harness.PARAMETERS)
    order = {
        "finding": "finding_id",
        "finding_input": "obs_id",
        "rule_run": "rule_id",
        "rule_period": "rule_id, period",
        "withheld": "obs_id",
        "standing": "obs_id",
    }
    return {name: read_table(connection, f"core.{name}", [key]).to_dicts() for name, key in order.items()}


def _found(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    """Return the tested figures by rule."""
    rule = {row["finding_id"]: row["rule_id"] for row in tables["finding"]}
    found: dict[str, list[str]] = {}
    for row in tables["finding_input"]:
        if row["role"] == "tested":
            found.setdefault(rule[row["finding_id"]], []).append(row["obs_id"])
    return found


CHAIN = """
obs source measure          breakdown territory period      published  value
c   P2     fci              _T        C         ytd:2026-01 2026-02-20 1406
a   P1     fci              _T        R1        ytd:2026-01 2026-02-20 2270
b   P1     fci_construction _T        R1        ytd:2026-01 2026-02-20 2300
d   P1     fci              _T        R1        ytd:2026-01 2026-02-19 99
"""


def test_each_stage_sees_what_the_earlier_ones_left_standing() -> None:
    tables = _evaluate(CHAIN)
    assert _found(tables) == {"parent": ["a"], "falls_with_whole": ["b"]}
    assert [row["obs_id"] for row in tables["withheld"]] == ["a", "b"]
    assert [row["obs_id"] for row in tables["standing"]] == ["c"]


def test_without_the_earlier_rule_the_later_one_sees_the_figure() -> None:
    rules = [rule for rule in ALL if rule.kind != "parent"]
    assert _found(_evaluate(CHAIN, rules)) == {"part_of_total": ["b"]}


@pytest.mark.parametrize(
    ("effect", "withheld"),
    [("withhold", ["a", "b"]), ("stop", ["a", "b"]), ("query", ["b"]), ("info", ["b"])],
)
def test_only_some_effects_withhold(effect: str, withheld: list[str]) -> None:
    rules = [replace(rule, effect=effect) if rule.kind == "parent" else rule for rule in ALL]
    tables = _evaluate(CHAIN, rules)
    assert [row["obs_id"] for row in tables["withheld"]] == withheld
    assert "stop" not in effect or {row["effect"] for row in tables["finding"]} == {"stop", "withhold"}


def test_a_rule_that_only_asks_lets_the_part_be_tested_for_itself() -> None:
    rules = [replace(rule, effect="query") if rule.kind == "parent" else rule for rule in ALL]
    assert _found(_evaluate(CHAIN, rules)) == {"parent": ["a"], "part_of_total": ["b"]}


BELOW_ZERO = """
obs source measure          breakdown territory period       published  value
a   P1     fci              _T        C         ytd:2026-01  2026-02-20 -12
b   P1     fci_construction _T        C         ytd:2026-01  2026-02-20 -1
c   P1     fci              _T        R1        ytd:2026-01  2026-02-20 3
d   P1     fci              _T        R1        month:2025-12 2026-02-20 0
"""


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_an_amount_below_zero_is_withheld_and_none_is_held_against_it(office: str) -> None:
    """The rule as the offices declare it; a region is not larger than a country of less than nothing."""
    (own,) = [rule for rule in load_rules(load_office(locate(), office)) if rule.rule_id == "not_negative"]
    tables = _evaluate(BELOW_ZERO, [own, *(rule for rule in OF_FIGURES if rule.kind == "parent")])
    assert _found(tables) == {"not_negative": ["a", "b"]}
    assert [row["obs_id"] for row in tables["standing"]] == ["c", "d"]


def test_outcomes_are_counted_a_rule() -> None:
    runs = {row["rule_id"]: row for row in _evaluate(CHAIN)["rule_run"]}
    assert set(runs) == set(KIND_STAGE)
    counts = {
        name: (row["passed"], row["failed"], row["missing"], row["error"]) for name, row in runs.items()
    }
    assert counts["parent"] == (0, 1, 0, 0)
    assert counts["uniqueness"] == (4, 0, 0, 0)
    assert counts["balance"] == (0, 0, 2, 0)
    assert counts["conflict"] == (0, 0, 0, 0)


def test_one_finding_is_made_of_all_that_a_rule_found_about_a_figure() -> None:
    tables = _evaluate(
        """
obs source period      value
a   P1     ytd:2025-01 100
b   P1     ytd:2025-02 220
s   P1     ytd:2025-03 34
""",
        OF_FIGURES,
    )
    (finding,) = tables["finding"]
    assert (finding["expected_lo"], finding["reported"], finding["outcome"]) == (100, 34, "fail")
    roles = [(row["obs_id"], row["role"]) for row in tables["finding_input"]]
    assert roles == [("a", "compared"), ("b", "compared"), ("s", "tested")]


def test_several_tested_figures_are_one_finding_without_a_compared_one() -> None:
    tables = _evaluate(
        """
obs source period      published  value
a   P1     ytd:2026-01 2026-02-20 100
b   P1     ytd:2026-01 2026-02-20 110
""",
        OF_FIGURES,
    )
    assert len(tables["finding"]) == 1
    assert [(row["obs_id"], row["role"]) for row in tables["finding_input"]] == [
        ("a", "tested"),
        ("b", "tested"),
    ]


def test_findings_keep_their_ids_and_another_version_or_day_has_others() -> None:
    def ids(rules: Sequence[Rule]) -> set[str]:
        return {row["finding_id"] for row in _evaluate(CHAIN, rules)["finding"]}

    first = ids(ALL)
    assert ids(ALL) == ids(list(reversed(ALL))) == first
    assert not ids([replace(rule, version=2) for rule in ALL]) & first
    reordered = "\n".join([*CHAIN.strip().splitlines()[:1], *reversed(CHAIN.strip().splitlines()[1:])])
    assert {row["finding_id"] for row in _evaluate(reordered)["finding"]} == first


def test_rules_of_one_kind_are_told_apart() -> None:
    rules = [
        harness.rule("one", "balance", whole="_T", parts="p=x"),
        harness.rule("two", "balance", effect="query", whole="_T", parts="p=y"),
    ]
    tables = _evaluate(
        """
obs source breakdown period      value
t   P1     _T        ytd:2026-01 100
x   P1     p=x       ytd:2026-01 90
y   P1     p=y       ytd:2026-01 80
""",
        rules,
    )
    assert {(row["rule_id"], row["effect"]) for row in tables["finding"]} == {
        ("one", "withhold"),
        ("two", "query"),
    }
    assert [row["obs_id"] for row in tables["withheld"]] == ["t", "x"]


def test_a_rule_that_cannot_be_evaluated_is_an_error_and_the_others_go_on(tmp_path: Path) -> None:
    folder = shutil.copytree(harness.SQL, tmp_path / "sql") / "rules"
    (folder / "part_of_total.sql").write_text("select nothing from nowhere", encoding="utf-8")
    tables = _evaluate(CHAIN, folder=folder)
    (broken,) = [row for row in tables["rule_run"] if row["error"]]
    assert broken["rule_id"] == "part_of_total"
    assert broken["sentence"].startswith("part_of_total.sql could not be evaluated: ")
    assert "\n" not in broken["sentence"]
    assert _found(tables) == {"parent": ["a"], "falls_with_whole": ["b"]}


def test_a_parameter_that_nobody_gives_is_a_sentence(tmp_path: Path) -> None:
    folder = shutil.copytree(harness.SQL, tmp_path / "sql") / "rules"
    (folder / "parent.sql").write_text("select $threshold", encoding="utf-8")
    with pytest.raises(
        CrossfootError, match=r"parent\.sql uses the parameter \$threshold, which is not given"
    ):
        _evaluate(CHAIN, folder=folder)


def test_no_rules_leave_empty_tables_and_everything_standing() -> None:
    tables = _evaluate(CHAIN, [])
    assert (tables["finding"], tables["rule_run"], tables["withheld"]) == ([], [], [])
    assert len(tables["standing"]) == 3


def test_every_kind_has_its_sql_and_a_golden_case() -> None:
    cases = {case["sql"] for _, case in harness.read_cases(Path(__file__).parent / "cases")}
    for kind in KIND_STAGE:
        assert f"rules/{kind}" in cases or kind == "code_list"
    by_sql = {name for name, kind in KINDS.items() if not kind.by_row}
    assert {path.stem for path in (harness.SQL / "rules").glob("*.sql")} == by_sql
    assert pl.DataFrame(rules_frame(ALL))["kind"].to_list() == list(KIND_STAGE)


ABSENT = """
obs source territory period      value
a   P1     R1        ytd:2025-01 5
b   P1     R2        ytd:2025-01 5
d   P1     R1        ytd:2025-02 5
e   P1     R1        ytd:2025-03 6
"""


def test_what_is_missing_is_a_finding_where_the_rule_is_about_that() -> None:
    rules = [
        harness.rule(
            "gaps", "completeness", effect="info", measures="fci", level="economic_region", count="1"
        ),
        harness.rule("sums", "balance", whole="_T", parts="p=x"),
    ]
    tables = _evaluate(ABSENT, rules)
    found = [
        (row["rule_id"], row["outcome"], row["territory_id"], str(row["period"])) for row in tables["finding"]
    ]
    assert sorted(found) == [
        ("gaps", "missing", "R2", "2025-02-28"),
        ("gaps", "missing", "R2", "2025-03-31"),
    ]
    assert len({row["finding_id"] for row in tables["finding"]}) == 2
    assert tables["finding_input"] == []
    runs = {row["rule_id"]: row for row in tables["rule_run"]}
    assert (runs["sums"]["missing"], runs["gaps"]["missing"], runs["gaps"]["passed"]) == (4, 2, 4)


def test_outcomes_are_counted_by_the_month_of_the_figures() -> None:
    tables = _evaluate(
        ABSENT, [harness.rule("low", "range", at_least="6", tolerance="0"), harness.rule("parent")]
    )
    counts = {
        (row["rule_id"], str(row["period"])): (row["passed"], row["failed"], row["missing"])
        for row in tables["rule_period"]
    }
    assert counts == {
        ("low", "2025-01-01"): (0, 2, 0),
        ("low", "2025-02-01"): (0, 1, 0),
        ("low", "2025-03-01"): (1, 0, 0),
    }


def test_a_rule_on_single_figures_withholds_as_any_other() -> None:
    rules = [harness.rule("low", "range", at_least="6", tolerance="0"), harness.rule("ytd_never_falls")]
    tables = _evaluate(ABSENT, rules)
    assert [row["obs_id"] for row in tables["withheld"]] == ["a", "b", "d"]
    assert {(row["rule_id"], row["expected_lo"], row["reported"]) for row in tables["finding"]} == {
        ("low", 6, 5)
    }


def test_findings_have_scores_and_readings() -> None:
    reading = harness.rule(
        "reading", "period_reading", effect="info", measures="fci", threshold="2", count="2"
    )
    given = """
obs source territory period      value
a   P1     R1        ytd:2026-01 2270
y   P2     R1        ytd:2022-12 1887.2
z   P2     R1        ytd:2023-12 2254.4
c   P4     C         ytd:2026-01 1406
"""
    tables = _evaluate(given, [reading, harness.rule("parent")])
    found = {row["rule_id"]: (row["reading"], str(row["score"]), row["effect"]) for row in tables["finding"]}
    assert found == {
        "reading": ("year", "0.0110953058", "info"),
        "parent": ("", "0.6145092461", "withhold"),
    }
    assert [row["obs_id"] for row in tables["withheld"]] == ["a"]


def test_a_rule_whose_condition_cannot_be_evaluated_is_an_error() -> None:
    broken = harness.rule("broken", "expression", expression="value~>~period_end")
    tables = _evaluate(ABSENT, [broken, harness.rule("low", "range", at_least="6", tolerance="0")])
    runs = {row["rule_id"]: row for row in tables["rule_run"]}
    assert (runs["broken"]["error"], runs["low"]["error"], runs["low"]["failed"]) == (1, 0, 3)
    assert runs["broken"]["sentence"].startswith("its condition could not be evaluated: ")
