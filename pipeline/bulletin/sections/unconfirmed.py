"""Figures that could not be confirmed, each with its reason and with what it was compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph, Points, Printed, Section, Text
from pipeline.bulletin.page import CITED, Entry, Line, Most, Page, Value
from pipeline.bulletin.sections.conflicts import conflicts
from pipeline.bulletin.sections.decided import decided_tables, use_of
from pipeline.bulletin.sections.figure import figure_name
from pipeline.bulletin.sections.readings import readings
from pipeline.bulletin.sections.stated import (
    by_observation,
    is_signed,
    kept_out,
    recent,
    used_by_decision,
)
from pipeline.bulletin.sections.used_in_place import used_in_place
from pipeline.language.phrase import month_of
from pipeline.present import MAX_PLACES, round_half_away
from pipeline.printable import name_in_print
from pipeline.rules.findings import Finding
from pipeline.window import history_from

MAX_ROWS = 40
"""Of each table; the cells of older ones are in the data of the release, and a note says so."""
_REASONS = (
    "larger_than_parent",
    "whole_is_withheld",
    "smaller_than_members",
    "part_larger_than_total",
    "smaller_than_earlier_month",
    "larger_than_later_month",
    "month_larger_than_year_to_date",
    "parts_do_not_sum",
    "share_differs_from_levels",
    "stated_twice",
    "in_another_unit",
    "members_do_not_sum",
    "shares_do_not_sum",
    "outside_bounds",
    "ratio_outside_bounds",
    "condition_not_met",
    "not_in_list",
    "published_before_period_end",
    "differs_by_thousand",
    "differs_by_million",
    "change_differs_from_levels",
)
"""Why a figure is not used, by the sentence of its finding, in the order of the page."""
_OTHER = "other"
_UNLISTED = ("unknown_source", "unknown_label", "unknown_territory", "unknown_unit")


@dataclass(frozen=True)
class _Item:
    """A withheld figure, what it was compared with, and the reason."""

    cell: Cell
    compared: Cell | None
    reason: str


def unconfirmed(page: Page) -> Section | None:
    """Write the section on figures that are withheld, and on conflicts between sources."""
    items, unlisted = _withheld(page), _unlisted(page)
    page.binder.at("unconfirmed")
    blocks: list[Block] = []
    if items or unlisted:
        blocks.append(Paragraph(page.say("unconfirmed-opening")))
        blocks += [Paragraph(text) for text in (*_shares(page), *readings(page, by_observation(page)))]
        sums = tuple(_sums(page))
        blocks += [Points(sums)] if sums else []
        blocks += _by_unit(page, items)
        blocks += _unlisted_table(page, unlisted)
    blocks += decided_tables(page)
    blocks += conflicts(page)
    return Section("unconfirmed", page.word("unconfirmed-title"), tuple(blocks)) if blocks else None


def _withheld(page: Page) -> list[_Item]:
    """Return each withheld figure once, with the office's decision or the first reason that applies to it."""
    reported, decided = by_observation(page), kept_out(page)
    seen: set[str] = set()
    items = []
    findings = [found for found in page.material.findings if found.sentence_code not in _UNLISTED]
    for finding in recent(page, findings, list(_REASONS)):
        code = finding.sentence_code if finding.sentence_code in _REASONS else _OTHER
        reason = page.word(f"unconfirmed-reason-{code}")
        for name in finding.tested:
            if name in page.material.withheld and name in reported and name not in seen:
                seen.add(name)
                why = use_of(page, decided[name]) if name in decided else reason
                items.append(_Item(reported[name], _compared(page, finding, name), why))
    return items


def _compared(page: Page, finding: Finding, name: str) -> Cell | None:
    """Return what a tested figure was compared with: another figure, or the sum of its parts."""
    known, sums = by_observation(page) | used_by_decision(page), _sums_by_whole(page)
    if name in sums:
        return sums[name]
    wholes = [other for other in finding.tested if other in sums]
    others = [other for other in (*finding.compared, *wholes, *finding.tested) if other != name]
    return next((known[other] for other in others if other in known), None)


def _sums_by_whole(page: Page) -> dict[str, Cell]:
    """Return the sum of the parts of each total that does not agree with them, by the total's figure."""
    cells = page.material.cells.get("reported_sum", [])
    return {cell["breakdown"].removeprefix("parts_of="): cell for cell in cells}


def _sums(page: Page) -> Iterator[Text]:
    """Say of each withheld total that does not agree with its parts what they sum to."""
    material, reported = page.material, by_observation(page)
    known = reported | used_by_decision(page)
    sums = sorted(_sums_by_whole(page).items(), key=lambda item: item[1]["period_end"], reverse=True)
    for whole, total in sums:
        if whole not in material.withheld & reported.keys() or total["period_start"] > material.month.last:
            continue
        cell = reported[whole]
        parts: list[str | Printed] = []
        addends = [known[name] for name in material.inputs[total["cell_id"]] if name in known]
        for at, part in enumerate(sorted(addends, key=lambda one: (-one["value"], one["cell_id"]))):
            parts += [" + " if at else "", page.number(part, most=MAX_PLACES)]
        yield page.say(
            "unconfirmed-sum",
            figure=figure_name(page, cell),
            place=page.place(cell["territory_id"]),
            when=material.time_of(cell),
            parts=tuple(run for run in parts if run != ""),
            sum=(page.number(total, most=MAX_PLACES),),
            total=(page.number(cell, most=MAX_PLACES),),
            unit=material.unit(cell["unit_code"]),
            sources=page.sources(cell),
        )


