"""The rules of an office, from its rules/*.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from pipeline.errors import BadInputError
from pipeline.office import Office

EFFECTS = ("stop", "withhold", "query", "info")
KIND_STAGE = {
    "code_list": 0,
    "uniqueness": 1,
    "parent": 2,
    "part_of_total": 3,
    "month_within_ytd": 2,
    "share_of_levels": 4,
    "balance": 3,
    "ytd_never_falls": 3,
    "balance_territory": 4,
    "falls_with_whole": 5,
    "conflict": 6,
}
"""The kinds of rules by the order of their evaluation: each sees what the earlier ones left standing."""


@dataclass(frozen=True)
class Rule:
    """One edit rule: what it says, what follows from it, who owns it and why it exists."""

    rule_id: str
    version: int
    title: str
    kind: str
    effect: str
    owner: str
    since: date
    why: str
    whole: str = ""
    parts: tuple[str, ...] = ()

    @property
    def stage(self) -> int:
        """Its place in the order of evaluation."""
        return KIND_STAGE[self.kind]


def load_rules(office: Office) -> list[Rule]:
    """Read the office's rules in the order of their ids; each fault is a sentence that names the rule."""
    found: dict[str, Rule] = {}
    for path in sorted((office.folder / "rules").glob("*.toml")):
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
            rules = [_make_rule(entry) for entry in entries]
        except (KeyError, TypeError, ValueError) as error:
            raise BadInputError(
                f"{path} does not declare its rules in the known form: {error}. Compare with another rule."
            ) from error
        for rule in rules:
            _check(rule, found, str(path))
            found[rule.rule_id] = rule
    return [found[name] for name in sorted(found)]


def rules_frame(rules: list[Rule]) -> pl.DataFrame:
    """Return the rules as the table `reference.rule`."""
    schema: dict[str, Any] = {
        "rule_id": pl.String,
        "rule_version": pl.Int64,
        "title": pl.String,
        "kind": pl.String,
        "effect": pl.String,
        "owner": pl.String,
        "since": pl.Date,
        "why": pl.String,
        "whole": pl.String,
        "parts": pl.List(pl.String),
    }
    rows = [
        {"rule_version": rule.version, "parts": list(rule.parts)}
        | {name: getattr(rule, name) for name in schema if name not in ("rule_version", "parts")}
        for rule in rules
    ]
    return pl.DataFrame(rows, schema=schema)


def _make_rule(entry: dict[str, Any]) -> Rule:
    """Make a rule of its TOML entry."""
    return Rule(**{**entry, "parts": tuple(entry.get("parts", ()))})


def _check(rule: Rule, found: dict[str, Rule], where: str) -> None:
    """Refuse a rule that could not be evaluated as it stands, or whose id is taken."""
    who = f"{where}: rule {rule.rule_id}"
    if rule.kind not in KIND_STAGE:
        raise BadInputError(f"{who} has the kind '{rule.kind}'. Known kinds: {', '.join(KIND_STAGE)}.")
    if rule.effect not in EFFECTS:
        raise BadInputError(f"{who} has the effect '{rule.effect}'. Known effects: {', '.join(EFFECTS)}.")
    if type(rule.version) is not int or type(rule.since) is not date:
        raise BadInputError(f"{who} needs version as a whole number and since as a date. Mend them.")
    if rule.kind == "balance" and not (rule.whole and rule.parts):
        raise BadInputError(
            f"{who} is a balance without whole or parts. Name the breakdowns that it adds up."
        )
    if rule.rule_id in found:
        raise BadInputError(f"{who} is declared twice. Give one of them another id.")
