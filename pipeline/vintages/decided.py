"""The decisions behind changes, in words: who decided or undid what, when and why."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pipeline.decisions.model import SETTLED

_VALUED = frozenset({"correct", "attribute"})
"""Actions whose old and new value are told."""


def decisions_behind(names: Collection[str], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the decisions of some ids, each once, the earliest first: decision, day, who, what, why.

    `rows` are those of core.decision or of decisions.csv. An undo repeats what it undoes with old and new
    exchanged, and is told as the undoing of that.
    """
    found = {row["decision_id"]: row for row in rows if row["decision_id"] in names}
    ordered = sorted(found.values(), key=lambda row: (str(row["decided_at"]), row["decision_id"]))
    return [
        {
            "decision": row["decision_id"],
            "day": str(row["decided_at"])[:10],
            "who": row["who"],
            "what": _what(row),
            "why": row["reason"],
        }
        for row in ordered
    ]


def _what(row: Mapping[str, Any]) -> str:
    """Say what was decided, or no longer is."""
    values = [row["old_value"], row["new_value"]]
    is_told = all(values) and row["action"] in _VALUED
    shown = f", {' → '.join(values[::-1] if row['undoes'] else values)}" if is_told else ""
    settled = f"{SETTLED[row['action']]}{shown}"
    return f"no longer {settled} (decision {row['undoes'][:8]} undone)" if row["undoes"] else settled
