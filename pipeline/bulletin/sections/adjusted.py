"""Seasonally adjusted flows and trend beside the flows as they are, and why a series has none."""

from decimal import Decimal
from typing import Any

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell, printed_places
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Points, Section, Text
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections.adjustment_words import CONDITIONS, STATES, state
from pipeline.month import Month
from pipeline.present import present

TITLE = "Seasonally adjusted investment"
CODE = "fci"
CHART_MONTHS = 25
"""Two years and the month: each month of the year stands twice beside itself."""
TABLE_MONTHS = 13
KINDS = ("flow", "flow_sa", "flow_trend")
NAMES = {"flow": "Unadjusted", "flow_sa": "Adjusted", "flow_trend": "Trend-cycle"}
DRAWN = ("flow_sa", "flow", "flow_trend")
"""The adjusted series is drawn first: it is the subject."""
CHANGE, CHANGE_AS_IS = "flow_sa_change_on_month", "flow_change_on_month"
MOST = 1


def adjusted(page: Page) -> Section | None:
    """Write the section; an office whose indicators are not adjusted at all has none."""
    if not page.material.adjustment:
        return None
    page.binder.at("adjusted")
    country = page.material.root
    rows = _rows(page, country)
    blocks: list[Block] = [Paragraph(_lead(page, country, rows))]
    if rows:
        blocks += [_chart(page, rows[0]), _table(page, country, rows)]
    blocks += _considered(page)
    return Section("adjusted", TITLE, tuple(blocks))


def _rows(page: Page, country: str) -> list[Cell]:
    """Return the country's adjusted flows, the newest first."""
    return page.material.series(CODE, country, "flow_sa")[::-1]


def _lead(page: Page, country: str, rows: list[Cell]) -> Text:
    """Say what is shown, with the newest adjusted figure, or that nothing is."""
    material = page.material
    name = material.name(country)
    if not rows:
        return (
            f"Investment in {name} stands unadjusted in this bulletin; the reason is given below. Figures "
            "without seasonal adjustment are compared with the same month of the previous year.",
        )
    last = rows[0]
    said: Text = (
        f"Adjusted for seasonal effects, investment in {name} in {words.month(last['period'])} was ",
        *page.flagged(last, most=_places(page, last)),
        f" {material.unit(last['unit_code'])}",
    )
    change = material.at(CODE, country, CHANGE, last["period"])
    if change:
        said += (", ", *page.flagged(change, unit=" %", most=_places(page, change), signed=True))
        said += (" on the month before",)
    return (
        *said,
        ". Adjusted figures and the trend-cycle are estimates from all months of the series: each new month "
        "changes those before it, most of all the newest.",
    )


def _places(page: Page, cell: Cell) -> int:
    """Return the decimals of a figure of a month: those that the unadjusted one supports."""
    like = CHANGE_AS_IS if cell["transformation"] == CHANGE else "flow"
    own = page.material.at(CODE, cell["territory_id"], like, cell["period"])
    return printed_places(own, "value", MOST) if own else 0


def _value(page: Page, cell: Cell | None, *, signed: bool = False) -> Value | None:
    """Put a figure into a table, with the decimals of the unadjusted one."""
    return Value(cell, most=_places(page, cell), signed=signed) if cell else None


def _chart(page: Page, last: Cell) -> Chart:
    """Draw flows, adjusted flows and trend-cycle of two years and a month."""
    material, country = page.material, last["territory_id"]
    end = Month.of(last["period"])
    months = list(end.plus(1 - CHART_MONTHS).to(end))
    cells = {kind: {cell["period"]: cell for cell in material.series(CODE, country, kind)} for kind in DRAWN}
    label = page.next_figure()
    numbers = [
        (
            NAMES[kind],
            [
                (words.short_month(month.first), Value(cell, most=_places(page, cell)))
                for month in months
                if (cell := cells[kind].get(month.first))
            ],
        )
        for kind in DRAWN
    ]
    printed = page.chart_numbers(numbers, label)
    svg = charts.line_chart(
        [words.short_month(month.first) for month in months],
        [
            charts.Line(NAMES[kind], tuple(_drawn(cells[kind].get(month.first)) for month in months))
            for kind in DRAWN
        ],
        show=lambda mark: present(mark, max(0, -int(mark.normalize().as_tuple().exponent)), material.lang),
        fonts=page.fonts,
    )
    unit = material.unit(last["unit_code"])
    span = f"{words.month(months[0].first)} to {words.month(end.first)}"
    return Chart(
        label,
        _title(page, country, last),
        f"{unit[0].upper()}{unit[1:]} a month, {span}; not adjusted for prices",
        svg,
        (
            f"Three lines by month, {span}: the adjusted series, thick; the unadjusted one, dashed; the "
            "trend-cycle, thin. Each is named at its end. The numbers are listed below the figure.",
        ),
        printed.rows,
        printed.notes,
    )


