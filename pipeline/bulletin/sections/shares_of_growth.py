"""What each economic region contributed to the change of the month, and whether the parts make the whole."""

from decimal import Decimal

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import CITED, Line, Page, Value

CODE = "fci"
KIND = "flow_contribution"
FEWEST = 3
"""With fewer regions there is a sentence and no table."""
_LAST_DECIMAL = Decimal("1E-10")


def blocks(page: Page) -> list[Block]:
    """Tabulate the regions' contributions below the country's change, or say why there are none."""
    material = page.material
    first = material.month.first
    total = material.at(CODE, material.root, KIND, first)
    regions = [name for name in material.territories if material.level(name) == "economic_region"]
    parts = [cell for name in regions if (cell := material.at(CODE, name, KIND, first))]
    if total is None or len(parts) < FEWEST:
        month = words.month(first)
        return [
            Paragraph(
                (
                    "No contributions of economic regions to the change of the month are given: they need "
                    f"figures of {month} alone and of the same month of the previous year, for the country "
                    "and for its regions.",
                )
            )
        ]
    parts.sort(key=lambda cell: (-cell["value"], cell["territory_id"]))
    lacking = sorted(set(regions) - {cell["territory_id"] for cell in parts}, key=material.rank)
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
        Column("Territory"),
        Column(f"{words.short_month(base.first)}, {unit}", numeric=True),
        Column(f"{words.short_month(now.first)}, {unit}", numeric=True),
        Column("Contribution, percentage points", numeric=True),
        Column("Source"),
    ]
    title = f"Contributions of economic regions to the change of {words.month(now.first)}"
    return page.table(
        title,
        f"Month alone, on {words.month(base.first)}; largest contribution first",
        heads,
        lines,
        notes=(
            "A contribution is the change of the region's figure in per cent of the country's figure a year "
            "before.",
            _sum_note(page, total, parts, lacking),
        ),
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
        return "Before rounding the contributions sum to the change of the country."
    if lacking:
        names = words.join([page.material.name(name) for name in lacking])
        return f"The contributions do not sum to the change of the country: no figure is used for {names}."
    return (
        "The contributions do not sum to the change of the country: its own figure differs from the sum of "
        "its regions."
    )
