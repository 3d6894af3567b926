"""What is seen beside a figure of a table that differs from ours; never who is right."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.edit import STAGE as CORE
from pipeline.lake import Lake
from pipeline.reconcile.match import indicator_of, part_of
from pipeline.reconcile.model import Cell, Theirs
from pipeline.reconcile.precision import is_cut, is_equal

_POWERS: Final = (1_000, 1_000_000, 1_000_000_000, 100, 10)
MAX_OTHERS: Final = 3
"""So many other cells that hold the value are named."""
_MIN_DIGITS: Final = 3
"""A shorter number stands in many cells by chance."""
_DECIDED: Final = {
    "value": "used with the value {new}, as decided",
    "period": "used for {new}, as decided",
    "kept_out": "not used, as decided",
}
"""What a decision does to a figure, by what it changes."""
_FACTS: Final = (
    *("obs_id", "source_id", "published_to", "value", "unit_code", "territory_id", "measure_code"),
    *("breakdown", "period_start", "period_end"),
)


def hints_of(theirs: Theirs, cell: Cell, cells: Sequence[Cell]) -> tuple[str, ...]:
    """Say what is seen beside a difference; `cells` are those of the month."""
    value = cell["value"]
    return (*_by_arithmetic(theirs, value), *_by_other_cells(theirs, cell, cells))


def _by_arithmetic(theirs: Theirs, value: Decimal) -> Iterator[str]:
    """Give what arithmetic alone shows."""
    if is_cut(theirs, value):
        yield "ours, cut off where the table's digits end"
    elif abs(theirs.value - value) <= 2 * theirs.step:
        yield "a unit or two in the last place"
    if theirs.value and theirs.value == -value:
        yield "ours with the other sign"
    for power in _POWERS:
        for scaled, words in ((value * power, "times ours"), (value / power, "part of ours")):
            if value and is_equal(theirs, scaled) and theirs.value:
                yield f"{power:,} {words}" if words == "times ours" else f"one {power:,}th {words}"
                return


def _by_other_cells(theirs: Theirs, cell: Cell, cells: Sequence[Cell]) -> Iterator[str]:
    """Name cells of the same indicator that hold the value: another month, territory or transformation."""
    if len(f"{theirs.value / theirs.step:f}".strip("-0.").replace(".", "")) < _MIN_DIGITS:
        return
    found = [
        other
        for other in cells
        if indicator_of(other) == indicator_of(cell)
        and other["cell_id"] != cell["cell_id"]
        and other["unit_code"] == cell["unit_code"]
        and is_equal(theirs, other["value"])
    ]
    alike = ("territory_id", "period", "breakdown", "transformation")
    found.sort(key=lambda one: (-sum(one[name] == cell[name] for name in alike), one["cell_id"]))
    for other in found[:MAX_OTHERS]:
        yield f"the value of {other['cell_id']}"


def stated_elsewhere(lake: Lake, month: str, theirs: Sequence[Theirs]) -> Mapping[str, tuple[str, ...]]:
    """Return for each figure, by its place, the sources that state its value, and what becomes of it there.

    `theirs` are figures without a cell, or that differ, in the units of cells.
    """
    paths = lake.paths(lake.manifests(CONFORM), "core.observation")
    wanted = {one.measure for one in theirs if one.measure}
    if not paths or not wanted:
        return {}
    frame = pl.scan_parquet(paths).filter(pl.col("measure_code").is_in(sorted(wanted)))
    held = frame.select(*_FACTS).collect().rows(named=True)
    fates = _fates(lake, month)
    found: dict[str, tuple[str, ...]] = {}
    for one in theirs:
        said = {
            _sentence(row, fates)
            for row in held
            if _what(row) == (one.measure, one.territory, one.unit_code, one.end)
            and row["period_start"] in (one.start, None)
            and part_of(row["breakdown"]) == part_of(one.breakdown)
            and row["value"] is not None
            and is_equal(one, row["value"])
        }
        found[one.place] = tuple(sorted(said)[:MAX_OTHERS])
    return found


def _what(row: Mapping[str, object]) -> tuple[object, ...]:
    """Return what an observation is of."""
    return row["measure_code"], row["territory_id"], row["unit_code"], row["period_end"]


def _fates(lake: Lake, month: str) -> Mapping[str, str]:
    """Return what becomes of the observations that a month does not use as reported, in words."""
    manifest = lake.manifest(CORE, month)
    if manifest is None or "core.withheld" not in manifest.tables:
        return {}
    decided: dict[str, list[str]] = {}
    changing = lake.read(manifest, "core.decision").filter(pl.col("changes").is_in(list(_DECIDED)))
    for row in changing.sort("decision_id").iter_rows(named=True):
        words = _DECIDED[row["changes"]].format(new=row["new_value"].replace("/", " to "))
        decided.setdefault(row["obs_id"], []).append(words)
    found = dict.fromkeys(lake.read(manifest, "core.withheld")["obs_id"], "withheld by a finding")
    return found | {obs_id: " and ".join(words) for obs_id, words in decided.items()}


def _sentence(row: Mapping[str, object], fates: Mapping[str, str]) -> str:
    """Say that a source states the value."""
    published = f", published {row['published_to']}" if row["published_to"] else ""
    fate = f"; {fates[str(row['obs_id'])]}" if row["obs_id"] in fates else ""
    return f"source {row['source_id']}{published} states it so{fate}"
