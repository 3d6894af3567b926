"""How published figures are revised: the declared policy, what happened, by vintage and by horizon."""

from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Section, Text
from pipeline.bulletin.page import CITED, Entry, Line, Page, Value
from pipeline.bulletin.sections.breached import breached
from pipeline.bulletin.sections.fan_chart import fan_chart
from pipeline.bulletin.sections.horizons import horizons
from pipeline.bulletin.sections.triangle_chart import triangle_chart
from pipeline.bulletin.sections.vintages import CODE, stated, vintages
from pipeline.language.catalogue import Catalogue
from pipeline.language.phrase import Months
from pipeline.present import present

TRIANGLES = 1
"""Of so many measures the triangle is printed; those of all are in triangles.csv."""
_COUNTS = ("figures", "figures_revised", "changes_routine", "changes_in_cycle", "changes_other")
_MONTHS_A_YEAR = 12


def revised(page: Page) -> Section:
    """Write the section; where no figure was revised it says why none can have been."""
    page.binder.at("revised")
    known = any(stated(page.material, measure) for measure in measures(page))
    lead = page.say("revised-lead") if known else _nothing(page)
    blocks: list[Block] = [Paragraph(lead), *_policy(page)]
    blocks += [*breached(page), *horizons(page, measures(page))]
    for measure in measures(page)[:TRIANGLES]:
        drawn = (fan_chart(page, measure), triangle_chart(page, measure))
        blocks += [*(figure for figure in drawn if figure), *vintages(page, measure)]
    return Section("revised", page.word("revised-title"), tuple(blocks))


def measures(page: Page) -> list[str]:
    """List the measures for which the office declares a revision policy."""
    return [row["measure_code"] for row in page.material.facts["revision_policy"]]


def _nothing(page: Page) -> Text:
    """Say why no revision is known."""
    return page.say("revised-none", place=page.place(page.material.root))


def _policy(page: Page) -> list[Block]:
    """Tabulate what the office declares for each measure, beside the changes that were made."""
    material = page.material
    lines, counted = [], False
    for row in material.facts["revision_policy"]:
        told = (material.label("measure_short", row["measure_code"]), policy_in_words(material.messages, row))
        counts = [_count(page, row["measure_code"], name) for name in _COUNTS]
        counted = counted or any(counts)
        lines.append((told, counts, _largest(page, row["measure_code"])))
    if not lines:
        return []
    measure, policy, source = (
        page.word(name) for name in ("revised-head-measure", "revised-head-policy", "head-source")
    )
    if not counted:
        by = page.word("revised-by-office")
        return [
            page.table(
                page.word("revised-declared"),
                page.word("revised-declared.subtitle"),
                [Column(measure), Column(policy), Column(source)],
                [Line((*told, by)) for told, _, _ in lines],
            )
        ]
    first = next(cell for _, counts, _ in lines for cell in counts if cell)
    return [
        page.table(
            page.word("revised-table"),
            page.word("revised-table.subtitle", when=material.time_of(first)),
            [
                Column(measure),
                Column(policy, width="38mm"),
                *(Column(page.word(f"revised-head-{name}"), numeric=True) for name in (*_COUNTS, "largest")),
                Column(source),
            ],
            [
                Line(
                    (
                        *told,
                        *map(_printed, counts),
                        Value(most, most=2, signed=True) if most else "[z]",
                        CITED,
                    )
                )
                for told, counts, most in lines
            ],
            notes=(page.word("revised-note"),),
        )
    ]


def _printed(cell: Cell | None) -> Entry:
    """Print a count."""
    return Value(cell, most=0) if cell else None


def policy_in_words(words: Catalogue, row: dict[str, Any]) -> str:
    """Say what a policy provides for: when, and by how much."""
    named = tuple(int(name) for name in row["cycle_months"].split(";") if name)
    kinds = ["routine"] if row["routine_months"] else []
    kinds += ["any" if len(named) == _MONTHS_A_YEAR else "named"] if named else []
    size = row["size_pct"].normalize()
    return words.word(
        f"revised-policy-{'-'.join(kinds) or 'none'}",
        {
            "months": int(row["routine_months"] or 0),
            "named": Months(named),
            "size": present(size, max(0, -int(size.as_tuple().exponent)), words.grammar.lang),
        },
    )


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
