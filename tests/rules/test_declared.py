"""Rules are data: each fault in their files is a sentence that names the rule."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.errors import BadInputError
from pipeline.office import Office, load_office
from pipeline.project import Project
from pipeline.rules.declared import EFFECTS, KIND_STAGE, load_rules, rules_frame

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
        r"rule one has the effect 'mend'\. Known effects: stop, with",
    ),
    "version as text": (
        RULE.replace("version = 1", 'version = "1"'),
        r"rule one needs version as a whole number",
    ),
    "since as text": (RULE.replace("2026-11-22", '"2026"'), r"rule one needs .* since as a date\. Mend them"),
    "balance without parts": (
        RULE.partition("parts")[0],
        r"rule one is a balance without whole or parts\. Name",
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
