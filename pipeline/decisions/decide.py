"""Decides about figures: checks a request against findings and ledger, then adds rows to the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from pipeline.decisions.form import ALL, Request
from pipeline.decisions.ledger import append
from pipeline.decisions.model import FIELDS, IN_WORDS, Decision
from pipeline.decisions.period import read_period
from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.decisions.standing import standing
from pipeline.decisions.target import Months, Target, find_target, tested_keys
from pipeline.errors import CrossfootError, UsageError
from pipeline.office import Office

_FIRST_YEAR = 1900
"""A figure is not attributed to an earlier year: that is a slip of the hand."""
Outcome = Decision | str
"""A decision that was made, or the sentence that says why it was not."""


def decide(office: Office, request: Request, decided_at: datetime) -> Decision:
    """Make one decision, or undo one; what cannot be decided is a UsageError.

    `decided_at` is the moment with its zone, which only the caller knows.
    """
    (outcome,) = decide_all(office, [request], decided_at)
    if isinstance(outcome, str):
        raise UsageError(outcome)
    return outcome


def decide_finding(office: Office, request: Request, decided_at: datetime) -> list[Decision]:
    """Make one decision, or one about each figure that a finding tests where all are meant."""
    if request.content_key != ALL:
        return [decide(office, request, decided_at)]
    keys = tested_keys(Months(office), request.finding_id)
    outcomes = decide_all(office, [replace(request, content_key=key) for key in keys], decided_at)
    made = [one for one in outcomes if not isinstance(one, str)]
    if not made:
        raise UsageError(" ".join(str(one) for one in outcomes))
    return made


def decide_all(office: Office, requests: Sequence[Request], decided_at: datetime) -> list[Outcome]:
    """Make several decisions in one write; each that cannot be made is a sentence, the others are made."""
    if decided_at.tzinfo is None:
        raise CrossfootError("The moment of a decision needs its time zone.")
    months, outcomes = Months(office), dict[int, Outcome]()
    moment = decided_at.astimezone(UTC)

    def build(known: Sequence[Decision]) -> list[Decision]:
        made: list[Decision] = []
        places = []
        for place, request in enumerate(requests):
            try:
                made.append(_make(months, request, moment, [*known, *made]))
                places.append(place)
            except UsageError as error:
                outcomes[place] = str(error)
        outcomes.update(zip(places, made, strict=True))
        return made

    added = append(office, build)
    waiting = iter(added)
    return [
        outcomes[place] if isinstance(outcomes[place], str) else next(waiting)
        for place in range(len(requests))
    ]


def _make(months: Months, request: Request, moment: datetime, known: Sequence[Decision]) -> Decision:
    """Make the row of one request."""
    if request.undoes:
        return _undo(request, moment, known)
    target = find_target(months, request.finding_id, request.content_key)
    today = moment.astimezone(ZoneInfo(months.office.time_zone)).date()
    if request.expires_on is not None and request.expires_on <= today:
        raise UsageError(
            f"The decision would expire on {request.expires_on}, which is not after the day it is made "
            f"({today}). Give a later day, or none."
        )
    _check_fit(request, target)
    old, new = _change(request, target, today)
    _check_twice(request, target, new, known)
    return Decision(
        decision_id="",
        decided_at=moment,
        who=request.who,
        action=request.action,
        finding_id=target.finding_id,
        rule_id=target.rule_id,
        rule_version=target.rule_version,
        sentence_code=target.sentence_code,
        content_key=target.content_key,
        field=FIELDS[request.action],
        old_value=old,
        new_value=new,
        reason=request.reason,
        expires_on=request.expires_on,
        undoes="",
        source_id=target.source_id,
        series_id=target.series_id,
        tested=target.tested,
        compared=target.compared,
        month=target.month,
    )


def _check_fit(request: Request, target: Target) -> None:
    """Refuse an action that does not fit the figure or its finding."""
    action = request.action
    if action == "accept" and not target.finding_id:
        raise UsageError("To accept is to answer one finding. Name the finding, not the figure alone.")
    if target.rule_id in {rule.rule_id for rule in REVIEW_RULES} and action != "accept":
        raise UsageError(
            f"Finding {target.finding_id} asks to look at a decision again. Accept it to keep the decision, "
            "undo the decision, or decide again on the finding that it answered."
        )
    if target.decided and action in ("correct", "attribute"):
        raise UsageError(
            "The figure already stands with another value or period by a decision. Undo that decision, then "
            "decide on the figure as reported."
        )


def _change(request: Request, target: Target, today: date) -> tuple[str, str]:
    """Return what is replaced and what replaces it, as texts; nothing was observed of what is to come."""
    if request.action == "correct":
        old = format(target.value.normalize(), "f")
        if Decimal(request.new_value) == target.value:
            raise UsageError(f"The figure already has the value {old} {target.unit_code}. Accept it instead.")
        return old, request.new_value
    if request.action == "attribute" and target.due_on is not None:
        return _due(request, target.due_on)
    if request.action == "attribute":
        old = f"{target.period_start}/{target.period_end}" if target.period_end else ""
        new = read_period(request.new_value, target.nature)
        if new is None or str(new) == old:
            raise UsageError(f"The figure already refers to {old}. Name another period.")
        if new.end > today:
            raise UsageError(
                f"The period {request.new_value} ends after today, {today}, and the figure was observed. "
                "Name one that is over."
            )
        if new.start.year < _FIRST_YEAR:
            raise UsageError(
                f"The period {request.new_value} begins before {_FIRST_YEAR}. Name one from that year on."
            )
        return old, str(new)
    return "withheld" if target.withheld else "used", IN_WORDS[request.action]


def _due(request: Request, due_on: date) -> tuple[str, str]:
    """Return the due day of a plan and the one that replaces it: the last of the period named."""
    new = read_period(request.new_value)
    if new is None or new.end == due_on:
        raise UsageError(f"The figure is already due on {due_on}. Name another day.")
    return str(due_on), str(new.end)


def _check_twice(request: Request, target: Target, new: str, known: Sequence[Decision]) -> None:
    """Refuse what a standing decision on the figure already says."""
    finding = (target.rule_id, target.sentence_code, target.tested)
    for row in standing(known):
        same = (row.content_key, row.action, row.new_value, row.expires_on) == (
            target.content_key,
            request.action,
            new,
            request.expires_on,
        )
        if same and (row.action != "accept" or (row.finding, row.compared) == (finding, target.compared)):
            raise UsageError(
                f"This is already decided: {row.action} by {row.who} on {row.day} "
                f"({row.decision_id or 'in the same list'}). Undo that decision to decide anew."
            )


def _undo(request: Request, moment: datetime, known: Sequence[Decision]) -> Decision:
    """Make the row that undoes another one: the same, old and new exchanged."""
    fitting = [row for row in known if row.decision_id and row.decision_id.startswith(request.undoes)]
    if not fitting:
        raise UsageError(f"There is no decision {request.undoes} in the ledger of the office.")
    if len(fitting) > 1:
        raise UsageError(f"{len(fitting)} decisions begin with {request.undoes}. Give more of the id.")
    (row,) = fitting
    if row.undoes:
        raise UsageError(f"{row.decision_id} undoes another decision. Decide anew instead of undoing it.")
    if any(other.undoes == row.decision_id for other in known):
        raise UsageError(f"Decision {row.decision_id} is already undone.")
    return Decision(
        **{
            **{name: getattr(row, name) for name in Decision.__dataclass_fields__},
            "decision_id": "",
            "decided_at": moment,
            "who": request.who,
            "reason": request.reason,
            "old_value": row.new_value,
            "new_value": row.old_value,
            "expires_on": None,
            "undoes": row.decision_id,
        }
    )
