"""Mine clearance: weeks, months, years and running totals apart, each as reported."""

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Line, Page, Value

TABLE_ROWS = 14
CHART_BARS = 12
MIN_BARS = 3
_ITEMS = ("type=anti_tank_mine", "type=anti_personnel_mine", "type=uxo")


def clearance(page: Page) -> Section | None:
    """Write the section on mine clearance."""
    material = page.material
    areas = [
        cell for cell in material.cells.get("mine_cleared_area", []) if cell["period"] <= material.month.first
    ]
    if not areas:
        return None
    page.binder.at("clearance")
    month = material.month
    own = [cell for cell in areas if cell["breakdown"] == "span=month" and cell["period"] == month.first]
    opening = (
        f"A figure for the month {words.month(month.first)} was reported."
        if own
        else f"No figure for the month {words.month(month.first)} is known; weeks and earlier months are "
        "shown as reported."
    )
    text = (
        f"{opening} A week that straddles two months is not split, weeks are not summed to months, and "
        "running totals stand "
        "apart. The coverage of each figure is the list of districts of its source."
    )
    blocks: list[Block] = [Paragraph((text,))]
    figure = _chart(page, areas)
    blocks += [figure] if figure else []
    blocks.append(_table(page, areas))
    return Section("clearance", "Mine clearance", tuple(blocks))


def _chart(page: Page, areas: list[Cell]) -> Chart | None:
    """Draw the last months, or the last weeks where there are more of them."""
    material = page.material
    months = [cell for cell in areas if cell["breakdown"] == "span=month"][-CHART_BARS:]
    weeks = [cell for cell in areas if cell["breakdown"].startswith("week=")][-CHART_BARS:]
    shown, span = (months, "months") if len(months) >= len(weeks) else (weeks, "weeks")
    if len(shown) < MIN_BARS:
        return None
    label = page.next_figure()
    printed = page.chart_numbers(
        [("Hectares", [(words.short_period(cell), Value(cell)) for cell in shown])], label
    )
    bars = [
        charts.Bar(words.short_period(cell), float(cell["value"]), label)
        for cell, label in zip(shown, printed.labels(), strict=True)
    ]
    largest = max(shown, key=lambda cell: cell["value"])
    return Chart(
        label,
        f"Of the {span} shown, {words.period(largest)} has the largest area",
        f"Hectares reported as cleared, by {span[:-1]} with a figure; {span} between them have none"
        if material.office.country != largest["territory_id"]
        else f"Hectares reported as cleared, by {span[:-1]}",
        charts.bars(bars, fonts=page.fonts),
        (
            f"Bars of the area reported as cleared, by {span[:-1]}, in time. The numbers are listed below "
            "the figure.",
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
    newest = sorted(areas, key=lambda cell: (cell["period_end"], cell["period_start"]), reverse=True)[
        :TABLE_ROWS
    ]
    kinds = [kind for kind in _ITEMS if any(key[3] == kind for key in items)]
    lines = []
    for cell in newest:
        found = [
            items.get((cell["period_start"], cell["period_end"], cell["territory_id"], kind))
            for kind in kinds
        ]
        lines.append(
            Line(
                (
                    words.short_period(cell),
                    _span(cell),
                    Value(cell, most=1),
                    *(Value(entry, most=0) if entry else None for entry in found),
                    CITED,
                )
            )
        )
    heads = [Column("Period"), Column("Kind of period"), Column("Area, hectares", numeric=True)]
    for kind in kinds:
        text = material.label("breakdown", kind)
        heads.append(Column(f"{text[0].upper()}{text[1:]}, items", numeric=True))
    heads.append(Column("Source"))
    return page.table("Area cleared and items found, as reported", "Newest first", heads, lines)


def _span(cell: Cell) -> str:
    """Say which kind of period a report covers."""
    if cell["breakdown"].startswith("week="):
        return "week"
    return str(cell["breakdown"]).partition("span=")[2].replace("_", " ")
