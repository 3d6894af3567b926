"""What accepting a draft would add: figures by measure and period, and those that the office has already."""

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reading.draft import Draft, Item
from pipeline.reading.lists import Lists

MAX_NAMED: Final = 12
"""Figures that differ from a known one and are named; the others are counted."""
_KEY: Final = (
    "measure_code",
    "breakdown",
    "territory_id",
    "kind",
    "quantity",
    "period_start",
    "period_end",
    "unit_code",
)
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Added:
    """The figures of one measure that a draft adds, with the territories and the latest period of them."""

    measure: str
    figures: int
    territories: int
    periods: str


@dataclass(frozen=True)
class Known:
    """A figure of a draft that the office has from elsewhere with another value."""

    place: str
    described: str
    value: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """What a draft would add. `month` is the one that most observed figures end in, if any."""

    figures: int
    added: tuple[Added, ...]
    month: Month | None
    same: int
    differing: tuple[Known, ...]

    @property
    def sentence(self) -> str:
        """Say it in one sentence."""
        measures = f"{len(self.added)} measure{'' if len(self.added) == 1 else 's'}"
        said = f"{self.figures:,} figure{'' if self.figures == 1 else 's'} of {measures}"
        same = f"{self.same:,} known from elsewhere with the same value" if self.same else ""
        other = f"{len(self.differing):,} known with another value" if self.differing else ""
        return "; ".join(part for part in (said, same, other) if part)


def preview(office: Office, draft: Draft, lists: Lists) -> Preview:
    """Say what a draft would add to the observations of the last run, and what is known of it already."""
    used = [item for item in draft.items if item.disposition == "used"]
    units = {
        name: (code, Decimal(str(factor)))
        for name, code, factor in lists.reference["unit_name"]
        .select("unit_as_written", "unit_code", "factor")
        .iter_rows()
    }
    keyed = [(item, key, value) for item in used if (found := _key(item, units)) for key, value in [found]]
    known = _known(office, {key[0] for _, key, _ in keyed}, draft.source.source_id)
    same, differing = 0, []
    for item, key, value in keyed:
        others = known.get(key, {})
        same += value in others.values()
        if others and value not in others.values():
            told = tuple((source, _plain(other)) for source, other in sorted(others.items()))
            differing.append(Known(item.place, _described(item, lists), _plain(value), told))
    return Preview(len(used), _added(used, lists), _main_month(used, draft), same, tuple(differing))


def _added(items: Iterable[Item], lists: Lists) -> tuple[Added, ...]:
    """Count figures by measure."""
    by_measure: dict[str, list[Item]] = {}
    for item in items:
        by_measure.setdefault(item.measure, []).append(item)
    return tuple(
        Added(
            lists.words("measure", measure),
            len(found),
            len({item.territory for item in found}),
            ", ".join(sorted({item.period_end[:7] for item in found if item.period_end})[-3:]),
        )
        for measure, found in sorted(by_measure.items(), key=lambda one: (-len(one[1]), one[0]))
    )


def _main_month(items: Iterable[Item], draft: Draft) -> Month | None:
    """Return the month in which most observed figures end, of equals the newest; none after the receipt."""
    last = draft.received_on.isoformat()
    observed = (item.period_end for item in items if item.kind == "observation" and item.period_end)
    ends = Counter(end[:7] for end in observed if end <= last)
    return Month.parse(max(ends, key=lambda month: (ends[month], month))) if ends else None


def _key(item: Item, units: Mapping[str, tuple[str, Decimal]]) -> tuple[Key, Decimal] | None:
    """Return what a figure is of and its value in the office's unit; None where its unit is not known."""
    unit = units.get(item.unit)
    if unit is None or not item.value:
        return None
    days = (_day(item.due_on or item.period_start), _day(item.due_on or item.period_end))
    head = (item.measure, item.breakdown or "_T", item.territory, item.kind, item.quantity or "level")
    return (*head, *days, unit[0]), (Decimal(item.value) * unit[1]).normalize()


def _known(office: Office, measures: set[str], own: str) -> dict[Key, dict[str, Decimal]]:
    """Return the values that other sources gave, by what they are of."""
    lake = Lake(office.home / "lake")
    manifests = lake.manifests(CONFORM)
    found: dict[Key, dict[str, Decimal]] = {}
    for manifest in manifests:
        frame = lake.read(manifest, "core.observation").filter(
            pl.col("measure_code").is_in(sorted(measures)) & (pl.col("source_id") != own)
        )
        for row in frame.select(*_KEY, "source_id", "value").iter_rows(named=True):
            if row["value"] is not None:
                values = found.setdefault(tuple(row[name] for name in _KEY), {})
                values[row["source_id"]] = row["value"].normalize()
    return found


def _described(item: Item, lists: Lists) -> str:
    """Say what a figure is of."""
    end = _day(item.period_end)
    period = f"{calendar.month_name[end.month]} {end.year}" if end else ""
    said = (lists.words("measure", item.measure), lists.words("territory", item.territory), period)
    return ", ".join(part for part in said if part)


def _day(text: str) -> date | None:
    """Read a day of an item; None where it has none."""
    return date.fromisoformat(text) if text else None


def _plain(value: Decimal) -> str:
    """Write a value without an exponent."""
    return f"{value:,f}"
