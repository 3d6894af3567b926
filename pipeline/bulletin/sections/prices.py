"""Growth in the prices that its source states: real as published beside nominal, and what the two imply."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import CITED, Line, Most, Page, Value

CODE = "fci"
MOST_ROWS = 13
PUBLISHED, COMPUTED, DEFLATOR = "growth_published", "ytd_change", "ytd_deflator"


def blocks(page: Page) -> list[Block]:
    """Tabulate real growth as published beside the nominal change and the deflator, or say why not."""
    material = page.material
    country = material.root
    real = material.series(CODE, country, PUBLISHED, basis="real")
    if real:
        return [_table(page, real)]
    if material.series(CODE, country, PUBLISHED):
        return [Paragraph((_NOT_STATED,))]
    return [Paragraph((_NOT_PUBLISHED,))]


_NOT_STATED = (
    "Growth as published stands in the section on investment beside the computed change, never in one "
    "column. Its sources do not state whether it is nominal or real, so no implied deflator is given."
)
_NOT_PUBLISHED = (
    "No source publishes a real growth rate. All changes are of values as reported, and no implied deflator "
    "is given."
)


def _table(page: Page, real: list[Cell]) -> Block:
    """Tabulate the last periods with real growth; each price basis has its own column."""
    material = page.material
    country = material.root
    lines = []
    for cell in reversed(real):
        beside = [
            material.at(CODE, country, kind, cell["period"], basis="nominal") for kind in (COMPUTED, DEFLATOR)
        ]
        nominal, deflator = beside
        lines.append(
            Line(
                (
                    material.when(cell, short=True),
                    Value(nominal, signed=True) if nominal else None,
                    Value(cell, signed=True),
                    Value(deflator) if deflator else None,
                    CITED,
                )
            )
        )
    heads = [
        Column("Period"),
        Column("Nominal change, computed, %", numeric=True),
        Column("Real change, as published, %", numeric=True),
        Column("Implied deflator, index", numeric=True),
        Column("Source"),
    ]
    return page.table(
        f"Nominal and real growth, {material.name(country)}",
        "Year to date on the same months of the previous year; newest first",
        heads,
        lines,
        notes=(
            "Real growth is kept as published and never recomputed. The implied deflator is the nominal "
            "index divided by the real one, 100 for unchanged prices; it needs both price bases stated.",
        ),
        most=Most(MOST_ROWS),
    )
