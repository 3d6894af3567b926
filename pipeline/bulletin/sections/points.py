"""The main points: five or six sentences, one fact each, made of cells.

Where a month has too few of the first kind, declared ones about the figures themselves follow.
"""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.marks import is_decided
from pipeline.bulletin.model import Text
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import adjusted, investment, newest
from pipeline.bulletin.sections.expected import not_received
from pipeline.bulletin.sections.fallback_points import COUNTS, FALLBACKS
from pipeline.bulletin.sections.tile_chart import without_common_end
from pipeline.bulletin.summed import notes_on_sums
from pipeline.language.catalogue import Slot
from pipeline.language.phrase import month_of, year_up_to

MIN_POINTS, MAX_POINTS = 5, 6
MAX_REGIONS = 2
"""Economic regions whose figures a point says."""


def main_points(page: Page) -> tuple[Text, ...]:
    """Write five or six sentences, one fact each; where next to nothing is known, what can be said."""
    page.binder.at("main points")
    points: list[Text] = []
    for point in _FIRST:
        if len(points) < MAX_POINTS and (said := point(page)):
            points.append(said)
    for point in FALLBACKS if page.material.scope else (*FALLBACKS, *COUNTS):
        if len(points) < MIN_POINTS and (said := point(page)):
            points.append(said)
    return tuple(points)


def _investment_point(page: Page) -> Text | None:
    """Say investment of the country with its published or computed change."""
    cell = newest.last_investment(page)
    if cell is None:
        return None
    material = page.material
    said = page.say(
        "points-investment",
        place=page.place(cell["territory_id"]),
        when=material.time_of(cell),
        figure=page.flagged(cell),
        unit=material.unit(cell["unit_code"]),
        reported=page.reported(cell),
    )
    growth = material.at("fci", cell["territory_id"], "growth_published", cell["period"])
    change = material.at("fci", cell["territory_id"], "ytd_change", cell["period"])
    if growth:
        said += _published_change(page, growth, cell)
    elif change:
        said += page.say("points-change-computed", change=page.flagged(change, unit=" %", signed=True))
    return page.sentences([(*said, "."), *((note,) for note in notes_on_sums(material, [cell]))])


def _published_change(page: Page, growth: Cell, level: Cell) -> Text:
    """Say a published change with its price basis, and by whom where that is not who reports the level.

    Of one that the office changed it is always said.
    """
    slots: dict[str, Slot] = {
        "change": page.flagged(growth, unit=" %", signed=True),
        "basis": page.material.label("price_basis", growth["price_basis"]),
    }
    if is_decided(growth):
        return page.say("points-change-decided", publisher=page.reported_by(growth), **slots)
    if publisher := page.reported_beside(growth, level):
        return page.say("points-change-published-by", publisher=publisher, **slots)
    return page.say("points-change-published", **slots)


def _flow_point(page: Page) -> Text | None:
    """Say the flow of the month, that its figure was expected and not received, or that there is none."""
    material = page.material
    country, month = material.root, material.month
    flow = material.at("fci", country, "flow", month.first)
    if flow is None:
        if expected := not_received(page, "fci"):
            return expected
        last = newest.last_investment(page)
        if last is None:
            return None
        missing = month.plus(-1) if last["period"] == month.first else month
        return page.say("no-flow", month=month_of(month.first), missing=year_up_to(missing.first))
    if month.number == 1:
        return None
    return investment.said_of_flow(page, flow)


def _adjusted_point(page: Page) -> Text | None:
    """Say the newest flow of the country that is adjusted for seasonal effects."""
    cell = page.material.last(adjusted.CODE, page.material.root, "flow_sa")
    return adjusted.said_of_figure(page, cell) if cell else None


