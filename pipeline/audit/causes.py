"""Why a number of one release differs from the same number of another, from both folders alone.

What a release knew is in its evidence; the causes are those of `pipeline.vintages.causes`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from pipeline.diagnosed import is_diagnostic
from pipeline.month import Month
from pipeline.quality import counted_in
from pipeline.rules.kinds import WITHHOLDING
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vintages.between import Known
from pipeline.vintages.causes import causes_of, is_left_behind
from pipeline.vintages.changes import LEFT_OUT, figures_instead, leaves_of, newcomers
from pipeline.vintages.counts import Counts
from pipeline.vintages.issue import Issue, changing, read_issue
from pipeline.window import parse_partition

Row = Mapping[str, Any]
Told = tuple[tuple[str, ...], tuple[str, ...], list[str], list[str]]
"""Causes, what is behind them by name, figures behind the old value only, and behind the new one only."""
PLACE = "place"
"""The cause of a number that is the same in both and printed by one release alone."""
PRESENTATION = "presentation"
"""The cause of another text of the same value: pages, languages or the number of decimals."""
MONTH = "month"
"""The cause of what follows the month: counts, ages of figures at its end, the years looked back on."""
NO_NEWS = frozenset({MONTH, PLACE})
"""Causes of what is no news: ages and counts of another month, what a month's pages do not show."""
_PRINTED = ("value", "half_width", "lo", "hi", "unit_code", "obs_status", "revised", "reference_date")


@dataclass(frozen=True)
class Causes:
    """What two releases know, to tell the causes of their differences from."""

    issue: Issue
    known: Known
    before: Mapping[str, Row]
    after: Mapping[str, Row]
    inputs_before: Mapping[str, list[str]]
    inputs_after: Mapping[str, list[str]]
    newer: Mapping[str, list[str]]
    """The cells of the later release alone, as `newcomers` groups them."""
    counts: Counts

    @classmethod
    def of(cls, before: ReleaseFolder, after: ReleaseFolder) -> "Causes":
        """Read what both releases know."""
        issue, known = read_issue(before.path), _known(before, after)
        one, other = (_by_id(side.all_cells, "cell_id") for side in (before, after))
        return cls.between(issue, known, one, other, _inputs(after), {*after.decisions["decision_id"]})

    @classmethod
    def between(
        cls,
        issue: Issue,
        known: Known,
        before: Mapping[str, Row],
        after: Mapping[str, Row],
        inputs: Mapping[str, list[str]],
        ledger: Collection[str],
    ) -> "Causes":
        """Hold what a month's run knows against an issue: cells of both, inputs and decisions of the run."""
        counts = Counts(issue, known, is_decided={*ledger} != issue.ledger)
        return cls(issue, known, before, after, issue.inputs, inputs, newcomers(before, after), counts)

    def values(self, cell_id: str) -> tuple[str, str]:
        """Return both values of a cell as text, empty where a release has none."""
        old, new = (side.get(cell_id) for side in (self.before, self.after))
        return (format(old["value"], "f") if old else "", format(new["value"], "f") if new else "")

    def differs(self, cell_id: str) -> bool:
        """Tell whether a cell that both releases have is another one."""
        old, new = self.before.get(cell_id), self.after.get(cell_id)
        return bool(old and new and old["value"] != new["value"])

    def of_cell(self, cell_id: str, facet: str, state: str) -> Told:
        """Return the causes of a number's difference."""
        old, new = self.before.get(cell_id), self.after.get(cell_id)
        if old and new and all(old[name] == new[name] for name in _PRINTED):
            same = MONTH if facet == "age" else PRESENTATION
            return ((same if state == "changed" else PLACE,), (), [], [])
        lost, added, kept = self._leaves(cell_id)
        if counted_in(cell_id) or (is_diagnostic(cell_id) and not (lost or added)):
            is_same = self.issue.month == self.known.month
            return (self.counts.of(cell_id) if is_same else (MONTH,), (), [], [])
        added &= self.known.observations.keys()
        instead = figures_instead(cell_id, self.newer, self.inputs_after, self.inputs_after)
        instead = set() if added else instead & self.known.observations.keys()
        is_gone = not new and cell_id.partition(".")[0] not in LEFT_OUT
        if is_gone and is_left_behind(self.issue, self.known, cell_id, lost, instead):
            return (MONTH,), (), sorted(lost), []
        told, behind = causes_of(self.issue, self.known, cell_id, lost, added, instead, kept)
        return told, behind, sorted(lost), sorted(added)

    def _leaves(self, cell_id: str) -> tuple[set[str], set[str], set[str]]:
        """Return the figures behind the old value only, behind the new one only, and behind both."""
        before = leaves_of(cell_id, self.inputs_before, self.inputs_before)
        after = leaves_of(cell_id, self.inputs_after, self.inputs_after)
        return before - after, after - before, before & after


def _known(before: ReleaseFolder, after: ReleaseFolder) -> Known:
    """Return what the later release knows, with a look-up of what the earlier one did."""
    observations = _by_id(after.observations, "obs_id")
    standing = {(row["series_id"], row["source_id"]) for row in observations.values()}
    past = {
        name: {**row, "taken_back": (row["series_id"], row["source_id"]) not in standing}
        for name, row in _by_id(before.observations, "obs_id").items()
        if not row["decision_id"]
    }
    decisions = list(after.decisions.iter_rows(named=True))
    every = [
        (row["effect"], (row["rule_id"], _listed(row["tested"]), _listed(row["compared"])))
        for row in after.findings.iter_rows(named=True)
    ]
    return Known(
        observations=observations,
        withheld={name for name, row in observations.items() if row.get("withheld")},
        decided=changing(decisions),
        earlier=lambda names: {name: past[name] for name in names if name in past},
        findings=[named for effect, named in every if effect in WITHHOLDING],
        named=[named for _, named in every],
        parts=after.manifest.get("parts", {}),
        deliveries=after.manifest.get("deliveries", {}),
        as_of=date.fromisoformat(after.as_of),
        is_asked=bool(parse_partition(after.release_id.rpartition(".")[0])[1]),
        month=Month.parse(after.month),
        undone={row["undoes"]: row["decision_id"] for row in decisions if row["undoes"]},
    )


def _listed(joined: str) -> tuple[str, ...]:
    """List ids that are joined by semicolons."""
    return tuple(name for name in joined.split(";") if name)


def _by_id(frame: pl.DataFrame, key: str) -> dict[str, Row]:
    """Return rows by their ids."""
    return {row[key]: row for row in frame.iter_rows(named=True)}


def _inputs(folder: ReleaseFolder) -> dict[str, list[str]]:
    """Return what the cells of a release were made of."""
    found: dict[str, list[str]] = {}
    pairs: Iterable[tuple[str, str]] = folder.cell_input.iter_rows()
    for cell_id, other in pairs:
        found.setdefault(cell_id, []).append(other)
    return found
