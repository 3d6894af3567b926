"""Builds `indicators.triangle`, one partition a vintage; a vintage of unchanged inputs is not made again."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.conform import OBSERVATION
from pipeline.conform import STAGE as CONFORM
from pipeline.decisions.ledger import read_ledger
from pipeline.engine import connect
from pipeline.lake import Lake, Manifest
from pipeline.locks import held
from pipeline.office import Office
from pipeline.progress import Progress, Silent
from pipeline.vintages.contract import KNOWN, TABLE, TRIANGLE
from pipeline.vintages.known import Calculation, prepare
from pipeline.vintages.moments import Vintage, digests_of, vintages_of
from pipeline.window import Window

STAGE = "triangle"
_SAID = ["period_start", "period_end", "unit_code", "value", "half_width", "obs_status"]
_EVERY = 12
"""So often a line of progress is shown."""


@dataclass(frozen=True)
class Built:
    """What a build left: vintages, how many of them were made anew, and the rows of the table."""

    vintages: int
    made: int
    rows: int


def build_triangle(office: Office, lake: Lake, progress: Progress | None = None) -> Built:
    """Bring every vintage up to date; each is committed by itself, so that a kill loses one at most.

    What was taken in and conformed must be in the lake. One process at a time; another one waits.
    """
    say = (progress or Silent()).say
    with ExitStack() as stack:
        stack.enter_context(held(office.home / "locks" / "triangle.lock", f"The triangle of {office.code}"))
        steps = list(_steps(office, lake))
        calculation: Calculation | None = None
        standing, made, rows = pl.DataFrame(schema=KNOWN), 0, 0
        for at, (vintage, digest, known) in enumerate(steps):
            found = known
            if found is None:
                calculation = calculation or prepare(stack.enter_context(connect()), office, lake)
                found = _make(lake, calculation, vintage, digest, standing)
                made += 1
                if made % _EVERY == 1:
                    say(f"vintage {vintage.key}, {at + 1} of {len(steps)}")
            rows += int(found.facts["rows"])
            standing = apply_rows(standing, lake.read(found, TABLE))
        _retire(lake, {vintage.key for vintage, _, _ in steps})
    say(f"{len(steps)} vintages, {made} of them made anew; {rows} values")
    return Built(len(steps), made, rows)


def is_current(office: Office, lake: Lake) -> bool:
    """Tell whether the triangle holds every vintage of what is in the lake, made with what is in force."""
    steps = list(_steps(office, lake))
    there = {found.partition for found in lake.manifests(STAGE)}
    return all(known for _, _, known in steps) and there == {vintage.key for vintage, _, _ in steps}


def differing(standing: pl.DataFrame, cells: pl.DataFrame, day: date, shown: date) -> pl.DataFrame:
    """Return the rows that the vintage of a day adds: cells as they are now, and those no longer there.

    Cells of periods before `shown` were not looked at, and stay as they are.
    """
    own = cells.filter(pl.col("period") >= shown)
    there = standing.filter(pl.col("value").is_not_null(), pl.col("period") >= shown)
    changed = own.join(there, on=["cell_id", *_SAID], how="anti", nulls_equal=True)
    nothing = [pl.lit(None, dtype=KNOWN[name]).alias(name) for name in ("value", "half_width", "obs_status")]
    gone = there.join(own, on="cell_id", how="anti").with_columns(nothing)
    rows = pl.concat([changed, gone.select(list(KNOWN))]).sort("cell_id")
    return rows.with_columns(vintage=pl.lit(day, dtype=pl.Date))


def apply_rows(standing: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the cells as they stand after the rows of a vintage."""
    return pl.concat([standing.join(rows, on="cell_id", how="anti"), rows.select(list(KNOWN))])


def vintage_days(lake: Lake) -> list[date]:
    """List the days of the vintages that were built, those included that changed nothing."""
    return sorted(date.fromisoformat(found.facts["as_of"]) for found in lake.manifests(STAGE))


def read_triangle(lake: Lake) -> pl.DataFrame:
    """Return the whole of `indicators.triangle` as it was last built, sorted by cell_id and vintage."""
    tables = [lake.read(found, TABLE) for found in lake.manifests(STAGE)]
    return pl.concat([pl.DataFrame(schema=TRIANGLE), *tables]).sort("cell_id", "vintage")


def _steps(office: Office, lake: Lake) -> Iterator[tuple[Vintage, str, Manifest | None]]:
    """Yield each vintage in time with its digest, and its manifest where that is of this digest."""
    tables = [lake.read(found, "core.observation") for found in lake.manifests(CONFORM)]
    observations = pl.concat([pl.DataFrame(schema=OBSERVATION), *tables])
    decisions = read_ledger(office)
    vintages = vintages_of(office, observations, decisions)
    there = {found.partition: found for found in lake.manifests(STAGE)}
    digests = digests_of(office, observations, decisions, vintages)
    for vintage, digest in zip(vintages, digests, strict=True):
        known = there.get(vintage.key)
        yield vintage, digest, known if known and known.digest == digest else None


def _make(
    lake: Lake, calculation: Calculation, vintage: Vintage, digest: str, standing: pl.DataFrame
) -> Manifest:
    """Make one vintage."""
    shown = _shown_from(calculation.office, vintage.window)
    rows = differing(standing, calculation.cells(vintage.window), vintage.day, shown)
    facts = {"as_of": vintage.day.isoformat(), "rows": rows.height}
    return lake.commit(STAGE, vintage.key, digest, {TABLE: lake.write(TABLE, vintage.key, rows)}, facts)


def _shown_from(office: Office, window: Window) -> date:
    """Return the first month that a run shows; before it lie months that others are compared with."""
    months = office.history_months
    return window.month.plus(1 - months).first if months else window.history_from


def _retire(lake: Lake, keys: set[str]) -> None:
    """Take away vintages of which nothing is known any more."""
    for found in lake.manifests(STAGE):
        if found.partition not in keys:
            lake.retire(STAGE, found.partition)
