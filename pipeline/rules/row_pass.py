"""Rules on one figure by itself, all evaluated in one pass: one query, made of their conditions.

The query is built as a syntax tree from the declared rules and never from filled-in text. A figure that a
rule applies to passes, fails, or, where the condition is neither true nor false of it, is missing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from pipeline.decimals import VALUE
from pipeline.rules.expression import parse_condition

if TYPE_CHECKING:
    from sqlglot import exp

    from pipeline.rules.declared import Rule

RULES_A_STATE = 30
"""So many rules share one whole number of 64 bits: two bits a rule."""
MAX_RULES = 300
"""So many rules are evaluated in one query; past them a second one is made."""
COUNT: dict[str, Any] = {"rule_id": pl.String, "period": pl.Date, "outcome": pl.String, "n": pl.Int64}
"""How often each rule was evaluated with which outcome, by the month that the figures belong to."""
SENTENCES = {"range": "outside_bounds", "expression": "condition_not_met", "allowed": "not_in_list"}
_OUTCOMES = {1: "pass", 2: "fail", 3: "missing"}
"""What two bits of a state say; 0 is a rule that does not apply."""
_MONTH = "cast(date_trunc('month', coalesce(period_end, due_on, reference_on)) as date) as month"
_FACTS = """
{
    'obs_id': obs_id,
    'territory_id': territory_id,
    'period': coalesce(period_end, due_on, reference_on),
    'measure_code': measure_code,
    'reported': value,
    'unit_code': unit_code
} as facts
"""
"""What a test says of a failing figure."""
Rows = Sequence[Sequence[Any]]


def evaluate_rows(
    connection: duckdb.DuckDBPyConnection, rules: Sequence["Rule"]
) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, str]]:
    """Return failing tests, counts, and a sentence for each rule that cannot be evaluated.

    Tests have the columns that the SQL of any other kind returns. Where the one query cannot be evaluated,
    each rule is tried by itself, so that one rule does not keep the others from being evaluated.
    """
    counts: list[tuple[Any, ...]] = []
    failed: list[dict[str, Any]] = []
    errors: dict[str, str] = {}
    waiting = [list(rules[start : start + MAX_RULES]) for start in range(0, len(rules), MAX_RULES)]
    while waiting:
        own = waiting.pop(0)
        try:
            rows = connection.sql(compile_rules(tuple(own))).fetchall()
        except duckdb.Error as error:
            if len(own) == 1:
                errors[own[0].rule_id] = f"its condition could not be evaluated: {str(error).splitlines()[0]}"
            else:
                waiting[:0] = [[rule] for rule in own]
            continue
        counts += _count(own, rows)
        failed += _fail(own, rows)
    return _tests(failed), pl.DataFrame(counts, schema=COUNT, orient="row"), errors


@lru_cache(maxsize=64)
def compile_rules(rules: tuple["Rule", ...]) -> str:
    """Compile rules into one query over core.standing.

    A row is a month and a state: for each RULES_A_STATE rules a whole number with two bits a rule, how many
    figures have it, and, where a rule fails, the facts of these figures.
    """
    import sqlglot
    from sqlglot import exp, select

    blocks = [rules[start : start + RULES_A_STATE] for start in range(0, len(rules), RULES_A_STATE)]
    names = [f"state_{number}" for number in range(len(blocks))]
    states = [exp.alias_(_state(block), name) for block, name in zip(blocks, names, strict=True)]
    known = [sqlglot.parse_one(text, read="duckdb") for text in (_MONTH, _FACTS)]
    judged = select(*known, *states).from_("core.standing").subquery("judged")
    fails = exp.or_(*(_fails(name, len(block)) for name, block in zip(names, blocks, strict=True)))
    listed = exp.Filter(this=exp.ArrayAgg(this=exp.column("facts")), expression=exp.Where(this=fails))
    query = select("month", *names, exp.Count(this=exp.Star()), listed).from_(judged)
    return (
        query.group_by("month", *names).order_by("month", *names).sql("duckdb", normalize_functions="lower")
    )


def _state(rules: Sequence["Rule"]) -> "exp.Expr":
    """Return the state of a figure: the outcome of each rule in two bits, added up."""
    from sqlglot import exp

    total: exp.Expr = exp.Literal.number(0)
    for number, rule in enumerate(rules):
        condition = _condition(rule)
        outcome = exp.case().when(condition, str(4**number)).when(exp.not_(condition), str(2 * 4**number))
        applies = exp.case().when(_scope(rule), outcome.else_(str(3 * 4**number))).else_("0")
        total = exp.Add(this=total, expression=applies)
    return exp.cast(total, "bigint")


def _fails(name: str, n_rules: int) -> "exp.Expr":
    """Say whether any rule of a state fails: its higher bit is set and its lower one is not."""
    from sqlglot import exp

    lower = sum(4**number for number in range(n_rules))
    passed = exp.BitwiseAnd(this=exp.column(name), expression=exp.Literal.number(lower))
    shifted = exp.paren(exp.Mul(this=exp.paren(passed), expression=exp.Literal.number(2)))
    higher = exp.paren(exp.BitwiseAnd(this=exp.column(name), expression=exp.Literal.number(2 * lower)))
    alone = exp.BitwiseAnd(this=higher, expression=exp.paren(exp.BitwiseNot(this=shifted)))
    return exp.NEQ(this=exp.paren(alone), expression=exp.Literal.number(0))


def _outcomes(rules: Sequence["Rule"], row: Sequence[Any]) -> Iterator[tuple["Rule", str]]:
    """Yield each rule that applies to the figures of a row, with its outcome."""
    for number, rule in enumerate(rules):
        block, place = divmod(number, RULES_A_STATE)
        code = row[1 + block] >> (2 * place) & 3
        if code:
            yield rule, _OUTCOMES[code]


def _count(rules: Sequence["Rule"], rows: Rows) -> list[tuple[Any, ...]]:
    """Count the outcomes of each rule by month."""
    counts: Counter[tuple[str, Any, str]] = Counter()
    for row in rows:
        for rule, outcome in _outcomes(rules, row):
            counts[rule.rule_id, row[0], outcome] += row[-2]
    return [(*key, n) for key, n in counts.items()]


def _fail(rules: Sequence["Rule"], rows: Rows) -> Iterator[dict[str, Any]]:
    """Yield a test for each figure that fails a rule, with the bounds that the rule declares."""
    for row in rows:
        for rule, outcome in _outcomes(rules, row) if row[-1] else ():
            if outcome == "fail":
                bounds = {"expected_lo": rule.at_least, "expected_hi": rule.at_most}
                said = {
                    "rule_id": rule.rule_id,
                    "outcome": outcome,
                    "sentence_code": rule.says or SENTENCES[rule.kind],
                }
                yield from ({**facts, **bounds, **said} for facts in row[-1])


def _tests(failed: list[dict[str, Any]]) -> pl.DataFrame:
    """Return failing tests as a frame, in a fixed order."""
    rows = sorted(failed, key=lambda row: (row["rule_id"], row["obs_id"]))
    columns = {name: _column(name, [row[name] for row in rows], kind) for name, kind in _TEST.items()}
    own = pl.concat_list("obs_id")
    return pl.DataFrame(columns).select(
        pl.exclude("obs_id"), tested=own, compared=own.list.head(0).cast(pl.List(pl.String))
    )


def _column(name: str, values: list[Any], kind: Any) -> pl.Series:
    """Make a column; decimals by way of text, which spares the import of numpy and is as exact."""
    if kind != VALUE:
        return pl.Series(name, values, dtype=kind)
    texts = [None if value is None else format(value, "f") for value in values]
    return pl.Series(name, texts, dtype=pl.String).cast(VALUE)


_TEST: Mapping[str, Any] = {
    "rule_id": pl.String,
    "outcome": pl.String,
    "obs_id": pl.String,
    "territory_id": pl.String,
    "period": pl.Date,
    "measure_code": pl.String,
    "reported": VALUE,
    "expected_lo": VALUE,
    "expected_hi": VALUE,
    "unit_code": pl.String,
    "sentence_code": pl.String,
}
"""The columns of a test, one figure each; lists of what is tested and compared are made of them."""


def _scope(rule: "Rule") -> "exp.Expr":
    """Return the condition that says which figures a rule applies to."""
    from sqlglot import exp

    parts: list[exp.Expr] = []
    if rule.measures:
        parts.append(exp.column("measure_code").isin(*rule.measures))
    quantity = rule.quantity or ("level" if rule.kind == "range" else "")
    for column, code in (("breakdown", rule.breakdown), ("quantity", quantity), ("unit_code", rule.unit)):
        if code:
            parts.append(exp.column(column).eq(exp.Literal.string(code)))
    if rule.where:
        parts.append(exp.paren(parse_condition(rule.where, f"Rule {rule.rule_id}, where")))
    return exp.and_(*parts) if parts else exp.true()


def _condition(rule: "Rule") -> "exp.Expr":
    """Return the condition that is true of a figure that passes."""
    from sqlglot import exp

    if rule.kind == "expression":
        return exp.paren(parse_condition(rule.expression, f"Rule {rule.rule_id}, expression"))
    if rule.kind == "allowed":
        code = exp.cast(exp.column(rule.column), "varchar")
        return exp.paren(exp.func("coalesce", code, exp.Literal.string("")).isin(*rule.codes))
    low: exp.Condition = exp.column("low")
    high: exp.Condition = exp.column("high")
    if rule.tolerance is not None:
        room = exp.column("step") * _number(rule.tolerance)
        low, high = exp.column("value") - room, exp.column("value") + room
    bounds: list[exp.Expr] = []
    if rule.at_least is not None:
        bounds.append(exp.paren(high) >= _number(rule.at_least))
    if rule.at_most is not None:
        bounds.append(exp.paren(low) <= _number(rule.at_most))
    return exp.paren(exp.and_(*bounds))


def _number(value: Decimal) -> "exp.Expr":
    """Return a number as an exact literal."""
    from sqlglot import exp

    literal = exp.Literal.number(format(abs(value), "f"))
    return exp.paren(exp.Neg(this=literal)) if value < 0 else literal
