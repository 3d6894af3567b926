"""Public works: roads, tunnels and bridges by stage, budget funds, and a register of single facts."""

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Section
from pipeline.bulletin.order import Place, arranged
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.bulletin.sections import nothing
from pipeline.bulletin.sections.doubts import is_announced
from pipeline.language.phrase import Listed

_LENGTHS = ("roads_length", "tunnels_length", "bridges_length")
_NUMBERS = ("tunnels", "bridges", "masterplans_approved")
_STAGES = ("status=planned", "status=under_way", "status=completed")
_MONEY = ("programme_allocated", "programme_spent")
_REGISTER = "works_register"
_SPANS = ("span=planned", "span=year", "span=month", "span=year_to_date")
_YEARS = "span=years"
"""What any other span is."""
MAX_ROWS = 40
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
    return _by_stage(page, _LENGTHS, "works-lengths")


def _numbers(page: Page) -> Block | None:
    """Tabulate numbers of tunnels, bridges and master plans by stage."""
    return _by_stage(page, _NUMBERS, "works-numbers")


def _by_stage(page: Page, codes: tuple[str, ...], name: str) -> Block | None:
    """Tabulate what was last stated of each stage, a row a measure, territory and time of the statement."""
    material = page.material
    rows: dict[tuple[str, str, str], dict[str, Cell]] = {}
    for (code, territory, stage), cell in _last_of_stages(page, codes).items():
        when = material.stated_for(cell, short=True)
        rows.setdefault((code, territory, when), {})[stage] = cell
    if not rows:
        return None
    ordered = arranged(
        material,
        rows.items(),
        lambda row, place: (codes.index(row[0][0]), _order(page, next(iter(row[1].values())), place)),
        MAX_ROWS,
    )
    dated = any(cell["due_on"] for own in rows.values() for cell in own.values())
    lines = []
    for (code, territory, when), own in ordered:
        plan = own.get("status=planned")
        due = (_due(page, plan) if plan and plan["due_on"] else None,) if dated else ()
        values = [Value(own[stage]) if stage in own else None for stage in _STAGES]
        entries = (_what(page, code), material.name(territory), when)
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
    title = page.word(name, measures=_measures(page, [code for code, *_ in rows]))
    return page.table(title, page.word(f"{name}.subtitle"), heads, lines, most=Most(MAX_ROWS, "first"))


def _last_of_stages(page: Page, codes: tuple[str, ...]) -> dict[tuple[str, str, str], Cell]:
    """Return the last cell of each measure, territory and stage, the newest first."""
    last: dict[tuple[str, str, str], Cell] = {}
    for code in codes:
        for cell in sorted(_known(page, code), key=lambda cell: _order(page, cell, page.material.rank)):
            stage = "status=completed" if cell["breakdown"] == "_T" else cell["breakdown"]
            last.setdefault((code, cell["territory_id"], stage), cell)
    return last


def _what(page: Page, code: str) -> str:
    """Name what a row is of."""
    return page.word(f"works-what-{code}") if code in _LENGTHS else page.material.title(code)


def _measures(page: Page, codes: Iterable[str]) -> Listed:
    """List what a table has, each once, inside its title."""
    return Listed(tuple(page.material.grammar.inside(_what(page, code)) for code in dict.fromkeys(codes)))


def _due(page: Page, plan: Cell) -> str:
    """Write when a plan is due, for a table."""
    return page.material.grammar.write(page.material.due_of(plan), "short")


def _register(page: Page) -> Block | None:
    """Tabulate the single facts of the register, each with its unit."""
    lines, early = [], []
    known = _known(page, _REGISTER)
    facts = arranged(page.material, known, lambda cell, place: _order(page, cell, place), MAX_FACTS)
    most = _of_whole_days(page, facts)
    for at, cell in enumerate(facts):
        if at < most and is_announced(page.material, [cell]):
            early.append(f"{page.material.stated_for(cell, short=True)} ({page.sources(cell)})")
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
    notes = [page.word("works-note-early", rows=Listed(tuple(early)))] if early else []
    return page.table(title, subtitle, heads, lines, notes, most=Most(most))


def _of_whole_days(page: Page, facts: Sequence[Cell]) -> int:
    """Return how many facts to print: no day is divided, so that no part of a statement stands alone."""
    day = page.material.month.last
    days = [cell["reference_date"] or day for cell in facts[: MAX_FACTS + 1]]
    return MAX_FACTS if len(days) <= MAX_FACTS else days.index(days[-1]) or MAX_FACTS


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
    title = page.word("works-money", measures=_measures(page, [code for code, _ in every]))
    return page.table(title, page.word("works-money.subtitle"), heads, lines)
