"""Rules against each other: contradictions are refused, redundancies told."""

import pytest

from pipeline.errors import BadInputError
from pipeline.rules.consistency import redundancies, refuse_contradictions
from pipeline.rules.declared import Rule
from tests.rules import harness


def _range(rule_id: str, low: str = "", high: str = "", **scope: str) -> Rule:
    return harness.rule(rule_id, "range", at_least=low, at_most=high, **scope)


def _expression(rule_id: str, text: str, **scope: str) -> Rule:
    return harness.rule(rule_id, "expression", expression=text.replace(" ", "~"), **scope)


CONTRADICTING = [
    (_range("a", high="10"), _range("b", low="20")),
    (_range("a", high="10", measures="fci,persons"), _range("b", low="11", measures="fci")),
    (_range("a", high="10"), _range("b", low="20", quantity="level")),
    (_expression("a", "value < 10"), _expression("b", "value >= 10")),
    (_expression("a", "10 > value"), _expression("b", "value = 11")),
    (_expression("a", "value between 0 and 5"), _expression("b", "value > 5 and value < 9")),
    (_expression("a", "value <= -1"), _expression("b", "value > 0")),
]
AGREEING = [
    (_range("a", high="10"), _range("b", low="10")),
    (_range("a", high="10", measures="fci"), _range("b", low="20", measures="persons")),
    (_range("a", high="10", quantity="share"), _range("b", low="20")),
    (_range("a", high="10", breakdown="p=x"), _range("b", low="20")),
    (_range("a", high="10", where="kind~=~'plan'"), _range("b", low="20")),
    (_range("a", high="10", tolerance="0"), _range("b", low="20")),
    (_expression("a", "value < 10"), _expression("b", "step >= 10")),
    (_expression("a", "value < 10 or step > 1"), _expression("b", "value > 10")),
    (_expression("a", "value <> 10"), _expression("b", "value = 10")),
    (_expression("a", "abs(value) < 10"), _expression("b", "value > 10")),
    (_expression("a", "value < step"), _expression("b", "value > 10")),
    (_expression("a", "value < 10 and step > 1"), _expression("b", "value > 10")),
]


@pytest.mark.parametrize(("one", "other"), CONTRADICTING)
def test_rules_that_no_figure_can_both_pass_are_refused(one: Rule, other: Rule) -> None:
    with pytest.raises(BadInputError, match=r"Rules a and b contradict each other: no value.* is both "):
        refuse_contradictions([other, one])


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_rules_that_some_figure_passes_are_not(one: Rule, other: Rule) -> None:
    refuse_contradictions([one, other])


def test_the_sentence_says_both_bounds() -> None:
    with pytest.raises(BadInputError) as caught:
        refuse_contradictions(
            [_expression("a", "value < 10"), _expression("b", "value >= 10 and value < 20")]
        )
    assert str(caught.value) == (
        "Rules a and b contradict each other: no value is both below 10 and at least 10 and below 20. "
        "Mend the bounds or the scope of one of them."
    )


@pytest.mark.parametrize("rule", [_range("a", "5", "4"), _expression("a", "value > 5 and value < 5")])
def test_a_rule_that_nothing_passes_is_refused(rule: Rule) -> None:
    with pytest.raises(BadInputError, match="Rule a can be passed by no figure: its bounds of value"):
        refuse_contradictions([rule])


def test_two_of_one_kind_with_the_same_parameters_are_told() -> None:
    said = redundancies(
        [harness.rule("b", "parent"), harness.rule("a", "parent"), harness.rule("uniqueness")]
    )
    assert said == ["Rules a and b are of one kind with the same parameters. Keep one of them."]


def test_a_rule_that_another_implies_is_told() -> None:
    wide, narrow = _range("wide", "0", "100"), _range("narrow", "10", "50")
    (said,) = redundancies([narrow, wide])
    assert said.startswith(
        "Rule wide is passed by every figure that passes rule narrow, which applies to the"
    )
    assert redundancies([_range("wide", "0", "100", measures="fci"), narrow])[0].startswith("Rule wide ")
    assert redundancies([wide, _range("narrow", "10", "50", measures="fci")]) == []
    assert redundancies([_range("a", "0", "100"), _range("b", "50", "200")]) == []


def test_expressions_are_compared_by_intervals() -> None:
    (said,) = redundancies([_expression("a", "value >= 0"), _expression("b", "value > 0")])
    assert said.startswith("Rule a is passed by every figure that passes rule b")
    assert redundancies([_expression("a", "value >= 0"), _expression("b", "step > 0")]) == []
