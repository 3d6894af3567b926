"""Conditions are a closed language: what is not of it is a sentence that names the rule."""

import pytest

from pipeline.errors import BadInputError
from pipeline.rules.expression import MAX_CHARACTERS, MAX_NODES, parse_condition

GOOD = [
    "value >= 0",
    "value >= 2 * step and unit_code in ('AZN_MN', 'PCT')",
    "date '2020-01-31' <= period_end",
    "not (qualifier is null) or abs(value) < 10.5",
    "value between -1 and 1",
    "coalesce(value, 0) <= least(high, greatest(low, 3)) and length(breakdown) < 30",
    "year(period_end) = 2025 and month(period_end) = 1 and day(period_end) > 1",
    "breakdown like 'purpose=%' and true",
]
BAD = {
    "value": "is no comparison",
    "value and step > 1": "is no comparison",
    "value >": "cannot be read as a condition",
    "value > 1; drop table core.latest": "holds more than one condition",
    "value > 1 from core.latest": "holds more than one condition",
    "value > 1, step > 1": "holds more than one condition",
    "secret > 1": "names 'secret'",
    "source_id = 'I001'": "names 'source_id'. Known columns: ",
    "producer_code <> 'CSO'": "names 'producer_code'",
    "t.value > 1": "names 't.value'",
    "value > (select max(value) from core.latest)": "which is not of the language",
    "value in (select value from core.latest)": "which is not of the language",
    "read_text('x') = ''": "Known functions: abs, coalesce",
    "getenv('HOME') = ''": "Known functions",
    "random() > 0.5": "Known functions",
    "value / step > 2": "which is not of the language",
    "case when value > 1 then true else false end": "Known functions",
    "value > 1e3": "writes the number 1e3",
    "value > 0.12345678901": "writes the number",
    "value > cast('1' as double)": "casts CAST",
    "period_end > date '2025-02-30'": "casts CAST",
    "value > $month": "which is not of the language",
    "value > sum(value) over ()": "which is not of the language",
    "qualifier ~ 'a.*'": "Known functions",
    "[value] = [1]": "Known functions",
    "value > 1 -- " + "x" * MAX_CHARACTERS: "has more than 2000 characters",
    " and ".join(["value>1"] * 150): "has more than 400 terms",
}


@pytest.mark.parametrize("text", GOOD)
def test_conditions_of_the_language_are_read(text: str) -> None:
    assert parse_condition(text, "Rule one").sql("duckdb")


@pytest.mark.parametrize("text", BAD, ids=[name[:40] for name in BAD])
def test_anything_else_is_a_sentence_that_names_the_rule(text: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_condition(text, "Rule one, where")
    assert str(caught.value).startswith("Rule one, where")
    assert BAD[text] in str(caught.value)


def test_a_condition_may_be_as_long_as_its_limits() -> None:
    text = "value > 1".ljust(MAX_CHARACTERS)
    assert parse_condition(text, "Rule one").sql("duckdb") == "value > 1"
    small = " or ".join(["value > 1"] * (MAX_NODES // 5))
    assert len(list(parse_condition(small, "Rule one").walk())) <= MAX_NODES


def test_nesting_without_end_is_a_sentence() -> None:
    with pytest.raises(BadInputError, match="Rule one"):
        parse_condition("(" * 900 + "value > 1" + ")" * 900, "Rule one")
