"""Figures that the office decided about: as reported, as used, and when it was decided."""

from datetime import date
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.entries import Entry
from pipeline.bulletin.marks import MISSING, WITHHELD
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import Line, Page, Value
from pipeline.bulletin.sections.figure import figure_name, observation_of
from pipeline.bulletin.sections.stated import by_observation, used_by_decision

MAX_ROWS = 40
"""Of each table; all decisions are in the data of the release, and a note says so."""


def decided_tables(page: Page) -> list[Block]:
    """Tabulate the decisions that change the use of a figure, a table a unit; nothing without one."""
    material = page.material
    shown = [row for row in material.decisions if row["changes"] and row["status"] == "active"]
    reported, used = by_observation(page), used_by_decision(page)
    items = [
        (row, reported.get(row["obs_id"]) or used.get(row["obs_id"]), _used(page, row, used)) for row in shown
    ]
    known = [(row, cell, cell_used) for row, cell, cell_used in items if cell is not None]
    if not known:
        return []
    blocks: list[Block] = [Paragraph(page.say("decided-lead"))]
    for unit_code in sorted({cell["unit_code"] for _, cell, _ in known}):
        own = [item for item in known if item[1]["unit_code"] == unit_code]
        blocks.append(_table(page, unit_code, own))
    return blocks


def _table(page: Page, unit_code: str, items: list[tuple[dict[str, Any], Cell, Cell | None]]) -> Block:
    """Tabulate the figures of one unit, the newest decision first."""
    material = page.material
    newest = sorted(items, key=lambda item: item[0]["decided_at"], reverse=True)
    lines = [_line(page, row, cell, used) for row, cell, used in newest[:MAX_ROWS]]
    heads = [
        Column(page.word("head-named-figure")),
        Column(page.word("head-territory")),
        Column(page.word("head-period")),
        Column(page.word("head-source")),
        Column(page.word("head-as-reported"), numeric=True),
        Column(page.word("decided-head-used"), numeric=True),
        Column(page.word("decided-head-decision"), width="38mm"),
    ]
    more = len(items) > MAX_ROWS
    notes = [page.word("decided-note-cut", rows=MAX_ROWS)] if more else []
    unit = material.grammar.start(material.unit(unit_code))
    subtitle = page.word("decided-table.subtitle", unit=unit)
    return page.table(page.word("decided-table"), subtitle, heads, lines, notes=notes)


def _line(page: Page, row: dict[str, Any], cell: Cell, used: Cell | None) -> Line:
    """Write one figure: whose it is, as reported, as used, and the decision."""
    decided: date = row["decided_at"].date()
    use = use_of(page, row)
    if row["changes"] == "period" and used is not None and not _is_withheld(page, row):
        message = "decided-use-due" if used["due_on"] is not None else "decided-use-for"
        use = page.word(message, when=page.material.when(used, short=True))
    return Line(
        (
            figure_name(page, cell),
            page.material.name(cell["territory_id"]),
            page.material.when(cell, short=True),
            observation_of(page, cell)["source_id"],
            Value(cell),
            _as_used(page, row, cell, used),
            page.word("decided-on", use=use, day=page.material.grammar.short_day(decided)),
        )
    )


def _as_used(page: Page, row: dict[str, Any], cell: Cell, used: Cell | None) -> Entry:
    """Return the figure as it is used: with a decision it may yet be withheld, or give way to another."""
    if used is not None:
        return WITHHELD if _is_withheld(page, row) else Value(used)
    if row["changes"] != "lifted":
        return "[z]"
    if row["obs_id"] in page.material.withheld:
        return WITHHELD
    return Value(cell) if row["obs_id"] in page.material.preferred else MISSING


def use_of(page: Page, row: dict[str, Any]) -> str:
    """Say what a decision makes of the use of a figure, which rules may withhold as decided, too."""
    if _is_withheld(page, row):
        return page.word("decided-use-withheld")
    return page.word("decided-use-hold" if row["action"] == "hold" else f"decided-use-{row['changes']}")


def _is_withheld(page: Page, row: dict[str, Any]) -> bool:
    """Tell whether rules withhold the figure with the value or for the period that a decision gives it."""
    return any(
        row["decision_id"] in page.material.observations[name]["decision_id"].split(";")
        for name in page.material.withheld & used_by_decision(page).keys()
    )


def _used(page: Page, row: dict[str, Any], used: dict[str, Cell]) -> Cell | None:
    """Return the cell of a figure as it is used, or None where it is not, or is used as reported."""
    for obs_id, cell in used.items():
        if row["decision_id"] in page.material.observations[obs_id]["decision_id"].split(";"):
            return cell
    return None
