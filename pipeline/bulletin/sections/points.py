"""The main points: five or six sentences, one fact each, made of cells.

Where a month has too few of the first kind, declared ones about the figures themselves follow.
"""

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Text
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import clearance, housing, investment, newest, nothing, planned, resettlement

MIN_POINTS, MAX_POINTS = 5, 6


def main_points(page: Page) -> tuple[Text, ...]:
    """Write five or six sentences, one fact each; where next to nothing is known, what can be said."""
    page.binder.at("main points")
    points: list[Text] = []
    for point in _FIRST:
        if len(points) < MAX_POINTS and (said := point(page)):
            points.append(said)
    for point in _FALLBACKS:
        if len(points) < MIN_POINTS and (said := point(page)):
            points.append(said)
    return tuple(points)


def _investment_point(page: Page) -> Text | None:
    """Say investment of the country with its published or computed change."""
    cell = newest.last_investment(page)
    if cell is None:
        return None
    material = page.material
    text: Text = (
        f"Investment in fixed capital in {material.name(cell['territory_id'])} in {material.when(cell)} was ",
        *page.flagged(cell),
        f" {material.unit(cell['unit_code'])}, as reported by {page.reported_by(cell)}",
    )
    growth = material.at("fci", cell["territory_id"], "growth_published", cell["period"])
    change = material.at("fci", cell["territory_id"], "ytd_change", cell["period"])
    if growth:
        text += (
            "; the published change on the corresponding period of the previous year was ",
            *page.flagged(growth, unit=" %", signed=True),
        )
    elif change:
        text += (
            "; the change on the corresponding period of the previous year was ",
            *page.flagged(change, unit=" %", signed=True),
        )
    return (*text, ".")


def _flow_point(page: Page) -> Text | None:
    """Say the flow of the month, or that there is none."""
    material = page.material
    country, month = material.office.country, material.month
    flow = material.at("fci", country, "flow", month.first)
    if flow is None:
        last = newest.last_investment(page)
        if last is None:
            return None
        missing = month.plus(-1) if last["period"] == month.first else month
        return (
            f"There is no monthly flow for {words.month(month.first)}: the year-to-date figure for "
            f"{words.month(missing.first)} is missing.",
        )
    if month.number == 1:
        return None
    text: Text = (
        f"The flow of {words.month(month.first)} alone was ",
        *page.flagged(flow),
        f" {material.unit(flow['unit_code'])}",
    )
    change = material.at("fci", country, "flow_change", month.first)
    if change:
        text += (", ", *page.flagged(change, unit=" %", signed=True))
        text += (" on the same month of the previous year",)
    return (*text, ".")


def _region_point(page: Page) -> Text | None:
    """Say the largest contribution of a region, or that regions have no figure for the month."""
    material = page.material
    first = material.month.first
    regions = [
        name for name in material.territories_of("fci", "ytd") if material.level(name) == "economic_region"
    ]
    points = [cell for name in regions if (cell := material.at("fci", name, "ytd_contribution", first))]
    if points:
        top = max(points, key=lambda cell: (cell["value"], cell["territory_id"]))
        return (
            f"{material.name(top['territory_id'])} contributed most to the change of the year-to-date "
            "figure, ",
            *page.flagged(top, unit=" percentage points", signed=True, most=2),
            ".",
        )
    current = [name for name in regions if material.at("fci", name, "ytd", first)]
    if current or not regions:
        return None
    return (
        f"No figure of {words.month(first)} for an economic region is used; the last ones that are used "
        "stand with their periods in the section on territories.",
    )


def _resettled_point(page: Page) -> Text | None:
    """Say the newest running total."""
    cell = newest.newest_stock(page)
    if cell is None:
        return None
    material = page.material
    families = material.at("resettled_families", cell["territory_id"], "stock", cell["period"])
    text: Text = (f"In {material.name(cell['territory_id'])} ",)
    if families and families["reference_date"] == cell["reference_date"]:
        text += (*page.flagged(families, most=0), " families, ")
    return (
        *text,
        *page.flagged(cell, most=0),
        f" persons, were reported as resettled {words.by(material.when(cell))} ({page.reported_by(cell)}).",
    )


