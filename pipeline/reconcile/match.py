"""Finds the cell of each figure: by its id, or by measure, territory, part, period and unit.

What a table says may fit several series of ours (published and computed growth, the month alone and the year
to date in January). Those figures of a sheet that say the same of themselves are then taken to be of one
series, the one that most of them equal, so that the one figure that differs still differs. Where none of
those with a month's first or last day has a cell of that day, they are taken to be of the month.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final

from pipeline.indicators.catalogue import Indicator
from pipeline.month import Month
from pipeline.reading.lists import Lists
from pipeline.reconcile.model import Cell, Theirs
from pipeline.reconcile.ours import Ours
from pipeline.reconcile.precision import is_equal, to_step
from pipeline.reconcile.read import PERIOD

_WHEN: Final = frozenset({"week", "on", "span", "figure"})
"""Parts of a breakdown that tell when, which a table tells by its period."""
_STOCKS: Final = frozenset({"stock", "target", "reported", "event", "ratio", "share"})
"""Transformations whose figures are of a day: a month in a table stands for the last one in it."""
_PERCENT: Final = "PCT"
TO_DATE: Final = 4
"""How near a cell of the year to date is to a figure that a table says is of a month."""
YEAR_TO_DATE: Final = "year_to_date"
MONTH: Final = "month"
INDEX: Final = "index"
_HUNDRED: Final = 100
_CHANGES: Final = ("growth", "change", "contribution", "index", "effect")
_RATES: Final = ("growth", "")
Series = tuple[str, str, str, str]
"""Indicator, transformation, price basis and source kind."""


@dataclass(frozen=True)
class Match:
    """A figure in the unit of its cell, the cell, and other cells that fit what the table says."""

    theirs: Theirs
    cell: Cell | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fit:
    """A cell that a figure may be, the figure in its unit, and how near its period is."""

    cell: Cell
    theirs: Theirs
    nearness: int


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
        groups: dict[tuple[str, ...], list[int]] = {}
        for at, group in enumerate(_groups(theirs)):
            groups.setdefault(group, []).append(at)
        found: dict[int, Match] = {}
        for members in groups.values():
            fits, own = self._by_month({at: theirs[at] for at in members})
            fits = without_hundred(fits)
            votes = _votes(fits.values())
            found |= {at: self._chosen(own[at], fits[at], votes) for at in members}
        return [found[at] for at in range(len(theirs))]

    def _by_month(self, own: dict[int, Theirs]) -> tuple[dict[int, list[Fit]], dict[int, Theirs]]:
        """Return the fits of a group and its figures; days at the end of a month may stand for it."""
        fits = {at: list(self._fitting(one)) for at, one in own.items()}
        months = {at: month for at, one in own.items() if (month := _as_month(one)) is not None}
        by_month = {at: list(self._fitting(one)) for at, one in months.items()}
        if any(fits[at] for at in months) or not any(by_month.values()):
            return fits, own
        return fits | by_month, own | months

    def _chosen(self, theirs: Theirs, fits: Sequence[Fit], votes: Mapping[Series, int]) -> Match:
        """Choose among the cells of a figure by the series of its group."""
        known = [fit for fit in fits if series_of(fit.cell) in votes]
        if not known:
            return Match(self._in_unit(theirs, self.measures.get(theirs.measure, "")) or theirs)
        best, *others = sorted(known, key=lambda fit: self._rank(fit, votes))
        figure = best.theirs
        if best.nearness == TO_DATE:
            figure = replace(figure, assumed=(*figure.assumed, YEAR_TO_DATE))
        shown = to_step(best.cell["value"], figure.step)
        also = [fit.cell for fit in others if to_step(fit.cell["value"], figure.step) != shown]
        return Match(figure, best.cell, tuple(str(cell["cell_id"]) for cell in also))

    def _rank(self, fit: Fit, votes: Mapping[Series, int]) -> tuple[int, bool, str]:
        """Order cells: the series that most figures equal, then the indicator's default, then by id."""
        is_default = self.defaults.get(indicator_of(fit.cell)) == fit.cell["transformation"]
        return -votes[series_of(fit.cell)], not is_default, str(fit.cell["cell_id"])

    def _fitting(self, theirs: Theirs) -> Iterator[Fit]:
        """Give the cells that fit what the table says of a figure, the nearest, and the year to date."""
        fits = [
            Fit(cell, figure, near)
            for cell in self._by_what.get((theirs.measure, theirs.territory), ())
            if (near := _nearness(cell, theirs))
            and _is_of(cell, theirs)
            and (figure := self._in_unit(theirs, str(cell["unit_code"]))) is not None
        ]
        best = min((fit.nearness for fit in fits), default=0)
        yield from (fit for fit in fits if fit.nearness in (best, TO_DATE))

    def _in_unit(self, theirs: Theirs, unit_code: str) -> Theirs | None:
        """Return a figure in the unit of a cell; None where its unit is another one."""
        if not theirs.unit_code:
            return replace(theirs, unit_code=unit_code)
        code, factor = self.units.get(theirs.unit_code, (theirs.unit_code, Decimal(1)))
        if code != unit_code:
            return None
        value, step = theirs.value * factor, theirs.step * factor
        return replace(theirs, value=value, step=step, unit_code=unit_code)


