"""Why a count of the quality section is another one than in the previous issue of the month."""

from dataclasses import dataclass
from functools import cached_property

from pipeline.quality import counted_in
from pipeline.vintages.between import Known, is_new, made_by, newly_decided, taken_back, why_forth, why_gone
from pipeline.vintages.causes import in_order, what_differs
from pipeline.vintages.issue import Issue

_INTAKE = ("new_data", "removal", "later")
"""What acts on counts of what came in: it is as it is, whatever was decided, found or taken back."""

_WITHHOLDING = "findings_withhold"
_RELEASED = "findings_hold_released"
"""Counts of findings: those that withhold a figure, those of which a decision says the reason."""


@dataclass(frozen=True)
class Counts:
    """The issue of a month and its run, to tell the causes of counts; `is_decided`: the ledger is another."""

    issue: Issue
    known: Known
    is_decided: bool

    def of(self, cell_id: str) -> tuple[str, ...]:
        """Return the causes of a count, or of a diagnostic that is made of no figures."""
        table = counted_in(cell_id)
        if table == "core.decision":
            return ("decision",) if self.is_decided else self._every
        if table.startswith("raw."):
            return self._of_intake or self._every
        item = cell_id.split(".")[1]
        if table == "core.finding" and item != _RELEASED:
            return self._of_findings(item)
        if table == "core.latest":
            return self._of_releases if item == "releases" else self._of_figures or self._every
        return self._every

    @cached_property
    def _every(self) -> tuple[str, ...]:
        """Return all that differs; where nothing does, a later day counts what was received since."""
        otherwise = "new_data" if self._is_later else "code"
        return in_order(what_differs(self.issue, self.known)) or (otherwise,)

    @cached_property
    def _of_intake(self) -> tuple[str, ...]:
        """Return why other files and lines came in."""
        is_more = self._is_later or self.known.deliveries.keys() - self.issue.deliveries.keys()
        return in_order({*self._every, *(["new_data"] if is_more else [])} & {*_INTAKE})

    @cached_property
    def _of_figures(self) -> tuple[str, ...]:
        """Return why other figures are known."""
        return self._of({*self.issue.given} ^ {*self.known.observations})

    def _of_findings(self, item: str) -> tuple[str, ...]:
        """Return why other findings stand, or other conflicts are settled in one way.

        A decision is behind them where it is about a figure that one on one side alone met; how conflicts are
        settled it may change of those on both sides.
        """
        then, now = (
            {(rule, frozenset(tested), frozenset(compared)) for rule, tested, compared in own}
            for own in (
                (side.findings if item == _WITHHOLDING else side.named) for side in (self.issue, self.known)
            )
        )
        own = then | now if item.startswith("conflicts_") else then ^ now
        met = {name for _, tested, compared in own for name in (*tested, *compared)}
        is_by = not met or any(newly_decided(name, self.issue, self.known) for name in met)
        return self._every if is_by else self._undecided

    @cached_property
    def _of_releases(self) -> tuple[str, ...]:
        """Return why figures of other releases are known: rows as used add none to those reported."""
        sides = self.issue.given, self.known.observations
        then, now = ({row["release_group"] for row in side.values()} for side in sides)
        rows = {name: row for side in sides for name, row in side.items()}
        other = {
            name: row["release_group"] for name, row in rows.items() if row["release_group"] in then ^ now
        }
        reported = {group for name, group in other.items() if not made_by(rows[name])}
        own = {name for name, group in other.items() if group not in reported or not made_by(rows[name])}
        return self._of(own) or self._undecided

    @cached_property
    def _undecided(self) -> tuple[str, ...]:
        """Return all that differs but decisions, unless nothing else does."""
        return tuple(cause for cause in self._every if cause != "decision") or self._every

    @property
    def _is_later(self) -> bool:
        """Tell whether the run is as of a later day than the issue."""
        return self.known.as_of is not None and self.known.as_of > self.issue.as_of

    def _of(self, names: set[str]) -> tuple[str, ...]:
        """Return why figures are known on one side alone; nothing for an issue that does not name its own."""
        if not self.issue.given:
            return ()
        withdrawn = taken_back(names, self.issue, self.known)
        return in_order(why for name in names if (why := self._why(name, withdrawn)))

    def _why(self, name: str, withdrawn: set[str]) -> str:
        """Return why one figure is known on one side alone; empty where another version took its place."""
        row = self.known.observations.get(name)
        if made_by(row or self.issue.given[name]):
            return why_gone(name, self.issue, self.known) or "decision"
        if row is None:
            gone = "withdrawal" if name in withdrawn else ""
            return why_gone(name, self.issue, self.known) or gone
        return "new_data" if is_new(name, self.issue, self.known) else why_forth(name, self.issue, self.known)
