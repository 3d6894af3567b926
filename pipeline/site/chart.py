"""A line chart of an indicator's main series, drawn in place; no gap is bridged; a table has its figures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from pipeline.bulletin.binding import Cell, is_wide
from pipeline.present import present
from pipeline.site.figure import figure
from pipeline.site.names import Names

WIDTH, HEIGHT = 760, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 16, 14, 30
FEWEST = 4
"""Points that a line needs; fewer are read better in the table."""
MOST_DOTS = 40
"""Points up to which each has a dot of its own."""
_TICKS, _YEARS = 5, 12
_KINDS = ("flow", "stock", "ytd", "reported", "share", "ratio", "sum", "pace", "month", "growth_published")
"""Presentations that are drawn, the first of those with as many points."""
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_TENTH = Decimal("0.1")

Place = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Chart:
    """A drawing in units of its own size: lines, dots, ticks of both axes, and what it shows in words."""

    title: str
    says: str
    lines: tuple[str, ...]
    dots: tuple[Place, ...]
    across: tuple[tuple[Decimal, str], ...]
    along: tuple[tuple[Decimal, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def chart_of(cells: Sequence[Cell], names: Names) -> Chart | None:
    """Draw the main series of figures that may be shown; None where no series has points enough."""
    series = main_series(cells, names)
    if not series:
        return None
    values = [Decimal(cell["value"]) for cell in series]
    ticks = scale(min(values), max(values))
    first, last = _at(series[0]["period"]), _at(series[-1]["period"])

    def place(cell: Cell) -> Place:
        x = Decimal(_at(cell["period"]) - first) / (last - first)
        return _along(x), _across((Decimal(cell["value"]) - ticks[0]) / (ticks[-1] - ticks[0]))

    runs = [[place(cell) for cell in run] for run in _runs(series)]
    dotted = len(series) <= MOST_DOTS
    places = max(0, -int((ticks[1] - ticks[0]).normalize().as_tuple().exponent))
    return Chart(
        _title(series[0], names),
        _says(series, names),
        tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1),
        tuple(point for run in runs for point in run if dotted or len(run) == 1),
        tuple(
            (_across((tick - ticks[0]) / (ticks[-1] - ticks[0])), present(tick, places, names.lang))
            for tick in ticks
        ),
        tuple((_along(Decimal(at - first) / (last - first)), str(at // 12)) for at in years(first, last)),
    )


def main_series(cells: Sequence[Cell], names: Names) -> list[Cell]:
    """Choose the series to draw, in time: of the first territories the one with the most points."""
    found: dict[tuple[str, str, str, str], dict[date, Cell]] = {}
    for cell in cells:
        if cell["transformation"] in _KINDS and not is_wide(cell):
            key = cell["territory_id"], cell["transformation"], cell["breakdown"], cell["price_basis"]
            found.setdefault(key, {})[cell["period"]] = cell
    long = {key: points for key, points in found.items() if len(points) >= FEWEST}
    if not long:
        return []
    best = min(
        long,
        key=lambda key: (names.rank(key[0])[0], key[2] != "_T", -len(long[key]), _KINDS.index(key[1]), key),
    )
    return [long[best][period] for period in sorted(long[best])]


def scale(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return round ticks that hold all values; from zero where values are near it."""
    if low >= 0 and (high - low) * 3 >= high:
        low = Decimal(0)
    if high == low:
        low, high = low - 1, high + 1
    raw = (high - low) / (_TICKS - 1)
    power = Decimal(10) ** raw.adjusted()
    step = next(one * power for one in _STEPS if one * power >= raw)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [step * (first + at) for at in range(int(last - first) + 1)]


def years(first: int, last: int) -> list[int]:
    """Return the Januaries to name between two months, both as months since year 0: at most some twelve."""
    every = -(-(last - first + 1) // (12 * _YEARS))
    start = -(-first // 12)
    return [year * 12 for year in range(start, last // 12 + 1) if not (year - start) % every]


def _runs(series: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Part a series where months are missing: where more of them lie between two points than is usual.

    A sum of the year to date begins anew each January.
    """
    steps = Counter(_at(after["period"]) - _at(before["period"]) for before, after in pairwise(series))
    usual = max(steps, key=lambda step: (steps[step], -step))
    run = [series[0]]
    for before, after in pairwise(series):
        is_new = before["transformation"] == "ytd" and after["period"].year != before["period"].year
        if is_new or _at(after["period"]) - _at(before["period"]) > usual:
            yield run
            run = []
        run.append(after)
    yield run


def _title(cell: Cell, names: Names) -> str:
    """Say what is drawn."""
    part = names.part(cell["breakdown"])
    shown = names.presentation(cell["transformation"])
    return names.say(
        "site-chart",
        place=names.territory(cell["territory_id"]),
        presentation=f"{shown}, {part}" if part else shown,
        unit=names.unit(cell["unit_code"]),
    )


def _says(series: Sequence[Cell], names: Names) -> str:
    """Say what the chart shows."""
    low = min(series, key=lambda cell: Decimal(cell["value"]))
    high = max(series, key=lambda cell: Decimal(cell["value"]))
    last = series[-1]
    when = names.months(series[0]["period"], last["period"])
    return names.counted(
        "site-chart-says",
        len(series),
        when=when,
        low=figure(low, names),
        low_when=names.period(low),
        high=figure(high, names),
        high_when=names.period(high),
        last=figure(last, names),
        last_when=names.period(last),
    )


def _at(period: date) -> int:
    """Return a month as the number of months since year 0."""
    return period.year * 12 + period.month - 1


def _along(share: Decimal) -> Decimal:
    """Place a share of the time along the drawing."""
    return (_LEFT + share * (WIDTH - _LEFT - _RIGHT)).quantize(_TENTH)


def _across(share: Decimal) -> Decimal:
    """Place a share of the scale across the drawing."""
    return (HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)).quantize(_TENTH)
