"""Why a cell has another value than in the previous issue: figures, deliveries, decisions, rules, code."""

from collections.abc import Collection, Iterable, Mapping

from pipeline.vintages.between import (
    Known,
    changed_rules,
    is_earlier,
    is_new,
    lost_deliveries,
    newly_decided,
    why_forth,
    why_gone,
)
from pipeline.vintages.issue import Finding, Issue, Row

CAUSES = ("new_data", "revision", "source", "withdrawal", "removal", "later", "decision", "rule", "code")
"""new_data: a figure that the previous issue could not hold. revision: a later version of a figure by its
source. source: a new figure of another source in the place of a figure. withdrawal: a figure that its source
took back. removal: a figure whose delivery the office took back or changed. later: a figure that became known
after the as-of day. decision: of the office. rule: an edit rule that is another one than it was, or that
found something. code: the calculation is another one."""
Behind = dict[str, set[str]]


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
    gone = {name: why for name in lost if (why := why_gone(name, issue, known))}
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
    then, now = ({one for own in side.decided.values() for one in own} for side in (issue, known))
    decided = then ^ now
    rules = changed_rules(issue, known)
    found = {
        "new_data": bool(known.deliveries.keys() - issue.deliveries.keys())
        or any(is_new(row, issue) for row in known.observations.values() if not row.get("decision_id")),
        "removal": bool(lost_deliveries(issue, known)),
        "later": is_earlier(known, issue),
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


def is_used_anew(name: str, issue: Issue, known: Known) -> bool:
    """Tell of a figure behind a cell that the previous issue did not show whether it could not be used then.

    It is new, by another decision, was withheld, or comes forth where what stood in its place is gone.
    """
    if is_new(known.observations[name], issue) or newly_decided(name, issue, known):
        return True
    was_withheld = name in issue.withheld and name not in known.withheld
    return was_withheld or bool(why_forth(name, issue, known))


def is_left_behind(
    issue: Issue, known: Known, cell_id: str, lost: Iterable[str], instead: Collection[str]
) -> bool:
    """Tell whether a cell is gone because a later month no longer looks back on its year.

    Its figures are of a year before those, or are used as before and no newer cell took its place.
    """
    names = set(lost)
    if known.month in (None, issue.month) or _code(issue, known, cell_id):
        return False
    if any(why_gone(name, issue, known) for name in names):
        return False
    absent = names - known.observations.keys()
    if any(name in issue.given and issue.given[name]["earliest_on"] < known.starts for name in absent):
        return True
    return not (
        absent
        or instead
        or names & {*known.withheld}
        or any(newly_decided(one, issue, known) for one in names)
    )


def _decisions(
    found: Behind,
    issue: Issue,
    known: Known,
    before: Mapping[str, Row],
    now: Mapping[str, Row],
    lost: set[str],
) -> None:
    """Note decisions: about figures that are used, or no longer; figures as used by one that is gone."""
    names = {one for name in lost for one in newly_decided(name, issue, known)}
    for name, row in now.items():
        decided = newly_decided(name, issue, known)
        # A value of a figure as reported is not by the decision that corrected it.
        names |= decided if row.get("decision_id") else decided - known.corrections
    unknown = set() if issue.given else lost - before.keys()
    if names or unknown:
        found["decision"] = names


def _rules(found: Behind, issue: Issue, known: Known, lost: set[str], now: Mapping[str, Row]) -> None:
    """Note rules that withhold a figure now, or did then: another rule, or what it was compared with."""
    for name in sorted(lost & set(known.withheld)):
        if not newly_decided(name, issue, known):
            _note(found, issue, known, name, known.findings)
    for name, row in now.items():
        settled = is_new(row, issue) or row.get("decision_id") or newly_decided(name, issue, known)
        if name in issue.withheld and not settled:
            fallback = {(issue.withheld[name], frozenset({name}), frozenset[str]())}
            _note(found, issue, known, name, issue.findings or fallback)


def _treated_otherwise(found: Behind, issue: Issue, known: Known, kept: Collection[str]) -> None:
    """Note what was decided of the same figures, else the rules that withhold them on one side alone."""
    if decided := {one for name in kept for one in newly_decided(name, issue, known)}:
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
    other: Behind = {why: set() for one in met if (why := why_gone(one, issue, known))}
    if decided := {one for figure in met for one in newly_decided(figure, issue, known)}:
        other["decision"] = decided
    rows = [known.observations[one] for one in met if one in known.observations]
    if any(is_new(row, issue) and not row.get("decision_id") for row in rows):
        other["new_data"] = set()
    for cause, names in ({"rule": changed or rules} if changed or not other else other).items():
        found.setdefault(cause, set()).update(names)


def _figures(
    found: Behind, issue: Issue, known: Known, before: Mapping[str, Row], now: Mapping[str, Row]
) -> None:
    """Note revisions, figures of other sources, withdrawals, and figures that are new or come forth."""
    series = {row["series_id"] for row in before.values()}
    of_source = {(row["series_id"], row["source_id"]) for row in before.values()}
    for name, row in now.items():
        if row.get("decision_id"):
            continue
        if is_new(row, issue):
            revises = (row["series_id"], row["source_id"]) in of_source
            other = "source" if row["series_id"] in series else "new_data"
            found.setdefault("revision" if revises else other, set())
        elif why := why_forth(name, issue, known):
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
