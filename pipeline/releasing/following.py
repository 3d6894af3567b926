"""Makes of what somebody does the next entry of the ledger, or says why it cannot be one."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pipeline.errors import UsageError
from pipeline.releasing.model import (
    MOMENT,
    WAYS,
    Entry,
    Standing,
    State,
    Step,
    in_words,
    languages_of,
    replay,
    stand,
)

MOST_WORDS = 500
MOST_NAME = 80
"""Characters of a reason in a language, and of a name; a longer one is refused and belongs into a file."""
MOST_SKEW = 5
"""Seconds that processes which write one after another may differ; a clock behind by more was set back."""


def follow(
    entries: list[Entry],
    step: Step,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    option: str = "",
) -> Entry:
    """Make of a step the next entry; UsageError where the clock or the state of the issue is against it.

    `option` names the office in the command that is advised then.
    """
    moment = moment_after(entries, at)
    _check_words(step)
    before = replay(entries).get(step.release_id, Standing(step.release_id))
    way = WAYS[step.step]
    if before.state not in way.since:
        raise UsageError(
            f"{step.release_id} is {in_words(before.state)}; the step '{step.step}' is for an issue that is "
            f"{' or '.join(in_words(state) for state in State if state in way.since)}. "
            f"`crossfoot release status{option}` shows where each issue is."
        )
    made = Entry(
        n=len(entries) + 1,
        at=moment,
        who=" ".join(step.who.split()),
        step=step.step,
        release_id=step.release_id,
        state=way.to or before.state,
        manifest_sha256=step.manifest_sha256,
        root=step.root,
        reason=" ".join(step.reason.split()),
        previous=entries[-1].digest if entries else "",
        facts={**step.facts, **(facts or {})},
    )
    stand(before, made)
    return made


def moment_after(entries: Sequence[Entry], at: datetime) -> datetime:
    """Return the moment of the next entry, in whole seconds; UsageError where the clock was set back."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    if not entries or moment >= entries[-1].at:
        return moment
    if (entries[-1].at - moment).total_seconds() <= MOST_SKEW:
        return entries[-1].at
    raise UsageError(
        f"The last entry of the ledger is of {entries[-1].at.strftime(MOMENT)}, and the clock of this "
        f"machine says {moment.strftime(MOMENT)}: it was set back. Set it right, then do this again; "
        "nothing was done."
    )


def length_of(text: str) -> int:
    """Count the characters of a text, of one that stands in several languages those of the longest."""
    return max(map(len, languages_of(text).values()))


def _check_words(step: Step) -> None:
    """Refuse a step without a name, and texts that are too long for a line."""
    if not step.who.strip():
        raise UsageError("Say who does this: the ledger has a name on each line.")
    if len(step.who) > MOST_NAME:
        raise UsageError(f"The name has {len(step.who)} characters; at most {MOST_NAME} are kept.")
    if (length := length_of(step.reason)) > MOST_WORDS:
        raise UsageError(
            f"The reason has {length} characters; at most {MOST_WORDS} are kept. "
            "Put the rest into a file and name it."
        )
    if (
        step.step in ("except", "recall", "correct", "retract", "withdraw", "copy")
        and not step.reason.strip()
    ):
        raise UsageError(f"The step '{step.step}' wants a reason, in a sentence.")