def _title(page: Page, country: str, last: Cell) -> str:
    """Derive the title from the newest adjusted figure and the one of the month before."""
    name = page.material.name(country)
    before = page.material.at(CODE, country, "flow_sa", Month.of(last["period"]).plus(-1).first)
    if before is None:
        return f"Investment by month, {name}, unadjusted, adjusted and trend-cycle"
    value, base = Decimal(last["value"]), Decimal(before["value"])
    relation = "above" if value > base else "below" if value < base else "equal to"
    this, that = words.month(last["period"]), words.month(before["period"])
    return f"Adjusted investment, {name}: {this} was {relation} {that}"


def _drawn(cell: Cell | None) -> float | None:
    """Return the length to draw; only here does a value become a float."""
    return None if cell is None else float(cell["value"])


def _table(page: Page, country: str, rows: list[Cell]) -> Block:
    """Tabulate the last months: the figure as it is, adjusted, trend, and the adjusted change."""
    material = page.material
    unit = material.unit(rows[0]["unit_code"])
    lines = []
    for cell in rows:
        same = {kind: material.at(CODE, country, kind, cell["period"]) for kind in (*KINDS, CHANGE)}
        entries = (
            _value(page, same["flow"]),
            _value(page, same["flow_sa"]),
            _value(page, same[CHANGE], signed=True),
            _value(page, same["flow_trend"]),
        )
        lines.append(Line((words.short_month(cell["period"]), *entries, CITED)))
    heads = [
        Column("Month"),
        Column(f"Unadjusted, {unit}", numeric=True),
        Column(f"Adjusted, {unit}", numeric=True),
        Column("Adjusted, change on the month before, %", numeric=True),
        Column(f"Trend-cycle, {unit}", numeric=True),
        Column("Source"),
    ]
    notes = (
        "Adjusted figures and trend-cycle are printed with as many decimals as the unadjusted figure of the "
        "month supports; the uncertainty of the adjustment itself is not in them.",
        "The sources are those of the unadjusted figures.",
    )
    title = f"Investment by month, {material.name(country)}: unadjusted, adjusted and trend-cycle"
    return page.table(
        title, "Newest first; not adjusted for prices", heads, lines, notes=notes, most=Most(TABLE_MONTHS)
    )


def _considered(page: Page) -> list[Block]:
    """Tabulate the series with their diagnostics; where the program ran for none, a sentence for each."""
    rows = sorted(
        page.material.adjustment, key=lambda row: (page.material.rank(row["territory_id"]), row["series"])
    )
    if all(row["qs_adjusted_p"] is None for row in rows):
        return [Points(tuple(_sentence(page, row) for row in rows))]
    return [_diagnostics(page, rows), *_discrepancy(page)]


def _sentence(page: Page, row: dict[str, Any]) -> Text:
    """Say of one series why it is not adjusted."""
    name = page.material.name(row["territory_id"])
    known, needed = (page.material.diagnostic(item, row["series"]) for item in ("observations", "needed"))
    if row["reason_code"] == "too_short" and known and needed:
        opening = f"{name}: {STATES[row['status']]}, figures of the month alone are known for "
        return opening, page.number(known, most=0), " of ", page.number(needed, most=0), " months."
    return (f"{name}: {state(row['status'], row['reason_code'])}.",)


def _diagnostics(page: Page, rows: list[dict[str, Any]]) -> Block:
    """Tabulate what each series rests on, what the program says of it, and its state."""
    lines = []
    for row in rows:
        cells = [(page.material.diagnostic(item, row["series"]), most) for item, _, most in _STATISTICS]
        values = [Value(cell, most=most) if cell else None for cell, most in cells]
        name, said = page.material.name(row["territory_id"]), state(row["status"], row["reason_code"])
        lines.append(Line((name, *values, said, CITED)))
    heads = [
        Column("Series"),
        *(Column(head, numeric=True) for _, head, _ in _STATISTICS),
        Column("State"),
        Column("Source"),
    ]
    notes = (
        "X-13ARIMA-SEATS with a specification for each series: model and filters are reviewed once a year, "
        "coefficients are estimated anew each month.",
        CONDITIONS,
    )
    title = "Series considered for seasonal adjustment, with diagnostics"
    return page.table(
        title, "Investment by month; each series is adjusted by itself", heads, lines, notes=notes
    )


def _discrepancy(page: Page) -> list[Block]:
    """Set the adjusted figure of the country beside the sum of its adjusted regions."""
    material = page.material
    series = f"{CODE}.{material.root}"
    summed, apart, share = (
        material.diagnostic(item, series) for item in ("indirect", "discrepancy", "discrepancy_pct")
    )
    if not (summed and apart and share):
        return []
    unit = material.unit(summed["unit_code"])
    text: Text = (
        f"The sum of the adjusted economic regions in {words.month(summed['period'])} is ",
        page.number(summed),
        f" {unit}. The adjusted figure of the country less that sum is ",
        page.number(apart, signed=True),
        f" {unit}, ",
        *page.flagged(share, unit=" %", most=2, signed=True),
        ". It is shown as it is and not distributed over the regions.",
    )
    return [Paragraph(text)]


_STATISTICS = (
    ("observations", "Months", 0),
    ("m7", "M7", 3),
    ("q", "Q", 2),
    ("qs_adjusted_p", "QS, p", 3),
)
