"""What is still to be done about deliveries: which were dealt with, which months are to be started."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.arrivals.delivered import delivered, taken_in
from pipeline.arrivals.touched import months_touched
from pipeline.identity import digest_of
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import State

HOLDING = (State.APPROVED, State.EMBARGOED)
"""A month whose issue is in one of these states is not run by itself: that would undo what a person did."""
_KEY_DIGITS = 16


@dataclass(frozen=True)
class Pending:
    """What was dealt with, and what is left.

    known: the mark of each delivery, by name. left: the months that are still to be started, as '2026-01',
    each with the names of its deliveries. looked: the last day on which it was looked for what is expected.
    """

    known: Mapping[str, str]
    left: Mapping[str, list[str]] = field(default_factory=dict)
    looked: str = ""

    @classmethod
    def read(cls, text: str) -> "Pending":
        """Read what `write` wrote."""
        return cls(**json.loads(text))

    def write(self) -> str:
        """Write it as text; the same state gives the same text."""
        state = {"known": dict(self.known), "left": dict(self.left), "looked": self.looked}
        return json.dumps(state, sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True)
class Start:
    """A month to start, the deliveries that touch it, and a key that follows from what these hold."""

    month: str
    deliveries: tuple[str, ...]
    key: str


def begin(office: Office) -> Pending:
    """Return the state of a first look: what is there already is not new."""
    return Pending(delivered(office))


def look(office: Office, lake: Lake, before: Pending) -> tuple[Pending, dict[str, str], list[str]]:
    """Add the months of deliveries that were taken in since.

    Returns the state, the new deliveries that were not yet taken in, and the names of those that were and
    touch no month: all their figures are known from earlier ones, or of no month of the office.
    """
    taken = taken_in(lake)
    new = {name: mark for name, mark in delivered(office).items() if before.known.get(name) != mark}
    ready = {name: mark for name, mark in new.items() if taken.get(name) == mark}
    touched = months_touched(office, lake, ready)
    left = {month: set(names) for month, names in before.left.items()}
    for month, names in touched.items():
        left.setdefault(month.key, set()).update(names)
    months = {month: sorted(left[month]) for month in sorted(left)}
    after = replace(before, known={**before.known, **ready}, left=months)
    idle = sorted(set(ready) - {name for names in touched.values() for name in names})
    return after, {name: mark for name, mark in new.items() if name not in ready}, idle


def start_months(office: Office, before: Pending, most: int) -> tuple[Pending, list[Start]]:
    """Take up to `most` months out of what is left, the newest first, and return what to start."""
    held = set(held_months(office, before.left))
    chosen = [month for month in sorted(before.left, reverse=True) if month not in held][:most]
    starts = [_start(month, before) for month in chosen]
    left = {month: names for month, names in before.left.items() if month not in chosen}
    return replace(before, left=left), starts


def held_months(office: Office, months: Iterable[str]) -> list[str]:
    """List those of some months whose issue is approved or under embargo; they wait until it is not."""
    holding = {one.key for one in standings_of(office).values() if one.state in HOLDING}
    return sorted(holding & set(months))


def _start(month: str, state: Pending) -> Start:
    """Make the start of a month; its key tells the same deliveries from others."""
    names = tuple(state.left[month])
    marks = [[name, state.known[name]] for name in names]
    return Start(month, names, f"{month}.{digest_of(marks)[:_KEY_DIGITS]}")
