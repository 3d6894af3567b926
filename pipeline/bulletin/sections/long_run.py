"""Investment by month over the whole history: benchmarked to annual figures, and in constant prices."""

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import CITED, Line, Page, Value
from pipeline.month import Month

CODE = "fci"
MONTHS = 13
REPORTED, BENCHMARKED, REAL = "flow", "flow_benchmarked", "flow_real"
DISCREPANCY = "flow_real_discrepancy"
_HEADS = {
    REPORTED: "As reported by month",
    BENCHMARKED: "Benchmarked to annual figures",
    REAL: "In constant prices, chain-linked",
}
_NOTES = {
    BENCHMARKED: (
        "Benchmarked: the months of a year sum to its annual figure and move as the reported ones do as far "
        "as that allows (proportional Denton-Cholette). Months after the last annual figure are extrapolated "
        "by its last ratio, and estimates."
    ),
    REAL: (
        "In constant prices: each year's months in the average prices of the year before, linked by annual "
        "overlap to the prices of the first year. Real and nominal figures are not compared with each other."
    ),
}
_NEITHER = (
    "Monthly figures are neither benchmarked nor deflated: no source states an annual figure of its own "
    "that differs from the sum of the months, nor a price index of investment."
)


def blocks(page: Page) -> list[Block]:
    """Tabulate what the history gives the months, and how far the real flows of regions add up."""
    material = page.material
    country = material.root
    made = [kind for kind in (BENCHMARKED, REAL) if material.series(CODE, country, kind)]
    if not made:
        return [Paragraph((_NEITHER,))]
    months = [material.month.plus(-back) for back in range(MONTHS)]
    lines = [_line(page, month, made) for month in months if any(_cells(page, month, made))]
    if not lines:
        return []
    unit = material.unit(material.series(CODE, country, made[0])[-1]["unit_code"])
    heads = [Column("Month"), *(Column(_HEADS[kind], numeric=True) for kind in (REPORTED, *made))]
    table = page.table(
        f"Investment by month, {material.name(country)}: {_what(made)}",
        f"{unit[:1].upper()}{unit[1:]} a month; newest first; not adjusted for seasonal effects",
        [*heads, Column("Source")],
        lines,
        notes=[_NOTES[kind] for kind in made],
    )
    return [table, *_discrepancy(page, months)]


def _what(made: list[str]) -> str:
    """Name what the table shows beside the reported figures."""
    told = {BENCHMARKED: "benchmarked", REAL: "in constant prices"}
    return words.join([told[kind] for kind in made], "and")


def _cells(page: Page, month: Month, made: list[str]) -> list[Cell | None]:
    """Return the month's cells of what was made of the history."""
    country = page.material.root
    return [page.material.at(CODE, country, kind, month.first) for kind in made]


def _line(page: Page, month: Month, made: list[str]) -> Line:
    """Set the reported figure of a month beside what was made of it."""
    cells = _cells(page, month, [REPORTED, *made])
    values = [Value(cell) if cell else None for cell in cells]
    return Line((words.short_month(month.first), *values, CITED))


def _discrepancy(page: Page, months: list[Month]) -> list[Block]:
    """Say of the newest month by how much the country differs from the sum of its regions."""
    material = page.material
    country = material.root
    found = (material.at(CODE, country, DISCREPANCY, month.first) for month in months)
    cell = next((one for one in found if one), None)
    if cell is None:
        return []
    text = (
        "Chain-linked figures do not add up: in ",
        material.when(cell),
        " that of the country less the sum of its economic regions is ",
        *page.flagged(cell, signed=True),
        f" {material.unit(cell['unit_code'])}. It is shown and not distributed.",
    )
    return [Paragraph(text)]
