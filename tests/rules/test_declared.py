"""Rules are data: each fault in their files is a sentence that names the rule."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pipeline.errors import BadInputError
from pipeline.office import Office, load_office
from pipeline.project import Project
from pipeline.rules.declared import EFFECTS, declare_rules, load_rules, load_weights, rules_frame
from pipeline.rules.kinds import KIND_STAGE

RULE = """
[[rule]]
rule_id = "one"
version = 1
title = "A title"
kind = "balance"
effect = "query"
owner = "methods"
since = 2026-11-22
why = "Because."
whole = "_T"
parts = ["purpose=x", "purpose=y"]
"""


def _load(office: Office, *texts: str) -> list[str]:
    """Declare rules anew, a file each, and return their ids."""
    for path in (office.folder / "rules").glob("*.toml"):
        path.unlink()
    for number, text in enumerate(texts):
        (office.folder / "rules" / f"{number}.toml").write_text(text, encoding="utf-8")
    return [rule.rule_id for rule in load_rules(office)]


@pytest.mark.parametrize("code", ["karabakh", "example"])
def test_the_rules_of_both_offices_can_be_loaded(code: str, project_factory: Callable[[], Project]) -> None:
    rules = load_rules(load_office(project_factory(), code))
    assert {rule.kind for rule in rules} >= {"parent", "uniqueness", "code_list"}
    assert all(rule.title and rule.why and rule.owner for rule in rules)
    assert [rule.rule_id for rule in rules] == sorted(rule.rule_id for rule in rules)


def test_a_rule_is_read_with_its_parts(small_office: Office) -> None:
    two = RULE.replace('"one"', '"two"').replace("balance", "parent").split("whole")[0]
    assert _load(small_office, two, RULE) == ["one", "two"]
    one, other = load_rules(small_office)
    assert (one.parts, one.since, one.stage) == (
        ("purpose=x", "purpose=y"),
        date(2026, 11, 22),
        KIND_STAGE["balance"],
    )
    assert (other.whole, other.parts) == ("", ())
    assert rules_frame([one, other]).select("rule_id", "rule_version", "parts").rows() == [
        ("one", 1, ["purpose=x", "purpose=y"]),
        ("two", 1, []),
    ]


def test_an_office_may_have_no_rules(small_office: Office) -> None:
    assert _load(small_office) == []
    assert rules_frame([]).height == 0


RANGE = """
[[rule]]
rule_id = "bounded"
version = 1
title = "A title"
kind = "range"
effect = "query"
owner = "methods"
since = 2026-11-22
why = "Because."
at_most = 10.5
"""


def test_parameters_are_exact_numbers(small_office: Office) -> None:
    assert _load(small_office, RANGE) == ["bounded"]
    (rule,) = load_rules(small_office)
    assert (rule.at_most, rule.at_least, rule.parameters) == (
        Decimal("10.5"),
        None,
        {"at_most": Decimal("10.5")},
    )
    (row,) = rules_frame([rule]).to_dicts()
    assert (row["at_most"], row["at_least"], row["measures"], row["where"]) == (Decimal("10.5"), None, [], "")


def test_contradicting_rules_of_an_office_are_refused(small_office: Office) -> None:
    other = RANGE.replace('"bounded"', '"other"').replace("at_most = 10.5", "at_least = 11")
    with pytest.raises(BadInputError, match="Rules bounded and other contradict each other"):
        _load(small_office, RANGE, other)


def test_measures_have_the_weight_that_is_declared(small_office: Office) -> None:
    _load(small_office, RANGE + "[weight]\nfci = 3\n", "[weight]\npersons = 0.5\n")
    assert load_weights(small_office) == {"fci": 3, "persons": Decimal("0.5")}


@pytest.mark.parametrize("weight", ["0", "-1", '"much"', "true"])
def test_a_weight_is_a_number_above_zero(small_office: Office, weight: str) -> None:
    _load(small_office, f"[weight]\nfci = {weight}\n")
    with pytest.raises(BadInputError, match=r"0\.toml gives fci the weight .* Write a number above 0"):
        load_weights(small_office)


FAULTS = {
    "no TOML": ("[[rule]", r"0\.toml does not declare its rules in the known form: "),
    "no rule": (
        "x = 1",
        r"0\.toml does not declare its rules in the known form: 'rule'\. Compare with another",
    ),
    "missing entry": (RULE.replace("owner", "x_owner"), r"in the known form: .*x_owner"),
    "unknown kind": (
        RULE.replace("balance", "total"),
        r"rule one has the kind 'total'\. Known kinds: code_list, ",
    ),
    "unknown effect": (
        RULE.replace("query", "mend"),
        r"rule one has the effect 'mend'\. Known effects: stop, hold, with",
    ),
    "version as text": (
        RULE.replace("version = 1", 'version = "1"'),
        r"rule one needs version as a whole number",
    ),
    "since as text": (RULE.replace("2026-11-22", '"2026"'), r"rule one needs .* since as a date\. Mend them"),
    "balance without parts": (
        RULE.partition("parts")[0],
        r"rule one is of the kind balance and lacks parts\. Declare what it needs: parts, whole",
    ),
    "parameter of another kind": (
        RULE + "days = 3\n",
        r"rule one declares days, which its kind balance does not take\. It takes: parts, whole",
    ),
    "text that is a number": (
        RULE.replace('whole = "_T"', "whole = 3"),
        r"rule one gives whole as 3\. Write a text",
    ),
    "no whole number": (
        RANGE.replace("range", "cumulative_as_flow").replace("at_most = 10.5", "count = 0"),
        r"rule bounded gives count as 0\. Write a whole number of 1 or more",
    ),
    "range without bounds": (
        RANGE.replace("at_most = 10.5", ""),
        r"rule bounded is a range without bounds\. Declare at_least, at_most or both",
    ),
    "bound that is text": (
        RANGE.replace("10.5", '"10.5"'),
        r"known form: at_most is '10\.5', a number is expected",
    ),
    "bound of many decimals": (
        RANGE.replace("10.5", "10.12345"),
        r"at_most is 10\.12345, a number below 10\^14 with at most 4 decimals is expected",
    ),
    "bound without end": (RANGE.replace("10.5", "inf"), r"at_most is Infinity, a number below"),
    "bound too large": (RANGE.replace("10.5", "100000000000000"), r"at_most is 100000000000000, a number"),
    "condition of another language": (
        RANGE + 'where = "pg_sleep(9) > 1"\n',
        r"rule bounded, where 'pg_sleep\(9\) > 1' calls PG_SLEEP\(9\)\. Known functions",
    ),
    "unknown column": (
        RANGE.replace("range", "allowed").replace("at_most = 10.5", 'column = "source_id"\ncodes = ["x"]'),
        r"rule bounded names the column 'source_id'\. Known: ",
    ),
    "declared twice": (RULE + RULE, r"rule one is declared twice\. Give one of them another id"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_a_sentence_that_names_file_and_rule(small_office: Office, fault: str) -> None:
    text, sentence = FAULTS[fault]
    with pytest.raises(BadInputError, match=sentence):
        _load(small_office, text)


def test_an_id_taken_in_another_file_is_a_sentence(small_office: Office) -> None:
    with pytest.raises(BadInputError, match=r"1\.toml: rule one is declared twice"):
        _load(small_office, RULE, RULE)


def test_rules_that_are_no_text_are_a_sentence(small_office: Office) -> None:
    (small_office.folder / "rules" / "x.toml").write_bytes(b"# \xff")
    with pytest.raises(BadInputError, match=r"x\.toml does not declare its rules in the known form"):
        load_rules(small_office)


@pytest.mark.parametrize("effect", EFFECTS)
def test_every_effect_can_be_declared(small_office: Office, effect: str) -> None:
    assert _load(small_office, RULE.replace("query", effect)) == ["one"]


def test_a_rule_can_be_declared_before_its_condition_is_read(small_office: Office) -> None:
    for path in (small_office.folder / "rules").glob("*.toml"):
        path.unlink()
    text = RANGE + 'where = "pg_sleep(9) > 1"\n'
    (small_office.folder / "rules" / "0.toml").write_text(text, encoding="utf-8")
    assert [rule.rule_id for rule in declare_rules(small_office)] == ["bounded"]
    with pytest.raises(BadInputError, match="rule bounded, where"):
        load_rules(small_office)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("expression", 'expression = "value > 0"\nsays = "it_is_bad"'),
            r"gives says as 'it_is_bad'\. Known: publ",
        ),
        (
            ("range", 'at_least = 0\nsays = "published_before_period_end"'),
            r"declares says, which its kind range",
        ),
    ],
)
def test_a_word_of_no_list_is_a_sentence(
    small_office: Office, change: tuple[str, str], sentence: str
) -> None:
    kind, text = change
    rule = RULE.replace('"balance"', f'"{kind}"').partition("whole")[0]
    with pytest.raises(BadInputError, match=sentence):
        _load(small_office, rule + text)
