"""What the heads over a column and the labels beside a row say, found once a column and once a row.

Figures whose column and row say the same but for territory and period are alike: what is found for one holds
for all of them.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pipeline.reading.tables.heads import Head
from pipeline.reading.tables.nature import nature_said
from pipeline.reading.tables.period_label import Partial, kind_of_days
from pipeline.reading.tables.places import INFERRED

Facts = dict[str, str]
_OF_MEASURE: Final = frozenset(("measure", "breakdown"))
"""What a person may say of words that name what is measured."""
MAX_WRITTEN = 120
"""Characters of a territory or a period as written that a figure keeps."""


class Place(NamedTuple):
    """A territory and how it is written, both empty where none is named; `inferred` by what stands around."""

    territory: str = ""
    written: str = ""
    inferred: str = ""

    @property
    def facts(self) -> Facts:
        """The fields of a figure of this place, without those that are empty."""
        if not self.territory:
            return {}
        return {"territory": self.territory, "territory_as_written": self.written}

    @property
    def known_by(self) -> str:
        """How the territory is known: not at all, as it is written, or by what stands around the name."""
        return (self.inferred or "written") if self.territory else ""


NO_PLACE: Final = Place()


class Side(NamedTuple):
    """What one column, or one row, says. `alike` and `dated` number what they share with others.

    Columns of one `alike` differ in their period only, rows also in their territory; `dated` numbers what is
    said of the period.
    """

    heads: tuple[Head, ...]
    groups: tuple[Head, ...] = ()
    alike: int = 0
    dated: int = 0
    territory: Place = NO_PLACE

    @property
    def all(self) -> tuple[Head, ...]:
        """The heads, nearest first."""
        return (*self.heads, *self.groups)


@dataclass
class Numbers:
    """Numbers what is said, the same by the same number."""

    _known: dict[Hashable, int] = field(default_factory=dict)

    def of(self, said: Hashable) -> int:
        """Return the number of what is said."""
        return self._known.setdefault(said, len(self._known))


@dataclass(frozen=True)
class Dated:
    """The period of figures, as it is and as the day by which they are due; `last` is its last day."""

    known: bool
    facts: Facts
    due: Facts = field(default_factory=dict)
    last: str = ""


def column_side(heads: Sequence[Head], numbers: Numbers, *, apart: bool, total: bool) -> Side:
    """Make the side of a column; `apart` where its place matters though it says nothing but a period."""
    said = tuple(_said_over(head, apart=apart and step == 0) for step, head in enumerate(heads))
    dated = numbers.of(_periods(heads))
    return Side(tuple(heads), (), numbers.of((said, total)), dated, named_territory(heads))


def row_side(heads: Sequence[Head], groups: Sequence[Head], numbers: Numbers, titled: Place) -> Side:
    """Make the side of a row within its group; `titled` is the territory where neither names one."""
    said = (*(_said(head) for head in heads), None, *(_said(head) for head in groups))
    everything = (*heads, *groups)
    territory = named_territory(everything)
    dated = numbers.of(_periods(everything))
    return Side(
        tuple(heads), tuple(groups), numbers.of(said), dated, territory if territory.territory else titled
    )


def named_territory(heads: Iterable[Head]) -> Place:
    """Return the nearest territory that heads name and how it is written."""
    for head in heads:
        if head.territory:
            return Place(head.territory, head.text[:MAX_WRITTEN], INFERRED if head.settled else "")
    return NO_PLACE


def measured_by(heads: Iterable[Head]) -> tuple[tuple[str, str, bool], ...]:
    """Return what heads say of the thing measured, also where a person said what their words mean.

    A period alone says nothing of it.
    """
    named = ((head, head.text if _OF_MEASURE & head.facts.keys() else head.rest) for head in heads)
    return tuple((words, head.unit_text, head.total) for head, words in named if words or not head.period)


def join_periods(heads: Iterable[Head]) -> Dated:
    """Join what heads say of the period, the nearest first."""
    said = [head for head in heads if head.period]
    period = Partial()
    for head in said:
        period = period.joined(head.period)
    written = " ".join(dict.fromkeys(head.text for head in reversed(said)))[:MAX_WRITTEN]
    days = period.days
    facts = {"period_as_written": written} if written else {}
    if days is None:
        return Dated(False, facts)
    first, last = days[0].isoformat(), days[1].isoformat()
    facts |= {"period_start": first, "period_end": last, "period_kind": kind_of_days(*days)}
    return Dated(True, facts, {**facts, **_due_by(last)}, last)


def _due_by(day: str) -> Facts:
    """Return the fields of a figure that is due by a day, which stands for its period, too."""
    return {"due_on": day, "period_start": day, "period_end": day, "period_kind": "instant"}


def _periods(heads: Iterable[Head]) -> Hashable:
    """Return what heads say of the period, and how."""
    return tuple((head.period, head.text) for head in heads if head.period)


def _said(head: Head) -> Hashable:
    """Return what a head says but for territory and period; with words left over it stands for itself."""
    if head.territory and not (head.facts or head.unit):
        return head.total, head.kind, head.price
    own = head.place if head.rest or head.facts else ""
    unit = (head.unit.name, head.unit.scale, head.unit_text) if head.unit else None
    return unit, head.total, head.kind, head.quantity, head.price, head.due, own


def _said_over(head: Head, *, apart: bool) -> Hashable:
    """Return what a head over a column says; one that is a period and nothing else says nothing more."""
    more = head.rest or head.facts or head.unit or head.territory or head.price or head.due
    bare = head.period is not None and not more
    if bare and not apart:
        return head.total, head.kind, head.quantity, nature_said(head.text)
    return head.place
