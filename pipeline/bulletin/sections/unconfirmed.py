"""Figures that could not be confirmed and why, and sources that differ, side by side."""

from dataclasses import dataclass

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Section, Text
from pipeline.bulletin.page import Line, Page, Value
from pipeline.bulletin.sections.decided import decided_tables
from pipeline.bulletin.sections.figure import figure_name, observation_of
from pipeline.bulletin.sections.readings import readings
from pipeline.present import round_half_away
from pipeline.rules.findings import Finding

MAX_ROWS = 40
"""Of each table; older findings are in the data of the release, and a note says so."""
_REASONS = {
    "larger_than_parent": "larger than the figure for a territory that covers it",
    "whole_is_withheld": "part of a figure that is withheld",
    "smaller_than_members": "smaller than figures of its members",
    "part_larger_than_total": "a part larger than its total",
    "smaller_than_earlier_month": "year to date smaller than for an earlier month",
    "larger_than_later_month": "year to date larger than for a later month",
    "month_larger_than_year_to_date": "a month larger than the year to date",
    "parts_do_not_sum": "the parts do not sum to the total",
    "share_differs_from_levels": "a share that does not agree with the sums of its source",
    "stated_twice": "two values in one publication",
}


@dataclass(frozen=True)
class _Item:
    """A withheld figure, what it was compared with, and the reason."""

    cell: Cell
    compared: Cell | None
    reason: str


def unconfirmed(page: Page) -> Section | None:
    """Write the section on figures that are withheld, and on conflicts between sources."""
    page.binder.at("unconfirmed")
    items, pairs = _withheld(page), _conflicts(page)
    decided = decided_tables(page)
    if not items and not pairs and not decided:
        return None
    blocks: list[Block] = []
    if items:
        blocks.append(
            Paragraph(
                (
                    "The figures below are shown as their sources give them. They are in no total, chart or "
                    "main point. "
                    "Nothing is corrected: a figure that is quoted stays as it was printed.",
                )
            )
        )
        blocks += [Paragraph(text) for text in (*_shares(page), *readings(page, _reported(page)))]
        blocks += _by_unit(page, items)
    blocks += decided
    if pairs:
        blocks.append(
            Paragraph(
                (
                    "Where sources differ by more than their printed precision, both figures are shown. A "
                    "later figure is a "
                    "revision only where the producer is the same and says so; otherwise the two are in "
                    "conflict, and the one "
                    "that is used is chosen by the rule stated under sources.",
                )
            )
        )
        blocks += _conflict_tables(page, pairs)
    return Section("unconfirmed", "Figures that could not be confirmed", tuple(blocks))


def _reported(page: Page) -> dict[str, Cell]:
    """Return the cell of each figure that a finding names, by its observation."""
    return {
        cell["breakdown"].removeprefix("figure="): cell
        for cell in page.material.cells.get("reported", [])
        if cell["transformation"] == "reported"
    }


def _recent(page: Page, findings: list[Finding]) -> list[Finding]:
    """Return findings of the period shown, the newest first."""
    known = [found for found in findings if found.period and found.period <= page.material.month.last]
    order = list(_REASONS)
    return sorted(
        known,
        key=lambda found: (
            -found.period.toordinal() if found.period else 0,
            order.index(found.sentence_code) if found.sentence_code in order else len(order),
            found.territory,
            found.finding_id,
        ),
    )


def _withheld(page: Page) -> list[_Item]:
    """Return each withheld figure once, with the first reason that applies to it."""
    reported = _reported(page)
    seen: set[str] = set()
    items = []
    for finding in _recent(
        page, [found for found in page.material.findings if found.sentence_code in _REASONS]
    ):
        for obs_id in finding.tested:
            if obs_id in seen or obs_id not in page.material.withheld or obs_id not in reported:
                continue
            seen.add(obs_id)
            others = [name for name in finding.compared if name in reported]
            items.append(
                _Item(
                    reported[obs_id], reported[others[0]] if others else None, _REASONS[finding.sentence_code]
                )
            )
    return items


