"""Finds the cell of each figure: by its id, or by measure, territory, part, period and unit.

What a table says may fit several series of ours (published and computed growth, the month alone and the year
to date in January). Those figures of a sheet that say the same of themselves are then taken to be of one
series, the one that most of them equal, so that the one figure that differs still differs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from pipeline.indicators.catalogue import Indicator
from pipeline.reading.lists import Lists
from pipeline.reconcile.model import Cell, Theirs
from pipeline.reconcile.ours import Ours
from pipeline.reconcile.precision import is_equal
from pipeline.reconcile.read import PERIOD

_WHEN: Final = frozenset({"week", "on", "span", "figure"})
"""Parts of a breakdown that tell when, which a table tells by its period."""
_STOCKS: Final = frozenset({"stock", "target", "reported", "event", "ratio", "share"})
"""Transformations whose figures are of a day: a month in a table stands for the last one in it."""
_PERCENT: Final = "PCT"
Series = tuple[str, str, str, str]
"""Indicator, transformation, price basis and source kind."""


@dataclass(frozen=True)
class Match:
    """A figure in the unit of its cell, the cell, and other cells that fit what the table says."""

    theirs: Theirs
    cell: Cell | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matcher:
    """Finds cells of a month; `units` are {unit of a table: (unit of cells, factor)}."""

    ours: Ours
    units: Mapping[str, tuple[str, Decimal]]
    defaults: Mapping[str, str]
    """The transformation of each indicator that its cell ids leave out."""
    measures: Mapping[str, str]
    """The unit of each measure."""

    @cached_property
    def _by_what(self) -> dict[tuple[str, str], list[Cell]]:
        """The cells by indicator and territory."""
        found: dict[tuple[str, str], list[Cell]] = {}
        for cell in self.ours.cells.values():
            found.setdefault((indicator_of(cell), str(cell["territory_id"])), []).append(cell)
        return found

    def find(self, theirs: Sequence[Theirs]) -> list[Match]:
        """Return the match of each figure, in their order."""
        fitting = [list(self._fitting(one)) for one in theirs]
        groups = _groups(theirs)
        votes: dict[tuple[str, ...], Counter[Series]] = {}
        for found, group in zip(fitting, groups, strict=True):
            for cell, figure in found:
                votes.setdefault(group, Counter())[series_of(cell)] += (
                    1000 * is_equal(figure, cell["value"]) + 1
                )
        return [
            self._chosen(one, found, votes.get(group, Counter()))
            for one, found, group in zip(theirs, fitting, groups, strict=True)
        ]

    def _chosen(self, theirs: Theirs, found: list[tuple[Cell, Theirs]], votes: Counter[Series]) -> Match:
        """Choose among the cells of a figure by the series of its group."""
        if theirs.cell_id:
            return Match(theirs, self.ours.cells.get(theirs.cell_id))
        if not found:
            return Match(self._in_unit(theirs, self.measures.get(theirs.measure, "")) or theirs)
        ranked = sorted(found, key=lambda pair: self._rank(pair[0], votes))
        cell, figure = ranked[0]
        return Match(figure, cell, tuple(str(other["cell_id"]) for other, _ in ranked[1:]))

    def _rank(self, cell: Cell, votes: Counter[Series]) -> tuple[int, bool, str]:
        """Order cells: the series that most figures equal, then the indicator's default, then by id."""
        is_default = self.defaults.get(indicator_of(cell)) == cell["transformation"]
        return -votes[series_of(cell)], not is_default, str(cell["cell_id"])

    def _fitting(self, theirs: Theirs) -> Iterator[tuple[Cell, Theirs]]:
        """Give the cells that fit what the table says of a figure, with the figure in their unit."""
        if theirs.cell_id:
            return
        cells = [
            (cell, figure)
            for cell in self._by_what.get((theirs.measure, theirs.territory), ())
            if _is_of(cell, theirs) and (figure := self._in_unit(theirs, str(cell["unit_code"]))) is not None
        ]
        nearness = [_nearness(cell, theirs) for cell, _ in cells]
        best = min((near for near in nearness if near), default=0)
        yield from (pair for pair, near in zip(cells, nearness, strict=True) if near and near == best)

    def _in_unit(self, theirs: Theirs, unit_code: str) -> Theirs | None:
        """Return a figure in the unit of a cell; None where its unit is another one."""
        if not theirs.unit_code:
            return replace(theirs, unit_code=unit_code)
        code, factor = self.units.get(theirs.unit_code, (theirs.unit_code, Decimal(1)))
        if code != unit_code:
            return None
        value, step = theirs.value * factor, theirs.step * factor
        return replace(theirs, value=value, step=step, unit_code=unit_code)


