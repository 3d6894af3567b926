"""Figures as the office uses them: rows beside the reported ones, with another value or another period."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.decisions.model import Decision
from pipeline.decisions.period import read_period
from pipeline.errors import CrossfootError
from pipeline.identity import short_hash

CODES = {"correct": "corrected_by_office", "attribute": "attributed_by_office"}
"""What `interpretation` says of such a row."""
_START, _END, _DUE = 5, 6, 7
"""Where a series_id names the first and the last day of the reference period, and the day a plan is due."""
Row = dict[str, Any]


def used_row(row: Row, decisions: Sequence[Decision], nature: str) -> Row:
    """Return the row that the decisions make of a reported figure; it names them and has its own ids."""
    ids = [decision.decision_id for decision in decisions]
    used = row
    for decision in decisions:
        changed = _corrected(decision) if decision.action == "correct" else _moved(used, decision, nature)
        used = used | changed | {"interpretation": _joined(used["interpretation"], CODES[decision.action])}
    return used | {
        "obs_id": short_hash("decided", row["obs_id"], *ids),
        "content_key": short_hash("decided", row["content_key"], *ids),
        "decided": ";".join(sorted({decision.action for decision in decisions})),
        "decision_id": ";".join(ids),
    }


def taken(used: Row, present: Iterable[Row]) -> bool:
    """Tell whether the source states, or another decision already gives, a figure for the same series."""
    return any(
        (row["series_id"], row["source_id"]) == (used["series_id"], used["source_id"])
        and row["figure_id"] != used["figure_id"]
        for row in present
    )


def in_window(row: Mapping[str, Any], first: date, last: date) -> bool:
    """Tell whether a month's run may use a figure: it refers to a day within the window, or to none."""
    day = row["reference_on"]
    return day is None or first <= day <= last


def _corrected(decision: Decision) -> Row:
    """Return the value of the office; its step is one unit of the last place written."""
    value = Decimal(decision.new_value)
    return {"value": value, "step": Decimal(1).scaleb(int(value.as_tuple().exponent)), "qualifier": ""}


def _moved(row: Row, decision: Decision, nature: str) -> Row:
    """Return the period, or of a plan the due day, that the office attributes a figure to, and its series."""
    period = read_period(decision.new_value, nature)
    parts = row["series_id"].split("|")
    stated = [str(row[name] or "") for name in ("period_start", "period_end", "due_on")]
    if period is None or parts[_START : _DUE + 1] != stated:
        raise CrossfootError(
            f"Decision {decision.decision_id} cannot be applied: the series {row['series_id']} does not name "
            "its period where it is expected. Undo the decision and make it anew."
        )
    if row["due_on"] is not None:
        parts[_DUE] = str(period.end)
        return {"series_id": "|".join(parts), "due_on": period.end}
    parts[_START : _END + 1] = [str(period.start), str(period.end)]
    return {
        "series_id": "|".join(parts),
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "reference_on": period.end,
    }


def _joined(codes: str | None, code: str) -> str:
    """Add a code to a list of codes."""
    return ";".join(part for part in (codes, code) if part)