def _by_unit(page: Page, items: list[_Item]) -> list[Block]:
    """Tabulate withheld figures, a table a unit."""
    material = page.material
    blocks: list[Block] = []
    for unit_code in sorted({item.cell["unit_code"] for item in items}):
        own = [item for item in items if item.cell["unit_code"] == unit_code]
        lines = []
        for item in own[:MAX_ROWS]:
            observation = observation_of(page, item.cell)
            compared: Value | str = "[z]"
            if item.compared and item.compared["unit_code"] == unit_code:
                compared = Value(item.compared)
            lines.append(
                Line(
                    (
                        figure_name(page, item.cell),
                        material.name(item.cell["territory_id"]),
                        words.short_period(item.cell),
                        observation["source_id"],
                        Value(item.cell),
                        compared,
                        item.reason,
                    )
                )
            )
        heads = [
            Column("Figure"),
            Column("Territory"),
            Column("Period"),
            Column("Source"),
            Column("As reported", numeric=True),
            Column("Compared with", numeric=True),
            Column("Why it is not used", width="38mm"),
        ]
        notes = (
            [f"The newest {MAX_ROWS} are shown; all are in the findings of the release."]
            if len(own) > MAX_ROWS
            else []
        )
        unit = material.unit(unit_code)
        blocks.append(
            page.table(
                "Figures that are withheld",
                f"{unit[0].upper()}{unit[1:]}; newest first",
                heads,
                lines,
                notes=notes,
            )
        )
    return blocks


def _shares(page: Page) -> list[Text]:
    """Say the construction share of withheld sums: a rule on shares does not see them."""
    material = page.material
    texts: list[Text] = []
    exceeding = _exceeding(page)
    for cell in material.cells.get("fci_construction_share", []):
        if cell["cell_id"] not in exceeding or not 0 < round_half_away(cell["value"], 0) <= 100:
            continue
        low, high = page.number(cell, "lo"), page.number(cell, "hi")
        texts.append(
            (
                f"The construction works withheld for {material.name(cell['territory_id'])} are about ",
                page.number(cell, most=0),
                " % (",
                low,
                " to ",
                high,
                " %) of the investment withheld for it. That is within the bounds of a share, so the rule "
                "on shares "
                "passes; the rule on the territory that covers it does not.",
            )
        )
    return texts


def _exceeding(page: Page) -> set[str]:
    """Return the shares of this month whose sums are withheld as larger than a territory that covers them."""
    material = page.material
    findings = [found for found in material.findings if found.sentence_code == "larger_than_parent"]
    larger = {name for found in findings for name in found.tested}
    return {
        cell["cell_id"]
        for cell in material.cells.get("fci_construction_share", [])
        if cell["obs_status"] == "U"
        and cell["period"] == material.month.first
        and cell["lo"] is not None
        and larger & set(material.observation_ids(cell["cell_id"]))
    }


def _conflicts(page: Page) -> list[tuple[Cell, Cell]]:
    """Return pairs of figures that differ, the later publication first."""
    reported = _reported(page)
    pairs: list[tuple[Cell, Cell]] = []
    for finding in _recent(
        page, [found for found in page.material.findings if found.sentence_code == "sources_differ"]
    ):
        later = reported.get(finding.tested[0])
        pairs += [(later, reported[other]) for other in finding.compared if later and other in reported]
    return pairs


def _conflict_tables(page: Page, pairs: list[tuple[Cell, Cell]]) -> list[Block]:
    """Tabulate conflicts, a table a unit."""
    material = page.material
    blocks: list[Block] = []
    for unit_code in sorted({later["unit_code"] for later, _ in pairs}):
        own = [pair for pair in pairs if pair[0]["unit_code"] == unit_code][:MAX_ROWS]
        lines = []
        for later, earlier in own:
            used = [
                cell
                for cell in (later, earlier)
                if observation_of(page, cell)["obs_id"] in material.preferred
            ]
            lines.append(
                Line(
                    (
                        figure_name(page, later),
                        material.name(later["territory_id"]),
                        words.short_period(later),
                        observation_of(page, earlier)["source_id"],
                        Value(earlier),
                        observation_of(page, later)["source_id"],
                        Value(later),
                        observation_of(page, used[0])["source_id"] if used else "another source",
                    )
                )
            )
        heads = [
            Column("Figure"),
            Column("Territory"),
            Column("Period"),
            Column("Source A"),
            Column("A", numeric=True),
            Column("Source B"),
            Column("B", numeric=True),
            Column("Used"),
        ]
        unit = material.unit(unit_code)
        blocks.append(
            page.table(
                "Sources that differ",
                f"{unit[0].upper()}{unit[1:]}; newest reference period first",
                heads,
                lines,
            )
        )
    return blocks
