"""Any steps in any order by anybody: nothing is released without a second person, a replay gives the same."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pipeline.errors import UsageError
from pipeline.releasing.following import follow
from pipeline.releasing.model import (
    PUBLIC,
    WAYS,
    Entry,
    State,
    Step,
    entry_of,
    is_same_person,
    number_of,
    replay,
)
from tests.releasing.conftest import NOON

PEOPLE = st.sampled_from(["Ann", "ann ", "Ben", "Eve"])
HASHES = st.sampled_from(["a" * 64, "b" * 64])
FACTS: dict[str, Callable[[], dict[str, Any]]] = {
    "except": lambda: {"rule": "second-person"},
    "embargo": lambda: {"until": "2026-04-21T09:00:00Z", "zone": "UTC", "vault_sha256": "c"},
    "correct": lambda: {"what": "A.", "right": "B.", "why": "C."},
    "replace": lambda: {"by": "2026-01.2"},
    "copy": lambda: {"role": "bank"},
}


class Releases(RuleBasedStateMachine):
    """A ledger in memory, on which anybody tries anything."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.entries: list[Entry] = []
        self.at = NOON

    @rule(
        step=st.sampled_from(sorted(WAYS)),
        who=PEOPLE,
        digest=HASHES,
        late=st.integers(-2, 3),
        old=st.booleans(),
    )
    def take(self, step: str, who: str, digest: str, late: int, old: bool) -> None:
        """Try a step on the next issue of the month, or on its first."""
        standings = replay(self.entries)
        release_id = "2026-01.1" if old else f"2026-01.{number_of(standings, '2026-01')}"
        asked = Step(step, release_id, who, "Why.", digest, "r", FACTS.get(step, dict)())
        moment = self.at + timedelta(minutes=late)
        try:
            self.entries.append(follow(self.entries, asked, moment))
        except UsageError:
            return
        except Exception as error:
            assert "ledger" in str(error)
            return
        assert len(self.entries) == 1 or moment >= self.at
        self.at = moment

    @invariant()
    def nothing_is_released_without_a_second_person(self) -> None:
        """Each issue was approved by another person than submitted it, or by an exception."""
        for name, standing in replay(self.entries).items():
            if standing.state in PUBLIC or standing.state in (State.APPROVED, State.EMBARGOED):
                own = [entry for entry in self.entries if entry.release_id == name]
                approved = [entry for entry in own if entry.step == "approve"][-1]
                submitted = [entry for entry in own if entry.step == "submit" and entry.n < approved.n][-1]
                excepted = any(entry.step == "except" and entry.n < approved.n for entry in own)
                assert excepted or not is_same_person(approved.who, submitted.who)
                assert approved.manifest_sha256 == submitted.manifest_sha256 == standing.manifest_sha256

    @invariant()
    def what_was_released_stays(self) -> None:
        """No step leads back from an issue that readers were given."""
        seen: set[str] = set()
        for entry in self.entries:
            assert entry.release_id not in seen or entry.state in PUBLIC
            seen |= {entry.release_id} if entry.state in PUBLIC else set()

    @invariant()
    def the_lines_give_the_same_again(self) -> None:
        """Read the ledger back from its text: every issue is where it was."""
        again = [entry_of(entry.text) for entry in self.entries]
        assert again == self.entries
        assert replay(again) == replay(self.entries)


Releases.TestCase.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
test_machine = Releases.TestCase
