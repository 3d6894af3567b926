"""Investment in fixed capital of the country: what is known for the month, and the months before it."""

from datetime import date
from decimal import Decimal

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section, Text
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.present import present

TABLE_ROWS = 13
"""A year and its corresponding month before."""
FULL_YEAR = 10
"""From so many monthly flows in the last twelve on, the chart shows flows; below, year-to-date figures."""
CHART_YEARS = 4
SUBJECT = "investment in fixed capital"
PART, SHARE = "fci_construction", "fci_construction_share"


def investment(page: Page) -> Section:
    """Write the section on the country's investment."""
    material = page.material
    country = material.office.country
    ytd = material.series("fci", country, "ytd")
    if not ytd:
        subject = f"{SUBJECT} in {material.name(country)}"
        return nothing.section(page, "investment", material.catalogue["fci"].title, subject)
    page.binder.at("investment")
    blocks: list[Block] = [Paragraph(_lead(page, ytd[-1])), Paragraph(_flow_sentence(page))]
    figure = _chart(page, country)
    blocks += [figure] if figure else []
    blocks.append(_table(page, ytd))
    return Section("investment", material.catalogue["fci"].title, tuple(blocks))


def _lead(page: Page, last: Cell) -> Text:
    """Say the last year-to-date figure, and that it is not of this month where that is so."""
    material = page.material
    name, unit = material.name(material.office.country), material.unit(last["unit_code"])
    opening: Text = ()
    if last["period"] != material.month.first:
        opening = (
            f"No figure for {words.month(material.month.first)} is known; the last one is for "
            f"{material.when(last)}. ",
        )
    said: Text = (
        f"Investment in fixed capital in {name} in {material.when(last)} was ",
        *page.flagged(last),
        f" {unit}, as reported by {page.reported_by(last)}.",
    )
    growth = material.at("fci", material.office.country, "growth_published", last["period"])
    change = material.at("fci", material.office.country, "ytd_change", last["period"])
    more: Text = ()
    if growth:
        more = (" The change on the corresponding period of the previous year, as published, was ",)
        more += (
            *page.flagged(growth, unit=" %", signed=True),
            "; the source does not state whether it is nominal or real.",
        )
    if change:
        more += (" Computed from the values as reported, without adjustment for prices, the change was ",)
        more += (*page.flagged(change, unit=" %", signed=True), ".")
    return opening + said + more


def _flow_sentence(page: Page) -> Text:
    """Say the month's flow, or why there is none."""
    material = page.material
    country, first = material.office.country, material.month.first
    flow = material.at("fci", country, "flow", first)
    month = words.month(first)
    if flow and first.month == 1:
        return (
            "For January the year to date is the month; the monthly flow is ",
            *page.flagged(flow),
            f" {material.unit(flow['unit_code'])}.",
        )
    if flow:
        text: Text = (
            f"The flow of {month} alone was ",
            *page.flagged(flow),
            f" {material.unit(flow['unit_code'])}",
        )
        change = material.at("fci", country, "flow_change", first)
        if change:
            text += (", ", *page.flagged(change, unit=" %", signed=True))
            text += (" on the same month of the previous year",)
        return (*text, ".")
    if material.at("fci", country, "ytd", first) is None:
        return (f"There is no monthly flow for {month}: the year-to-date figure of the month is missing.",)
    before = words.month(material.month.plus(-1).first)
    return (f"There is no monthly flow for {month}: the year-to-date figure for {before} is missing.",)


def _table(page: Page, ytd: list[Cell]) -> Block:
    """Tabulate the last known months."""
    material = page.material
    country = material.office.country
    columns = _columns(page, ytd[-TABLE_ROWS:])
    lines = [
        Line((material.when(cell, short=True), *_values(page, cell, columns), CITED))
        for cell in reversed(ytd)
    ]
    heads = [Column("Reference period"), *(Column(head, numeric=True) for _, _, head, _ in columns)]
    heads.append(Column("Source"))
    name = material.name(country)
    return page.table(
        f"Investment in fixed capital, {name}, by period",
        "Year to date unless stated; newest first",
        heads,
        lines,
        notes=(
            "Computed changes compare values as reported and are not adjusted for prices. Published changes "
            "stand as "
            "printed; their sources do not state a price basis.",
        )
        if any(kind == "growth_published" for _, kind, _, _ in columns)
        else ("Changes compare values as reported and are not adjusted for prices.",),
        most=Most(TABLE_ROWS),
    )


