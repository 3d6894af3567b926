"""What each economic region contributed to the change of the month, and whether the parts make the whole."""

from decimal import Decimal

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.order import by_name
from pipeline.bulletin.page import CITED, Line, Page, Value
from pipeline.language.phrase import Listed, month_of

CODE = "fci"
KIND = "flow_contribution"
FEWEST = 3
"""With fewer regions there is a sentence and no table."""
_LAST_DECIMAL = Decimal("1E-10")


def blocks(page: Page) -> list[Block]:
    """Tabulate the regions' contributions below the country's change, or say why there are none.

    The issue of a territory says nothing of them.
    """
    material = page.material
    if material.scope:
        return []
    first = material.month.first
    total = material.at(CODE, material.root, KIND, first)
    regions = [name for name in material.territories if material.level(name) == "economic_region"]
    parts = [cell for name in regions if (cell := material.at(CODE, name, KIND, first))]
    if total is None or len(parts) < FEWEST:
        return [Paragraph(page.say("shares-of-growth-none", month=month_of(first)))]
    parts.sort(key=lambda cell: (-cell["value"], cell["territory_id"]))
    shown = {cell["territory_id"] for cell in parts}
    lacking = sorted(set(regions) - shown, key=lambda name: by_name(material, name))
    return [_table(page, total, parts, lacking)]


def _table(page: Page, total: Cell, parts: list[Cell], lacking: list[str]) -> Block:
    """Tabulate the country first, then its regions by contribution."""
    material = page.material
    now, base = material.month, material.month.plus(-12)
    unit = material.unit(_figure(page, total, now.first)["unit_code"])
    lines = [
        Line(
            (
                material.name(cell["territory_id"]),
                Value(_figure(page, cell, base.first)),
                Value(_figure(page, cell, now.first)),
                Value(cell, most=2, signed=True),
                CITED,
            ),
            indent=int(cell is not total),
            strong=cell is total,
        )
        for cell in (total, *parts)
    ]
    heads = [
        Column(page.word("head-territory")),
        *(
            Column(page.word("shares-of-growth-head", month=month_of(one.first), unit=unit), numeric=True)
            for one in (base, now)
        ),
        Column(page.word("head-contribution"), numeric=True),
        Column(page.word("head-source")),
    ]
    return page.table(
        page.word("shares-of-growth-table", month=month_of(now.first)),
        page.word("shares-of-growth-table.subtitle", base=month_of(base.first)),
        heads,
        lines,
        notes=(page.word("shares-of-growth-note"), _sum_note(page, total, parts, lacking)),
    )


def _figure(page: Page, cell: Cell, period: object) -> Cell:
    """Return the flow of a month that a contribution was made of."""
    names = page.material.inputs[cell["cell_id"]]
    return next(
        found
        for name in names
        if (found := page.material.by_id[name])["period"] == period
        and found["territory_id"] == cell["territory_id"]
    )


def _sum_note(page: Page, total: Cell, parts: list[Cell], lacking: list[str]) -> str:
    """Say whether the contributions make the change of the country, and if not, what is known of it."""
    apart = abs(Decimal(total["value"]) - sum(Decimal(cell["value"]) for cell in parts))
    if 2 * apart <= (len(parts) + 1) * _LAST_DECIMAL:
        return page.word("shares-of-growth-sum")
    if lacking:
        names = Listed(tuple(page.place(name) for name in lacking))
        return page.word("shares-of-growth-lacking", names=names)
    return page.word("shares-of-growth-apart")