def _region_point(page: Page) -> Text | None:
    """Say the largest contribution of a region, or the figures of regions: for the month, else the last.

    None is called the largest where that of another region is not known.
    """
    material = page.material
    first = material.month.first
    regions = [
        name
        for name in material.territories_of("fci", "ytd")
        if material.level(name) == "economic_region" and name != material.root
    ]
    points = [cell for name in regions if (cell := material.at("fci", name, "ytd_contribution", first))]
    if points and len(points) == len(material.regions):
        top = max(points, key=lambda cell: (cell["value"], cell["territory_id"]))
        return page.say(
            "points-contribution",
            place=page.place(top["territory_id"]),
            contribution=page.flagged(top, signed=True, most=2),
        )
    if not regions:
        return None
    current = [cell for name in regions if (cell := material.at("fci", name, "ytd", first))]
    if current:
        message = "points-regions-more" if len(current) > MAX_REGIONS else "points-regions"
        when = material.time_of(current[0])
        return page.say(message, when=when, figures=_largest_last_figures(page, current))
    month = month_of(first)
    cells = [cell for name in regions if (cell := material.last("fci", name, "ytd"))]
    if not cells:
        return page.say("points-no-region", month=month)
    message = "points-no-region-more" if len(cells) > MAX_REGIONS else "points-no-region-last"
    return page.say(message, month=month, last=_largest_last_figures(page, cells))


def _largest_last_figures(page: Page, cells: list[Cell]) -> Text:
    """Say the newest figures of regions, the largest first."""
    newest_first = sorted(cells, key=lambda cell: (cell["period_end"], cell["value"]), reverse=True)
    last = newest_first[:MAX_REGIONS]
    # The sentence says what they all are.
    names = without_common_end([page.place(cell["territory_id"]).name for cell in last])
    return page.joined(
        [
            page.say("points-region-last", **{**newest.slots_of(page, cell), "place": name})
            for cell, name in zip(last, names, strict=True)
        ]
    )


def _resettled_point(page: Page) -> Text | None:
    """Say the newest running total, and that of a territory which covers its own."""
    part = newest.newest_stock(page)
    if part is None:
        return None
    whole = newest.stock_of_the_whole(page, part)
    return page.sentences([_resettled(page, cell) for cell in (part, whole) if cell])


def _resettled(page: Page, cell: Cell) -> Text:
    """Say a running total of persons, with that of families where both are of one day."""
    material = page.material
    families = material.at("resettled_families", cell["territory_id"], "stock", cell["period"])
    slots: dict[str, Slot] = {
        "place": page.place(cell["territory_id"]),
        "when": material.time_of(cell),
    }
    if families and families["reference_date"] == cell["reference_date"]:
        slots |= {"families": page.flagged(families, most=0), "persons": page.flagged(cell, most=0)}
        return page.say("points-resettled-families", publisher=page.reported_by(families, cell), **slots)
    slots["persons"] = page.flagged(cell, most=0)
    return page.say("points-resettled", publisher=page.reported_by(cell), **slots)


def _dwelling_point(page: Page) -> Text | None:
    """Say the newest statement of dwellings planned and completed; of one day that of the most planned."""
    material = page.material
    both = [
        (plan, done)
        for name in material.territories_of("dwellings", "stock")
        if (plan := material.last("dwellings", name, "stock", "status=planned"))
        and (done := material.last("dwellings", name, "stock", "status=completed"))
        and page.sources(plan) == page.sources(done)
    ]
    if not both:
        return None
    plan, done = max(
        both, key=lambda pair: (pair[1]["reference_date"], pair[0]["value"], pair[0]["territory_id"])
    )
    return page.say(
        "points-dwellings",
        place=page.place(plan["territory_id"]),
        planned=page.flagged(plan, most=0),
        completed=page.flagged(done, most=0),
        when=material.time_of(done),
        publisher=page.reported_by(plan, done),
    )


def _cleared_point(page: Page) -> Text | None:
    """Say the newest area cleared."""
    cell = newest.newest_area(page)
    if cell is None:
        return None
    return page.say(
        "points-cleared",
        area=page.flagged(cell),
        place=page.place(cell["territory_id"]),
        when=page.material.time_of(cell),
        publisher=page.reported_by(cell),
    )


def _planned_point(page: Page) -> Text | None:
    """Say persons planned to be resettled."""
    cell = newest.target(page, "target_persons")
    if cell is None:
        return None
    return page.say(
        "points-planned",
        persons=page.flagged(cell, most=0),
        place=page.place(cell["territory_id"]),
        due=page.material.due_of(cell),
        publisher=page.reported_by(cell),
    )


_FIRST = (
    _investment_point,
    _flow_point,
    _adjusted_point,
    _region_point,
    _resettled_point,
    _dwelling_point,
    _cleared_point,
    _planned_point,
)
