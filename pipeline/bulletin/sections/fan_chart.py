"""The revision fan: how far the newest figures came to lie from their first ones, vintage by vintage."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart
from pipeline.bulletin.page import Page, Value
from pipeline.bulletin.sections.described import described, in_letters
from pipeline.bulletin.sections.stated import in_words
from pipeline.bulletin.sections.vintages import CODE, stated
from pipeline.month import Month
from pipeline.present import present

RAYS = 5
"""So many of the newest figures that were stated more than once are drawn."""
REVISION = "revision"
_NOTE = (
    "Each line begins with the first figure, at zero, and keeps its height until the figure is stated anew. "
    "Listed are the figures by the month in which they were stated, then the newest less the first."
)


def _title(far: Sequence[Decimal]) -> str:
    """Derive the title from the distances at the end."""
    above, below = sum(one > 0 for one in far), sum(one < 0 for one in far)
    told = [(count, where) for count, where in ((above, "above"), (below, "below")) if count]
    if len(far) == 1 or not told:
        figures = "figure" if len(far) == 1 else "figures"
        return f"{in_words(in_letters(len(far)))} {figures} stated anew, beside the first statement"
    (count, where), *rest = told
    lie = "lies" if count == 1 else "lie"
    more = "".join(f", {in_letters(other)} {there}" for other, there in rest)
    return (
        f"Of {in_letters(len(far))} figures stated anew, {in_letters(count)} {lie} {where} the first "
        f"statement{more}"
    )


def _subtitle(page: Page, measure: str, cell: Cell) -> str:
    """Say what the numbers are."""
    material = page.material
    name, unit = material.name(material.office.country), material.unit(cell["unit_code"])
    what = material.label("measure", measure)
    return f"{in_words(what)}, {name}, year to date; distance from the first figure, {unit}, by vintage"


def _opening(measure: str) -> str:
    """Begin the alternative text."""
    return (
        f"Lines of the distance of figures of {measure} from their first ones, by the month in which they "
        "were stated"
    )


def fan_chart(page: Page, measure: str) -> Chart | None:
    """Draw the newest reference periods that were stated more than once."""
    material = page.material
    found = {
        period: (known, revision)
        for period, known in stated(material, measure).items()
        if len(known) > 1 and (revision := _revision(page, measure, period))
    }
    shown = sorted(found, reverse=True)[:RAYS]
    if not shown:
        return None
    label = page.next_figure()
    printed = page.chart_numbers(
        [(words.short_month(period), _values(*found[period])) for period in shown], label
    )
    first = Month.of(min(month for period in shown for month in found[period][0]))
    months = list(first.to(Month.of(material.as_of)))
    places = {month.first: at for at, month in enumerate(months)}
    rays = [
        charts.Ray(words.short_month(period), printed.labels(at)[-1], _steps(found[period][0], places))
        for at, period in enumerate(shown)
    ]
    svg = charts.revision_fan(
        [words.short_month(month.first) for month in months],
        rays,
        show=lambda mark: present(
            mark, max(0, -int(mark.normalize().as_tuple().exponent)), material.lang, signed=True
        ),
        fonts=page.fonts,
    )
    return Chart(
        label,
        _title([Decimal(found[period][1]["value"]) for period in shown]),
        _subtitle(page, measure, found[shown[0]][1]),
        svg,
        described(page, _opening(material.label("measure", measure)), printed),
        printed.rows,
        ((_NOTE,), *printed.notes),
    )


def _revision(page: Page, measure: str, period: date) -> Cell | None:
    """Return the newest figure less the first one."""
    country = page.material.office.country
    return page.material.at(CODE, country, "revision", period, f"horizon=to_date;measure={measure}")


def _values(known: dict[date, Cell], revision: Cell) -> list[tuple[str, Value]]:
    """List the figures of a reference period by vintage, then the revision."""
    listed = [(words.short_month(month), Value(known[month])) for month in sorted(known)]
    return [*listed, (REVISION, Value(revision, signed=True))]


def _steps(known: dict[date, Cell], places: dict[date, int]) -> tuple[tuple[int, float], ...]:
    """Return by vintage how far a figure lies from the first one; only here does it become a float."""
    first = Decimal(known[min(known)]["value"])
    return tuple((places[month], float(Decimal(known[month]["value"]) - first)) for month in sorted(known))
