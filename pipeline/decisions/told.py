"""Decisions as a person looks them up: what each says, and whether it stands."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.decisions.ledger import read_ledger
from pipeline.decisions.listing import core_of
from pipeline.decisions.model import Decision
from pipeline.decisions.standing import standing
from pipeline.errors import UsageError
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office

STATES = ("open", "standing", "expired", "undone", "replaced", "unused", "waiting", "undo")
"""open: on hold until decided again. standing: in force. expired: its last day has passed. undone: taken back
by another row. replaced: by a later decision, or by a newer version of the figure or the rule. unused:
nothing in the month rests on it. waiting: made since the month was run. undo: the row that takes one back."""
_OF_RUN = {"expired": "expired", "undone": "undone", "superseded": "replaced", "unused": "unused"}
Row = dict[str, Any]


def list_decisions(office: Office, month: Month | None = None, state: str = "") -> list[Row]:
    """List the decisions of an office in the order they were made, each with its state.

    Without a month the ledger alone decides, as of the newest delivery; with one, the month's last run, which
    also says why (`status_reason`) and what changes there (`changes`). Each row has the columns of the ledger
    as texts, after `decision_id` and `state`. Raises UsageError for an unknown state or a month not run.
    """
    if state and state not in STATES:
        raise UsageError(f"'{state}' is no state of a decision. States: {', '.join(STATES)}.")
    decisions = read_ledger(office)
    rows = _of_month(office, decisions, month) if month else _of_ledger(decisions, office.newest_received())
    return [row for row in rows if state in ("", row["state"])]


def _of_ledger(decisions: Sequence[Decision], day: date) -> list[Row]:
    """Say what the ledger alone says of each decision on a day."""
    undone = {row.undoes for row in decisions if row.undoes}
    expired = {row.decision_id for row in decisions if row.expires_on is not None and row.expires_on < day}
    stands = {
        row.decision_id for row in standing([one for one in decisions if one.decision_id not in expired])
    }
    rows = []
    for one in decisions:
        found = (
            (bool(one.undoes), "undo"),
            (one.decision_id in undone, "undone"),
            (one.decision_id in expired, "expired"),
            (one.decision_id not in stands, "replaced"),
        )
        rows.append(_row(one, next((name for applies, name in found if applies), _in_force(one)), {}))
    return rows


def _of_month(office: Office, decisions: Sequence[Decision], month: Month) -> list[Row]:
    """Say what became of each decision in the last run of a month."""
    lake = Lake(office.home / "lake")
    table = lake.read(core_of(office, lake, month), "core.decision")
    known = {row["decision_id"]: row for row in table.iter_rows(named=True)}
    rows = []
    for one in decisions:
        run = known.get(one.decision_id)
        if run is None:
            state = "waiting"
        elif one.undoes:
            state = "undo"
        else:
            state = _OF_RUN.get(run["status"], _in_force(one))
        rows.append(_row(one, state, run or {}))
    return rows


def _in_force(one: Decision) -> str:
    """Tell a decision in force from one that waits to be decided again."""
    return "open" if one.action == "hold" else "standing"


def _row(one: Decision, state: str, run: Mapping[str, Any]) -> Row:
    """Make the row of a decision; moments and days as texts."""
    texts = one.as_texts()
    told = {"decision_id": texts.pop("decision_id"), "state": state}
    of_run = {name: run.get(name, "") for name in ("status_reason", "changes")}
    return told | of_run | texts
