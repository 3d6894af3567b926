"""The states of an issue, the steps between them, and where a list of steps leaves each issue."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pipeline.errors import BadInputError

MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class State(StrEnum):
    """Where an issue is on its way."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    EMBARGOED = "embargoed"
    RELEASED = "released"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


PUBLIC = frozenset({State.RELEASED, State.CORRECTED, State.WITHDRAWN})
"""Issues that readers were given: they stay."""


@dataclass(frozen=True)
class Way:
    """From which states a step goes, and where to; without `to` the state stays."""

    since: frozenset[State]
    to: State | None = None


WAYS: Mapping[str, Way] = {
    "except": Way(frozenset({State.DRAFT})),
    "submit": Way(frozenset({State.DRAFT}), State.IN_REVIEW),
    "change": Way(frozenset({State.IN_REVIEW, State.APPROVED}), State.DRAFT),
    "recall": Way(frozenset({State.IN_REVIEW, State.APPROVED, State.EMBARGOED}), State.DRAFT),
    "approve": Way(frozenset({State.IN_REVIEW}), State.APPROVED),
    "embargo": Way(frozenset({State.APPROVED}), State.EMBARGOED),
    "copy": Way(frozenset({State.EMBARGOED})),
    "open": Way(frozenset({State.APPROVED, State.EMBARGOED}), State.RELEASED),
    "correct": Way(frozenset({State.RELEASED})),
    "retract": Way(frozenset({State.RELEASED})),
    "replace": Way(frozenset({State.RELEASED}), State.CORRECTED),
    "withdraw": Way(frozenset({State.RELEASED, State.CORRECTED}), State.WITHDRAWN),
}
"""The steps. except: an exception from the rules is asked for. change: a run made other bytes. recall: sent
back by a person. copy: given to a role before the release. correct: a corrigendum is announced. retract: it
is taken back. replace: the issue that corrects it is released."""
SECOND_PERSON, OPEN_STOP, WITHOUT_VAULT = "second-person", "open-stop", "without-vault"
UNCHANGED = "unchanged"
EXCEPTIONS = (SECOND_PERSON, OPEN_STOP, WITHOUT_VAULT, UNCHANGED)
"""From which rules an exception can be asked for."""
CORRIGENDUM = ("what", "right", "why")
"""What a corrigendum says: what it is about, what is right, and why."""
NUMBERS = "numbers"
"""The entry of a corrigendum with the ids of the numbers that it names; a draft has them."""


@dataclass(frozen=True)
class Step:
    """What somebody does: an entry to be, without its place in the ledger."""

    step: str
    release_id: str
    who: str
    reason: str = ""
    manifest_sha256: str = ""
    root: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """A line of the ledger; `facts` are entries that only some steps have."""

    n: int
    at: datetime
    who: str
    step: str
    release_id: str
    state: State
    manifest_sha256: str
    root: str
    reason: str
    previous: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The line as it is written, without what ends it: canonical JSON."""
        own = {name: getattr(self, name) for name in _TEXTS}
        said = {**self.facts, **own, "n": self.n, "at": self.at.astimezone(UTC).strftime(MOMENT)}
        return json.dumps(
            {**said, "state": self.state.value}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )

    @property
    def digest(self) -> str:
        """The SHA-256 of the line, to which the next one is chained."""
        return hashlib.sha256(self.text.encode()).hexdigest()


_TEXTS = ("who", "step", "release_id", "manifest_sha256", "root", "reason", "previous")


def entry_of(line: str) -> Entry:
    """Read a line; ValueError or KeyError where it is not one, or not written as one is."""
    said = json.loads(line)
    if not isinstance(said, dict):
        raise ValueError("it is no object")
    own = {name: said.pop(name) for name in (*_TEXTS, "n", "at", "state")}
    if not isinstance(own["n"], int) or not all(isinstance(own[name], str) for name in _TEXTS):
        raise ValueError("an entry of it has another form")
    at = datetime.strptime(own["at"], MOMENT).replace(tzinfo=UTC)
    found = Entry(**{**own, "at": at, "state": State(own["state"])}, facts=said)
    if found.text != line:
        raise ValueError("it is not written in the canonical form")
    return found


@dataclass(frozen=True)
class Standing:
    """Where an issue is: its state, what bytes that is about, and what was said of it on the way."""

    release_id: str
    state: State = State.DRAFT
    manifest_sha256: str = ""
    root: str = ""
    submitted_by: str = ""
    approved_by: str = ""
    released_at: datetime | None = None
    until: datetime | None = None
    zone: str = ""
    vault: str = ""
    exceptions: tuple[tuple[str, str, str], ...] = ()
    """Each as the rule, who asked and why; of a rule the last one."""
    corrigendum: Mapping[str, Any] | None = None
    corrected_by: str = ""
    early: str = ""
    """Why it was released before its hour, where it was."""
    moved: Entry | None = None
    """The step that brought it where it is."""
    last: Entry | None = None
    """The newest step, be it one that left it where it was: an exception, a copy, a corrigendum."""

    @property
    def key(self) -> str:
        """The name of the month, or of the month as known on a day."""
        return self.release_id.rpartition(".")[0]

    @property
    def number(self) -> int:
        """The number of the issue."""
        return int(self.release_id.rpartition(".")[2])

    @property
    def announced(self) -> datetime | None:
        """When its corrigendum was announced, where there is one."""
        said = self.corrigendum
        return datetime.strptime(str(said["at"]), MOMENT).replace(tzinfo=UTC) if said else None

    def is_excepted(self, rule: str) -> bool:
        """Tell whether an exception from a rule was asked for."""
        return any(kind == rule for kind, _, _ in self.exceptions)


def is_same_person(one: str, other: str) -> bool:
    """Compare two names, whatever their case and spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def stand(standing: Standing, entry: Entry) -> Standing:
    """Return where an entry leaves an issue; BadInputError where it does not follow from where it was."""
    way = WAYS.get(entry.step)
    if way is None or standing.state not in way.since or entry.state is not (way.to or standing.state):
        raise BadInputError(
            f"Entry {entry.n} of the ledger, '{entry.step}' of {entry.release_id} to '{entry.state}', does "
            f"not follow from its state '{standing.state}'."
        )
    if entry.step == "approve" and _is_alone(standing, entry):
        raise BadInputError(
            f"Entry {entry.n} of the ledger approves {entry.release_id} by {entry.who}, who submitted it, "
            "and no exception was asked for."
        )
    if entry.step in ("approve", "embargo", "open") and entry.manifest_sha256 != standing.manifest_sha256:
        raise BadInputError(
            f"Entry {entry.n} of the ledger, '{entry.step}' of {entry.release_id}, is about other bytes than "
            "those that were submitted."
        )
    moved = entry if way.to else standing.moved
    return replace(_told(standing, entry), state=entry.state, moved=moved, last=entry)


