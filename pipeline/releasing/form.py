"""A step as a form or a command line hands it over: its fields as texts, one function for all steps."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.releasing.model import CORRIGENDUM, Entry, number_of

if TYPE_CHECKING:
    from pipeline.releasing.steps import Who

Fields = Mapping[str, str]
DUE = "The hour of its release has come."


def take_step(office: Office, step: str, fields: Fields, at: datetime) -> Entry:
    """Take one step of an issue and return its entry; the readers' site follows where it changes it.

    `fields` are month, who and reason, and what the step wants: digits of the hash that was reviewed, until,
    zone, rule, exception, what, right, why, draft.
    """
    from pipeline.releasing.readers import publish_site
    from pipeline.releasing.steps import Who

    if step not in _STEPS:
        raise UsageError(f"There is no step '{step}'. There are: {', '.join(_STEPS)}.")
    key = key_of(fields["month"])
    who = Who(fields.get("who", ""), at, fields.get("reason", ""))
    made = _STEPS[step](office, key, who, fields)
    if step in ("open", "withdraw"):
        publish_site(office)
    return made


def release_due(office: Office, name: str, at: datetime, reason: str = DUE) -> list[Entry]:
    """Release each issue whose hour has come and bring the readers' site up to date.

    Called again, or by two at once, it changes nothing more; a site that a kill left behind is made then.
    Raises the first fault after all that can be opened was; UsageError where the clock was set back.
    """
    from pipeline.releasing import embargo
    from pipeline.releasing.readers import publish_site
    from pipeline.releasing.steps import Who

    try:
        return embargo.open_due(office, Who(name, at, reason))
    finally:
        publish_site(office)


def key_of(text: str) -> str:
    """Read a month, or a month as known on a day, as releases are named."""
    from pipeline.window import parse_partition, partition_key

    return partition_key(*parse_partition(text))


def next_id(office: Office, key: str) -> str:
    """Return the id of a month's issue that is on its way."""
    from pipeline.releasing.ledger import standings_of

    return f"{key}.{number_of(standings_of(office), key)}"


def _except(office: Office, key: str, who: "Who", fields: Fields) -> Entry:
    from pipeline.releasing import steps

    return steps.ask_exception(office, key, who, fields.get("rule", ""))


def _submit(office: Office, key: str, who: "Who", _: Fields) -> Entry:
    from pipeline.releasing import steps

    return steps.submit(office, key, who)


def _approve(office: Office, key: str, who: "Who", fields: Fields) -> Entry:
    from pipeline.releasing import embargo, steps

    made = steps.approve(office, key, who, fields.get("hash", ""))
    return embargo.lock_until_hour(office, made.release_id, who) or made


def _recall(office: Office, key: str, who: "Who", _: Fields) -> Entry:
    from pipeline.releasing import embargo

    return embargo.recall(office, next_id(office, key), who)


def _embargo(office: Office, key: str, who: "Who", fields: Fields) -> Entry:
    from pipeline.releasing import embargo

    until, zone = embargo.moment_of(office, key, fields.get("until", ""), fields.get("zone", ""))
    return embargo.embargo(office, key, who, until, zone)


def _open(office: Office, key: str, who: "Who", fields: Fields) -> Entry:
    from pipeline.releasing import embargo

    return embargo.open_issue(office, next_id(office, key), who, fields.get("exception", ""))


def _correct(office: Office, key: str, who: "Who", fields: Fields) -> Entry:
    from pipeline.releasing import corrections

    draft = Path(fields["draft"]) if fields.get("draft") else None
    return corrections.correct(office, key, who, {name: fields.get(name, "") for name in CORRIGENDUM}, draft)


def _retract(office: Office, key: str, who: "Who", _: Fields) -> Entry:
    from pipeline.releasing import corrections

    return corrections.retract(office, key, who)


def _withdraw(office: Office, key: str, who: "Who", _: Fields) -> Entry:
    from pipeline.releasing import corrections, steps
    from pipeline.releasing.ledger import standings_of

    standing = corrections.released(standings_of(office).values(), key)
    return steps.withdraw(office, standing.release_id, who)


_STEPS: Mapping[str, Callable[[Office, str, "Who", Fields], Entry]] = {
    "submit": _submit,
    "approve": _approve,
    "embargo": _embargo,
    "open": _open,
    "recall": _recall,
    "except": _except,
    "correct": _correct,
    "retract": _retract,
    "withdraw": _withdraw,
}
STEPS = tuple(_STEPS)
"""The steps in the order that most issues take them."""
