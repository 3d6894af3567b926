"""Why a cell has another value than in the previous issue: figures, deliveries, decisions, rules, code."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from pipeline.month import Month
from pipeline.vintages.issue import Finding, Issue, Row

CAUSES = ("new_data", "revision", "withdrawal", "removal", "later", "decision", "rule", "code")
"""new_data: a figure that the previous issue could not hold. revision: a later version of a figure by its
source. withdrawal: a figure that its source took back. removal: a figure whose delivery the office took back
or changed. later: a figure that became known after the as-of day. decision: of the office. rule: an edit rule
that is another one than it was, or that found something. code: the calculation is another one."""
Behind = dict[str, set[str]]


@dataclass(frozen=True)
class Known:
    """What a month's run knows: its observations, those kept out by rules, and what persons decided.

    `decided` are the observations that decisions change, with the decision; `findings` are those that
    withhold; `deliveries` are those at hand, with the hash of each file; `as_of` is the day that counts,
    and `is_asked` tells whether it was asked for; without, it follows from the deliveries at hand. `month` is
    the month of the run; `undone` names by decision the one that undoes it.
    """

    observations: Mapping[str, Row]
    withheld: Collection[str]
    decided: Mapping[str, str]
    earlier: Callable[[Iterable[str]], Mapping[str, Row]]
    """Look up observations that the run no longer has, by their ids."""
    findings: Collection[Finding] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)
    deliveries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    as_of: date | None = None
    is_asked: bool = False
    month: Month | None = None
    undone: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def starts(self) -> date:
        """The first day that a figure refers to: earlier ones are of years that no page looks back on."""
        return min((row["earliest_on"] for row in self.observations.values()), default=date.min)

    @cached_property
    def corrections(self) -> set[str]:
        """The decisions that set another figure beside the one as reported."""
        return {row["decision_id"] for row in self.observations.values() if row.get("decision_id")}


def causes_of(
    issue: Issue,
    known: Known,
    cell_id: str,
    lost: set[str],
    added: set[str],
    instead: Collection[str] = (),
    kept: Collection[str] = (),
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return all causes that hold of a cell whose value differs, and what is behind them by name.

    `lost` and `added` are the observations behind the old value and behind the new one only; `instead` those
    behind a newer cell that took its place, `kept` those behind both values.
    Where figures and the calculation changed both, both are told.
    """
    found: Behind = {}
    before = known.earlier(sorted(lost))
    now = {name: known.observations[name] for name in added}
    gone = {name: why for name in lost if (why := _gone(name, issue, known))}
    found |= {why: set() for why in gone.values()}
    _decisions(found, issue, known, before, now, lost - gone.keys())
    _rules(found, issue, known, lost - gone.keys(), now)
    _figures(found, issue, known, {name: row for name, row in before.items() if name not in gone}, now)
    changed = _code(issue, known, cell_id)
    if not (lost or added):
        _treated_otherwise(found, issue, known, kept)
    if changed or not (found or lost or added or instead):
        found["code"] = changed
    # A cell of the newest figures alone gives way to that of a later month; its own are still there.
    gives_way = not added and lost <= known.observations.keys() - set(known.withheld)
    if not found and gives_way and instead:
        return causes_of(issue, known, cell_id, lost, set(instead))
    if not found:
        differs = what_differs(issue, known)
        rules = {cause: names for cause, names in differs.items() if cause == "rule"}
        found = rules or differs or {"new_data" if gives_way else "rule": set()}
    behind = {name for names in found.values() for name in names}
    undos = {known.undone[name] for name in behind & known.undone.keys()}
    return in_order(found), tuple(sorted(behind | undos))


def what_differs(issue: Issue, known: Known) -> Behind:
    """Return what a run has otherwise than the previous issue, whatever cell it acts on; not the code."""
    decided = {*issue.decided.values()} ^ {*known.decided.values()}
    rules = changed_rules(issue, known)
    found = {
        "new_data": bool(known.deliveries.keys() - issue.deliveries.keys())
        or any(is_new(row, issue) for row in known.observations.values() if not row.get("decision_id")),
        "removal": bool(lost_deliveries(issue, known)),
        "later": _is_earlier(known, issue),
    }
    return (
        {cause: set() for cause, holds in found.items() if holds}
        | ({"decision": decided} if decided else {})
        | ({"rule": set(rules)} if rules else {})
    )


def in_order(found: Iterable[str]) -> tuple[str, ...]:
    """Return causes in the order of CAUSES."""
    told = set(found)
    return tuple(cause for cause in CAUSES if cause in told)


def is_new(row: Row, issue: Issue) -> bool:
    """Tell whether the previous issue could not hold a figure: not known, not received, of a later month."""
    later = row["known_on"] > issue.as_of or row["received_on"] > issue.as_of
    return bool(later or row["earliest_on"] > issue.month.last)


def is_used_anew(name: str, issue: Issue, known: Known) -> bool:
    """Tell of a figure behind a cell that the previous issue did not show whether it could not be used then.

    It is new, by another decision, was withheld, or comes forth where what stood in its place is gone.
    """
    if is_new(known.observations[name], issue) or _newly_decided(name, issue, known):
        return True
    was_withheld = name in issue.withheld and name not in known.withheld
    return was_withheld or bool(_comes_forth(name, issue, known))


