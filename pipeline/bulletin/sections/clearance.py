"""Mine clearance: weeks, months, years and running totals apart, each as reported."""

from collections import Counter

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section, Text
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.described import described
from pipeline.bulletin.sections.doubts import EXCHANGED, is_read_as
from pipeline.bulletin.sections.expected import not_received
from pipeline.language.phrase import Listed, month_of

TABLE_ROWS = 14
CHART_BARS = 12
MIN_BARS = 3
_ITEMS = ("type=anti_tank_mine", "type=anti_personnel_mine", "type=uxo")


def clearance(page: Page) -> Section:
    """Write the section on mine clearance."""
    areas = areas_known(page)
    title = page.word("clearance-title")
    if not areas:
        return nothing.section(page, "clearance", title, page.word("subject-clearance"))
    page.binder.at("clearance")
    blocks: list[Block] = [Paragraph(_lead(page, areas))]
    blocks.append(_table(page, areas))
    figure = _chart(page, areas)
    blocks += [figure] if figure else []
    return Section("clearance", title, tuple(blocks))


def areas_known(page: Page) -> list[Cell]:
    """Return the areas reported up to the month, in time."""
    first = page.material.month.first
    return [cell for cell in page.material.cells.get("mine_cleared_area", []) if cell["period"] <= first]


def _lead(page: Page, areas: list[Cell]) -> Text:
    """Say whether the month has a figure, of when the last one is, and what is not added."""
    material = page.material
    month = month_of(material.month.first)
    last = max(areas, key=lambda cell: (cell["period_end"], cell["cell_id"]))
    own = [
        cell for cell in areas if cell["breakdown"] == "span=month" and cell["period"] == material.month.first
    ]
    sentences = [
        page.say("clearance-month", month=month)
        if own
        else page.say("clearance-none", month=month, when=material.time_of(last)),
        *filter(None, [not_received(page, "mine_cleared_area")]),
        page.say("clearance-lead"),
    ]
    if any(material.level(cell["territory_id"]) == "group" for cell in areas):
        sentences.append(page.say("clearance-lead-groups"))
    return page.sentences(sentences)


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
    printed = page.chart_numbers([(page.word("clearance-chart-series"), rows)], label)
    bars = [
        charts.Bar(name, float(cell["value"]), drawn)
        for name, cell, drawn in zip(names, shown, printed.labels(), strict=True)
    ]
    largest = max(shown, key=lambda cell: cell["value"])
    whole = material.root == largest["territory_id"]
    subtitle = f"clearance-chart-{span}.subtitle" if whole else f"clearance-chart-{span}.gaps"
    return Chart(
        label,
        page.word(f"clearance-chart-{span}", when=material.time_of(largest)),
        page.word(subtitle),
        charts.bars(bars, fonts=page.fonts),
        described(page, page.say(f"clearance-chart-{span}.alt"), printed),
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
    lines, doubted = [], []
    for at, cell in enumerate(newest):
        place = cell["territory_id"]
        key = (cell["period_start"], cell["period_end"], place)
        found = [items.get((*key, kind)) for kind in kinds]
        if at < TABLE_ROWS and is_read_as(material, EXCHANGED, filter(None, found)):
            doubted.append(f"{material.when(cell, short=True)} ({page.sources(cell, *found)})")
        lines.append(
            Line(
                (
                    material.when(cell, short=True),
                    _span(page, cell) + (f", {material.name(place)}" if place != usual else ""),
                    Value(cell),
                    *(Value(entry, most=0) if entry else None for entry in found),
                    CITED,
                )
            )
        )
    heads = [
        Column(page.word("head-period")),
        Column(page.word("clearance-head-kind")),
        Column(page.word("clearance-head-area"), numeric=True),
    ]
    for kind in kinds:
        text = material.label("breakdown", kind)
        heads.append(Column(page.word("clearance-head-items", kind=text), numeric=True))
    heads.append(Column(page.word("head-source")))
    title = page.word("clearance-table")
    subtitle = page.word("clearance-table.subtitle", place=page.place(usual))
    said = material.label("interpretation", EXCHANGED) if doubted else ""
    notes = [page.word("clearance-note-reading", rows=Listed(tuple(doubted)), said=said)] if doubted else []
    return page.table(title, subtitle, heads, lines, notes, most=Most(TABLE_ROWS))


def _span(page: Page, cell: Cell) -> str:
    """Say which kind of period a report covers."""
    breakdown = str(cell["breakdown"])
    span = "week" if breakdown.startswith("week=") else breakdown.partition("span=")[2]
    return page.word(f"clearance-span-{span}")
