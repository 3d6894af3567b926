"""Planned figures: what plans and programmes state, each unit in a column of its own."""

from datetime import date

from pipeline.bulletin import charts, words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Chart, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Line, Page, Value
from pipeline.bulletin.sections import nothing, outcome
from pipeline.bulletin.sections.described import described
from pipeline.bulletin.sections.outcome_chart import outcome_chart

_COLUMNS = (
    ("target_dwellings", "Dwellings"),
    ("target_families", "Families"),
    ("target_persons", "Persons"),
    ("target_settlements", "Settlements"),
    ("target_mine_cleared_area", "Area to clear, hectares"),
)
_OTHER = ("edu_institutions", "health_centres", "highway_projects", "programme_cost")
_CHARTED = (("target_persons", "Persons"), ("target_families", "Families"))
MAX_BARS = 10
SUBJECT = "plans"
TITLE = "Planned figures"


def planned(page: Page) -> Section:
    """Write the section on planned figures."""
    cells = stated(page)
    if not cells:
        return nothing.section(page, "planned", TITLE, SUBJECT)
    page.binder.at("planned")
    blocks: list[Block] = [
        Paragraph(
            (
                "A plan is not added to what is observed. Families, persons and dwellings are different "
                "units even where the number is the same. Each row is the statement of one source, or of "
                "several that agree, on one coverage and due day.",
            )
        )
    ]
    figure = _chart(page)
    blocks += [figure] if figure else []
    month = page.material.month
    current = [cell for cell in cells if cell["due_on"] is None or cell["due_on"] > month.last]
    past = [cell for cell in cells if cell not in current]
    if current:
        blocks.append(_table(page, current, "Planned figures by coverage and due day"))
    if past:
        blocks.append(_table(page, past, f"Plans whose due day had passed by {words.day(month.last)}"))
    blocks += [made for made in (_other_table(page), outcome_chart(page), outcome.table(page)) if made]
    return Section("planned", TITLE, tuple(blocks))


def stated(page: Page) -> list[Cell]:
    """Return the plans stated by the end of the month."""
    return [
        cell for code, _ in _COLUMNS for cell in page.material.cells.get(code, []) if _is_stated(page, cell)
    ]


def _is_stated(page: Page, cell: Cell) -> bool:
    """Tell whether a plan was stated by the end of the month."""
    return cell["reference_date"] is None or cell["reference_date"] <= page.material.month.last


def _table(page: Page, cells: list[Cell], title: str) -> Block:
    """Tabulate plans by coverage, due day and statement."""
    material = page.material
    by_row: dict[tuple[date, str, str, str], dict[str, Cell]] = {}
    codes = {cell["cell_id"]: code for code, _ in _COLUMNS for cell in material.cells.get(code, [])}
    for cell in cells:
        due_on = cell["due_on"] or date.max
        when = "not stated" if due_on == date.max else words.shorten(material.due(cell))
        key = (due_on, cell["territory_id"], page.sources(cell), when)
        by_row.setdefault(key, {})[codes[cell["cell_id"]]] = cell
    used = [(code, head) for code, head in _COLUMNS if any(code in row for row in by_row.values())]
    lines = []
    for key in sorted(by_row, key=lambda key: (-key[0].toordinal(), material.rank(key[1]), key[2:])):
        values = [Value(by_row[key][code], most=0) if code in by_row[key] else None for code, _ in used]
        lines.append(Line((material.name(key[1]), key[3], *values, CITED)))
    heads = [
        Column("Coverage"),
        Column("Due"),
        *(Column(head, numeric=True) for _, head in used),
    ]
    heads.append(Column("Source"))
    return page.table(title, "As stated; latest due day first", heads, lines)


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
        title = material.catalogue[code].title
        kind = "" if cell["breakdown"] == "_T" else f": {material.label('breakdown', cell['breakdown'])}"
        due = words.shorten(material.due(cell)) if cell["due_on"] else "not stated"
        name, unit = material.name(cell["territory_id"]), material.unit(cell["unit_code"])
        lines.append(Line((f"{title}{kind}", name, due, Value(cell, most=0), unit, CITED)))
    heads = [
        Column("Planned"),
        Column("Coverage"),
        Column("Due"),
        Column("Figure", numeric=True),
        Column("Unit"),
        Column("Source"),
    ]
    title = "Institutions, projects and cost planned"
    return page.table(title, "As stated; types are not added", heads, lines) if lines else None


def _chart(page: Page) -> Chart | None:
    """Draw plans of one unit by coverage and due day."""
    material = page.material
    for code, unit in _CHARTED:
        cells = [cell for cell in material.cells.get(code, []) if _is_stated(page, cell) and cell["due_on"]]
        if len(cells) < 2:
            continue
        ordered = sorted(cells, key=lambda cell: (cell["due_on"], cell["territory_id"]))[-MAX_BARS:]
        cut = (("Of the plans, those with the latest due days are drawn.",),) if len(cells) > MAX_BARS else ()
        label = page.next_figure()
        names = [
            f"{material.name(cell['territory_id'])}, due {words.shorten(material.due(cell))}"
            for cell in ordered
        ]
        printed = page.chart_numbers(
            [(unit, [(name, Value(cell, most=0)) for name, cell in zip(names, ordered, strict=True)])], label
        )
        bars = [
            charts.Bar(name, float(cell["value"]), label, light=True)
            for cell, name, label in zip(ordered, names, printed.labels(), strict=True)
        ]
        return Chart(
            label,
            f"{unit} planned to be resettled: plans of different coverage and due day",
            f"{unit}, as stated, by due day",
            charts.bars(bars, fonts=page.fonts),
            described(
                page,
                (
                    f"Bars of {unit.lower()} planned, by coverage and due day. The numbers are listed below "
                    "the figure.",
                ),
                printed,
            ),
            printed.rows,
            (*cut, *printed.notes),
        )
    return None
