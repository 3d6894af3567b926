"""What changed since the issue of the month before, and why: decided from the figures behind each cell."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.identity import file_hash
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.vintages.withdrawal import WITHDRAWN
from pipeline.window import partition_key

CAUSES = ("new_data", "revision", "withdrawal", "decision", "rule", "code")
COLUMNS = ("cell_id", "period", "unit_code", "old", "new", "cause", "observations_before", "observations_now")
"""The columns of changes.csv. Observations are those that are behind one of the two values only."""
LEFT_OUT = ("reported", "reported_sum", "unlisted", "quality")
"""Cells that follow the sources by their nature: figures as stated, and counts of what came in."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """A cell whose value differs from the previous issue's; `old` or `new` is None where it has none."""

    cell_id: str
    period: date
    unit_code: str
    old: Decimal | None
    new: Decimal | None
    cause: str
    before: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def row(self) -> dict[str, Any]:
        """The row of changes.csv."""
        values = (self.cell_id, self.period, self.unit_code, self.old, self.new, self.cause)
        return dict(zip(COLUMNS, (*values, ";".join(self.before), ";".join(self.now)), strict=True))


@dataclass(frozen=True)
class Issue:
    """A release as issued: its cells, what each was made of, the day it knew of, its manifest's hash."""

    month: Month
    as_of: date
    cells: dict[str, Row]
    inputs: dict[str, list[str]]
    digest: str

    def leaves(self, cell_id: str) -> set[str]:
        """Return the observations behind a cell."""
        return leaves_of(cell_id, self.inputs, self.inputs)


@dataclass(frozen=True)
class Known:
    """What a month's run knows: its observations, those kept out by rules, and what persons decided."""

    observations: Mapping[str, Row]
    withheld: frozenset[str]
    decided: frozenset[str]
    earlier: Callable[[Iterable[str]], Mapping[str, Row]]
    """Look up observations that the run no longer has, by their ids."""


def previous_issue(office: Office, month: Month, asked: date | None) -> Issue | None:
    """Read the release of the month before, as known on the same day where one was asked for."""
    before = month.plus(-1)
    folder = office.home / "releases" / partition_key(before, asked)
    path = folder / "manifest.json"
    if not path.is_file():
        return None
    inputs: dict[str, list[str]] = {}
    for row in _read(folder / "cell_input.csv"):
        inputs.setdefault(row["cell_id"], []).append(row["input_id"])
    cells: dict[str, Row] = {row["cell_id"]: row for row in _read(folder / "cells.csv")}
    as_of = date.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["as_of"])
    return Issue(before, as_of, cells, inputs, file_hash(path))


def find_changes(
    issue: Issue, cells: Mapping[str, Row], inputs: Mapping[str, list[str]], known: Known
) -> list[Change]:
    """Compare a month's cells with those of the issue before, cell by cell, in the order of their ids."""
    own = {name for name, cell in cells.items() if cell["obs_status"] != "U"}
    names = {name for name in {*issue.cells, *own} if name.split(".", 1)[0] not in LEFT_OUT}
    found = []
    for name in sorted(names):
        old = Decimal(issue.cells[name]["value"]) if name in issue.cells else None
        new = Decimal(cells[name]["value"]) if name in own else None
        if old == new:
            continue
        before, now = issue.leaves(name), leaves_of(name, inputs, cells) if new is not None else set()
        lost, added = before - now, (now - before) & known.observations.keys()
        if old is None and not any(_is_new(known.observations[leaf], issue) for leaf in added):
            continue
        cell = cells[name] if new is not None else issue.cells[name]
        cause = _cause(issue, known, lost, added)
        period = cell["period"] if isinstance(cell["period"], date) else date.fromisoformat(cell["period"])
        sides = tuple(sorted(lost)), tuple(sorted(added))
        found.append(Change(name, period, cell["unit_code"], old, new, cause, *sides))
    return found


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


def _cause(issue: Issue, known: Known, lost: set[str], added: set[str]) -> str:
    """Say why a value is another one, from what is behind it now and was before; the first that holds."""
    before = known.earlier(sorted(lost))
    now = [known.observations[name] for name in added]
    fresh = [row for row in now if _is_new(row, issue)]
    series = {row["series_id"] for row in before.values()}
    by_office = any(row.get("decision_id") for row in now) or lost & known.decided or lost - before.keys()
    holds = {
        "decision": by_office,
        "rule": lost & known.withheld,
        "revision": any(row["series_id"] in series for row in fresh),
        "withdrawal": any(row["taken_back"] for row in before.values()),
        "new_data": fresh,
        "code": not (lost or added),
    }
    return next((cause for cause, found in holds.items() if found), "rule")


def _is_new(row: Row, issue: Issue) -> bool:
    """Tell whether the issue before could not hold a figure: not known, not received, or of a later month."""
    later = row["known_on"] > issue.as_of or row["received_on"] > issue.as_of
    return bool(later or row["earliest_on"] > issue.month.last)


def earlier_observations(lake: Lake, as_of: date) -> Callable[[Iterable[str]], Mapping[str, Row]]:
    """Return a look-up of observations of any delivery; `taken_back` tells what is withdrawn by a day."""

    def look_up(names: Iterable[str]) -> Mapping[str, Row]:
        wanted = list(names)
        if not wanted:
            return {}
        columns = ["obs_id", "series_id", "source_id", "action", "replaces", "known_on"]
        tables = [lake.read(found, "core.observation").select(columns) for found in lake.manifests(CONFORM)]
        rows = pl.concat(tables)
        gone = rows.filter(pl.col("action") == WITHDRAWN, pl.col("known_on") <= as_of)
        taken = set(gone["replaces"].explode().drop_nulls())
        own = rows.filter(pl.col("obs_id").is_in(wanted))
        return {row["obs_id"]: row | {"taken_back": row["obs_id"] in taken} for row in own.to_dicts()}

    return look_up


def _read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file of a release."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
