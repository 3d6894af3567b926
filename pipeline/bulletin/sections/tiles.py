"""The large figures under the banner, up to four of them."""

from pipeline.bulletin import words
from pipeline.bulletin.model import KeyFigure, Text
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import newest

MAX_TILES = 4


def key_figures(page: Page) -> tuple[KeyFigure, ...]:
    """Choose up to four large figures: investment, its flow, resettlement, clearance, dwellings planned."""
    page.binder.at("key figures")
    tiles = [
        tile(page) for tile in (_investment_tile, _flow_tile, _resettled_tile, _cleared_tile, _planned_tile)
    ]
    return tuple(tile for tile in tiles if tile)[:MAX_TILES]


def _investment_tile(page: Page) -> KeyFigure | None:
    """Show investment of the country, year to date."""
    cell = newest.last_investment(page)
    if cell is None:
        return None
    material = page.material
    detail: Text = ()
    growth = material.at("fci", cell["territory_id"], "growth_published", cell["period"])
    change = material.at("fci", cell["territory_id"], "ytd_change", cell["period"])
    if growth:
        detail = (
            *page.flagged(growth, unit=" %", signed=True, place="key"),
            " on a year before, as published",
        )
    elif change:
        detail = (*page.flagged(change, unit=" %", signed=True, place="key"), " on a year before")
    return KeyFigure(
        page.number(cell, place="key"),
        f"{material.unit(cell['unit_code'])} invested in fixed capital, "
        f"{material.name(cell['territory_id'])}, {material.when(cell)}{page.marks(cell)}",
        detail,
        words.qualifier(cell["qualifier"]),
    )


def _flow_tile(page: Page) -> KeyFigure | None:
    """Show investment of the month alone, where it is not the year to date."""
    material = page.material
    flow = material.at("fci", material.office.country, "flow", material.month.first)
    if flow is None or material.month.number == 1:
        return None
    change = material.at("fci", material.office.country, "flow_change", material.month.first)
    detail: Text = (
        (*page.flagged(change, unit=" %", signed=True, place="key"), " on the same month a year before")
        if change
        else ()
    )
    return KeyFigure(
        page.number(flow, place="key"),
        f"{material.unit(flow['unit_code'])} in {words.month(material.month.first)} alone{page.marks(flow)}",
        detail,
    )


def _resettled_tile(page: Page) -> KeyFigure | None:
    """Show the newest running total of persons resettled."""
    cell = newest.newest_stock(page)
    if cell is None:
        return None
    families = page.material.at("resettled_families", cell["territory_id"], "stock", cell["period"])
    detail: Text = (*page.flagged(families, most=0, place="key"), " families") if families else ()
    return KeyFigure(
        page.number(cell, most=0, place="key"),
        f"persons reported as resettled, {page.material.name(cell['territory_id'])}, "
        f"{page.material.when(cell)}{page.marks(cell)}",
        detail,
        words.qualifier(cell["qualifier"]),
    )


def _cleared_tile(page: Page) -> KeyFigure | None:
    """Show the newest area cleared of mines."""
    cell = newest.newest_area(page)
    if cell is None:
        return None
    return KeyFigure(
        page.number(cell, place="key"),
        f"hectares reported as cleared of mines, {page.material.when(cell)}{page.marks(cell)}",
        (),
        words.qualifier(cell["qualifier"]),
    )


def _planned_tile(page: Page) -> KeyFigure | None:
    """Show dwellings planned."""
    cell = newest.target(page, "target_dwellings")
    if cell is None:
        return None
    return KeyFigure(
        page.number(cell, most=0, place="key"),
        f"dwellings planned, {page.material.name(cell['territory_id'])}, due "
        f"{page.material.due(cell)}{page.marks(cell)}",
        (),
        words.qualifier(cell["qualifier"]),
    )
