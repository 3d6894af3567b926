"""The first page: key figures, main points, what the figures are."""

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Box, Column, KeyFigure, Section, Text
from pipeline.bulletin.page import Line, Page, Value

MAX_POINTS = 6
MAX_TILES = 4


def key_figures(page: Page) -> tuple[KeyFigure, ...]:
    """Choose up to four large figures: investment, its flow, resettlement, clearance, dwellings planned."""
    page.binder.at("key figures")
    tiles = [tile(page) for tile in (_investment_tile, _flow_tile, _resettled_tile, _cleared_tile, _planned_tile)]
    return tuple(tile for tile in tiles if tile)[:MAX_TILES]


def main_points(page: Page) -> tuple[Text, ...]:
    """Write five or six sentences, one fact each."""
    page.binder.at("main points")
    points = [
        point(page)
        for point in (_investment_point, _flow_point, _region_point, _resettled_point, _dwelling_point, _cleared_point, _planned_point)
    ]
    return tuple(point for point in points if point)[:MAX_POINTS]


def key_table(page: Page) -> Section | None:
    """Tabulate the country's key figures with their evidence grade."""
    material = page.material
    country = material.office.country
    page.binder.at("key figures")
    lines = []
    unit = ""
    for code in ("fci", "fci_construction"):
        ytd = material.last(code, country, "ytd")
        if ytd is None:
            continue
        unit = material.unit(ytd["unit_code"])
        others = [
            (material.at(code, country, kind, ytd["period"]), signed)
            for kind, signed in (("flow", False), ("ytd_change", True), ("growth_published", True))
        ]
        values = [Value(cell, signed=signed) if cell else None for cell, signed in others]
        lines.append(Line((material.catalogue[code].title, words.period(ytd), Value(ytd), *values, ytd["evidence_grade"])))
    if not lines:
        return None
    heads = [
        Column("Indicator"),
        Column("Year to date of"),
        Column(f"Year to date, {unit}", numeric=True),
        Column(f"Month, {unit}", numeric=True),
        Column("Change, computed, %", numeric=True),
        Column("Change, as published, %", numeric=True),
        Column("Grade"),
    ]
    table = page.table(
        f"Key figures, {material.name(country)}", "Last known figures; changes are on the corresponding period of the previous year", heads, lines,
        notes=("Evidence grades A to D are explained under sources.",),
    )
    return Section("key", "Key figures", (table,))


def about(page: Page) -> Box:
    """Say in a few lines what the figures are."""
    material = page.material
    return Box(
        "About these figures",
        (
            (material.office.imprint,),
            (f"Figures are those known as of {words.day(material.as_of)} and refer to no day after {words.day(material.month.last)}.",),
            ("Each figure is reported by its publisher; words in brackets after a number say how far it is confirmed. Each number links to its entry in the lineage index, which names its source and place.",),
        ),
    )


def _last_fci(page: Page) -> Cell | None:
    """Return the country's last year-to-date figure."""
    return page.material.last("fci", page.material.office.country, "ytd")


def _investment_tile(page: Page) -> KeyFigure | None:
    """Investment of the country, year to date."""
    cell = _last_fci(page)
    if cell is None:
        return None
    material = page.material
    detail: Text = ()
    growth = material.at("fci", cell["territory_id"], "growth_published", cell["period"])
    change = material.at("fci", cell["territory_id"], "ytd_change", cell["period"])
    if growth:
        detail = (page.number(growth, signed=True, place="key"), " % on a year before, as published", page.marks(growth))
    elif change:
        detail = (page.number(change, signed=True, place="key"), " % on a year before")
    return KeyFigure(
        page.number(cell, place="key"),
        f"{material.unit(cell['unit_code'])} invested in fixed capital, {material.name(cell['territory_id'])}, {words.period(cell)}{page.marks(cell)}",
        detail,
    )


def _flow_tile(page: Page) -> KeyFigure | None:
    """Investment of the month alone, where it is not the year to date."""
    material = page.material
    flow = material.at("fci", material.office.country, "flow", material.month.first)
    if flow is None or material.month.number == 1:
        return None
    change = material.at("fci", material.office.country, "flow_change", material.month.first)
    detail: Text = (page.number(change, signed=True, place="key"), " % on the same month a year before") if change else ()
    return KeyFigure(page.number(flow, place="key"), f"{material.unit(flow['unit_code'])} in {words.month(material.month.first)} alone", detail)


def _newest_stock(page: Page) -> Cell | None:
    """Return the newest running total of persons; of several on one day the largest."""
    material = page.material
    cells = [cell for name in material.territories_of("resettled_persons", "stock") if (cell := material.last("resettled_persons", name, "stock"))]
    return max(cells, key=lambda cell: (cell["reference_date"], cell["value"], cell["territory_id"]), default=None)


def _resettled_tile(page: Page) -> KeyFigure | None:
    """The newest running total of persons resettled."""
    cell = _newest_stock(page)
    if cell is None:
        return None
    families = page.material.at("resettled_families", cell["territory_id"], "stock", cell["period"])
    detail: Text = (page.number(families, most=0, place="key"), " families") if families else ()
    return KeyFigure(
        page.number(cell, most=0, place="key"),
        f"persons reported as resettled, {page.material.name(cell['territory_id'])}, {words.day(cell['reference_date'])}{page.marks(cell)}",
        detail,
    )


def _newest_area(page: Page) -> Cell | None:
    """Return the newest area of a week or a month."""
    cells = [
        cell
        for cell in page.material.cells.get("mine_cleared_area", [])
        if cell["period"] <= page.material.month.first and cell["breakdown"].startswith(("week=", "span=month"))
    ]
    return max(cells, key=lambda cell: (cell["period_end"], cell["cell_id"]), default=None)


