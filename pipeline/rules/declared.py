"""The rules of an office, from its rules/*.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import BadInputError
from pipeline.office import Office
from pipeline.rules.kinds import KIND_STAGE, KINDS, PARAMETERS, WORDS

if TYPE_CHECKING:
    import polars as pl

EFFECTS = ("stop", "hold", "withhold", "query", "info")
"""What follows from a failed rule. `stop` keeps the bulletin from being written and the figure from being
used; `hold` keeps the bulletin from being written until a decision gives a reason, the figure being used;
`withhold` keeps the figure from being used; `query` asks; `info` is a note."""
_LISTS = ("parts", "measures", "codes")
_NUMBERS = ("at_least", "at_most", "tolerance", "threshold")
_WHOLE_NUMBERS = ("count", "days")
_LARGEST_PARAMETER = Decimal(10) ** 14
"""The SQL files multiply parameters as DECIMAL(18, 4)."""
_PARAMETER_PLACES = 4


@dataclass(frozen=True)
class Rule:
    """One edit rule: what it says, what follows from it, who owns it and why it exists.

    What a parameter means is said by the kind that takes it; those of other kinds stay empty.
    """

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
    measures: tuple[str, ...] = ()
    against: str = ""
    breakdown: str = ""
    quantity: str = ""
    unit: str = ""
    level: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    tolerance: Decimal | None = None
    threshold: Decimal | None = None
    count: int | None = None
    days: int | None = None
    column: str = ""
    codes: tuple[str, ...] = ()
    expression: str = ""
    where: str = ""
    says: str = ""
    among: str = ""
    rhythm: str = ""

    @property
    def stage(self) -> int:
        """Its place in the order of evaluation."""
        return KIND_STAGE[self.kind]

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that it declares."""
        return {
            name: value for name in sorted(PARAMETERS) if (value := getattr(self, name)) not in ("", (), None)
        }


def load_rules(office: Office) -> list[Rule]:
    """Read the office's rules in the order of their ids; each fault is a sentence that names the rule.

    Rules that contradict each other are refused; redundant ones are told by consistency.redundancies().
    """
    declared = tuple(_declared(office).values())
    _check_conditions(declared)
    return [rule for _, rule in declared]


@lru_cache(maxsize=8)
def _check_conditions(declared: tuple[tuple[Path, Rule], ...]) -> None:
    """Refuse conditions that cannot be read and rules that contradict each other, once for all who ask."""
    from pipeline.rules.consistency import refuse_contradictions
    from pipeline.rules.expression import check_conditions

    for where, rule in declared:
        check_conditions(rule, f"{where}: rule {rule.rule_id}")
    refuse_contradictions([rule for _, rule in declared])


def declare_rules(office: Office) -> list[Rule]:
    """Read the office's rules as `load_rules` does, their conditions unread: enough to name and show them.

    A condition is parsed when a month is run, which keeps the parser out of what only composes the steps.
    """
    return [rule for _, rule in _declared(office).values()]


def _declared(office: Office) -> dict[str, tuple[Path, Rule]]:
    """Read the rules by their id, in that order, each with the file that declares it."""
    found: dict[str, tuple[Path, Rule]] = {}
    for path, entries, _ in _files(office):
        for rule in _make_rules(path, entries):
            _check(rule, found, str(path))
            found[rule.rule_id] = path, rule
    return {name: found[name] for name in sorted(found)}


def load_weights(office: Office) -> dict[str, Decimal]:
    """Read the declared importance of measures, table [weight] of rules/*.toml; one not named has 1."""
    weights: dict[str, Decimal] = {}
    for path, _, declared in _files(office):
        for measure, weight in declared.items():
            if not isinstance(weight, int | Decimal) or isinstance(weight, bool) or weight <= 0:
                raise BadInputError(f"{path} gives {measure} the weight {weight!r}. Write a number above 0.")
            weights[measure] = Decimal(weight)
    return weights


def rules_frame(rules: Sequence[Rule]) -> "pl.DataFrame":
    """Return the rules as the table `reference.rule`."""
    import polars as pl

    from pipeline.decimals import VALUE

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
        "measures": pl.List(pl.String),
        "against": pl.String,
        "breakdown": pl.String,
        "quantity": pl.String,
        "unit": pl.String,
        "level": pl.String,
        "at_least": VALUE,
        "at_most": VALUE,
        "tolerance": VALUE,
        "threshold": VALUE,
        "count": pl.Int64,
        "days": pl.Int64,
        "column": pl.String,
        "codes": pl.List(pl.String),
        "expression": pl.String,
        "where": pl.String,
        "says": pl.String,
        "among": pl.String,
        "rhythm": pl.String,
    }
    rows = [_row(rule, schema) for rule in rules]
    return pl.DataFrame(rows, schema=schema)


