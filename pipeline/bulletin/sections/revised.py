"""How published figures are revised: the declared policy, what happened, by vintage and by horizon."""

from typing import Any

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Section
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections.breached import breached
from pipeline.bulletin.sections.fan_chart import fan_chart
from pipeline.bulletin.sections.horizons import horizons
from pipeline.bulletin.sections.triangle_chart import triangle_chart
from pipeline.bulletin.sections.vintages import CODE, stated, vintages

TRIANGLES = 1
"""Of so many measures the triangle is printed; those of all are in triangles.csv."""
_LEAD = (
    "A revision is what a later figure differs by from the first one of the same source, for the same "
    "reference period. Figures stand as their sources stated them, before edit rules and decisions; one that "
    "is withheld has no part. Every figure by vintage is in triangles.csv."
)
_COUNTS = {
    "figures": "Figures",
    "figures_revised": "Revised",
    "changes_routine": "Routine changes",
    "changes_in_cycle": "In the cycle",
    "changes_other": "Other changes",
}
_OF_POLICY = (
    "Routine: within so many months of the first figure. In the cycle: later, in a calendar month named "
    "beforehand. Other changes: at any other time. Largest: the change that is furthest from zero, in per "
    "cent of the figure before it."
)


def revised(page: Page) -> Section:
    """Write the section; where no figure was revised it says why none can have been."""
    page.binder.at("revised")
    known = any(stated(page.material, measure) for measure in measures(page))
    blocks: list[Block] = [Paragraph((_LEAD if known else _nothing(page),)), *_policy(page)]
    blocks += [*breached(page), *horizons(page, measures(page))]
    for measure in measures(page)[:TRIANGLES]:
        drawn = (fan_chart(page, measure), triangle_chart(page, measure))
        blocks += [*(figure for figure in drawn if figure), *vintages(page, measure)]
    return Section("revised", "Revisions of published figures", tuple(blocks))


def measures(page: Page) -> list[str]:
    """List the measures for which the office declares a revision policy."""
    return [row["measure_code"] for row in page.material.facts["revision_policy"]]


def _nothing(page: Page) -> str:
    """Say why no revision is known."""
    name = page.material.name(page.material.root)
    return (
        f"No revision of investment in fixed capital in {name} is known: no source of these figures says "
        "when it revises one. A later figure that differs is a conflict and no revision; the section on "
        "figures that could not be confirmed shows both, with the one that is used."
    )


def _policy(page: Page) -> list[Block]:
    """Tabulate what the office declares for each measure, beside the changes that were made."""
    material = page.material
    lines, counted = [], False
    for row in material.facts["revision_policy"]:
        told = (material.label("measure_short", row["measure_code"]), policy_in_words(row))
        counts = [_count(page, row["measure_code"], name) for name in _COUNTS]
        counted = counted or any(counts)
        lines.append((told, counts, _largest(page, row["measure_code"])))
    if not lines:
        return []
    title, heads = "Declared revision policy", [Column("Figures of the country"), Column("Declared policy")]
    if not counted:
        rows = [Line((*told, "declared by the office")) for told, _, _ in lines]
        return [page.table(title, "Declared before figures are published", [*heads, Column("Source")], rows)]
    first = next(cell for _, counts, _ in lines for cell in counts if cell)
    heads = [heads[0], Column("Declared policy", width="38mm")]
    heads += [Column(head, numeric=True) for head in (*_COUNTS.values(), "Largest, %")]
    rows = [
        Line((*told, *map(_printed, counts), Value(most, most=2, signed=True) if most else "[z]", CITED))
        for told, counts, most in lines
    ]
    subtitle = f"Number of figures and changes, reference periods from {words.period(first)}"
    return [
        page.table(
            f"{title}, and the changes made", subtitle, [*heads, Column("Source")], rows, notes=(_OF_POLICY,)
        )
    ]


def _printed(cell: Cell | None) -> Entry:
    """Print a count."""
    return Value(cell, most=0) if cell else None


def policy_in_words(row: dict[str, Any]) -> str:
    """Say what a policy provides for: when, and by how much."""
    months = [int(name) for name in row["cycle_months"].split(";") if name]
    named = words.join([words.MONTHS[month - 1] for month in months])
    parts = (
        [f"within {int(row['routine_months'])} months of the first figure"] if row["routine_months"] else []
    )
    parts += ["in any month" if len(months) == len(words.MONTHS) else f"in {named}"] if months else []
    size = f"by at most {row['size_pct'].normalize():f} %"
    return f"{words.join(parts, 'or')}, {size}" if parts else f"no revision is provided for; {size}"


def _count(page: Page, measure: str, what: str) -> Cell | None:
    """Return how many figures or changes there are."""
    country, first = page.material.root, page.material.month.first
    return page.material.at(CODE, country, what, first, f"measure={measure}")


def _largest(page: Page, measure: str) -> Cell | None:
    """Return the change that is furthest from zero; of equal ones that of the newest period."""
    cells = [
        cell
        for cell in page.material.cells.get(CODE, [])
        if cell["transformation"] == "change_pct" and cell["breakdown"].startswith(f"measure={measure};")
    ]
    page.binder.keep(cells)
    return max(cells, key=lambda cell: (abs(cell["value"]), cell["period"], cell["cell_id"]), default=None)
