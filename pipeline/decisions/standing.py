"""Which decisions stand: later ones replace earlier ones, undone and expired ones fall, versions change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.decisions.model import Decision

_TOGETHER = {"value", "period"}
"""A figure may be used with another value and for another period at once."""


@dataclass(frozen=True)
class Standing:
    """A decision with its status in a month's run, the reason for it, and what it changes there."""

    decision: Decision
    status: str
    reason: str = ""
    changes: str = ""
    obs_id: str = ""

    def now(self, status: str, reason: str) -> "Standing":
        """Return the decision under another status; then it changes nothing."""
        return replace(self, status=status, reason=reason, changes="")


@dataclass(frozen=True)
class Versions:
    """What is current on the as-of day: figures by content key, by series and source, and rules by id."""

    figures: Mapping[str, str]
    series: Mapping[tuple[str, str], str]
    rules: Mapping[str, int]


def overrides(later: Decision, earlier: Decision) -> bool:
    """Tell whether a later decision takes the place of an earlier one about the same figure.

    Accepting answers one finding; the other actions decide about the figure as a whole.
    """
    if later.content_key != earlier.content_key:
        return False
    if "accept" in (later.action, earlier.action):
        return later.finding == earlier.finding
    return {later.field, earlier.field} != _TOGETHER


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that are neither undone nor replaced by a later one."""
    undone = _undone(decisions)
    kept: list[Decision] = []
    by_figure: dict[str, list[Decision]] = {}
    for row in reversed(decisions):
        later = by_figure.setdefault(row.content_key, [])
        if row.undoes or row.decision_id in undone or any(overrides(other, row) for other in later):
            continue
        later.append(row)
        kept.append(row)
    return kept[::-1]


def judge(decisions: Sequence[Decision], as_of: date, versions: Versions) -> list[Standing]:
    """Give each decision its status; whether its finding still fails is seen later, by the rules.

    An expiry is counted by the as-of day of the run, since nothing here reads the clock.
    """
    current = [row for row in decisions if not _expired(row, as_of)]
    stands = {row.decision_id for row in standing(current)}
    undone = _undone(decisions)
    return [_judge(row, as_of, versions, undone, stands) for row in decisions]


def _judge(row: Decision, as_of: date, versions: Versions, undone: set[str], stands: set[str]) -> Standing:
    """Give one decision its status: the first that applies."""
    obs_id = versions.figures.get(row.content_key, "")
    newer = "" if obs_id else versions.series.get((row.series_id, row.source_id), "")
    changed = row.action == "accept" and versions.rules.get(row.rule_id) != row.rule_version
    found = (
        (bool(row.undoes), "active", "undo"),
        (row.decision_id in undone, "undone", ""),
        (_expired(row, as_of), "expired", "day_passed"),
        (row.decision_id not in stands, "superseded", "later_decision"),
        (bool(newer), "superseded", "newer_figure"),
        (not obs_id, "unused", "figure_not_known"),
        (changed, "superseded", "rule_changed"),
        (True, "active", ""),
    )
    status, reason = next((status, reason) for applies, status, reason in found if applies)
    return Standing(row, status, reason, obs_id=obs_id or newer)


def _undone(decisions: Sequence[Decision]) -> set[str]:
    """Return the ids of the decisions that others undo."""
    return {row.undoes for row in decisions if row.undoes}


def _expired(row: Decision, as_of: date) -> bool:
    """Tell whether the day up to which a decision holds has passed."""
    return row.expires_on is not None and row.expires_on < as_of
