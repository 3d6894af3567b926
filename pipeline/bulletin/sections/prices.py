"""Growth in the prices that its source states: real as published beside nominal, and what the two imply."""

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import CITED, Line, Most, Page, Value

CODE = "fci"
MOST_ROWS = 13
UNCHANGED = 100
"""The deflator of unchanged prices."""
PUBLISHED, COMPUTED, DEFLATOR = "growth_published", "ytd_change", "ytd_deflator"
LINKED = "flow_real"


def blocks(page: Page) -> list[Block]:
    """Tabulate real growth as published beside the nominal change and the deflator, or say why not."""
    material = page.material
    country = material.root
    real = material.series(CODE, country, PUBLISHED, basis="real")
    if real:
        return [_table(page, real)]
    if material.series(CODE, country, PUBLISHED):
        return [Paragraph(page.say("prices-not-stated"))]
    linked = bool(material.series(CODE, country, LINKED))
    return [Paragraph(page.say("prices-not-published-linked" if linked else "prices-not-published"))]


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
        Column(page.word("head-period")),
        Column(page.word("prices-head-nominal"), numeric=True),
        Column(page.word("prices-head-real"), numeric=True),
        Column(page.word("prices-head-deflator"), numeric=True),
        Column(page.word("head-source")),
    ]
    return page.table(
        page.word("prices-table", place=page.place(country)),
        page.word("prices-table.subtitle"),
        heads,
        lines,
        notes=(page.word("prices-note", unchanged=UNCHANGED),),
        most=Most(MOST_ROWS),
    )