def _by_unit(page: Page, items: list[_Item]) -> list[Block]:
    """Tabulate withheld figures, a table a unit."""
    material = page.material
    heads = [
        Column(page.word("head-named-figure")),
        Column(page.word("head-territory")),
        Column(page.word("head-period")),
        Column(page.word("head-source")),
        Column(page.word("head-as-reported"), numeric=True),
        Column(page.word("unconfirmed-head-compared")),
        Column(page.word("unconfirmed-head-why")),
    ]
    blocks: list[Block] = []
    units = sorted({item.cell["unit_code"] for item in items})
    for unit_code in units:
        lines = [
            Line(
                (
                    figure_name(page, item.cell),
                    material.name(item.cell["territory_id"]),
                    page.material.when(item.cell, short=True),
                    page.sources(item.cell),
                    Value(item.cell, most=MAX_PLACES, signed=is_signed(page, item.cell)),
                    _beside(page, item),
                    item.reason,
                )
            )
            for item in items
            if item.cell["unit_code"] == unit_code
        ]
        unit = material.grammar.start(material.unit(unit_code))
        subtitle = page.word("unconfirmed-table.subtitle", unit=unit)
        title = page.word("unconfirmed-table")
        if len(units) > 1:
            title = page.word("title-with-unit", title=title, unit=material.unit(unit_code))
        shown = [item.cell for item in items if item.cell["unit_code"] == unit_code][:MAX_ROWS]
        notes = used_in_place(page, shown)
        blocks.append(page.table(title, subtitle, heads, lines, notes=notes, most=Most(MAX_ROWS)))
    return blocks


def _beside(page: Page, item: _Item) -> Entry:
    """Say what a withheld figure was compared with: the number, and in what it differs from the figure."""
    cell, other, material = item.cell, item.compared, page.material
    if other is None:
        return None
    said = []
    if other["unit_code"] != cell["unit_code"]:
        said.append(material.unit(other["unit_code"]))
    if other["breakdown"].startswith("parts_of="):
        said.append(page.word("unconfirmed-sum-of-parts"))
    elif other["territory_id"] != cell["territory_id"]:
        said.append(material.name(other["territory_id"]))
    elif figure_name(page, other) != figure_name(page, cell):
        said.append(figure_name(page, other))
    elif page.material.when(other) != page.material.when(cell):
        said.append(page.material.when(other, short=True))
    if page.sources(other) != page.sources(cell):
        said.append(page.sources(other))
    joint = " " if other["unit_code"] != cell["unit_code"] else ", "
    number = Value(other, most=MAX_PLACES, signed=is_signed(page, other))
    return (number, joint + ", ".join(said)) if said else number


def _unlisted(page: Page) -> list[tuple[Cell, str]]:
    """Return the figures that no code list knows, with the reason, the newest first."""
    cells = {
        cell["breakdown"].removeprefix("figure="): cell for cell in page.material.cells.get("unlisted", [])
    }
    findings = [found for found in page.material.findings if found.sentence_code in _UNLISTED]
    return [
        (cells[name], page.word(f"unconfirmed-reason-{found.sentence_code}"))
        for found in recent(page, findings, list(_UNLISTED))
        for name in found.tested
        if name in cells
    ]


def _unlisted_table(page: Page, unlisted: list[tuple[Cell, str]]) -> list[Block]:
    """Tabulate figures that no code list knows, as their sources write them."""
    lines = []
    for cell, reason in unlisted:
        figure = page.material.figures[cell["breakdown"].removeprefix("figure=")]
        written = (
            name_in_print(figure["label_as_written"]),
            name_in_print(figure["territory_as_written"]),
            page.material.when(cell, short=True),
        )
        number = Value(cell, most=MAX_PLACES)
        lines.append(Line((*written, number, name_in_print(figure["unit_as_written"]), CITED, reason)))
    heads = [
        Column(page.word("unconfirmed-head-label")),
        Column(page.word("unconfirmed-head-place")),
        Column(page.word("head-period")),
        Column(page.word("unconfirmed-head-printed"), numeric=True),
        Column(page.word("unconfirmed-head-unit")),
        Column(page.word("head-source")),
        Column(page.word("unconfirmed-head-why")),
    ]
    title, subtitle = page.word("unconfirmed-unlisted"), page.word("unconfirmed-unlisted.subtitle")
    notes = []
    if (first := history_from(page.material.office, page.material.month)) > date.min:
        notes.append(page.word("unconfirmed-unlisted-from", month=month_of(first)))
    return [page.table(title, subtitle, heads, lines, notes=notes, most=Most(MAX_ROWS))] if lines else []


def _shares(page: Page) -> list[Text]:
    """Say the construction share of withheld sums: a rule on shares does not see them."""
    material = page.material
    texts: list[Text] = []
    exceeding = _exceeding(page)
    for cell in material.cells.get("fci_construction_share", []):
        if cell["cell_id"] not in exceeding or not 0 < round_half_away(cell["value"], 0) <= 100:
            continue
        texts.append(
            page.say(
                "unconfirmed-share",
                place=page.place(cell["territory_id"]),
                low=(page.number(cell, "lo"),),
                high=(page.number(cell, "hi"),),
                share=(page.number(cell, most=0),),
            )
        )
    return texts


def _exceeding(page: Page) -> set[str]:
    """Return the shares of this month whose sums rules withhold, one as larger than what covers it."""
    material = page.material
    findings = [
        found
        for found in material.findings
        if found.sentence_code == "larger_than_parent" and not found.is_settled
    ]
    larger = {name for found in findings for name in found.tested}
    withheld = material.withheld - kept_out(page).keys()
    return {
        cell["cell_id"]
        for cell in material.cells.get("fci_construction_share", [])
        if cell["period"] == material.month.first
        and cell["lo"] is not None
        and (made_of := set(material.observation_ids(cell["cell_id"]))) <= withheld
        and larger & made_of
    }
