"""A month from its deliveries to the readers' site, step by step, as often as it takes after kills.

The steps that a run does not part for itself are marked by wrapping what they call: only the marks are added.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline import stages
from pipeline.bulletin import publish
from pipeline.bulletin.press import Press
from pipeline.choice import ALL, Choice
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project
from pipeline.releasing import embargo, form, steps
from pipeline.releasing.declared import Releasing
from pipeline.releasing.ledger import state_of
from pipeline.releasing.model import State
from pipeline.releasing.steps import Who

MONTH = Month.parse("2026-01")
ISSUE = f"{MONTH}.1"
NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
ANN, BEN, CLOCK = "Ann Lee", "Ben Ray", "the clock of the release calendar"
LEDGER = ("submit", "approve", "lock", "wait", "open", "site")
PHASES = {
    "intake": ("intake", "conform"),
    "transform": ("edit", "indicators", "warehouse"),
    "render": ("compose", "print", "proof"),
    "release": ("seal", "keep", *LEDGER),
}
"""What is killed, and the steps that it has."""
STEPS = tuple(step for found in PHASES.values() for step in found)
Mark = Callable[[str], None]


def phase_of(step: str) -> str:
    """Return the phase of a step."""
    return next(phase for phase, found in PHASES.items() if step in found)


def office_at(root: Path, var: Path) -> Office:
    """Load the small office with a key for its vault, its results in `var`."""
    office = load_office(Project(root, var), "small")
    return replace(office, release=Releasing(key=root.parent / "keys" / "vault.key"))


def mark_steps(mark: Mark) -> None:
    """Mark the steps within the bulletin and within the release, in this process for good."""
    _marked(Press, "put", "print", mark)
    _marked(publish, "require_references", "proof", mark)
    _marked(publish, "_write", "seal", mark)
    _marked(publish, "keep_release", "keep", mark)
    from pipeline.releasing import readers

    _marked(readers, "publish_site", "site", mark)


def _marked(holder: Any, name: str, step: str, mark: Mark) -> None:
    """Let a function say its step before it does what it did."""
    kept = getattr(holder, name)

    def marking(*args: Any, **named: Any) -> Any:
        mark(step)
        return kept(*args, **named)

    setattr(holder, name, marking)


def go(office: Office, mark: Mark, begin: str = "intake", choice: Choice = ALL) -> None:
    """Do what is left of the month, as people would who look where its issue stands.

    `begin` is the step that an issue without an entry goes on from, where the steps before it are done.
    """
    if state_of(office, ISSUE) is State.DRAFT:
        _run(office, mark, begin, choice)
        mark("submit")
        steps.submit(office, MONTH.key, Who(ANN, NOON))
    if state_of(office, ISSUE) is State.IN_REVIEW:
        mark("approve")
        digits = file_hash(office.home / "releases" / MONTH.key / "manifest.json")
        steps.approve(office, MONTH.key, Who(BEN, NOON + timedelta(minutes=1)), digits)
    if state_of(office, ISSUE) is State.APPROVED:
        mark("lock")
        until = NOON + timedelta(hours=2)
        embargo.embargo(office, MONTH.key, Who(BEN, NOON + timedelta(minutes=2)), until, "UTC")
    if state_of(office, ISSUE) is State.EMBARGOED:
        mark("wait")
        form.release_due(office, CLOCK, NOON + timedelta(hours=1))
        assert plain_copies(office) == [], (
            "The issue waits for its hour, and its pages lie there in the clear."
        )
    mark("open")
    form.release_due(office, CLOCK, NOON + timedelta(hours=3))


def plain_copies(office: Office) -> list[str]:
    """List what holds pages of the month in the clear, where its issue is in the vault."""
    found = (path for place in ("releases", "printed", "site") for path in (office.home / place).rglob("*"))
    pages = office.home.glob("reports/*/*changes.html*")
    return [str(path) for path in (*found, *pages) if path.is_file()]


def _run(office: Office, mark: Mark, begin: str, choice: Choice) -> None:
    """Run the stages of the month."""
    made: dict[str, Callable[[], object]] = {
        "intake": lambda: stages.intake(office),
        "conform": lambda: stages.conform(office),
        "edit": lambda: stages.edit(office, MONTH),
        "indicators": lambda: stages.compute(office, MONTH),
        "compose": lambda: stages.publish(office, MONTH, choice=choice),
        "warehouse": lambda: stages.warehouse(office),
    }
    names = list(made)
    for name in names[names.index(begin) :] if begin in names else []:
        mark(name)
        made[name]()


def told(order: dict[str, Any]) -> str:
    """Write an order, or an answer, as a line."""
    return json.dumps(order, sort_keys=True) + "\n"
