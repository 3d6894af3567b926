"""Why a cell has another value than in the previous issue: figures, deliveries, decisions, rules, code."""

from collections.abc import Collection, Iterable, Mapping

from pipeline.vintages.between import (
    Known,
    changed_rules,
    is_earlier,
    is_new,
    lost_deliveries,
    newly_decided,
    reported_of,
    taken_back,
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
NAMED = ("reported", "reported_sum")
"""Cells of figures and sums that a finding names."""
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
    withdrawn = {name for name in lost if taken_back(reported_of(name, issue, known), issue, known)}
    gone |= dict.fromkeys(withdrawn - gone.keys(), "withdrawal")
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
    if not found and cell_id.partition(".")[0] in NAMED:
        _named(found, issue, known, lost | added)
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
    withdrawn = bool(taken_back(issue.given, issue, known))
    is_delivered = bool(known.deliveries.keys() - issue.deliveries.keys())
    found = {
        "new_data": (is_delivered and not withdrawn)
        or any(
            is_new(name, issue, known)
            for name, row in known.observations.items()
            if not row.get("decision_id")
        ),
        "withdrawal": withdrawn,
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
    if is_new(name, issue, known) or newly_decided(name, issue, known):
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
            _note(found, issue, known, _testing(name, known.findings))
    for name, row in now.items():
        settled = is_new(name, issue, known) or row.get("decision_id") or newly_decided(name, issue, known)
        if name in issue.withheld and not settled:
            fallback = {(issue.withheld[name], frozenset({name}), frozenset[str]())}
            _note(found, issue, known, _testing(name, issue.findings or fallback))


def _treated_otherwise(found: Behind, issue: Issue, known: Known, kept: Collection[str]) -> None:
    """Note what was decided of the same figures, else the rules that withhold them on one side alone."""
    if decided := {one for name in kept for one in newly_decided(name, issue, known)}:
        found["decision"] = decided
        return
    for name in sorted({*issue.withheld} ^ {*known.withheld}):
        if name in kept:
            side = known if name in known.withheld else issue
            _note(found, issue, known, _testing(name, side.findings))


def _testing(name: str, findings: Iterable[Finding]) -> list[Finding]:
    """List the findings that tested a figure."""
    return [one for one in findings if name in one[1]]


def _named(found: Behind, issue: Issue, known: Known, names: set[str]) -> None:
    """Note why figures are named by findings of one side alone; nothing where the findings do not say."""
    then, now = (
        {(rule, frozenset(tested), frozenset(compared)) for rule, tested, compared in side.named}
        for side in (issue, known)
    )
    _note(found, issue, known, [one for one in then ^ now if names & (one[1] | one[2])], otherwise=False)


def _note(
    found: Behind, issue: Issue, known: Known, own: Collection[Finding], *, otherwise: bool = True
) -> None:
    """Note the rule that became another one; where none did, what is other about the figures that it met.

    Where nothing is, the rules are noted `otherwise`.
    """
    rules, met = {one[0] for one in own}, {other for one in own for other in (*one[1], *one[2])}
    changed = rules & set(changed_rules(issue, known))
    other: Behind = {why: set() for one in met if (why := why_gone(one, issue, known))}
    if taken_back(met, issue, known):
        other["withdrawal"] = set()
    if decided := {one for figure in met for one in newly_decided(figure, issue, known)}:
        other["decision"] = decided
    rows = {one: known.observations[one] for one in met if one in known.observations}
    if any(is_new(one, issue, known) and not row.get("decision_id") for one, row in rows.items()):
        other["new_data"] = set()
    if not (changed or other or otherwise):
        return
    for cause, names in ({"rule": changed or rules} if changed or not other else other).items():
        found.setdefault(cause, set()).update(names)


def _figures(
    found: Behind, issue: Issue, known: Known, before: Mapping[str, Row], now: Mapping[str, Row]
) -> None:
    """Note revisions, figures of other sources, withdrawals, and figures that are new or come forth.

    Behind a figure as used by decisions it is those that it was made from that are new.
    """
    series = {row["series_id"] for row in before.values()}
    of_source = {(row["series_id"], row["source_id"]) for row in before.values()}
    for name, row in now.items():
        made_from = reported_of(name, issue, known) if row.get("decision_id") else {name}
        if any(is_new(one, issue, known) for one in made_from & known.observations.keys()):
            revises = (row["series_id"], row["source_id"]) in of_source
            other = "source" if row["series_id"] in series else "new_data"
            found.setdefault("revision" if revises else other, set())
        elif row.get("decision_id"):
            continue
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