def matcher_of(ours: Ours, lists: Lists, catalogue: Mapping[str, Indicator]) -> Matcher:
    """Make the matcher of an office's month."""
    rows = lists.reference["unit_name"].select("unit_as_written", "unit_code", "factor").iter_rows()
    units = {name: (code, Decimal(str(factor))) for name, code, factor in rows}
    units.setdefault("percent", (_PERCENT, Decimal(1)))
    defaults = {code: one.default for code, one in catalogue.items()}
    measures = dict(lists.reference["measure"].select("measure_code", "unit_code").iter_rows())
    return Matcher(ours, units, defaults, measures)


def indicator_of(cell: Cell) -> str:
    """Return the indicator of a cell."""
    return str(cell["cell_id"]).partition(".")[0]


def series_of(cell: Cell) -> Series:
    """Return the series of a cell, whatever its territory, part and period."""
    told = (str(cell[name]) for name in ("transformation", "price_basis", "source_kind"))
    transformation, price_basis, source_kind = told
    return indicator_of(cell), transformation, price_basis, source_kind


def part_of(breakdown: str) -> str:
    """Return a breakdown without what tells when; '_T' where nothing is left."""
    parts = [part for part in breakdown.split(";") if part.partition("=")[0] not in _WHEN]
    return ";".join(parts) or "_T"


def _is_of(cell: Cell, theirs: Theirs) -> bool:
    """Tell whether a cell is of the part and the price basis that a figure is of."""
    stated = theirs.price_basis not in ("", "not_stated", cell["price_basis"])
    return part_of(str(cell["breakdown"])) == part_of(theirs.breakdown) and not stated


def _nearness(cell: Cell, theirs: Theirs) -> int:
    """Tell how a cell's period fits: 1 to the day, 2 by its last day, 3 by its month, 0 not at all."""
    if theirs.due_on is not None and cell["due_on"] is not None:
        return int(theirs.due_on == cell["due_on"])
    if theirs.start is None or theirs.end is None:
        return 0
    month = theirs.end.replace(day=1)
    if PERIOD in theirs.assumed:
        return int(cell["period"] == month)
    fits = (
        (cell["period_start"], cell["period_end"]) == (theirs.start, theirs.end),
        cell["transformation"] in _STOCKS and cell["period_end"] == theirs.end,
        cell["transformation"] in _STOCKS and cell["period"] == month == theirs.start,
    )
    return fits.index(True) + 1 if any(fits) else 0


def _groups(theirs: Sequence[Theirs]) -> list[tuple[str, ...]]:
    """Return what each figure says but where and when, and its column where two say the same."""
    seen = Counter(_said(one) for one in theirs)
    doubled = {_kind(one) for one in theirs if seen[_said(one)] > 1}
    return [(*_kind(one), one.cell.rstrip("0123456789") if _kind(one) in doubled else "") for one in theirs]


def _kind(one: Theirs) -> tuple[str, ...]:
    """Return what a figure says of itself but where and when: measure, part, unit, length of its period."""
    days = (one.end - one.start).days if one.start and one.end else 0
    length = "month" if days <= 31 else "longer"
    return one.sheet, one.measure, one.breakdown, one.unit_code, one.quantity, one.price_basis, length


def _said(one: Theirs) -> tuple[object, ...]:
    """Return all that a figure says of itself."""
    return (*_kind(one), one.territory, one.start, one.end)


def cells_of(found: Iterable[Match]) -> list[Cell]:
    """List the cells that were found."""
    return [match.cell for match in found if match.cell is not None]
