"""The way of each column through the SQL files, backward to what was delivered and forward to the cells."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pipeline.indicators.catalogue import Indicator, read_headers
from pipeline.indicators.contract import COLUMNS, KEY
from pipeline.lineage.query import NONE, Derived, Source, Sources
from pipeline.lineage.tables import Tables, read_tables
from pipeline.project import Project

FLOW = "monthly_flow"
VERSIONS = "core.flow_vintage"
"""The versions of year-to-date figures, of which flows are taken."""
_MEASURED = ("value", "step", "half_width", "part", "whole", "part_half_width", "whole_half_width")
"""Columns of an indicator's SQL that its derivations calculate with."""
_FILLED: Mapping[str, tuple[str, ...]] = {
    "cell_id": tuple(KEY),
    "half_width": ("half_width", "step"),
    "lo": _MEASURED,
    "hi": _MEASURED,
    "src_digest": ("inputs",),
}
"""Columns of the contract that code makes from others of the SQL, derivations or not."""
_ALONG = ("period", "period_start", "period_end", "reference_date", "due_on", "known_on", "inputs")
"""What derivations take from other cells of a series, beside what they calculate with."""
_BREAKS = "reference.series_break"


@dataclass(frozen=True)
class Step:
    """A column on the way, how many tables away it is, and what it is made of there."""

    depth: int
    column: Source
    made_of: Sources


class Lineage:
    """Which columns each column of the house's tables is made of."""

    def __init__(self, tables: Tables, catalogue: Mapping[str, Indicator]) -> None:
        """Take the tables that SQL makes and the indicators, whose cells code completes."""
        cells = {f"indicators.{code}": _cells(tables, one) for code, one in catalogue.items()}
        self.made: Mapping[str, Derived] = {**tables.made, **cells}
        self.columns = {**tables.columns, **{table: tuple(COLUMNS) for table in cells}}

    def sources(self, column: Source) -> Sources:
        """Return what a column is made of, one table back; nothing where code or a delivery gives it."""
        table, name = column
        made = self.made.get(table)
        return made.columns.get(name, NONE) if made else NONE

    def through(self, column: Source, shown: Collection[str]) -> Sources:
        """Return what a column is made of in the tables `shown`, by way of those that are not."""
        found, seen, waiting = set(), {column}, [*self.sources(column)]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            if one[0] in shown or one[0] not in self.made:
                found.add(one)
            else:
                waiting += self.sources(one)
        return frozenset(found)

    def back(self, column: Source) -> Iterator[Step]:
        """Yield the column and all that it is made of, the nearest first."""
        seen, level, depth = {column}, [column], 0
        while level:
            yield from (Step(depth, one, self.sources(one)) for one in level)
            level = sorted({item for one in level for item in self.sources(one)} - seen)
            seen.update(level)
            depth += 1

    def influences(self, column: Source) -> Sources:
        """Return all that can move a column: what it is made of, and what decides which rows there are."""
        seen, waiting = {column}, [column]
        while waiting:
            one = waiting.pop()
            made = self.made.get(one[0])
            fresh = (self.sources(one) | made.rows if made else NONE) - seen
            seen.update(fresh)
            waiting += fresh
        return frozenset(seen - {column})

    def forward(self, column: Source) -> Iterator[Source]:
        """Yield all columns that a column goes into, the nearest first."""
        goes: dict[Source, list[Source]] = {}
        for table, made in sorted(self.made.items()):
            for name, sources in made.columns.items():
                for source in sources:
                    goes.setdefault(source, []).append((table, name))
        seen, level = {column}, [column]
        while level:
            level = sorted({item for one in level for item in goes.get(one, ())} - seen)
            seen.update(level)
            yield from level

    def delivered(self, column: Source) -> list[Source]:
        """List the columns at the far end of a column: what no SQL file makes."""
        return [step.column for step in self.back(column) if step.column[0] not in self.made]


def read_lineage(project: Project) -> Lineage:
    """Read the lineage of all columns from the SQL files of a checkout."""
    return Lineage(read_tables(project.sql), read_headers(project))


def _cells(tables: Tables, indicator: Indicator) -> Derived:
    """Return what the cells of an indicator are made of: its SQL, then what code fills and derives."""
    selected = tables.made[f"indicators.{indicator.code}"]
    given = dict(selected.columns)
    if FLOW in indicator.derive:
        versions = tables.made[VERSIONS]
        for name, sources in versions.columns.items():
            given[name] = given.get(name, NONE) | frozenset([(VERSIONS, name)] if sources else [])
    columns = {name: _of_cell(name, given, indicator) for name in COLUMNS}
    along = _sum(given, (*KEY, *_ALONG, *_MEASURED)) if indicator.derive else NONE
    return Derived(columns, selected.rows | along)


def _of_cell(name: str, given: Mapping[str, Sources], indicator: Indicator) -> Sources:
    """Return what a column of the contract is made of."""
    if name == "flags":
        changed = frozenset((_BREAKS, column) for column in ("territory_id", "changed_on"))
        return changed | _sum(given, ("territory_id", "period_start", "period_end"))
    own = _sum(given, (name, *_FILLED.get(name, ())))
    if indicator.derive and name in ("value", "half_width"):
        own |= _sum(given, _MEASURED)
    if indicator.derive and name == "src_digest":
        own |= _sum(given, tuple(KEY))
    return own


def _sum(given: Mapping[str, Sources], names: tuple[str, ...]) -> Sources:
    """Put the sources of several columns together."""
    return frozenset(source for name in names for source in given.get(name, NONE))
