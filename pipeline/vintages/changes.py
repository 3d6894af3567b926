"""What changed since the previous issue, and why: decided from what is behind each cell, then and now."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.lake import Lake
from pipeline.vintages.between import Known
from pipeline.vintages.causes import causes_of, is_left_behind, is_used_anew
from pipeline.vintages.issue import Issue, Row
from pipeline.vintages.withdrawal import WITHDRAWN

COLUMNS = (
    *("cell_id", "period", "unit_code", "old", "new", "cause", "behind"),
    *("by_calculation", "by_data", "by_decision"),
    *("observations_before", "observations_now"),
)
"""The columns of changes.csv. `cause` and `behind` may be several, joined by semicolons; observations are
those that are behind one of the two values only. The three parts of new - old stand where both are known."""
WITHHELD = "U"
"""The status of a cell that is shown and counts for nothing; one withheld then and now has not changed."""
SHARES = ("calculation", "data", "decision")
"""What the difference is parted by: rules and code, then figures, then decisions, in this order."""
ESTIMATED = (
    *("flow_sa", "flow_trend", "flow_sa_change_on_month"),
    *("flow_benchmarked", "flow_real", "flow_real_discrepancy"),
)
"""Transformations that rest on a whole series, made by pipeline/indicators/adjustment.py and long_run.py."""
LEFT_OUT = ("reported", "unlisted", "quality", "revisions", "fci_coverage", "seasonal")
"""Cells that follow the sources by their nature: single figures as stated, counts of what came in, what was
revised itself, the coverage of newest figures, and the diagnostics of a month's adjustment."""

BESIDE = (".flow_latest", ".flow_release")
"""The flow by the policy that is not the series' own, as pipeline/indicators/flow_policy.py sets it beside:
it stands only while vintages are mixed, and what it was made of is in the cells that are compared."""


@dataclass(frozen=True)
class Change:
    """A cell whose value differs from the previous issue's; `old` or `new` is None where it has none.

    `causes` are all that hold; `behind` names decisions, rules and files of the calculation.
    """

    cell_id: str
    period: date
    unit_code: str
    old: Decimal | None
    new: Decimal | None
    causes: tuple[str, ...]
    behind: tuple[str, ...]
    before: tuple[str, ...]
    now: tuple[str, ...]
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    """What of new - old is by the calculation, by figures, by decisions; empty where it cannot be parted."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """By which of SHARES each cause acts."""

    @property
    def row(self) -> dict[str, Any]:
        """The row of changes.csv."""
        lists = (self.causes, self.behind, self.before, self.now)
        cause, behind, before, now = (";".join(items) for items in lists)
        values = (self.cell_id, self.period, self.unit_code, self.old, self.new, cause, behind)
        shares = (self.shares.get(name) for name in SHARES)
        return dict(zip(COLUMNS, (*values, *shares, before, now), strict=True))


def find_changes(
    issue: Issue, cells: Mapping[str, Row], inputs: Mapping[str, list[str]], known: Known
) -> list[Change]:
    """Compare a month's cells with those of the previous issue, cell by cell, in the order of their ids."""
    own = {
        name
        for name, cell in cells.items()
        if cell["obs_status"] != WITHHELD and (name in issue.cells or not _is_estimated_again(cell, issue))
    }
    names = {
        name
        for name in {*issue.cells, *own}
        if name.split(".", 1)[0] not in LEFT_OUT and not name.endswith(BESIDE)
    }
    newer = newcomers(issue.cells, own)
    found = []
    for name in sorted(names):
        old = Decimal(issue.cells[name]["value"]) if name in issue.cells else None
        new = Decimal(cells[name]["value"]) if name in own else None
        if old == new or (new is None and issue.cells[name].get("obs_status") == WITHHELD):
            continue
        before = leaves_of(name, issue.inputs, issue.inputs)
        now = leaves_of(name, inputs, cells) if new is not None else set()
        lost, added = before - now, (now - before) & known.observations.keys()
        if old is None and not any(is_used_anew(leaf, issue, known) for leaf in added):
            continue
        instead = figures_instead(name, newer, inputs, cells) & known.observations.keys()
        if new is None and is_left_behind(issue, known, name, lost, instead):
            continue
        cell = cells[name] if new is not None else issue.cells[name]
        causes, behind = causes_of(issue, known, name, lost, added, () if added else instead, before & now)
        period = cell["period"] if isinstance(cell["period"], date) else date.fromisoformat(cell["period"])
        sides = tuple(sorted(lost)), tuple(sorted(added))
        found.append(Change(name, period, cell["unit_code"], old, new, causes, behind, *sides))
    return found


def handed_on(changes: Iterable[Change], cells: Collection[str]) -> list[Change]:
    """Return the changes of cells that one of two releases hands on; `cells` are those of the later one.

    Of another cell the issue before says nothing, and that it had no value then is not known.
    """
    return [one for one in changes if one.old is not None or one.cell_id in cells]


def _is_estimated_again(cell: Row, issue: Issue) -> bool:
    """Tell an adjusted figure of a month that the previous issue had: each new month estimates all anew.

    One that was printed is compared; one that was not is no news.
    """
    return cell.get("transformation") in ESTIMATED and cell["period"] <= issue.month.last


def leaves_of(cell_id: str, inputs: Mapping[str, list[str]], cells: Mapping[str, Any]) -> set[str]:
    """Return the observations behind a cell, by way of the cells that it was made of."""
    found, waiting = set(), list(inputs.get(cell_id, ()))
    while waiting:
        name = waiting.pop()
        if name in cells:
            waiting += inputs.get(name, ())
        elif "." not in name:
            found.add(name)
    return found


def newcomers(before: Iterable[str], now: Iterable[str]) -> dict[str, list[str]]:
    """Group the cells that are there now and were not, by what they are of whatever their period."""
    found: dict[str, list[str]] = {}
    for name in sorted({*now} - {*before}):
        found.setdefault(_whatever_period(name), []).append(name)
    return found


def figures_instead(
    cell_id: str, newer: Mapping[str, list[str]], inputs: Mapping[str, list[str]], cells: Mapping[str, Any]
) -> set[str]:
    """Return the observations behind the newcomers of other periods that a cell may have given way to."""
    others = (name for name in newer.get(_whatever_period(cell_id), ()) if name != cell_id)
    return {leaf for name in others for leaf in leaves_of(name, inputs, cells)}


def _whatever_period(cell_id: str) -> str:
    """Return the id of a cell without its period."""
    code, place, _, *rest = *cell_id.split("."), ""
    return ".".join((code, place, *rest))


def earlier_observations(lake: Lake, as_of: date) -> Callable[[Iterable[str]], Mapping[str, Row]]:
    """Return a look-up of observations of any delivery; `taken_back` tells what is withdrawn by a day."""

    @cache
    def every() -> tuple[pl.DataFrame, frozenset[str]]:
        columns = ["obs_id", "series_id", "source_id", "action", "replaces", "known_on"]
        tables = [lake.read(found, "core.observation").select(columns) for found in lake.manifests(CONFORM)]
        rows = pl.concat(tables)
        gone = rows.filter(pl.col("action") == WITHDRAWN, pl.col("known_on") <= as_of)
        return rows, frozenset(gone["replaces"].explode().drop_nulls())

    def look_up(names: Iterable[str]) -> Mapping[str, Row]:
        wanted = list(names)
        if not wanted:
            return {}
        rows, taken = every()
        own = rows.filter(pl.col("obs_id").is_in(wanted))
        return {row["obs_id"]: row | {"taken_back": row["obs_id"] in taken} for row in own.to_dicts()}

    return look_up
