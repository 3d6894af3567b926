"""The newest figure of each subject: what the first page is made of."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.page import Page
from pipeline.language.catalogue import Slot


def last_investment(page: Page) -> Cell | None:
    """Return the country's last year-to-date figure."""
    return page.material.last("fci", page.material.root, "ytd")


def newest_stock(page: Page) -> Cell | None:
    """Return the newest running total of persons; of several on one day the largest."""
    material = page.material
    cells = [
        cell
        for name in material.territories_of("resettled_persons", "stock")
        if (cell := material.last("resettled_persons", name, "stock"))
    ]
    return max(
        cells, key=lambda cell: (cell["reference_date"], cell["value"], cell["territory_id"]), default=None
    )


def stock_of_the_whole(page: Page, part: Cell) -> Cell | None:
    """Return the newest running total of persons of a territory or a group that covers the one of `part`."""
    material = page.material
    cells = [
        cell
        for name in material.territories_of("resettled_persons", "stock")
        if (cell := material.last("resettled_persons", name, "stock"))
        and material.places.covers(name, part["territory_id"], part["reference_date"])
    ]
    return max(
        cells, key=lambda cell: (cell["reference_date"], cell["value"], cell["territory_id"]), default=None
    )


def newest_area(page: Page) -> Cell | None:
    """Return the area of the longest period that ends in the month; else that of the newest week or month."""
    month = page.material.month
    cells = [
        cell
        for cell in page.material.cells.get("mine_cleared_area", [])
        if cell["period"] <= month.first
        and cell["breakdown"].startswith(("week=", "span=month", "span=year"))
    ]
    current = [cell for cell in cells if cell["period"] == month.first]
    if current:
        return max(current, key=lambda cell: (_days(cell), cell["period_end"], cell["cell_id"]))
    short = [cell for cell in cells if not cell["breakdown"].startswith("span=year")]
    return max(short, key=lambda cell: (cell["period_end"], cell["cell_id"]), default=None)


def _days(cell: Cell) -> int:
    """Count the days of a cell's period, less one."""
    days: int = (cell["period_end"] - cell["period_start"]).days
    return days


def target(page: Page, code: str) -> Cell | None:
    """Return the plan with the latest due day, of the widest coverage; one whose day has passed is none."""
    cells = [
        cell
        for cell in page.material.cells.get(code, [])
        if cell["due_on"]
        and cell["due_on"] >= page.material.month.first
        and (cell["reference_date"] is None or cell["reference_date"] <= page.material.month.last)
    ]
    programme = [cell for cell in cells if page.material.level(cell["territory_id"]) in ("country", "group")]
    ordered = sorted(programme or cells, key=lambda cell: cell["territory_id"])
    return max(ordered, key=lambda cell: (cell["due_on"], cell["value"]), default=None)


def last_dwellings(page: Page, status: str) -> Cell | None:
    """Return the newest statement of dwellings of a status, of all or of a type; of one day the largest."""
    material = page.material
    parts = {cell["breakdown"] for cell in material.cells.get("dwellings", [])}
    cells = [
        cell
        for name in material.territories_of("dwellings", "stock")
        for part in parts
        if part in (status, f"{status};{type_of(part)}")
        and (cell := material.last("dwellings", name, "stock", part))
        and cell["reference_date"]
    ]
    return max(cells, key=lambda cell: (cell["reference_date"], cell["value"], cell["cell_id"]), default=None)


def type_of(breakdown: str) -> str:
    """Return the part of a breakdown that names a type of dwellings, empty where it is of all."""
    return next((part for part in breakdown.split(";") if part.startswith("type=")), "")


def slots_of(page: Page, cell: Cell) -> dict[str, Slot]:
    """Return the slots of a figure with its place, time, unit and publisher."""
    return {
        "place": page.place(cell["territory_id"]),
        "when": page.material.time_of(cell),
        "figure": page.flagged(cell),
        "unit": page.material.unit(cell["unit_code"]),
        "publisher": page.reported_by(cell),
    }
