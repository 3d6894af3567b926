"""The first page beside figures and points: the key-figure table, and what the figures are."""

from dataclasses import dataclass

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Box, Column, Section
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections import newest
from pipeline.language.phrase import day_of

_CHANGES = (
    ("ytd_change", "key-table-change-computed"),
    ("growth_published", "key-table-change-published"),
)
_FIRST_CHANGE = 4
"""Where the changes stand among the columns."""
NOT_MADE = "[z]"
"""Stands for a change of a figure of which none is made: a running total, an area, a plan."""


@dataclass(frozen=True)
class _Theme:
    """A row of the table: what it is called, its last known figure, and changes, where any are made of it."""

    title: str
    cell: Cell | None
    changes: tuple[Cell | None, ...] | None = None


def key_table(page: Page) -> Section:
    """Tabulate the last known figure of each theme, with its own date, unit, change and evidence grade."""
    page.binder.at("key figures")
    themes = [theme for theme in _themes(page) if theme.cell or not page.material.scope]
    lines = [_line(page, theme) for theme in themes]
    heads = [
        Column(page.word("head-indicator")),
        Column(page.word("head-period-or-date")),
        Column(page.word("head-figure"), numeric=True),
        Column(page.word("head-unit")),
        *(Column(page.word(head), numeric=True) for _, head in _CHANGES),
        Column(page.word("head-grade")),
        Column(page.word("head-source")),
    ]
    changes = range(_FIRST_CHANGE, _FIRST_CHANGE + len(_CHANGES))
    empty = [index for index in changes if all(line.entries[index] in (None, NOT_MADE) for line in lines)]
    kept = [index for index in range(len(heads)) if index not in empty]
    table = page.table(
        page.word("key-table"),
        page.word("key-table.subtitle"),
        [heads[index] for index in kept],
        [Line(tuple(line.entries[index] for index in kept)) for line in lines],
    )
    return Section("key", page.word("key-table"), (table,))


def _themes(page: Page) -> list[_Theme]:
    """Return the rows in the order of the sections."""
    material = page.material
    country = material.root
    persons = newest.newest_stock(page)
    families = persons and material.at(
        "resettled_families", persons["territory_id"], "stock", persons["period"]
    )
    stocks: tuple[tuple[str, Cell | None], ...] = (
        ("resettled_families", families),
        ("resettled_persons", persons),
        ("dwellings", newest.last_dwellings(page, "status=completed")),
        ("mine_cleared_area", newest.newest_area(page)),
        ("target_persons", newest.target(page, "target_persons")),
    )
    rows = []
    for code in ("fci", "fci_construction"):
        ytd = material.last(code, country, "ytd")
        changes = [material.at(code, country, kind, ytd["period"]) if ytd else None for kind, _ in _CHANGES]
        rows.append(_Theme(_title(page, code), ytd, tuple(changes)))
    return [*rows, *(_Theme(_title(page, code, cell), cell) for code, cell in stocks)]


def _title(page: Page, code: str, cell: Cell | None = None) -> str:
    """Name an indicator shortly where a short name is listed; dwellings by their type, those completed."""
    material = page.material
    name = material.labels.get(("measure_short", code)) or material.title(code)
    if code != "dwellings":
        return name
    if cell and (kind := newest.type_of(cell["breakdown"])):
        name = material.grammar.start(material.label("breakdown", kind))
    return page.word("key-table-completed", name=name)


def _line(page: Page, theme: _Theme) -> Line:
    """Write a row; what is not known stands as not available, the issue's own territory is not repeated."""
    cell, material = theme.cell, page.material
    changes: list[Entry] = [NOT_MADE for _ in _CHANGES]
    if theme.changes is not None:
        changes = [Value(change, signed=True) if change else None for change in theme.changes]
    if cell is None:
        return Line((theme.title, None, None, None, *changes, None, None))
    own = cell["territory_id"] == material.scope
    place = material.grammar.alone(page.inside(cell["territory_id"]))
    return Line(
        (
            theme.title if own else f"{theme.title}, {place}",
            material.when(cell, short=True),
            Value(cell),
            material.unit_of(cell),
            *changes,
            cell["evidence_grade"],
            CITED,
        )
    )


def about(page: Page) -> Box:
    """Say in a few lines what the figures are."""
    material = page.material
    return Box(
        page.word("about-figures"),
        (
            page.say("about-known-as-of", day=day_of(material.as_of), last=day_of(material.month.last)),
            *((page.say("about-past-day", day=day_of(material.asked)),) if material.asked else ()),
            page.say("about-reported"),
        ),
    )
