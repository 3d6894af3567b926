"""Rules against each other: those that contradict are refused, those that say nothing more are told.

Compared are rules of the same scope: ranges as intervals; expressions that compare one column with numbers
as intervals of that column; and any two of one kind with the same parameters.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pipeline.errors import BadInputError
from pipeline.rules.intervals import EVERYTHING, Interval

if TYPE_CHECKING:
    from sqlglot import exp

    from pipeline.rules.declared import Rule

NOTHING = Interval(Fraction(1), Fraction(0))
"""An interval without a value."""
_SCOPE = ("breakdown", "quantity", "unit", "where")
Bounds = tuple[str, Interval]
"""A column, and the values of it that pass."""


def refuse_contradictions(rules: Sequence["Rule"]) -> None:
    """Raise a sentence that names two rules which no figure can both pass."""
    bounded = [(rule, own) for rule in sorted(rules, key=_by_id) if (own := _bounds(rule))]
    for (one, known), (other, against) in combinations(bounded, 2):
        if known[0] != against[0] or not _share_figures(one, other):
            continue
        if known[1].meet(against[1]) is None:
            raise BadInputError(
                f"Rules {one.rule_id} and {other.rule_id} contradict each other: no {known[0]} is both "
                f"{_say(known[1])} and {_say(against[1])}. Mend the bounds or the scope of one of them."
            )
    for rule, own in bounded:
        if own[1].is_empty:
            raise BadInputError(
                f"Rule {rule.rule_id} can be passed by no figure: its bounds of {own[0]} exclude each other. "
                "Mend them."
            )


def redundancies(rules: Sequence["Rule"]) -> list[str]:
    """Say which rules say nothing that another one does not say; each a sentence."""
    return list(_redundancies([(rule, _bounds(rule)) for rule in sorted(rules, key=_by_id)]))


def _by_id(rule: "Rule") -> str:
    """Order rules by their id."""
    return rule.rule_id


def _redundancies(rules: Sequence[tuple["Rule", Bounds | None]]) -> Iterator[str]:
    """Compare each pair of rules."""
    for (one, known), (other, against) in combinations(rules, 2):
        if one.kind == other.kind and one.parameters == other.parameters:
            yield (
                f"Rules {one.rule_id} and {other.rule_id} are of one kind with the same parameters. "
                "Keep one of them."
            )
            continue
        if not known or not against or known[0] != against[0]:
            continue
        pairs = ((one, known[1], other, against[1]), (other, against[1], one, known[1]))
        for wide, bounds, narrow, inner in pairs:
            if _covers(narrow, wide) and inner.meet(bounds) == inner:
                yield (
                    f"Rule {wide.rule_id} is passed by every figure that passes rule {narrow.rule_id}, which "
                    "applies to the same figures. Keep it only if its effect differs for a reason."
                )
                break


def _share_figures(one: "Rule", other: "Rule") -> bool:
    """Say whether it is certain that some figure is in the scope of both."""
    return _same_scope(one, other) and bool(
        not one.measures or not other.measures or set(one.measures) & set(other.measures)
    )


def _covers(one: "Rule", other: "Rule") -> bool:
    """Say whether every figure in the scope of the other is in the scope of the one."""
    return _same_scope(one, other) and bool(
        not one.measures or (other.measures and set(other.measures) <= set(one.measures))
    )


def _same_scope(one: "Rule", other: "Rule") -> bool:
    """Say whether two rules are about the same figures but for their measures."""
    return all(_scope(one, name) == _scope(other, name) for name in _SCOPE)


def _scope(rule: "Rule", name: str) -> Any:
    """Return one part of a rule's scope; a range is of levels where it says nothing else."""
    value = getattr(rule, name)
    return "level" if name == "quantity" and rule.kind == "range" and not value else value


def _bounds(rule: "Rule") -> Bounds | None:
    """Return the column that a rule bounds and its values that pass; None where it is no such rule."""
    if rule.kind == "range":
        low, high = (None if end is None else Fraction(end) for end in (rule.at_least, rule.at_most))
        return f"value with tolerance {rule.tolerance}", Interval(low, high)
    if rule.kind != "expression":
        return None
    from pipeline.rules.expression import parse_condition

    return _condition_bounds(parse_condition(rule.expression, f"Rule {rule.rule_id}, expression"))


def _condition_bounds(condition: "exp.Expr") -> Bounds | None:
    """Read a condition as an interval of one column: comparisons with numbers, joined by and."""
    from sqlglot import exp

    inner = condition.unnest()
    if isinstance(inner, exp.And):
        one, other = _condition_bounds(inner.left), _condition_bounds(inner.right)
        if one is None or other is None or one[0] != other[0]:
            return None
        return one[0], _meet(one[1], other[1])
    if isinstance(inner, exp.Between):
        low, high = _number(inner.args["low"]), _number(inner.args["high"])
        column = inner.this.unnest()
        if isinstance(column, exp.Column) and low is not None and high is not None:
            return column.name, Interval(low, high)
    return _comparison_bounds(inner) if isinstance(inner, exp.Binary) else None


def _comparison_bounds(compared: "exp.Binary") -> Bounds | None:
    """Read one comparison of a column with a number as an interval."""
    from sqlglot import exp

    turned: dict[type[exp.Expr], type[exp.Expr]] = {
        exp.LT: exp.GT,
        exp.LTE: exp.GTE,
        exp.GT: exp.LT,
        exp.GTE: exp.LTE,
        exp.EQ: exp.EQ,
    }
    kind: type[exp.Expr] = type(compared)
    column, number = compared.left.unnest(), _number(compared.right)
    if kind not in turned:
        return None
    if number is None:
        kind, column, number = turned[kind], compared.right.unnest(), _number(compared.left)
    if number is None or not isinstance(column, exp.Column):
        return None
    intervals: dict[type[exp.Expr], Interval] = {
        exp.LT: Interval(None, number, high_open=True),
        exp.LTE: Interval(None, number),
        exp.GT: Interval(number, None, low_open=True),
        exp.GTE: Interval(number, None),
        exp.EQ: Interval(number, number),
    }
    return column.name, intervals[kind]


def _number(node: "exp.Expr") -> Fraction | None:
    """Return a number that is written out, or None."""
    from sqlglot import exp

    inner = node.unnest()
    if isinstance(inner, exp.Neg):
        found = _number(inner.this)
        return None if found is None else -found
    return Fraction(inner.name) if isinstance(inner, exp.Literal) and not inner.is_string else None


def _meet(one: Interval, other: Interval) -> Interval:
    """Return the values in both; where there are none, an interval that is empty."""
    return one.meet(other) or NOTHING


def _say(interval: Interval) -> str:
    """Write an interval in words."""
    if interval == EVERYTHING:
        return "anything"
    low = (
        f"{'above' if interval.low_open else 'at least'} {_plain(interval.low)}"
        if interval.low is not None
        else ""
    )
    high = (
        f"{'below' if interval.high_open else 'at most'} {_plain(interval.high)}"
        if interval.high is not None
        else ""
    )
    return " and ".join(part for part in (low, high) if part)


def _plain(bound: Fraction | None) -> str:
    """Write a bound as a decimal."""
    return format(float(bound), "g") if bound is not None else ""