def _columns(page: Page, shown: list[Cell]) -> list[tuple[str, str, str, bool]]:
    """Choose the columns that have a figure in any row: (indicator, transformation, head, signed)."""
    material = page.material
    unit = material.unit(shown[-1]["unit_code"])
    candidates = [
        ("fci", "ytd", f"Investment, {unit}", False),
        ("fci", "flow", f"Month alone, {unit}", False),
        ("fci", "ytd_change", "Change, computed, %", True),
        ("fci", "growth_published", "Change, as published, %", True),
        (PART, "ytd", f"Construction works, {unit}", False),
        (SHARE, "share", "Share of construction works, %", False),
    ]
    country = material.office.country
    periods = {cell["period"] for cell in shown}
    return [
        candidate
        for candidate in candidates
        if any(cell["period"] in periods for cell in material.series(candidate[0], country, candidate[1]))
    ]


def _values(page: Page, like: Cell, columns: list[tuple[str, str, str, bool]]) -> list[Value | None]:
    """Return the entries of a row: each column's cell of the same period, where there is one."""
    entries: list[Value | None] = []
    for code, kind, _, signed in columns:
        cell = page.material.at(code, like["territory_id"], kind, like["period"])
        if code == SHARE:
            cell = page.beside(
                cell, like, page.material.at(PART, like["territory_id"], "ytd", like["period"])
            )
        entries.append(Value(cell, signed=signed) if cell else None)
    return entries


def _chart(page: Page, country: str) -> Chart | None:
    """Draw monthly flows where a year of them is known, else year-to-date figures by year."""
    material = page.material
    flows = material.series("fci", country, "flow")
    recent = [cell for cell in flows if cell["period"] > material.month.plus(-12).first]
    kind = "flow" if len(recent) >= FULL_YEAR else "ytd"
    cells = {cell["period"]: cell for cell in material.series("fci", country, kind)}
    years = sorted({period.year for period in cells}, reverse=True)[: 2 if kind == "flow" else CHART_YEARS]
    if not years:
        return None
    label = page.next_figure()
    rows = [
        (
            str(year),
            [
                (words.SHORT_MONTHS[month - 1], Value(cells[date(year, month, 1)]))
                for month in range(1, 13)
                if date(year, month, 1) in cells
            ],
        )
        for year in years
    ]
    printed = page.chart_numbers(rows, label)
    svg = charts.line_chart(
        words.SHORT_MONTHS,
        [
            charts.Line(str(year), tuple(_drawn(cells.get(date(year, month, 1))) for month in range(1, 13)))
            for year in years
        ],
        show=lambda mark: present(mark, max(0, -int(mark.normalize().as_tuple().exponent)), material.lang),
        fonts=page.fonts,
    )
    what = "Monthly investment" if kind == "flow" else "Year-to-date investment"
    unit = material.unit(next(iter(cells.values()))["unit_code"])
    shape = (
        "Lines by month"
        if kind == "flow"
        else "Lines by month of the year-to-date figures that are known; months without a figure are gaps"
    )
    return Chart(
        label,
        _chart_title(page, cells, what),
        f"{unit[0].upper()}{unit[1:]}, by month, {words.join([str(year) for year in reversed(years)])}",
        svg,
        (
            f"{shape}, {words.join([str(year) for year in reversed(years)])}. The numbers are listed below "
            "the figure.",
        ),
        printed.rows,
        printed.notes,
    )


def _chart_title(page: Page, cells: dict[date, Cell], what: str) -> str:
    """Derive the title from the last figure and the one a year before it."""
    name = page.material.name(page.material.office.country)
    last = max(cells)
    before = cells.get(date(last.year - 1, last.month, 1))
    if before is None:
        return f"{what}, {name}: the last figure is for {page.material.when(cells[last])}"
    value, base = Decimal(cells[last]["value"]), Decimal(before["value"])
    relation = "above" if value > base else "below" if value < base else "equal to"
    return f"{what}, {name}: {words.month(last)} was {relation} {words.month(before['period'])}"


def _drawn(cell: Cell | None) -> float | None:
    """Return the length to draw; only here does a value become a float."""
    return None if cell is None else float(cell["value"])
