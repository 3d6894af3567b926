"""The large figures under the banner, up to four of them."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import KeyFigure, Text
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections import newest

MAX_TILES = 4


def key_figures(page: Page) -> tuple[KeyFigure, ...]:
    """Choose up to four large figures: investment, its flow, resettlement, clearance, dwellings planned."""
    page.binder.at("key figures")
    tiles: list[KeyFigure] = []
    for tile in (_investment_tile, _flow_tile, _resettled_tile, _cleared_tile, _planned_tile):
        if len(tiles) < MAX_TILES and (shown := tile(page)):
            tiles.append(shown)
    return tuple(tiles)


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
        said = page.flagged(growth, unit=" %", signed=True, place="key")
        detail = page.say("tile-change-published", change=said)
    elif change:
        detail = page.say("tile-change", change=page.flagged(change, unit=" %", signed=True, place="key"))
    return _tile(page, cell, "tile-investment", detail)


def _tile(page: Page, cell: Cell, caption: str, detail: Text = (), most: int = 1) -> KeyFigure:
    """Show a figure under a caption with its unit, place and time."""
    material = page.material
    number = page.number(cell, most=most, place="key")
    before, after = material.grammar.qualifier(cell["qualifier"], number.text)
    said = page.word(
        caption,
        unit=material.unit(cell["unit_code"]),
        place=page.inside(cell["territory_id"]),
        when=material.time_of(cell),
    )
    return KeyFigure(number, f"{said}{page.marks(cell)}", detail, before, after)


def _flow_tile(page: Page) -> KeyFigure | None:
    """Show investment of the month alone, where it is not the year to date."""
    material = page.material
    flow = material.at("fci", material.root, "flow", material.month.first)
    if flow is None or material.month.number == 1:
        return None
    change = material.at("fci", material.root, "flow_change", material.month.first)
    detail: Text = ()
    if change:
        said = page.flagged(change, unit=" %", signed=True, place="key")
        detail = page.say("tile-change-month", change=said)
    return _tile(page, flow, "tile-flow", detail)


def _resettled_tile(page: Page) -> KeyFigure | None:
    """Show the newest running total of persons resettled."""
    cell = newest.newest_stock(page)
    if cell is None:
        return None
    families = page.material.at("resettled_families", cell["territory_id"], "stock", cell["period"])
    detail: Text = ()
    if families:
        detail = page.say("tile-families", families=page.flagged(families, most=0, place="key"))
    return _tile(page, cell, "tile-resettled", detail, most=0)


def _cleared_tile(page: Page) -> KeyFigure | None:
    """Show the newest area cleared of mines."""
    cell = newest.newest_area(page)
    return _tile(page, cell, "tile-cleared") if cell else None


def _planned_tile(page: Page) -> KeyFigure | None:
    """Show dwellings planned."""
    cell = newest.target(page, "target_dwellings")
    return _tile(page, cell, "tile-planned", most=0) if cell else None
