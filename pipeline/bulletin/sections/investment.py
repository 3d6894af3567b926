"""Investment in fixed capital of the country: what is known for the month, and the months before it."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

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
PUBLISHED = "growth_published"
NOT_STATED = "not_stated"


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
        more += (*page.flagged(growth, unit=" %", signed=True), _basis_of(page, growth))
    if change:
        more += (" Computed from the values as reported, without adjustment for prices, the change was ",)
        more += (*page.flagged(change, unit=" %", signed=True), ".")
    return opening + said + more


def _basis_of(page: Page, growth: Cell) -> str:
    """Say in which prices a growth rate is, as its source states it."""
    if growth["price_basis"] == NOT_STATED:
        return "; the source does not state whether it is nominal or real."
    return f", {page.material.label('price_basis', growth['price_basis'])}."


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
    heads = [Column("Reference period"), *(Column(one.head, numeric=True) for one in columns)]
    heads.append(Column("Source"))
    name = material.name(country)
    return page.table(
        f"Investment in fixed capital, {name}, by period",
        "Year to date unless stated; newest first",
        heads,
        lines,
        notes=_notes(columns),
        most=Most(TABLE_ROWS),
    )


class _Kind(NamedTuple):
    """A column of the table: indicator, transformation and price basis of its cells, its head, its sign."""

    code: str
    kind: str
    head: str
    signed: bool = False
    basis: str | None = None


def _columns(page: Page, shown: list[Cell]) -> list[_Kind]:
    """Choose the columns that have a figure in any row; growth as published has one for each price basis."""
    material = page.material
    unit, country = material.unit(shown[-1]["unit_code"]), material.office.country
    bases = sorted({cell["price_basis"] for cell in material.series("fci", country, PUBLISHED)})
    candidates = [
        _Kind("fci", "ytd", f"Investment, {unit}"),
        _Kind("fci", "flow", f"Month alone, {unit}"),
        _Kind("fci", "ytd_change", "Change, computed, %", True),
        *(_Kind("fci", PUBLISHED, _published_head(page, basis), True, basis) for basis in bases),
        _Kind(PART, "ytd", f"Construction works, {unit}"),
        _Kind(SHARE, "share", "Share of construction works, %"),
    ]
    periods = {cell["period"] for cell in shown}
    return [
        one
        for one in candidates
        if any(
            cell["period"] in periods
            for cell in material.series(one.code, country, one.kind, basis=one.basis)
        )
    ]


def _published_head(page: Page, basis: str) -> str:
    """Head a column of published growth, with the price basis where its sources state one."""
    stated = "" if basis == NOT_STATED else f", {page.material.label('price_basis', basis)}"
    return f"Change, as published{stated}, %"


def _notes(columns: list[_Kind]) -> tuple[str, ...]:
    """Say what computed changes are, and in which prices published ones are."""
    bases = [one.basis for one in columns if one.kind == PUBLISHED]
    if not bases:
        return ("Changes compare values as reported and are not adjusted for prices.",)
    said = "Computed changes compare values as reported and are not adjusted for prices. Published changes "
    if NOT_STATED in bases:
        return (said + "stand as printed; their sources do not state a price basis.",)
    return (said + "stand as printed, in the prices that their sources state.",)


def _values(page: Page, like: Cell, columns: list[_Kind]) -> list[Value | None]:
    """Return the entries of a row: each column's cell of the same period, where there is one."""
    entries: list[Value | None] = []
    place = like["territory_id"]
    for one in columns:
        cell = page.material.at(one.code, place, one.kind, like["period"], basis=one.basis)
        if one.code == SHARE:
            cell = page.beside(cell, like, page.material.at(PART, place, "ytd", like["period"]))
        entries.append(Value(cell, signed=one.signed) if cell else None)
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
