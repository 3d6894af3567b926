"""Why a cell has another value than in the previous issue: figures, decisions, rules, code."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.vintages.issue import Issue, Row

CAUSES = ("new_data", "revision", "withdrawal", "decision", "rule", "code")
"""new_data: a figure that the previous issue could not hold. revision: a later version of a figure by its
source. withdrawal: a figure taken back. decision: of the office. rule: an edit rule that is another one than
it was, or that found something. code: the calculation is another one."""
Behind = dict[str, set[str]]


@dataclass(frozen=True)
class Known:
    """What a month's run knows: its observations, those kept out by rules, and what persons decided.

    `decided` are the observations that decisions change, with the decisions where they are known by name;
    `findings` are those that withhold: the rule, what it tested, what it compared.
    """

    observations: Mapping[str, Row]
    withheld: Collection[str]
    decided: Collection[str]
    earlier: Callable[[Iterable[str]], Mapping[str, Row]]
    """Look up observations that the run no longer has, by their ids."""
    findings: Collection[tuple[str, Collection[str], Collection[str]]] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)


def causes_of(
    issue: Issue, known: Known, cell_id: str, lost: set[str], added: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return all causes that hold of a cell whose value differs, and what is behind them by name.

    `lost` and `added` are the observations behind the old value and behind the new one only. Where figures
    and the calculation changed both, both are told.
    """
    found: Behind = {}
    before = known.earlier(sorted(lost))
    now = {name: known.observations[name] for name in added}
    _decisions(found, known, before, now, lost)
    _rules(found, issue, known, lost & set(known.withheld) - set(known.decided), now)
    _figures(found, issue, before, now)
    changed = _code(issue, known, cell_id)
    if changed or not (lost or added):
        found["code"] = changed
    if not found:
        rules = set(changed_rules(issue, known))
        # A cell of the newest figures alone gives way to that of a later month; its own are still there.
        gives_way = not rules and not added and lost <= known.observations.keys() - set(known.withheld)
        found["new_data" if gives_way else "rule"] = rules
    behind = sorted({name for names in found.values() for name in names})
    return tuple(cause for cause in CAUSES if cause in found), tuple(behind)


def is_new(row: Row, issue: Issue) -> bool:
    """Tell whether the previous issue could not hold a figure: not known, not received, of a later month."""
    later = row["known_on"] > issue.as_of or row["received_on"] > issue.as_of
    return bool(later or row["earliest_on"] > issue.month.last)


def _decisions(
    found: Behind, known: Known, before: Mapping[str, Row], now: Mapping[str, Row], lost: set[str]
) -> None:
    """Note decisions: figures as used that are there now or no longer, reported ones that are not used."""
    names = {str(row["decision_id"]) for row in now.values() if row.get("decision_id")}
    decided = known.decided if isinstance(known.decided, Mapping) else {}
    kept_out = lost & set(known.decided)
    names |= {str(decided[name]) for name in kept_out if name in decided}
    if names or kept_out or lost - before.keys():
        found["decision"] = names


def _rules(found: Behind, issue: Issue, known: Known, withheld: set[str], now: Mapping[str, Row]) -> None:
    """Note rules that withhold a figure now, or did then: another rule, or what it was compared with."""
    changed = set(changed_rules(issue, known))
    for name in sorted(withheld):
        rules = {rule for rule, tested, _ in known.findings if name in tested}
        fresh = {
            other
            for rule, tested, compared in known.findings
            for other in {*tested, *compared}
            if name in tested and other in known.observations and is_new(known.observations[other], issue)
        }
        _note(found, rules, changed, fresh)
    for name, row in now.items():
        if name in issue.withheld and not is_new(row, issue) and not row.get("decision_id"):
            _note(found, {issue.withheld[name]}, changed, set())


def _note(found: Behind, rules: set[str], changed: set[str], fresh: set[str]) -> None:
    """Note the rule that became another one; where none did, the new figure that it found something about."""
    if fresh and not rules & changed:
        found.setdefault("new_data", set())
    else:
        found.setdefault("rule", set()).update(rules & changed or rules)


def _figures(found: Behind, issue: Issue, before: Mapping[str, Row], now: Mapping[str, Row]) -> None:
    """Note revisions, withdrawals and figures that are new."""
    series = {row["series_id"] for row in before.values()}
    for row in now.values():
        if is_new(row, issue) and not row.get("decision_id"):
            found.setdefault("revision" if row["series_id"] in series else "new_data", set())
    if any(row["taken_back"] for row in before.values()):
        found.setdefault("withdrawal", set())


def _code(issue: Issue, known: Known, cell_id: str) -> set[str]:
    """Name what of the calculation of a cell is another one than for the previous issue."""
    if not issue.parts or not known.parts:
        return set()
    code = cell_id.split(".", maxsplit=1)[0]
    changed = set()
    if issue.parts["indicators"].get(code) != known.parts["indicators"].get(code):
        changed.add(f"sql/indicators/{code}.sql")
    if issue.parts["calculation"] != known.parts["calculation"]:
        changed.add("calculation")
    return changed


def changed_rules(issue: Issue, known: Known) -> list[str]:
    """List the rules that are new, gone or another one."""
    then, now = issue.parts.get("rules", {}), known.parts.get("rules", {})
    return sorted(rule for rule in {*then, *now} if then.get(rule) != now.get(rule))
