"""Main points of a month of which little is known: what is missing, the last figures, how many are known."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Text
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import clearance, newest, nothing, planned
from pipeline.language.phrase import Listed, day_of, month_of


def _missing_point(page: Page) -> Text | None:
    """Name the subjects on which nothing is known."""
    material = page.material
    known = {
        "subject-investment": newest.last_investment(page),
        "subject-resettlement": newest.newest_stock(page),
        "subject-housing": material.cells.get("dwellings"),
        "subject-clearance": clearance.areas_known(page),
        "subject-plans": planned.stated(page),
    }
    missing = tuple(page.word(subject) for subject, cells in known.items() if not cells)
    return (nothing.sentence(page, Listed(missing, "or")),) if missing else None


def _construction_point(page: Page) -> Text | None:
    """Say the country's last figure of construction and installation works."""
    material = page.material
    cell = material.last("fci_construction", material.root, "ytd")
    return page.say("points-construction", **newest.slots_of(page, cell)) if cell else None


def _last_region_point(page: Page) -> Text | None:
    """Say the last period of territories below the country, with its largest figure."""
    material = page.material
    names = [name for name in material.territories_of("fci", "ytd") if name != material.root]
    cells = [cell for name in names if (cell := material.last("fci", name, "ytd"))]
    last = max(cells, key=lambda cell: (cell["period_end"], cell["value"], cell["cell_id"]), default=None)
    if last is None:
        return None
    which = "part" if material.scope else "region"
    if material.places.parts_of(material.root, material.month.last) == [last["territory_id"]]:
        which = "whole"
    elif sum(cell["period_end"] == last["period_end"] for cell in cells) == 1:
        which = f"{which}-one"
    return page.say(f"points-last-{which}", whole=page.place(material.root), **newest.slots_of(page, last))


def _known_point(page: Page) -> Text | None:
    """Say how many figures are known."""
    cell = _count(page, "known")
    month = month_of(page.material.month.first)
    if cell is None:
        return page.say("points-none-known", month=month)
    return page.say(
        "points-known", count=page.flagged(cell, most=0), month=month, day=day_of(page.material.as_of)
    )


def _withheld_point(page: Page) -> Text | None:
    """Say how many figures are withheld."""
    cell = _count(page, "withheld")
    if cell is None:
        return page.say("points-none-withheld")
    return page.say("points-withheld", count=page.flagged(cell, most=0))


def _releases_point(page: Page) -> Text | None:
    """Say of how many releases the figures are."""
    cell = _count(page, "releases")
    return page.say("points-releases", count=(page.number(cell, most=0),)) if cell else None


def _count(page: Page, item: str) -> Cell | None:
    """Return a count of the quality section, None where it is zero."""
    cell = page.material.counted(item)
    return cell if cell and cell["value"] else None


FALLBACKS = (
    _missing_point,
    _last_region_point,
    _construction_point,
)
COUNTS = (_known_point, _withheld_point, _releases_point)
"""In this order until there are five; counts are of all figures and stand in the national issue alone."""