def is_left_behind(
    issue: Issue, known: Known, cell_id: str, lost: Iterable[str], instead: Collection[str]
) -> bool:
    """Tell whether a cell is gone because a later month no longer looks back on its year.

    Its figures are of a year before those, or are used as before and no newer cell took its place.
    """
    names = set(lost)
    if known.month in (None, issue.month) or _code(issue, known, cell_id):
        return False
    if any(_gone(name, issue, known) for name in names):
        return False
    absent = names - known.observations.keys()
    if any(name in issue.given and issue.given[name]["earliest_on"] < known.starts for name in absent):
        return True
    return not (
        absent
        or instead
        or names & {*known.withheld}
        or any(_newly_decided(one, issue, known) for one in names)
    )


def lost_deliveries(issue: Issue, known: Known) -> set[str]:
    """Name the deliveries that were taken back or changed since the previous issue.

    A run as of a day before that of the issue knows fewer, and nothing was taken back.
    """
    return set() if _is_earlier(known, issue) else _other_deliveries(issue, known)


def _other_deliveries(issue: Issue, known: Known) -> set[str]:
    """Name the deliveries of the issue that a run does not have, or with other files."""
    if not known.deliveries:
        return set()
    return {name for name, files in issue.deliveries.items() if known.deliveries.get(name) != files}


def _is_earlier(known: Known, issue: Issue) -> bool:
    """Tell whether a run is as of a day asked for, before that of the issue that it is compared with."""
    return known.is_asked and known.as_of is not None and known.as_of < issue.as_of


def _comes_forth(name: str, issue: Issue, known: Known) -> str:
    """Say why an old figure is used that the previous issue did not have; empty where nothing says so."""
    if not issue.given or name in issue.given:
        return ""
    if _is_earlier(known, issue):
        return "later"
    return "removal" if lost_deliveries(issue, known) else ""


def _gone(name: str, issue: Issue, known: Known) -> str:
    """Say why a figure of the previous issue cannot be there at all; empty where it could."""
    given = issue.given.get(name)
    if given is None or name in known.observations:
        return ""
    if known.is_asked and known.as_of and given["known_on"] > known.as_of:
        return "later"
    return "removal" if given["delivery_id"] in _other_deliveries(issue, known) else ""


def _newly_decided(name: str, issue: Issue, known: Known) -> set[str]:
    """Name the decisions about a figure that are in force on one side only."""
    row = known.observations.get(name, {})
    if row.get("decision_id"):
        return set() if name in issue.given else {str(row["decision_id"])}
    then, now = issue.decided.get(name), known.decided.get(name)
    return set() if then == now else {one for one in (then, now) if one}


def _decisions(
    found: Behind,
    issue: Issue,
    known: Known,
    before: Mapping[str, Row],
    now: Mapping[str, Row],
    lost: set[str],
) -> None:
    """Note decisions: about figures that are used, or no longer; figures as used by one that is gone."""
    names = {one for name in lost for one in _newly_decided(name, issue, known)}
    for name, row in now.items():
        decided = _newly_decided(name, issue, known)
        # A value of a figure as reported is not by the decision that corrected it.
        names |= decided if row.get("decision_id") else decided - known.corrections
    as_used = {
        name for name in lost - known.observations.keys() if issue.given.get(name, {}).get("decision_id")
    }
    names |= {str(issue.given[name]["decision_id"]) for name in as_used}
    unknown = set() if issue.given else lost - before.keys()
    if names or unknown:
        found["decision"] = names


def _rules(found: Behind, issue: Issue, known: Known, lost: set[str], now: Mapping[str, Row]) -> None:
    """Note rules that withhold a figure now, or did then: another rule, or what it was compared with."""
    for name in sorted(lost & set(known.withheld)):
        if not _newly_decided(name, issue, known):
            _note(found, issue, known, name, known.findings)
    for name, row in now.items():
        settled = is_new(row, issue) or row.get("decision_id") or _newly_decided(name, issue, known)
        if name in issue.withheld and not settled:
            fallback = {(issue.withheld[name], frozenset({name}), frozenset[str]())}
            _note(found, issue, known, name, issue.findings or fallback)


def _treated_otherwise(found: Behind, issue: Issue, known: Known, kept: Collection[str]) -> None:
    """Note what was decided of the same figures, else the rules that withhold them on one side alone."""
    if decided := {one for name in kept for one in _newly_decided(name, issue, known)}:
        found["decision"] = decided
        return
    for name in sorted({*issue.withheld} ^ {*known.withheld}):
        if name in kept:
            _note(found, issue, known, name, known.findings if name in known.withheld else issue.findings)


def _note(found: Behind, issue: Issue, known: Known, name: str, findings: Collection[Finding]) -> None:
    """Note the rule that became another one; where none did, what is other about the figures that it met."""
    own = [one for one in findings if name in one[1]]
    rules, met = {one[0] for one in own}, {other for one in own for other in (*one[1], *one[2])}
    changed = rules & set(changed_rules(issue, known))
    other: Behind = {why: set() for one in met if (why := _gone(one, issue, known))}
    if decided := {one for figure in met for one in _newly_decided(figure, issue, known)}:
        other["decision"] = decided
    rows = [known.observations[one] for one in met if one in known.observations]
    if any(is_new(row, issue) and not row.get("decision_id") for row in rows):
        other["new_data"] = set()
    for cause, names in ({"rule": changed or rules} if changed or not other else other).items():
        found.setdefault(cause, set()).update(names)


def _figures(
    found: Behind, issue: Issue, known: Known, before: Mapping[str, Row], now: Mapping[str, Row]
) -> None:
    """Note revisions, withdrawals, and figures that are new or come forth behind one that is gone."""
    series = {row["series_id"] for row in before.values()}
    for name, row in now.items():
        if row.get("decision_id"):
            continue
        if is_new(row, issue):
            found.setdefault("revision" if row["series_id"] in series else "new_data", set())
        elif why := _comes_forth(name, issue, known):
            found.setdefault(why, set())
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
