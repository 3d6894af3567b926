"""The revision fan: how far the newest figures came to lie from their first ones, vintage by vintage."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Chart, Text
from pipeline.bulletin.page import Charted, Page, Value
from pipeline.bulletin.sections.vintages import CODE, stated
from pipeline.language.letters import in_letters
from pipeline.month import Month
from pipeline.present import present

RAYS = 5
"""So many of the newest figures that were stated more than once are drawn."""


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
    short = material.grammar.short_month
    printed = page.chart_numbers([(short(period), _values(page, *found[period])) for period in shown], label)
    first = Month.of(min(month for period in shown for month in found[period][0]))
    months = list(first.to(Month.of(material.as_of)))
    places = {month.first: at for at, month in enumerate(months)}
    rays = [
        charts.Ray(short(period), printed.labels(at)[-1], _steps(found[period][0], places))
        for at, period in enumerate(shown)
    ]
    svg = charts.revision_fan(
        [short(month.first) for month in months],
        rays,
        show=lambda mark: present(
            mark, max(0, -int(mark.normalize().as_tuple().exponent)), material.lang, signed=True
        ),
        fonts=page.fonts,
    )
    unit = material.unit(found[shown[0]][1]["unit_code"])
    return Chart(
        label,
        _title(page, [Decimal(found[period][1]["value"]) for period in shown]),
        page.word(
            "fan-title.subtitle",
            measure=material.label("measure", measure),
            place=page.place(material.root),
            unit=unit,
        ),
        svg,
        _described(page, printed),
        printed.rows,
        ((page.word("fan-title.note"),), *printed.notes),
    )


def _title(page: Page, far: Sequence[Decimal]) -> str:
    """Derive the title from the distances at the end."""
    counts = {
        "count": len(far),
        "above": sum(one > 0 for one in far),
        "below": sum(one < 0 for one in far),
    }
    return page.word(
        "fan-title", **{name: in_letters(count, page.material.lang) for name, count in counts.items()}
    )


def _described(page: Page, printed: Charted) -> Text:
    """Say of each figure how often it was stated and what the newest differs by."""
    lang = page.material.lang
    rays = [
        page.say(
            "fan-title.ray",
            name=name,
            count=in_letters(len(points) - 1, lang),
            figure=page.retold(printed, at, len(points) - 1),
        )
        for at, (name, points) in enumerate(printed.rows)
    ]
    return page.sentences([page.say("fan-title.alt"), *rays])


def _revision(page: Page, measure: str, period: date) -> Cell | None:
    """Return the newest figure less the first one."""
    country = page.material.root
    return page.material.at(CODE, country, "revision", period, f"horizon=to_date;measure={measure}")


def _values(page: Page, known: dict[date, Cell], revision: Cell) -> list[tuple[str, Value]]:
    """List the figures of a reference period by vintage, then the revision."""
    listed = [(page.material.grammar.short_month(month), Value(known[month])) for month in sorted(known)]
    return [*listed, (page.word("fan-title.revision"), Value(revision, signed=True))]


def _steps(known: dict[date, Cell], places: dict[date, int]) -> tuple[tuple[int, float], ...]:
    """Return by vintage how far a figure lies from the first one; only here does it become a float."""
    first = Decimal(known[min(known)]["value"])
    return tuple((places[month], float(Decimal(known[month]["value"]) - first)) for month in sorted(known))
