"""Why a number of one release differs from the same number of another, from both folders alone.

What a release knew is in its evidence; the causes are those of `pipeline.vintages.causes`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.diagnosed import is_diagnostic
from pipeline.quality import counted_in
from pipeline.rules.kinds import WITHHOLDING
from pipeline.sealed.folder import ReleaseFolder
from pipeline.vintages.causes import Known, causes_of
from pipeline.vintages.changes import leaves_of
from pipeline.vintages.issue import Issue, read_issue

Row = Mapping[str, Any]
Told = tuple[tuple[str, ...], tuple[str, ...], list[str], list[str]]
"""Causes, what is behind them by name, figures behind the old value only, and behind the new one only."""
PLACE = "place"
"""The cause of a number that is the same in both and printed by one release alone."""
PRESENTATION = "presentation"
"""The cause of another text of the same value: pages, languages or the number of decimals."""
MONTH = "month"
"""The cause of what is told of the month of the issue: counts, and ages of figures at its end."""
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
    of_count: tuple[str, ...]
    """Why counts of what came in, of findings and of decisions are other ones."""

    @classmethod
    def of(cls, before: ReleaseFolder, after: ReleaseFolder) -> "Causes":
        """Read what both releases know."""
        issue = read_issue(before.path)
        return cls(
            issue,
            _known(before, after),
            _by_id(before.all_cells, "cell_id"),
            _by_id(after.all_cells, "cell_id"),
            issue.inputs,
            _inputs(after),
            _of_counts(before, after),
        )

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
        lost, added = self._leaves(cell_id)
        if counted_in(cell_id) or (is_diagnostic(cell_id) and not (lost or added)):
            return (self.of_count, (), [], [])
        told, behind = causes_of(
            self.issue, self.known, cell_id, lost, added & self.known.observations.keys()
        )
        return told, behind, sorted(lost), sorted(added)

    def _leaves(self, cell_id: str) -> tuple[set[str], set[str]]:
        """Return the figures behind the old value only, and behind the new one only."""
        before = leaves_of(cell_id, self.inputs_before, self.inputs_before)
        after = leaves_of(cell_id, self.inputs_after, self.inputs_after)
        return before - after, after - before


def _of_counts(before: ReleaseFolder, after: ReleaseFolder) -> tuple[str, ...]:
    """Say why counts differ: they are of another month, or what they count is other."""
    if before.month != after.month:
        return (MONTH,)
    one, other = before.manifest, after.manifest
    found = {
        "new_data": one.get("deliveries") != other.get("deliveries") or before.as_of != after.as_of,
        "decision": not before.decisions.equals(after.decisions),
        "rule": one.get("parts", {}).get("rules") != other.get("parts", {}).get("rules"),
    }
    return tuple(name for name, holds in found.items() if holds) or ("code",)


def _known(before: ReleaseFolder, after: ReleaseFolder) -> Known:
    """Return what the later release knows, with a look-up of what the earlier one did."""
    observations = _by_id(after.observations, "obs_id")
    standing = {(row["series_id"], row["source_id"]) for row in observations.values()}
    past = {
        name: {**row, "taken_back": (row["series_id"], row["source_id"]) not in standing}
        for name, row in _by_id(before.observations, "obs_id").items()
        if not row["decision_id"]
    }
    decided = after.decisions.filter(pl.col("status") == "active", pl.col("changes") != "")
    withholding = after.findings.filter(pl.col("effect").is_in(list(WITHHOLDING)))
    return Known(
        observations=observations,
        withheld={name for name, row in observations.items() if row.get("withheld")},
        decided={row["obs_id"]: row["decision_id"] for row in decided.to_dicts()},
        earlier=lambda names: {name: past[name] for name in names if name in past},
        findings=[
            (row["rule_id"], _listed(row["tested"]), _listed(row["compared"]))
            for row in withholding.to_dicts()
        ],
        parts=after.manifest.get("parts", {}),
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
