"""Public works: roads, tunnels and bridges by stage, budget funds, and a register of single facts."""

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing

SUBJECT = "public works"
TITLE = "Public works"
_LENGTHS = ("roads_length", "tunnels_length", "bridges_length")
_NUMBERS = ("tunnels", "bridges", "masterplans_approved")
_STAGES = ("status=planned", "status=under_way", "status=completed")
_MONEY = ("programme_allocated", "programme_spent")
_REGISTER = "works_register"
_SPANS = {
    "span=planned": "planned",
    "span=year": "year",
    "span=month": "month",
    "span=year_to_date": "year to date",
}
MAX_ROWS = 24
MAX_FACTS = 14


def works(page: Page) -> Section:
    """Write the section on public works."""
    page.binder.at("works")
    tables = [made for made in (_lengths(page), _numbers(page), _money(page), _register(page)) if made]
    if not tables:
        return nothing.section(page, "works", TITLE, SUBJECT)
    lead = (
        "Planned works, works under way and works reported completed are separate figures, each with the "
        "date of its statement. They are not added over roads, stages or sources."
    )
    return Section("works", TITLE, (Paragraph((lead,)), *tables))


def _known(page: Page, code: str) -> list[Cell]:
    """Return the last cell of each territory and breakdown that was stated by the end of the month."""
    last: dict[tuple[str, str, str], Cell] = {}
    for cell in page.material.cells.get(code, []):
        stated = cell["reference_date"]
        if cell["obs_status"] != "U" and (stated is None or stated <= page.material.month.last):
            due = str(cell["due_on"] or "")
            last[cell["territory_id"], cell["breakdown"], due] = cell
    return list(last.values())


def _lengths(page: Page) -> Block | None:
    """Tabulate lengths of roads, tunnels and bridges by stage; a plan stands with the year it is due."""
    return _by_stage(
        page, _LENGTHS, "Lengths of roads, tunnels and bridges by stage", "Kilometres, as last stated"
    )


def _numbers(page: Page) -> Block | None:
    """Tabulate numbers of tunnels, bridges and master plans by stage."""
    return _by_stage(page, _NUMBERS, "Tunnels, bridges and master plans by stage", "Number, as last stated")


def _by_stage(page: Page, codes: tuple[str, ...], title: str, subtitle: str) -> Block | None:
    """Tabulate what was last stated of each stage, a row a measure and territory."""
    material = page.material
    rows: dict[tuple[str, str], dict[str, Cell]] = {}
    for code in codes:
        for cell in sorted(_known(page, code), key=lambda cell: _order(page, cell)):
            stage = "status=completed" if cell["breakdown"] == "_T" else cell["breakdown"]
            rows.setdefault((code, cell["territory_id"]), {}).setdefault(stage, cell)
    dated = any(cell["due_on"] for own in rows.values() for cell in own.values())
    lines = []
    for (code, name), own in rows.items():
        plan = own.get("status=planned")
        due = (words.shorten(material.due(plan)) if plan and plan["due_on"] else None,) if dated else ()
        last = max(own.values(), key=lambda cell: (cell["reference_date"], cell["cell_id"]))
        values = [Value(own[stage]) if stage in own else None for stage in _STAGES]
        entries = (material.catalogue[code].title, material.name(name), material.stated_for(last, short=True))
        lines.append(Line((*entries, values[0], *due, *values[1:], CITED)))
    heads = [
        Column("What"),
        Column("Road or territory"),
        Column("Last stated"),
        Column("Planned", numeric=True),
        *([Column("Due")] if dated else []),
        Column("Under way", numeric=True),
        Column("Reported completed", numeric=True),
        Column("Source"),
    ]
    return page.table(title, subtitle, heads, lines, most=Most(MAX_ROWS, "first")) if lines else None


def _register(page: Page) -> Block | None:
    """Tabulate the single facts of the register, each with its unit."""
    lines = []
    for cell in sorted(_known(page, _REGISTER), key=lambda cell: _order(page, cell)):
        measure, _, rest = cell["breakdown"].removeprefix("measure=").partition(";")
        lines.append(_fact(page, page.material.label("measure", measure), cell, rest))
    heads = [
        Column("What"),
        Column("Road or territory"),
        Column("Stated for"),
        Column("Figure", numeric=True),
        Column("Unit"),
        Column("Source"),
    ]
    title = "Other works and facilities, as stated"
    return page.table(title, "Single facts, not added", heads, lines, most=Most(MAX_FACTS)) if lines else None


def _order(page: Page, cell: Cell) -> tuple[int, tuple[int, str], str]:
    """Order statements: the newest first, then by territory and breakdown."""
    day = cell["reference_date"] or page.material.month.last
    return -day.toordinal(), page.material.rank(cell["territory_id"]), cell["breakdown"]


def _fact(page: Page, what: str, cell: Cell, breakdown: str) -> Line:
    """Write a row of the register."""
    material = page.material
    stages = [material.label("breakdown", part) for part in breakdown.split(";") if part]
    if cell["due_on"]:
        stages.append(f"due {words.shorten(material.due(cell))}")
    said = ", ".join([what, *stages])
    name, unit = material.name(cell["territory_id"]), material.unit(cell["unit_code"])
    unit = "" if cell["unit_code"] == "COUNT" else unit
    return Line((said, name, material.stated_for(cell, short=True), Value(cell), unit, CITED))


def _money(page: Page) -> Block | None:
    """Tabulate what was allocated and spent, by span and sector."""
    material = page.material
    every = [(code, cell) for code in _MONEY for cell in _known(page, code)]
    lines = []
    for code, cell in sorted(every, key=lambda pair: (pair[0], _order(page, pair[1]))):
        *sectors, span = cell["breakdown"].split(";")
        part = f", {material.label('breakdown', sectors[0])}" if sectors else ""
        entries = (
            f"{material.catalogue[code].title}{part}",
            material.name(cell["territory_id"]),
            material.when(cell, short=True),
            _SPANS.get(span, "several years"),
        )
        lines.append(Line((*entries, Value(cell), CITED), indent=1 if sectors else 0))
    if not lines:
        return None
    unit = material.unit(every[0][1]["unit_code"])
    heads = [
        Column("What"),
        Column("Coverage"),
        Column("Period"),
        Column("Span"),
        Column(f"{unit[0].upper()}{unit[1:]}", numeric=True),
        Column("Source"),
    ]
    said = "Spans overlap and are not added; none of these is investment in fixed capital"
    return page.table("Budget allocated to and spent on works", said, heads, lines)
