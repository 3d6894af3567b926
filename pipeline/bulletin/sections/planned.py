"""Planned figures: what plans and programmes state, each unit in a column of its own."""

from datetime import date

from pipeline.bulletin import charts
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section
from pipeline.bulletin.order import arranged
from pipeline.bulletin.page import CITED, Line, Page, Value
from pipeline.bulletin.sections import nothing, outcome
from pipeline.bulletin.sections.described import described
from pipeline.bulletin.sections.outcome_chart import outcome_chart
from pipeline.language.phrase import day_of

_COLUMNS = (
    ("target_dwellings", "head-dwellings"),
    ("target_families", "head-families"),
    ("target_persons", "head-persons"),
    ("target_settlements", "planned-head-settlements"),
    ("target_mine_cleared_area", "planned-head-area"),
)
"""Measures of plans, each with the message that heads its column."""
_OTHER = ("edu_institutions", "health_centres", "highway_projects", "programme_cost")
_CHARTED = (("target_persons", "persons"), ("target_families", "families"))
MAX_BARS = 10


def planned(page: Page) -> Section:
    """Write the section on planned figures."""
    cells = stated(page)
    title = page.word("planned-title")
    if not cells:
        return nothing.section(page, "planned", title, page.word("subject-plans"))
    page.binder.at("planned")
    blocks: list[Block] = [Paragraph(page.say("planned-lead"))]
    figure = _chart(page)
    blocks += [figure] if figure else []
    month = page.material.month
    current = [cell for cell in cells if cell["due_on"] is None or cell["due_on"] > month.last]
    past = [cell for cell in cells if cell not in current]
    if current:
        blocks.append(_table(page, current, "planned-table"))
    if past:
        blocks.append(_table(page, past, "planned-past"))
    blocks += [made for made in (_other_table(page), outcome_chart(page), outcome.table(page)) if made]
    return Section("planned", title, tuple(blocks))


def stated(page: Page) -> list[Cell]:
    """Return the plans stated by the end of the month."""
    return [
        cell for code, _ in _COLUMNS for cell in page.material.cells.get(code, []) if _is_stated(page, cell)
    ]


def _is_stated(page: Page, cell: Cell) -> bool:
    """Tell whether a plan was stated by the end of the month."""
    return cell["reference_date"] is None or cell["reference_date"] <= page.material.month.last


def _table(page: Page, cells: list[Cell], name: str) -> Block:
    """Tabulate plans by coverage, due day and statement, under the message of a name."""
    material = page.material
    by_row: dict[tuple[date, str, str, str], dict[str, Cell]] = {}
    codes = {cell["cell_id"]: code for code, _ in _COLUMNS for cell in material.cells.get(code, [])}
    for cell in cells:
        due_on = cell["due_on"] or date.max
        key = (due_on, cell["territory_id"], page.sources(cell), outcome.due(page, cell))
        by_row.setdefault(key, {})[codes[cell["cell_id"]]] = cell
    used = [(code, head) for code, head in _COLUMNS if any(code in row for row in by_row.values())]
    lines = []
    for key in arranged(material, by_row, lambda key, place: (-key[0].toordinal(), place(key[1]), key[2:])):
        values = [Value(by_row[key][code], most=0) if code in by_row[key] else None for code, _ in used]
        lines.append(Line((material.name(key[1]), key[3], *values, CITED)))
    heads = [
        Column(page.word("head-coverage")),
        Column(page.word("head-due")),
        *(Column(page.word(head), numeric=True) for _, head in used),
        Column(page.word("head-source")),
    ]
    title = page.word(name, day=day_of(material.month.last))
    return page.table(title, page.word(f"{name}.subtitle"), heads, lines)


def _other_table(page: Page) -> Block | None:
    """Tabulate plans of other things, one row a statement."""
    material = page.material
    cells = [
        (code, cell)
        for code in _OTHER
        for cell in material.cells.get(code, [])
        if _is_stated(page, cell) and cell["obs_status"] != "U"
    ]
    lines = []
    for code, cell in cells:
        title = material.title(code)
        kind = "" if cell["breakdown"] == "_T" else f": {material.label('breakdown', cell['breakdown'])}"
        name, unit = material.name(cell["territory_id"]), material.unit_of(cell)
        lines.append(
            Line((f"{title}{kind}", name, outcome.due(page, cell), Value(cell, most=0), unit, CITED))
        )
    if not lines:
        return None
    heads = [
        Column(page.word("planned-head-what")),
        Column(page.word("head-coverage")),
        Column(page.word("head-due")),
        Column(page.word("head-figure"), numeric=True),
        Column(page.word("head-unit")),
        Column(page.word("head-source")),
    ]
    return page.table(page.word("planned-other"), page.word("planned-other.subtitle"), heads, lines)


def _bar_name(page: Page, cell: Cell) -> str:
    """Name the bar of a plan: its coverage, and when it is due."""
    material = page.material
    return f"{material.name(cell['territory_id'])}, {material.grammar.due(material.due_of(cell), 'short')}"


def _chart(page: Page) -> Chart | None:
    """Draw plans of one unit by coverage and due day."""
    material = page.material
    for code, unit in _CHARTED:
        cells = [cell for cell in material.cells.get(code, []) if _is_stated(page, cell) and cell["due_on"]]
        if len(cells) < 2:
            continue
        ordered = sorted(cells, key=lambda cell: (cell["due_on"], cell["territory_id"]))[-MAX_BARS:]
        cut = (page.say("planned-chart-cut"),) if len(cells) > MAX_BARS else ()
        label = page.next_figure()
        names = [_bar_name(page, cell) for cell in ordered]
        numbers = [(name, Value(cell, most=0)) for name, cell in zip(names, ordered, strict=True)]
        printed = page.chart_numbers([(page.word(f"head-{unit}"), numbers)], label)
        bars = [
            charts.Bar(name, float(cell["value"]), label, light=True)
            for cell, name, label in zip(ordered, names, printed.labels(), strict=True)
        ]
        return Chart(
            label,
            page.word(f"planned-chart-{unit}"),
            page.word(f"planned-chart-{unit}.subtitle"),
            charts.bars(bars, fonts=page.fonts),
            described(page, page.say(f"planned-chart-{unit}.alt"), printed),
            printed.rows,
            (*cut, *printed.notes),
        )
    return None
