"""The revision triangle of a measure: its last reference periods by the last vintages."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Block, Column
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.language.phrase import day_of
from pipeline.month import Month

CODE = "revisions"
PERIODS = 12
VINTAGES = 6
"""So many reference periods by so many vintages are printed; all are in triangles.csv."""
SHORT = 8
"""Of figures with more digits before the point half as many vintages fit on the page."""


def vintages(page: Page, measure: str) -> list[Block]:
    """Tabulate the last reference periods of a measure as known at the end of each of the last months."""
    material = page.material
    known = stated(material, measure)
    if not known:
        return []
    last = Month.of(material.as_of)
    shown = sorted(known, reverse=True)[:PERIODS]
    count = fitting(cell["value"] for period in shown for cell in known[period].values())
    days = [last.plus(1 + at - count).last for at in range(count)]
    lines = [_line(page, measure, known[period], days) for period in shown]
    unit = material.unit(next(iter(known[shown[0]].values()))["unit_code"])
    heads = [
        Column(page.word("vintages-head-period")),
        *(Column(material.grammar.short_month(day), numeric=True) for day in days),
        Column(page.word("vintages-head-revision"), numeric=True),
        Column(page.word("head-source")),
    ]
    place, day = page.place(material.root), day_of(material.as_of)
    return [
        page.table(
            page.word("vintages-table", measure=material.label("measure", measure), place=place),
            page.word("vintages-table.subtitle", unit=unit, day=day),
            heads,
            lines,
            notes=(page.word("vintages-note"),),
        )
    ]


def stated(material: Material, measure: str) -> dict[date, dict[date, Cell]]:
    """Return by reference period its figures, each by the first day of the month that it was stated in."""
    found: dict[date, dict[date, Cell]] = {}
    opening = f"measure={measure};vintage="
    for cell in material.cells.get(CODE, []):
        if cell["transformation"] == "stated" and cell["breakdown"].startswith(opening):
            month = Month.parse(cell["breakdown"].removeprefix(opening))
            found.setdefault(cell["period"], {})[month.first] = cell
    return found


def at(known: dict[date, Cell], day: date) -> Cell | None:
    """Return the figure of one reference period as it stood on a day."""
    return known[max(months)] if (months := [month for month in known if month <= day]) else None


def fitting(values: Iterable[Decimal]) -> int:
    """Return how many vintages stand beside each other: of long numbers fewer."""
    digits = max(len(str(abs(int(value)))) for value in values)
    return VINTAGES if digits <= SHORT else VINTAGES // 2


def _line(page: Page, measure: str, known: dict[date, Cell], days: list[date]) -> Line:
    """Write a reference period: what it was known to be, and what the newest figure differs by."""
    material = page.material
    cells = [at(known, day) for day in days]
    first = known[min(known)]
    revision = material.at(
        CODE, first["territory_id"], "revision", first["period"], f"horizon=to_date;measure={measure}"
    )
    entries: list[Entry] = [Value(cell) if cell else "[z]" for cell in cells]
    entries.append(Value(revision, signed=True) if revision else "[z]")
    return Line((material.when(first, short=True), *entries, CITED))
