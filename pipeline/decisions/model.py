"""What a decision is: its columns in the ledger, its actions, its limits."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

ACTIONS = ("accept", "reject", "correct", "hold", "attribute")
"""accept: used as reported, whatever this finding says. reject: not used. hold: not used until decided again.
correct: used with another value. attribute: used for another reference period, a plan for another due day."""

FIELDS = {"accept": "use", "reject": "use", "hold": "use", "correct": "value", "attribute": "period"}
"""What an action decides about a figure."""

IN_WORDS = {"accept": "used", "reject": "not used", "hold": "on hold"}
"""What `new_value` says of the use of a figure."""

SETTLED = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "attribute": "attributed",
    "hold": "held",
}
"""The state of a finding by the action that answered it; without one it is open."""

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How the ledger writes when something was decided, in UTC."""

MAX_REASON = 500
MAX_WHO = 80
"""Characters of a reason and of a name; a longer text is refused and belongs into a file that it names."""


@dataclass(frozen=True)
class Decision:
    """A row of the ledger.

    `content_key` says which figure is meant, whatever file holds it; `tested` and `compared` are the content
    keys of the finding that was answered, so that another version of any of them is noticed. An undo repeats
    the row that it undoes, old and new exchanged.
    """

    decision_id: str
    decided_at: datetime
    who: str
    action: str
    finding_id: str
    rule_id: str
    rule_version: int
    sentence_code: str
    content_key: str
    field: str
    old_value: str
    new_value: str
    reason: str
    expires_on: date | None
    undoes: str
    source_id: str
    series_id: str
    tested: str
    compared: str
    month: str

    @property
    def day(self) -> date:
        """The day of the decision, in UTC."""
        return self.decided_at.astimezone(UTC).date()

    @property
    def finding(self) -> tuple[str, str, str]:
        """What the answered finding is in any month: its rule, its sentence, the figures that it tested."""
        return self.rule_id, self.sentence_code, self.tested

    def as_texts(self) -> dict[str, str]:
        """Return the row as the ledger writes it."""
        moment = self.decided_at.astimezone(UTC).strftime(MOMENT)
        expires = self.expires_on.isoformat() if self.expires_on else ""
        return {name: str(text) for name, text in asdict(self).items()} | {
            "decided_at": moment,
            "expires_on": expires,
        }

    def with_id(self, decision_id: str) -> "Decision":
        """Return the row under its id."""
        return replace(self, decision_id=decision_id)


COLUMNS = tuple(Decision.__dataclass_fields__)
"""The columns of the ledger, before the one that chains its rows."""


def decision_of(texts: dict[str, str]) -> Decision:
    """Read a row of the ledger; ValueError or KeyError where it is not one."""
    moment = datetime.strptime(texts["decided_at"], MOMENT).replace(tzinfo=UTC)
    expires = date.fromisoformat(texts["expires_on"]) if texts["expires_on"] else None
    if texts["action"] not in ACTIONS:
        raise ValueError(f"'{texts['action']}' is no action")
    typed: dict[str, Any] = {
        "decided_at": moment,
        "expires_on": expires,
        "rule_version": int(texts["rule_version"]),
    }
    return Decision(**{name: texts[name] for name in COLUMNS} | typed)
