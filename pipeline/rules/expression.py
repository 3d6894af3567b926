"""Conditions on one figure: a closed language of comparisons, parsed by sqlglot against allow-lists.

An expression names columns of one figure, literals, and, or, not, comparisons, between, in, is null, + - *
and a few functions. Whatever else it holds is refused with a sentence. Who stated the figure is not among the
columns: a rule may not ask it. There is no division, as a quotient of decimals is not exact: write `value >=
2 * step`, not `value / step >= 2`.
"""

import re
from typing import TYPE_CHECKING

from pipeline.errors import BadInputError

if TYPE_CHECKING:
    from sqlglot import exp

    from pipeline.rules.declared import Rule

COLUMNS = frozenset(
    {
        *("value", "step", "low", "high", "unit_code", "measure_code", "breakdown", "quantity", "kind"),
        *("territory_id", "period_kind", "period_start", "period_end", "due_on", "reference_on"),
        *(
            "price_basis",
            "base_period",
            "precision_model",
            "qualifier",
            "inferred",
            "scope",
            "interpretation",
        ),
        *("published_from", "published_to", "known_on", "received_on"),
    }
)
"""What a condition may name of a figure; `low` and `high` bound what its printed precision leaves open."""
FUNCTIONS = frozenset({"abs", "coalesce", "day", "greatest", "least", "length", "month", "year"})
_EXACT = re.compile(r"[0-9]{1,18}(\.[0-9]{1,10})?")
MAX_CHARACTERS = 2000
MAX_NODES = 400
"""Limits of one condition; past them it is refused, and can be written as several rules."""


def check_conditions(rule: "Rule", who: str) -> None:
    """Refuse conditions of a rule that are not of the language, and columns that are not in the list."""
    for name in ("expression", "where"):
        if text := getattr(rule, name):
            parse_condition(text, f"{who}, {name}")
    if rule.column and rule.column not in COLUMNS:
        raise BadInputError(f"{who} names the column '{rule.column}'. Known: {', '.join(sorted(COLUMNS))}.")


def parse_condition(text: str, who: str) -> "exp.Expr":
    """Parse a condition; whatever is not of the language is a BadInputError that begins with `who`."""
    import sqlglot
    from sqlglot.errors import SqlglotError

    if len(text) > MAX_CHARACTERS:
        raise BadInputError(f"{who} has more than {MAX_CHARACTERS} characters. Write it as several rules.")
    try:
        condition: exp.Expr = sqlglot.parse_one(f"select {text}", read="duckdb")
    except (SqlglotError, RecursionError) as error:
        raise BadInputError(
            f"{who} '{text}' cannot be read as a condition. Compare with another rule."
        ) from error
    inner: exp.Expr | None = condition.expressions[0] if _is_bare(condition) else None
    if inner is None:
        raise BadInputError(f"{who} '{text}' holds more than one condition. Join conditions by and, or.")
    _check_nodes(inner, f"{who} '{text}'")
    if not _is_truth(inner):
        raise BadInputError(f"{who} '{text}' is no comparison, so it is neither true nor false. Compare it.")
    return inner


def _is_bare(query: "exp.Expr") -> bool:
    """Say whether a parsed query is one expression and nothing around it."""
    from sqlglot import exp

    around = {name for name, value in query.args.items() if value and name not in ("expressions", "kind")}
    return isinstance(query, exp.Select) and not around and len(query.expressions) == 1


def _check_nodes(condition: "exp.Expr", who: str) -> None:
    """Refuse each node that is not of the language."""
    from sqlglot import exp

    allowed = _allowed()
    nodes = list(condition.walk())
    if len(nodes) > MAX_NODES:
        raise BadInputError(f"{who} has more than {MAX_NODES} terms. Write it as several rules.")
    for node in nodes:
        if isinstance(node, exp.Column) and (node.table or node.name not in COLUMNS):
            known = ", ".join(sorted(COLUMNS))
            raise BadInputError(f"{who} names '{node.sql('duckdb')}'. Known columns: {known}.")
        if isinstance(node, exp.Func) and type(node) not in allowed:
            known = ", ".join(sorted(FUNCTIONS))
            raise BadInputError(f"{who} calls {node.sql('duckdb')}. Known functions: {known}.")
        if type(node) not in allowed:
            raise BadInputError(
                f"{who} holds {node.sql('duckdb')}, which is not of the language of rules: columns, numbers, "
                "texts and dates in comparisons, joined by and, or, not, with + - * and a few functions."
            )
        _check_value(node, who)


def _allowed() -> frozenset[type]:
    """Return the nodes of the language."""
    from sqlglot import exp

    comparisons = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Between, exp.In, exp.Is, exp.Like)
    joined = (exp.And, exp.Or, exp.Not, exp.Paren, exp.Add, exp.Sub, exp.Mul, exp.Neg)
    values = (exp.Literal, exp.Null, exp.Boolean, exp.Identifier, exp.Cast, exp.DataType, exp.TsOrDsToDate)
    called = (exp.Abs, exp.Coalesce, exp.Day, exp.Greatest, exp.Least, exp.Length, exp.Month, exp.Year)
    return frozenset((*comparisons, *joined, *values, *called, exp.Column))


def _check_value(node: "exp.Expr", who: str) -> None:
    """Refuse a cast that is no date written out, and a number that is not exact."""
    from sqlglot import exp

    if isinstance(node, exp.Cast) and not _is_date(node):
        raise BadInputError(f"{who} casts {node.sql('duckdb')}. Only dates are cast: date '2026-01-31'.")
    if isinstance(node, exp.Literal) and not node.is_string and not _EXACT.fullmatch(node.name):
        raise BadInputError(f"{who} writes the number {node.name}. Write it out, with at most 10 decimals.")


def _is_date(cast: "exp.Cast") -> bool:
    """Say whether a cast is a date written out, and an existing one."""
    from datetime import date

    from sqlglot import exp

    if not (cast.to.this == exp.DataType.Type.DATE and isinstance(cast.this, exp.Literal)):
        return False
    try:
        date.fromisoformat(cast.this.name)
    except ValueError:
        return False
    return True


def _is_truth(node: "exp.Expr") -> bool:
    """Say whether a node is true or false, all the way down through and, or, not."""
    from sqlglot import exp

    inner = node.unnest()
    if isinstance(inner, exp.And | exp.Or):
        return _is_truth(inner.left) and _is_truth(inner.right)
    if isinstance(inner, exp.Not):
        return _is_truth(inner.this)
    return isinstance(inner, exp.Predicate | exp.Boolean) and not isinstance(inner, exp.Literal)