def _is_alone(standing: Standing, entry: Entry) -> bool:
    """Tell whether nobody but the submitter approves, without an exception."""
    return is_same_person(entry.who, standing.submitted_by) and not standing.is_excepted(SECOND_PERSON)


def _told(standing: Standing, entry: Entry) -> Standing:
    """Take over what an entry says besides the state."""
    facts, told = entry.facts, dict[str, Any]()
    match entry.step:
        case "except":
            rule = str(facts["rule"])
            others = tuple(one for one in standing.exceptions if one[0] != rule)
            told["exceptions"] = (*others, (rule, entry.who, entry.reason))
        case "submit":
            told = {"manifest_sha256": entry.manifest_sha256, "root": entry.root, "submitted_by": entry.who}
        case "approve":
            told["approved_by"] = entry.who
        case "embargo":
            until = datetime.strptime(str(facts["until"]), MOMENT).replace(tzinfo=UTC)
            told = {"until": until, "zone": str(facts["zone"]), "vault": str(facts["vault_sha256"])}
        case "change" | "recall":
            told = {"until": None, "zone": "", "vault": "", "approved_by": "", "submitted_by": ""}
        case "open":
            told = {"released_at": entry.at, "vault": "", "early": str(facts.get("exception", ""))}
        case "correct":
            words = {name: str(facts[name]) for name in CORRIGENDUM}
            told["corrigendum"] = words | {
                "at": entry.at.strftime(MOMENT),
                NUMBERS: [str(name) for name in facts.get(NUMBERS, ())],
            }
        case "retract":
            told["corrigendum"] = None
        case "replace":
            told["corrected_by"] = str(facts["by"])
    return replace(standing, **told)


def replay(entries: Iterable[Entry]) -> dict[str, Standing]:
    """Return where the entries leave each issue, by release id.

    A corrigendum that is taken back takes with it the exceptions that were asked for its issue.
    """
    found: dict[str, Standing] = {}
    for entry in entries:
        before = found.get(entry.release_id, Standing(entry.release_id))
        found[entry.release_id] = stand(before, entry)
        coming = f"{before.key}.{before.number + 1}"
        if entry.step == "retract" and coming in found:
            found[coming] = replace(found[coming], exceptions=())
    return found


def languages_of(text: str) -> dict[str, str]:
    """Part 'English text | az: text | ru: text' by language; the first part is English.

    >>> languages_of("One. | az: Bir.")
    {'en': 'One.', 'az': 'Bir.'}
    """
    first, *others = text.split(" | ")
    parts = {"en": first.strip()}
    for part in others:
        code, colon, said = part.partition(": ")
        is_marked = bool(colon) and len(code) in (2, 3) and code.islower()
        parts[code if is_marked else "en"] = (said if is_marked else part).strip()
    return parts


def in_words(state: State) -> str:
    """Return a state as it stands in a sentence."""
    return {State.IN_REVIEW: "in review", State.DRAFT: "a draft", State.EMBARGOED: "under embargo"}.get(
        state, state.value
    )


def number_of(standings: Mapping[str, Standing], key: str) -> int:
    """Return the number of a month's next issue: 1, until one that was released is corrected or withdrawn."""
    own = [one for one in standings.values() if one.key == key and one.state in PUBLIC]
    if not own:
        return 1
    last = max(own, key=lambda one: one.number)
    is_over = last.state in (State.CORRECTED, State.WITHDRAWN)
    return last.number + 1 if is_over or last.corrigendum is not None else last.number
