"""Chains of kills: a month that is killed, begun again, killed again, and at last let finish."""

import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import stages
from pipeline.leftovers import ALONE_SECONDS, leftovers
from pipeline.office import Office
from pipeline.releasing.ledger import state_of
from pipeline.releasing.model import State
from tests.kills import office as small
from tests.kills.forks import Blow, Forks, Ran
from tests.kills.journey import ISSUE, PHASES, STEPS, office_at
from tests.kills.whole import differences, faults, result

MOST = 3
"""So often at most a month is killed before it may finish."""
OF_OPERATIONS = 0.5
"""The share of kills at an operation on a file; the others are by the clock."""
SHORT = 0.2
"""A step of fewer seconds is hit at operations alone: by the clock the kill would come after it."""
NEXT = {
    State.IN_REVIEW: "approve",
    State.APPROVED: "lock",
    State.EMBARGOED: "wait",
    State.RELEASED: "open",
}
"""The step that follows each state of an issue."""
PARTS = ("print", "proof", "seal", "keep")
"""Steps of the bulletin: a run goes on from the bulletin as a whole."""


@dataclass(frozen=True)
class Undisturbed:
    """A month that nobody killed: what there was at the beginning of each step, and what came of it."""

    root: Path
    begun: Path
    ran: Ran
    result: dict[str, Any]
    national: bool

    def office(self, var: Path) -> Office:
        """Load the office with its results in `var`."""
        return office_at(self.root, var)


@dataclass
class Tally:
    """Where kills hit, and what was found after them."""

    steps: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    missed: int = 0

    @classmethod
    def of(cls, parts: "Sequence[Tally]") -> "Tally":
        """Put several together."""
        whole = cls()
        for part in parts:
            whole.steps += part.steps
            whole.faults += part.faults
            whole.missed += part.missed
        return whole

    def told(self, seed: int) -> str:
        """Say where kills hit and what was found, in a line, and each finding in one of its own."""
        hit = ", ".join(f"{phase} {count}" for phase, count in self.phases().items())
        steps = ", ".join(f"{step} {self.steps[step]}" for step in STEPS)
        said = f"{self.kills} kills: {hit} ({steps}); {len(self.faults)} findings; seed {seed}"
        return "\n".join([said, *self.faults])

    def found(self, planned: Sequence[Blow], ran: Ran, faults: Sequence[str]) -> None:
        """Take note of what was found after a run, with the kills that led there."""
        self.faults += [f"{[*map(str, planned)]}, after {ran.last}: {fault}" for fault in faults]

    @property
    def kills(self) -> int:
        """How many there were."""
        return sum(self.steps.values())

    def phases(self) -> dict[str, int]:
        """Return how many hit each phase."""
        return {phase: sum(self.steps[step] for step in found) for phase, found in PHASES.items()}


def undisturbed(forks: Forks, folder: Path, national: bool) -> Undisturbed:
    """Make the month as it was before, let new deliveries come in, and make it anew without a kill."""
    before, now = folder / "before", folder / "now"
    for place, deliveries in ((before, small.BEFORE), (now, small.AFTER)):
        if not place.exists():
            small.write(place, deliveries)
    var = folder / f"var-{'national' if national else 'all'}"
    first = forks.run(before / "checkout", var, Blow("submit", operation=0), national=national)
    assert first.last == "submit"
    kept = folder / f"begun-{var.name}"
    ran = forks.run(now / "checkout", var, national=national, keep=str(kept))
    assert ran.code == 0
    made = Undisturbed(now / "checkout", kept, ran, result(office_at(now / "checkout", var)), national)
    assert faults(made.office(var)) == []
    return made


def blow(chance: random.Random, whole: Undisturbed, steps: Sequence[str]) -> Blow:
    """Choose when to kill: in one of the steps, at a moment or at an operation on a file."""
    seconds = whole.ran.seconds()
    step = chance.choice([step for step in steps if step in seconds])
    count = whole.ran.operations.get(step, 0)
    if count and (seconds[step] < SHORT or chance.random() < OF_OPERATIONS):
        return Blow(step, operation=chance.randrange(count))
    return Blow(step, seconds=chance.random() * seconds[step])


def ahead(office: Office) -> Sequence[str]:
    """List the steps that a month has yet to take."""
    state = state_of(office, ISSUE)
    return STEPS[STEPS.index(NEXT[state]) :] if state in NEXT else STEPS


def killed(
    forks: Forks, whole: Undisturbed, var: Path, chance: random.Random, steps: Sequence[str], tally: Tally
) -> None:
    """Kill a month once to MOST times, look after each kill, let it finish, and look again."""
    planned: list[Blow] = []
    begin, office = "", whole.office(var)
    for _ in range(chance.randint(1, MOST)):
        planned.append(blow(chance, whole, ahead(office) if planned else steps))
        if not begin:
            begin = "compose" if planned[0].step in PARTS else planned[0].step
            shutil.copytree(whole.begun / begin, var, symlinks=True)
        ran = forks.run(whole.root, var, planned[-1], national=whole.national, begin=begin)
        begin = "intake"
        if ran.code == 0:
            tally.missed += 1
            break
        if ran.code > 0:
            tally.found(planned, ran, ["a run after a kill did not go on"])
            return
        tally.steps[ran.last] += 1
        tally.found(planned, ran, faults(office))
    _age(office)
    ran = forks.run(whole.root, var, national=whole.national, begin=begin)
    if ran.code:
        tally.found(planned, ran, ["the last run did not finish"])
        return
    tally.found(planned, ran, [*faults(office), *differences(result(office), whole.result)])
    # What release steps left is taken away by the run of another month.
    stages.intake(office)
    tally.found(planned, ran, [f"{path.name} is left" for path in leftovers(office)])
    shutil.rmtree(var)


def _age(office: Office) -> None:
    """Let time pass for what kills left."""
    for path in leftovers(office):
        past = time.time() - 2 * ALONE_SECONDS
        os.utime(path, (past, past), follow_symlinks=False)
