"""The revision triangle as a heat map: the newest reference periods by the months since the first figure."""

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart, Text
from pipeline.bulletin.page import Charted, Page, Value
from pipeline.bulletin.sections.described import described
from pipeline.bulletin.sections.vintages import CODE
from pipeline.language.phrase import month_of

PERIODS = 12
HORIZONS = ("1", "3", "12", "to_date")


def triangle_chart(page: Page, measure: str) -> Chart | None:
    """Draw the revisions of the newest reference periods by horizon."""
    found = _revisions(page, measure)
    periods = sorted({cell["period"] for cells in found.values() for cell in cells.values()}, reverse=True)
    periods = periods[:PERIODS]
    if not periods:
        return None
    label = page.next_figure()
    short = page.material.grammar.short_month
    rows = [
        (
            page.word(f"triangle-horizon-{name}"),
            [(short(one), Value(cells[one], signed=True)) for one in periods if one in cells],
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
        [charts.Period(short(one), tuple(column.get(one) for column in shades)) for one in periods],
        fonts=page.fonts,
    )
    size, series, point = max(
        (abs(value.cell["value"]), series, point)
        for series, values in enumerate(printed.values)
        for point, value in enumerate(values)
    )
    cell = rows[0][1][0][1].cell
    return Chart(
        label,
        _title(page, printed, series, point) if size else page.word("triangle-none"),
        page.word(
            "triangle-title.subtitle",
            measure=page.material.label("measure", measure),
            place=page.place(page.material.root),
            unit=page.material.unit(cell["unit_code"]),
        ),
        svg,
        described(page, page.say("triangle-title.alt"), printed),
        printed.rows,
        ((page.word("triangle-title.note"),), *printed.notes),
    )


def _title(page: Page, printed: Charted, series: int, point: int) -> Text:
    """Derive the title from the revision that is furthest from zero."""
    period = month_of(printed.values[series][point].cell["period"])
    return page.say("triangle-title", period=period, figure=page.retold(printed, series, point))


def _revisions(page: Page, measure: str) -> dict[str, dict[object, Cell]]:
    """Return by horizon the revision of each reference period."""
    country = page.material.root
    return {
        name: {
            cell["period"]: cell
            for cell in page.material.series(CODE, country, "revision", f"horizon={name};measure={measure}")
        }
        for name in HORIZONS
    }
