"""Public works: roads, tunnels and bridges by stage, budget funds, and a register of single facts."""

from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Section
from pipeline.bulletin.order import Place, arranged
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing

_LENGTHS = ("roads_length", "tunnels_length", "bridges_length")
_NUMBERS = ("tunnels", "bridges", "masterplans_approved")
_STAGES = ("status=planned", "status=under_way", "status=completed")
_MONEY = ("programme_allocated", "programme_spent")
_REGISTER = "works_register"
_SPANS = ("span=planned", "span=year", "span=month", "span=year_to_date")
_YEARS = "span=years"
"""What any other span is."""
MAX_ROWS = 24
MAX_FACTS = 14


def works(page: Page) -> Section:
    """Write the section on public works."""
    page.binder.at("works")
    tables = [made for made in (_lengths(page), _numbers(page), _money(page), _register(page)) if made]
    title = page.word("works-title")
    if not tables:
        return nothing.section(page, "works", title, page.word("works-subject"))
    return Section("works", title, (Paragraph(page.say("works-lead")), *tables))


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
    return _by_stage(page, _LENGTHS, page.word("works-lengths"), page.word("works-lengths.subtitle"))


def _numbers(page: Page) -> Block | None:
    """Tabulate numbers of tunnels, bridges and master plans by stage."""
    return _by_stage(page, _NUMBERS, page.word("works-numbers"), page.word("works-numbers.subtitle"))


def _by_stage(page: Page, codes: tuple[str, ...], title: str, subtitle: str) -> Block | None:
    """Tabulate what was last stated of each stage, a row a measure and territory."""
    material = page.material
    rows: dict[tuple[str, str], dict[str, Cell]] = {}
    for code in codes:
        for cell in sorted(_known(page, code), key=lambda cell: _order(page, cell, material.rank)):
            stage = "status=completed" if cell["breakdown"] == "_T" else cell["breakdown"]
            rows.setdefault((code, cell["territory_id"]), {}).setdefault(stage, cell)
    ordered = arranged(
        material,
        rows.items(),
        lambda row, place: (codes.index(row[0][0]), _order(page, next(iter(row[1].values())), place)),
        MAX_ROWS,
    )
    dated = any(cell["due_on"] for own in rows.values() for cell in own.values())
    lines = []
    for (code, name), own in ordered:
        plan = own.get("status=planned")
        due = (_due(page, plan) if plan and plan["due_on"] else None,) if dated else ()
        last = max(own.values(), key=lambda cell: (cell["reference_date"], cell["cell_id"]))
        values = [Value(own[stage]) if stage in own else None for stage in _STAGES]
        what = page.word(f"works-what-{code}") if code in _LENGTHS else material.title(code)
        entries = (what, material.name(name), material.stated_for(last, short=True))
        lines.append(Line((*entries, values[0], *due, *values[1:], CITED)))
    planned, *others = (
        Column(material.grammar.start(material.label("breakdown", stage)), numeric=True) for stage in _STAGES
    )
    heads = [
        Column(page.word("works-head-what")),
        Column(page.word("works-head-place")),
        Column(page.word("head-last-stated")),
        planned,
        *([Column(page.word("head-due"))] if dated else []),
        *others,
        Column(page.word("head-source")),
    ]
    return page.table(title, subtitle, heads, lines, most=Most(MAX_ROWS, "first")) if lines else None


def _due(page: Page, plan: Cell) -> str:
    """Write when a plan is due, for a table."""
    return page.material.grammar.write(page.material.due_of(plan), "short")


def _register(page: Page) -> Block | None:
    """Tabulate the single facts of the register, each with its unit."""
    lines = []
    known = _known(page, _REGISTER)
    for cell in arranged(page.material, known, lambda cell, place: _order(page, cell, place), MAX_FACTS):
        measure, _, rest = cell["breakdown"].removeprefix("measure=").partition(";")
        lines.append(_fact(page, page.material.label("measure", measure), cell, rest))
    if not lines:
        return None
    heads = [
        Column(page.word("works-head-what")),
        Column(page.word("works-head-place")),
        Column(page.word("works-head-stated-for")),
        Column(page.word("head-figure"), numeric=True),
        Column(page.word("head-unit")),
        Column(page.word("head-source")),
    ]
    title, subtitle = page.word("works-register"), page.word("works-register.subtitle")
    return page.table(title, subtitle, heads, lines, most=Most(MAX_FACTS))


def _order(page: Page, cell: Cell, place: Place) -> tuple[int, Any, str]:
    """Order statements: the newest first, then by territory and breakdown."""
    day = cell["reference_date"] or page.material.month.last
    return -day.toordinal(), place(cell["territory_id"]), cell["breakdown"]


def _whole_first(page: Page, cell: Cell, place: Place) -> tuple[int, Any, bool, str]:
    """Order amounts as statements, a whole before its sectors."""
    day, where, breakdown = _order(page, cell, place)
    return day, where, ";" in breakdown, breakdown


def _fact(page: Page, what: str, cell: Cell, breakdown: str) -> Line:
    """Write a row of the register."""
    material = page.material
    stages = [material.label("breakdown", part) for part in breakdown.split(";") if part]
    if cell["due_on"]:
        stages.append(material.grammar.due(material.due_of(cell), "short"))
    said = ", ".join([what, *stages])
    name, unit = material.name(cell["territory_id"]), material.unit_of(cell)
    unit = "" if cell["unit_code"] == "COUNT" else unit
    return Line((said, name, material.stated_for(cell, short=True), Value(cell), unit, CITED))


def _money(page: Page) -> Block | None:
    """Tabulate what was allocated and spent, by span and sector."""
    material = page.material
    every = [(code, cell) for code in _MONEY for cell in _known(page, code)]
    lines = []
    for code, cell in arranged(
        material, every, lambda pair, place: (_MONEY.index(pair[0]), _whole_first(page, pair[1], place))
    ):
        *sectors, span = cell["breakdown"].split(";")
        part = f", {material.label('breakdown', sectors[0])}" if sectors else ""
        entries = (
            f"{material.title(code)}{part}",
            material.name(cell["territory_id"]),
            material.when(cell, short=True),
            page.word(f"works-span-{(span if span in _SPANS else _YEARS).removeprefix('span=')}"),
        )
        lines.append(Line((*entries, Value(cell), CITED), indent=1 if sectors else 0))
    if not lines:
        return None
    unit = material.unit(every[0][1]["unit_code"])
    heads = [
        Column(page.word("works-head-what")),
        Column(page.word("head-coverage")),
        Column(page.word("head-period")),
        Column(page.word("works-head-span")),
        Column(material.grammar.start(unit), numeric=True),
        Column(page.word("head-source")),
    ]
    return page.table(page.word("works-money"), page.word("works-money.subtitle"), heads, lines)
