"""The revision triangle as a heat map: the newest reference periods by the months since the first figure."""

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart, Text
from pipeline.bulletin.page import Charted, Page, Value
from pipeline.bulletin.sections.described import described
from pipeline.bulletin.sections.stated import in_words
from pipeline.bulletin.sections.vintages import CODE

PERIODS = 12
HORIZONS = {"1": "One month", "3": "Three months", "12": "Twelve months", "to_date": "To date"}
_NOTE = (
    "Darker: further from zero. Strokes at the left edge: below zero. Empty: so many months have not passed "
    "since the first figure. A figure that was not stated anew has a revision of zero."
)


def _title(page: Page, printed: Charted, series: int, point: int) -> Text:
    """Derive the title from the revision that is furthest from zero."""
    period = words.month(printed.values[series][point].cell["period"])
    return (
        f"Of the figures shown, that of {period} lies furthest from its first one, by ",
        *page.retold(printed, series, point),
    )


def _subtitle(page: Page, measure: str, cell: Cell) -> str:
    """Say what the numbers are."""
    material = page.material
    name, unit = material.name(material.office.country), material.unit(cell["unit_code"])
    what = material.label("measure", measure)
    return (
        f"{in_words(what)}, {name}, year to date; revision since the first figure, {unit}, by months since it"
    )


_ALL_ZERO = "None of the figures shown was revised"
_OPENING = "Heat map of revisions, a row for each reference period, a column for each number of months"


def triangle_chart(page: Page, measure: str) -> Chart | None:
    """Draw the revisions of the newest reference periods by horizon."""
    found = _revisions(page, measure)
    periods = sorted({cell["period"] for cells in found.values() for cell in cells.values()}, reverse=True)
    periods = periods[:PERIODS]
    if not periods:
        return None
    label = page.next_figure()
    rows = [
        (
            HORIZONS[name],
            [(words.short_month(one), Value(cells[one], signed=True)) for one in periods if one in cells],
        )
        for name, cells in found.items()
    ]
    rows = [row for row in rows if row[1]]
    printed = page.chart_numbers(rows, label)
    shades = [
        {
            value.cell["period"]: charts.Shade(float(value.cell["value"]), text)
            for (_, value), text in zip(points, printed.labels(at), strict=True)
        }
        for at, (_, points) in enumerate(rows)
    ]
    svg = charts.heat_map(
        [name for name, _ in rows],
        [
            charts.Period(words.short_month(one), tuple(column.get(one) for column in shades))
            for one in periods
        ],
        fonts=page.fonts,
    )
    size, series, point = max(
        (abs(value.cell["value"]), series, point)
        for series, values in enumerate(printed.values)
        for point, value in enumerate(values)
    )
    return Chart(
        label,
        _title(page, printed, series, point) if size else _ALL_ZERO,
        _subtitle(page, measure, rows[0][1][0][1].cell),
        svg,
        described(page, _OPENING, printed),
        printed.rows,
        ((_NOTE,), *printed.notes),
    )


def _revisions(page: Page, measure: str) -> dict[str, dict[object, Cell]]:
    """Return by horizon the revision of each reference period."""
    country = page.material.office.country
    return {
        name: {
            cell["period"]: cell
            for cell in page.material.series(CODE, country, "revision", f"horizon={name};measure={measure}")
        }
        for name in HORIZONS
    }