def _votes(fits: Iterable[Sequence[Fit]]) -> dict[Series, int]:
    """Count for each series the figures that it equals, and that it fits.

    A series of the year to date stands for figures of months only where it equals most of them.
    """
    equal: Counter[Series] = Counter()
    strict: Counter[Series] = Counter()
    loose: Counter[Series] = Counter()
    for found in fits:
        for fit in found:
            series = series_of(fit.cell)
            equal[series] += is_equal(fit.theirs, fit.cell["value"])
            (loose if fit.nearness == TO_DATE else strict)[series] += 1
    return {
        series: 1000 * equal[series] + strict[series]
        for series in {**strict, **loose}
        if not loose[series] or 2 * equal[series] > loose[series] + strict[series]
    }


def without_hundred(fits: Mapping[int, Sequence[Fit]]) -> dict[int, list[Fit]]:
    """Take 100 off the percentages of a group where most then equal ours: an index beside a change."""
    kept = {at: list(found) for at, found in fits.items()}
    less = {at: [_less_hundred(fit) for fit in found] for at, found in fits.items()}
    return less if _n_equal(less) > _n_equal(kept) else kept


def _less_hundred(fit: Fit) -> Fit:
    """Return a percentage of growth less 100; any other figure as it is."""
    theirs = fit.theirs
    if theirs.unit_code != _PERCENT or theirs.quantity not in _RATES:
        return fit
    changed = replace(theirs, value=theirs.value - _HUNDRED, assumed=(*theirs.assumed, INDEX))
    return replace(fit, theirs=changed)


def _n_equal(fits: Mapping[int, Sequence[Fit]]) -> int:
    """Count the figures that equal one of the cells they fit."""
    return sum(any(is_equal(fit.theirs, fit.cell["value"]) for fit in found) for found in fits.values())


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


@lru_cache(maxsize=8192)
def part_of(breakdown: str) -> str:
    """Return a breakdown without what tells when; '_T' where nothing is left."""
    parts = [part for part in breakdown.split(";") if part.partition("=")[0] not in _WHEN]
    return ";".join(parts) or "_T"


def _is_of(cell: Cell, theirs: Theirs) -> bool:
    """Tell whether a cell is of the part, the price basis and the kind of quantity that a figure is of."""
    stated = theirs.price_basis not in ("", "not_stated", cell["price_basis"])
    same_part = part_of(str(cell["breakdown"])) == part_of(theirs.breakdown)
    is_change = any(word in str(cell["transformation"]) for word in _CHANGES)
    return same_part and not stated and theirs.quantity != ("share" if is_change else "growth")


def _nearness(cell: Cell, theirs: Theirs) -> int:
    """Tell how a period fits: 1 to the day, 2 by its end, 3 by its month, 4 by the year to it, 0 not."""
    if theirs.due_on is not None and cell["due_on"] is not None:
        return int(theirs.due_on == cell["due_on"])
    if theirs.start is None or theirs.end is None:
        return 0
    month = theirs.end.replace(day=1)
    if PERIOD in theirs.assumed:
        return int(cell["period"] == month)
    is_month = theirs.start == month and cell["period"] == month
    fits = (
        (cell["period_start"], cell["period_end"]) == (theirs.start, theirs.end),
        cell["transformation"] in _STOCKS and cell["period_end"] == theirs.end,
        cell["transformation"] in _STOCKS and is_month,
        is_month and cell["period_start"] == month.replace(month=1) and cell["period_end"] == theirs.end,
    )
    return fits.index(True) + 1 if any(fits) else 0


def _as_month(theirs: Theirs) -> Theirs | None:
    """Return a figure of a month's first or last day as one of the month; None for any other."""
    if theirs.end is None or theirs.start != theirs.end or theirs.due_on is not None:
        return None
    month = Month.of(theirs.end)
    if theirs.end not in (month.first, month.last):
        return None
    return replace(theirs, start=month.first, end=month.last, assumed=(*theirs.assumed, MONTH))


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
