"""Investment by month over the whole history: benchmarked to annual figures, and in constant prices."""

from datetime import date

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import CITED, Line, Most, Page, Value
from pipeline.language.phrase import Listed, When
from pipeline.month import Month

CODE = "fci"
MONTHS = 13
YEARS = 5
REPORTED, BENCHMARKED, REAL = "flow", "flow_benchmarked", "flow_real"
DISCREPANCY = "flow_real_discrepancy"
APART, DIFFERENCE = "fci_annual_difference", "difference"


def blocks(page: Page) -> list[Block]:
    """Tabulate what the history gives the months, and how far the real flows of regions add up."""
    material = page.material
    country = material.root
    made = [kind for kind in (BENCHMARKED, REAL) if material.series(CODE, country, kind)]
    if not made:
        return [Paragraph(page.say("long-run-neither"))]
    months = [material.month.plus(-back) for back in range(MONTHS)]
    lines = [_line(page, month, made) for month in months if any(_cells(page, month, made))]
    if not lines:
        return []
    unit = material.unit(material.series(CODE, country, made[0])[-1]["unit_code"])
    heads = [Column(page.word(f"long-run-head-{kind}"), numeric=True) for kind in (REPORTED, *made)]
    shown = Listed(tuple(page.word(f"long-run-shown-{kind}") for kind in made))
    table = page.table(
        page.word("long-run-table", place=page.place(country), shown=shown),
        page.word("long-run-table.subtitle", unit=unit),
        [Column(page.word("head-month")), *heads, Column(page.word("head-source"))],
        lines,
        notes=[_note(page, kind) for kind in made],
    )
    return [table, *_annual(page), *_discrepancy(page, months)]


def _annual(page: Page) -> list[Block]:
    """Tabulate the annual figures beside the sums of the months as reported, and how far they lie apart."""
    material = page.material
    country = material.root
    apart = material.series(APART, country, DIFFERENCE)
    if not apart:
        return []
    lines = [_year(page, cell) for cell in reversed(apart)]
    unit = material.unit(apart[-1]["unit_code"])
    heads = [Column(page.word(f"long-run-head-{name}"), numeric=True) for name in ("year", "months", "apart")]
    table = page.table(
        page.word("long-run-annual", place=page.place(country)),
        page.word("long-run-annual.subtitle", unit=unit),
        [Column(page.word("head-reference-period")), *heads, Column(page.word("head-source"))],
        lines,
        notes=[page.word("long-run-note-annual")],
        most=Most(YEARS),
    )
    return [table]


def _year(page: Page, apart: Cell) -> Line:
    """Set the annual figure of a year beside the year to date of its last month."""
    cells = [page.material.at(CODE, apart["territory_id"], kind, apart["period"]) for kind in ("year", "ytd")]
    values = [Value(cell) if cell else None for cell in cells]
    return Line((page.material.when(apart, short=True), *values, Value(apart, signed=True), CITED))


def _note(page: Page, kind: str) -> str:
    """Say what was made of the history; real flows are in the prices of the first year of the series."""
    if kind != REAL:
        return page.word(f"long-run-note-{kind}")
    (first,) = (
        row["first"]
        for row in page.material.long_run
        if (row["transformation"], row["territory_id"]) == (REAL, page.material.root)
    )
    return page.word("long-run-note-flow_real", year=When(date(first.year, 1, 1), date(first.year, 12, 31)))


def _cells(page: Page, month: Month, made: list[str]) -> list[Cell | None]:
    """Return the month's cells of what was made of the history."""
    country = page.material.root
    return [page.material.at(CODE, country, kind, month.first) for kind in made]


def _line(page: Page, month: Month, made: list[str]) -> Line:
    """Set the reported figure of a month beside what was made of it."""
    cells = _cells(page, month, [REPORTED, *made])
    values = [Value(cell) if cell else None for cell in cells]
    return Line((page.material.grammar.short_month(month.first), *values, CITED))


def _discrepancy(page: Page, months: list[Month]) -> list[Block]:
    """Say of the newest month by how much the country differs from the sum of its regions."""
    material = page.material
    country = material.root
    found = (material.at(CODE, country, DISCREPANCY, month.first) for month in months)
    cell = next((one for one in found if one), None)
    if cell is None:
        return []
    said = page.say(
        "long-run-discrepancy",
        when=material.time_of(cell),
        apart=page.flagged(cell, signed=True),
        unit=material.unit(cell["unit_code"]),
    )
    return [Paragraph(said)]