def _cleared_tile(page: Page) -> KeyFigure | None:
    """The newest area cleared of mines."""
    cell = _newest_area(page)
    if cell is None:
        return None
    return KeyFigure(page.number(cell, place="key"), f"hectares reported as cleared of mines, {words.period(cell)}{page.marks(cell)}", ())


def _target(page: Page, code: str) -> Cell | None:
    """Return the plan with the latest due day, of the widest coverage."""
    cells = [
        cell
        for cell in page.material.cells.get(code, [])
        if cell["due_on"] and (cell["reference_date"] is None or cell["reference_date"] <= page.material.month.last)
    ]
    return max(cells, key=lambda cell: (cell["due_on"], cell["value"], cell["territory_id"]), default=None)


def _planned_tile(page: Page) -> KeyFigure | None:
    """Dwellings planned."""
    cell = _target(page, "target_dwellings")
    if cell is None:
        return None
    return KeyFigure(
        page.number(cell, most=0, place="key"),
        f"dwellings planned, {page.material.name(cell['territory_id'])}, due {words.day(cell['due_on'])}{page.marks(cell)}",
        (),
    )


def _investment_point(page: Page) -> Text | None:
    """Investment of the country with its published or computed change."""
    cell = _last_fci(page)
    if cell is None:
        return None
    material = page.material
    text: Text = (
        f"Investment in fixed capital in {material.name(cell['territory_id'])} was reported as ",
        *page.flagged(cell),
        f" {material.unit(cell['unit_code'])} for {words.period(cell)}",
    )
    growth = material.at("fci", cell["territory_id"], "growth_published", cell["period"])
    change = material.at("fci", cell["territory_id"], "ytd_change", cell["period"])
    if growth:
        text += (", a change of ", page.number(growth, signed=True), " % on the corresponding period of the previous year as published")
    elif change:
        text += (", a change of ", page.number(change, signed=True), " % on the corresponding period of the previous year")
    return (*text, ".")


def _flow_point(page: Page) -> Text | None:
    """The flow of the month, or that there is none."""
    material = page.material
    country, month = material.office.country, material.month
    flow = material.at("fci", country, "flow", month.first)
    if flow is None:
        last = _last_fci(page)
        if last is None:
            return None
        missing = month.plus(-1) if last["period"] == month.first else month
        return (f"There is no monthly flow for {words.month(month.first)}: the year-to-date figure for {words.month(missing.first)} is missing.",)
    if month.number == 1:
        return None
    text: Text = (f"The flow of {words.month(month.first)} alone was ", *page.flagged(flow), f" {material.unit(flow['unit_code'])}")
    change = material.at("fci", country, "flow_change", month.first)
    if change:
        text += (", ", page.number(change, signed=True), " % on the same month of the previous year")
    return (*text, ".")


def _region_point(page: Page) -> Text | None:
    """The largest contribution of a region, or that regions have no figure for the month."""
    material = page.material
    first = material.month.first
    regions = [name for name in material.territories_of("fci", "ytd") if material.level(name) == "economic_region"]
    points = [cell for name in regions if (cell := material.at("fci", name, "ytd_contribution", first))]
    if points:
        top = max(points, key=lambda cell: (cell["value"], cell["territory_id"]))
        return (
            f"{material.name(top['territory_id'])} contributed most to the change of the year-to-date figure, ",
            page.number(top, signed=True, most=2),
            " percentage points.",
        )
    current = [name for name in regions if material.at("fci", name, "ytd", first)]
    if current or not regions:
        return None
    return (f"No figure of {words.month(first)} for an economic region is used; the last ones that are used stand with their periods in the section on territories.",)


def _resettled_point(page: Page) -> Text | None:
    """The newest running total."""
    cell = _newest_stock(page)
    if cell is None:
        return None
    material = page.material
    families = material.at("resettled_families", cell["territory_id"], "stock", cell["period"])
    text: Text = (f"In {material.name(cell['territory_id'])} ",)
    if families and families["reference_date"] == cell["reference_date"]:
        text += (*page.flagged(families, most=0), " families, ")
    return (*text, *page.flagged(cell, most=0), f" persons, were reported as resettled by {words.day(cell['reference_date'])}.")


def _dwelling_point(page: Page) -> Text | None:
    """The newest statement of dwellings planned with those completed."""
    material = page.material
    for name in material.territories_of("dwellings", "stock"):
        plan = material.last("dwellings", name, "stock", "status=planned")
        done = material.last("dwellings", name, "stock", "status=completed")
        if plan and done and plan["reference_date"] == done["reference_date"]:
            return (
                f"In {material.name(name)} ",
                *page.flagged(plan, most=0),
                " dwellings are planned, of which ",
                *page.flagged(done, most=0),
                f" were reported completed, as stated for {words.period(done)}.",
            )
    return None


def _cleared_point(page: Page) -> Text | None:
    """The newest area cleared."""
    cell = _newest_area(page)
    if cell is None:
        return None
    return ("An area of ", *page.flagged(cell), f" hectares was reported as cleared of mines for {words.period(cell)}.")


def _planned_point(page: Page) -> Text | None:
    """Persons planned to be resettled."""
    cell = _target(page, "target_persons")
    if cell is None:
        return None
    return (
        "Plans state ",
        *page.flagged(cell, most=0),
        f" persons to be resettled by {words.day(cell['due_on'])} ({page.material.name(cell['territory_id'])}).",
    )
