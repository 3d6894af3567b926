"""Mine clearance: weeks, months, years and running totals apart, each as reported."""

from collections import Counter

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.described import described

SUBJECT = "mine clearance"
TITLE = "Mine clearance"
TABLE_ROWS = 14
CHART_BARS = 12
MIN_BARS = 3
_ITEMS = ("type=anti_tank_mine", "type=anti_personnel_mine", "type=uxo")


def clearance(page: Page) -> Section:
    """Write the section on mine clearance."""
    areas = areas_known(page)
    if not areas:
        return nothing.section(page, "clearance", TITLE, SUBJECT)
    page.binder.at("clearance")
    blocks: list[Block] = [Paragraph((_lead(page, areas),))]
    blocks.append(_table(page, areas))
    figure = _chart(page, areas)
    blocks += [figure] if figure else []
    return Section("clearance", TITLE, tuple(blocks))


def areas_known(page: Page) -> list[Cell]:
    """Return the areas reported up to the month, in time."""
    first = page.material.month.first
    return [cell for cell in page.material.cells.get("mine_cleared_area", []) if cell["period"] <= first]


def _lead(page: Page, areas: list[Cell]) -> str:
    """Say whether the month has a figure, of when the last one is, and what is not added."""
    material = page.material
    month = words.month(material.month.first)
    last = max(areas, key=lambda cell: (cell["period_end"], cell["cell_id"]))
    own = [
        cell for cell in areas if cell["breakdown"] == "span=month" and cell["period"] == material.month.first
    ]
    opening = (
        f"A figure for the month {month} was reported."
        if own
        else f"No figure for the month {month} as a whole is known; the last report is of "
        f"{material.when(last)}."
    )
    groups = any(material.level(cell["territory_id"]) == "group" for cell in areas)
    coverage = " Groups of districts stand under sources, with their members where these are stated."
    return (
        f"{opening} A week that straddles two months is not split, weeks are not summed to months, and "
        f"running totals stand apart.{coverage if groups else ''}"
    )


def _chart(page: Page, areas: list[Cell]) -> Chart | None:
    """Draw the last months, or the last weeks where there are more of them."""
    material = page.material
    months = [cell for cell in areas if cell["breakdown"] == "span=month"][-CHART_BARS:]
    weeks = [cell for cell in areas if cell["breakdown"].startswith("week=")][-CHART_BARS:]
    shown, span = (months, "months") if len(months) >= len(weeks) else (weeks, "weeks")
    if len(shown) < MIN_BARS:
        return None
    label = page.next_figure()
    names = [material.when(cell, short=True) for cell in shown]
    rows = [(name, Value(cell)) for name, cell in zip(names, shown, strict=True)]
    printed = page.chart_numbers([("Hectares", rows)], label)
    bars = [
        charts.Bar(name, float(cell["value"]), drawn)
        for name, cell, drawn in zip(names, shown, printed.labels(), strict=True)
    ]
    largest = max(shown, key=lambda cell: cell["value"])
    return Chart(
        label,
        f"Of the {span} shown, {material.when(largest)} has the largest area",
        f"Hectares reported as cleared, by {span[:-1]} with a figure; {span} between them have none"
        if material.root != largest["territory_id"]
        else f"Hectares reported as cleared, by {span[:-1]}",
        charts.bars(bars, fonts=page.fonts),
        described(
            page,
            (
                f"Bars of the area reported as cleared, by {span[:-1]}, in time. The numbers are listed "
                "below the figure.",
            ),
            printed,
        ),
        printed.rows,
        printed.notes,
    )


def _table(page: Page, areas: list[Cell]) -> Block:
    """Tabulate the newest reports: area, and items found by kind."""
    material = page.material
    items = {
        (
            cell["period_start"],
            cell["period_end"],
            cell["territory_id"],
            cell["breakdown"].split(";")[0],
        ): cell
        for cell in material.cells.get("ordnance_found", [])
    }
    newest = sorted(areas, key=lambda cell: (cell["period_end"], cell["period_start"]), reverse=True)
    covered = Counter(cell["territory_id"] for cell in newest[:TABLE_ROWS])
    usual = max(covered, key=lambda name: (covered[name], name))
    kinds = [kind for kind in _ITEMS if any(key[3] == kind for key in items)]
    lines = []
    for cell in newest:
        place = cell["territory_id"]
        key = (cell["period_start"], cell["period_end"], place)
        found = [items.get((*key, kind)) for kind in kinds]
        lines.append(
            Line(
                (
                    material.when(cell, short=True),
                    _span(cell) + (f", {material.name(place)}" if place != usual else ""),
                    Value(cell),
                    *(Value(entry, most=0) if entry else None for entry in found),
                    CITED,
                )
            )
        )
    heads = [
        Column("Period"),
        Column("Kind of period"),
        Column("Area, hectares", numeric=True),
    ]
    for kind in kinds:
        text = material.label("breakdown", kind)
        heads.append(Column(f"{text[0].upper()}{text[1:]}, items", numeric=True))
    heads.append(Column("Source"))
    title = "Area cleared and items found, as reported"
    subtitle = f"{material.name(usual)}, unless another coverage is named; newest first"
    return page.table(title, subtitle, heads, lines, most=Most(TABLE_ROWS))


def _span(cell: Cell) -> str:
    """Say which kind of period a report covers."""
    if cell["breakdown"].startswith("week="):
        return "week"
    return str(cell["breakdown"]).partition("span=")[2].replace("_", " ")
