"""The chart of a territory's investment: lines by month, or a bar a period where no line can be drawn."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart
from pipeline.bulletin.page import Page, Value
from pipeline.bulletin.sections.described import described
from pipeline.language.grammar import kind_of
from pipeline.language.phrase import Listed, When, month_of
from pipeline.present import present

FULL_YEAR = 10
"""From so many monthly flows in the last twelve on, the chart shows flows; below, year-to-date figures."""
CHART_YEARS = 4
MOST_BARS = 16
FEWEST_BARS = 2
"""One figure alone is no chart: it stands in the text and in the table."""


def investment_chart(page: Page, place: str) -> Chart | None:
    """Draw monthly flows where a year of them is known, else year-to-date figures: by year, or as bars."""
    material = page.material
    flows = material.series("fci", place, "flow")
    recent = [cell for cell in flows if cell["period"] > material.month.plus(-12).first]
    kind = "flow" if len(recent) >= FULL_YEAR else "ytd"
    cells = {cell["period"]: cell for cell in material.series("fci", place, kind)}
    years = sorted({period.year for period in cells}, reverse=True)[: 2 if kind == "flow" else CHART_YEARS]
    lines = [charts.Line(str(year), _of_year(cells, year)) for year in years]
    if charts.draws_lines(lines):
        return _lines(page, cells, kind, lines)
    newest = [cells[period] for period in sorted(cells)][-MOST_BARS:]
    return _bars(page, newest) if len(newest) >= FEWEST_BARS else None


def _of_year(cells: dict[date, Cell], year: int) -> tuple[float | None, ...]:
    """Return the lengths to draw of the months of a year."""
    return tuple(_drawn(cells.get(date(year, month, 1))) for month in range(1, 13))


def _lines(page: Page, cells: dict[date, Cell], kind: str, lines: Sequence[charts.Line]) -> Chart:
    """Draw a line a year."""
    material = page.material
    label = page.next_figure()
    names = material.grammar.months_short
    rows = [
        (
            line.name,
            [
                (names[month - 1], Value(cells[date(int(line.name), month, 1)]))
                for month in range(1, 13)
                if date(int(line.name), month, 1) in cells
            ],
        )
        for line in lines
    ]
    printed = page.chart_numbers(rows, label)
    svg = charts.line_chart(
        names,
        lines,
        show=lambda mark: present(mark, max(0, -int(mark.normalize().as_tuple().exponent)), material.lang),
        fonts=page.fonts,
    )
    last = max(cells)
    named = Listed(tuple(line.name for line in reversed(lines)))
    return Chart(
        label,
        _title(page, f"investment-chart-{kind}", cells[last], cells.get(date(last.year - 1, last.month, 1))),
        page.word("investment-chart-subtitle", unit=_unit(page, cells[last]), years=named),
        svg,
        described(page, page.say(f"investment-chart-{kind}-alt", years=named), printed),
        printed.rows,
        printed.notes,
    )


def _bars(page: Page, cells: Sequence[Cell]) -> Chart:
    """Draw a bar a period with its number, the oldest first; nothing is known between them."""
    material = page.material
    label = page.next_figure()
    whole = all(kind_of(_span(cell)) == "year" for cell in cells)
    what = "investment-chart-year" if whole else "investment-chart-ytd"
    names = [material.when(cell, short=True) for cell in cells]
    numbers = [(name, Value(cell)) for name, cell in zip(names, cells, strict=True)]
    printed = page.chart_numbers([(page.word(what), numbers)], label)
    bars = [
        charts.Bar(name, _drawn(cell), text)
        for name, cell, text in zip(names, cells, printed.labels(), strict=True)
    ]
    last = cells[-1]
    like = [
        cell for cell in cells if cell["period"] == date(last["period"].year - 1, last["period"].month, 1)
    ]
    return Chart(
        label,
        _title(page, what, last, like[0] if like else None),
        page.word("investment-bars-subtitle", unit=_unit(page, last)),
        charts.bars(bars, fonts=page.fonts),
        described(page, page.say("investment-bars-alt"), printed),
        printed.rows,
        printed.notes,
    )


def _title(page: Page, message: str, last: Cell, before: Cell | None) -> str:
    """Derive the title from the last figure and the one a year before it."""
    place, what = page.place(page.material.root), page.word(message)
    if before is None:
        when = page.material.time_of(last)
        return page.word("investment-chart-last", what=what, place=place, when=when)
    value, base = Decimal(last["value"]), Decimal(before["value"])
    relation = "above" if value > base else "below" if value < base else "equal"
    this, that = _named(message, last), _named(message, before)
    return page.word(f"investment-chart-{relation}", what=what, place=place, when=this, before=that)


def _named(message: str, cell: Cell) -> When:
    """Name the period of a figure: its month, or the months from the beginning of the year."""
    return month_of(cell["period"]) if message == "investment-chart-flow" else _span(cell)


def _span(cell: Cell) -> When:
    """Return the days that a figure is of."""
    return When(cell["period_start"], cell["period_end"])


def _unit(page: Page, cell: Cell) -> str:
    """Begin a subtitle with the unit."""
    return page.material.grammar.start(page.material.unit(cell["unit_code"]))


def _drawn(cell: Cell | None) -> float | None:
    """Return the length to draw; only here does a value become a float."""
    return None if cell is None else float(cell["value"])