def _dwelling_point(page: Page) -> Text | None:
    """Say the newest statement of dwellings planned with those completed."""
    material = page.material
    for name in material.territories_of("dwellings", "stock"):
        plan = material.last("dwellings", name, "stock", "status=planned")
        done = material.last("dwellings", name, "stock", "status=completed")
        if plan and done and page.sources(plan) == page.sources(done):
            return (
                f"In {material.name(name)} ",
                *page.flagged(plan, most=0),
                " dwellings are planned, of which ",
                *page.flagged(done, most=0),
                f" were reported completed, as stated for {material.when(done)} ({page.reported_by(done)}).",
            )
    return None


def _cleared_point(page: Page) -> Text | None:
    """Say the newest area cleared."""
    cell = newest.newest_area(page)
    if cell is None:
        return None
    when = page.material.when(cell)
    return (
        "An area of ",
        *page.flagged(cell),
        f" hectares was reported as cleared of mines for {when} ({page.reported_by(cell)}).",
    )


def _planned_point(page: Page) -> Text | None:
    """Say persons planned to be resettled."""
    cell = newest.target(page, "target_persons")
    if cell is None:
        return None
    return (
        "Plans state ",
        *page.flagged(cell, most=0),
        f" persons to be resettled in {page.material.name(cell['territory_id'])}, due "
        f"{page.material.due(cell)} ({page.reported_by(cell)}).",
    )


def _missing_point(page: Page) -> Text | None:
    """Name the subjects on which nothing is known."""
    material = page.material
    known = {
        investment.SUBJECT: newest.last_investment(page),
        resettlement.SUBJECT: newest.newest_stock(page),
        housing.SUBJECT: material.cells.get("dwellings"),
        clearance.SUBJECT: clearance.areas_known(page),
        planned.SUBJECT: planned.stated(page),
    }
    missing = [subject for subject, cells in known.items() if not cells]
    return (nothing.sentence(page, words.join(missing, "or")),) if missing else None


def _construction_point(page: Page) -> Text | None:
    """Say the country's last figure of construction and installation works."""
    material = page.material
    cell = material.last("fci_construction", material.office.country, "ytd")
    if cell is None:
        return None
    return (
        "The last known figure of construction and installation works in "
        f"{material.name(cell['territory_id'])} is for {material.when(cell)}: ",
        *page.flagged(cell),
        f" {material.unit(cell['unit_code'])} ({page.reported_by(cell)}).",
    )


def _last_region_point(page: Page) -> Text | None:
    """Say the last period of territories below the country, with its largest figure."""
    material = page.material
    names = [name for name in material.territories_of("fci", "ytd") if name != material.office.country]
    cells = [cell for name in names if (cell := material.last("fci", name, "ytd"))]
    last = max(cells, key=lambda cell: (cell["period_end"], cell["value"], cell["cell_id"]), default=None)
    if last is None:
        return None
    return (
        "For territories below the country the last period with a figure of investment that is used is "
        f"{material.when(last)}; the largest is that of {material.name(last['territory_id'])}, ",
        *page.flagged(last),
        f" {material.unit(last['unit_code'])} ({page.reported_by(last)}).",
    )


def _known_point(page: Page) -> Text | None:
    """Say how many figures are known."""
    cell = _count(page, "known")
    if cell is None:
        return (f"No figure with a reference date up to {words.month(page.material.month.first)} is known.",)
    return (
        *page.flagged(cell, most=0),
        f" figures with a reference date up to {words.month(page.material.month.first)} are known as of "
        f"{words.day(page.material.as_of)}.",
    )


def _withheld_point(page: Page) -> Text | None:
    """Say how many figures are withheld."""
    cell = _count(page, "withheld")
    if cell is None:
        return ("No figure of these months is withheld.",)
    return (
        "Of the figures known ",
        *page.flagged(cell, most=0),
        " are withheld; the section on figures that could not be confirmed gives the reasons.",
    )


def _releases_point(page: Page) -> Text | None:
    """Say of how many releases the figures are."""
    cell = _count(page, "releases")
    if cell is None:
        return None
    return (
        "The figures known come from ",
        page.number(cell, most=0),
        " releases; reprints of one release count once.",
    )


def _count(page: Page, item: str) -> Cell | None:
    """Return a count of the quality section, None where it is zero."""
    cell = page.material.counted(item)
    return cell if cell and cell["value"] else None


_FIRST = (
    _investment_point,
    _flow_point,
    _region_point,
    _resettled_point,
    _dwelling_point,
    _cleared_point,
    _planned_point,
)
_FALLBACKS = (
    _missing_point,
    _last_region_point,
    _construction_point,
    _known_point,
    _withheld_point,
    _releases_point,
)
"""In this order until there are five."""