def _row(rule: Rule, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Give a rule as a row of `reference.rule`."""
    row = {name: getattr(rule, name) for name in schema if name != "rule_version"}
    return row | {"rule_version": rule.version} | {name: list(row[name]) for name in _LISTS}


def _files(office: Office) -> list[tuple[Path, list[dict[str, Any]], dict[str, Any]]]:
    """Read each file of rules: its path, its [[rule]] entries, its [weight] table."""
    found = []
    for path in sorted((office.folder / "rules").glob("*.toml")):
        try:
            content = _parse(path.read_text(encoding="utf-8"))
            weights = content.get("weight", {})
            entries = content["rule"] if "rule" in content or "weight" not in content else []
            found.append((path, list(entries), dict(weights)))
        except (KeyError, TypeError, ValueError) as error:
            raise _unknown_form(path, error) from error
    return found


@cache
def _parse(text: str) -> dict[str, Any]:
    """Parse a file of rules, its numbers exact."""
    return tomllib.loads(text, parse_float=Decimal)


def _unknown_form(path: Path, error: Exception) -> BadInputError:
    """Say that a file does not declare rules as it should."""
    return BadInputError(
        f"{path} does not declare its rules in the known form: {error}. Compare with another rule."
    )


def _make_rules(path: Path, entries: list[dict[str, Any]]) -> list[Rule]:
    """Make the rules of a file."""
    try:
        return [_make_rule(entry) for entry in entries]
    except (AttributeError, TypeError, ValueError) as error:
        raise _unknown_form(path, error) from error


def _make_rule(entry: dict[str, Any]) -> Rule:
    """Make a rule of its TOML entry."""
    lists = {name: tuple(entry.get(name, ())) for name in _LISTS}
    numbers = {name: _number(name, entry[name]) for name in _NUMBERS if name in entry}
    return Rule(**{**entry, **lists, **numbers})


def _number(name: str, value: object) -> Decimal:
    """Read a parameter as an exact number of limited size."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"{name} is {value!r}, a number is expected")
    number = Decimal(value)
    exponent = number.as_tuple().exponent if number.is_finite() else None
    if not isinstance(exponent, int) or exponent < -_PARAMETER_PLACES or abs(number) >= _LARGEST_PARAMETER:
        raise ValueError(f"{name} is {value}, a number below 10^14 with at most 4 decimals is expected")
    return number


def _check(rule: Rule, found: Mapping[str, object], where: str) -> None:
    """Refuse a rule that could not be evaluated as it stands, or whose id is taken."""
    who = f"{where}: rule {rule.rule_id}"
    if rule.kind not in KIND_STAGE:
        raise BadInputError(f"{who} has the kind '{rule.kind}'. Known kinds: {', '.join(KIND_STAGE)}.")
    if rule.effect not in EFFECTS:
        raise BadInputError(f"{who} has the effect '{rule.effect}'. Known effects: {', '.join(EFFECTS)}.")
    if type(rule.version) is not int or type(rule.since) is not date:
        raise BadInputError(f"{who} needs version as a whole number and since as a date. Mend them.")
    if rule.rule_id in found:
        raise BadInputError(f"{who} is declared twice. Give one of them another id.")
    _check_parameters(rule, who)


def _check_parameters(rule: Rule, who: str) -> None:
    """Refuse a rule that lacks a parameter of its kind, or declares one of another kind."""
    kind, declared = KINDS[rule.kind], set(rule.parameters)
    texts = {item.name for item in fields(rule)} - {*_LISTS, *_NUMBERS, *_WHOLE_NUMBERS, "version", "since"}
    for name in sorted(texts):
        if not isinstance(getattr(rule, name), str):
            raise BadInputError(f"{who} gives {name} as {getattr(rule, name)!r}. Write a text.")
    for name in sorted(declared & set(_WHOLE_NUMBERS)):
        value = getattr(rule, name)
        if type(value) is not int or value < 1:
            raise BadInputError(f"{who} gives {name} as {value!r}. Write a whole number of 1 or more.")
    for name in sorted(declared & set(WORDS)):
        if getattr(rule, name) not in WORDS[name]:
            raise BadInputError(
                f"{who} gives {name} as {getattr(rule, name)!r}. Known: {', '.join(WORDS[name])}."
            )
    if lacking := sorted(kind.needs - declared):
        raise BadInputError(
            f"{who} is of the kind {rule.kind} and lacks {', '.join(lacking)}. Declare what it needs: "
            f"{', '.join(sorted(kind.needs))}."
        )
    if foreign := sorted(declared - kind.needs - kind.takes):
        known = ", ".join(sorted(kind.needs | kind.takes)) or "no parameter"
        raise BadInputError(
            f"{who} declares {', '.join(foreign)}, which its kind {rule.kind} does not take. "
            f"It takes: {known}."
        )
    if rule.kind == "range" and rule.at_least is None and rule.at_most is None:
        raise BadInputError(f"{who} is a range without bounds. Declare at_least, at_most or both.")
