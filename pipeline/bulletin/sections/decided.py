"""Figures that the office decided about: as reported, as used, and when it was decided."""

from datetime import date
from typing import Any

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column, Paragraph
from pipeline.bulletin.page import Line, Page, Value
from pipeline.bulletin.sections.figure import figure_name, observation_of

MAX_ROWS = 40
"""Of each table; all decisions are in the data of the release, and a note says so."""

_LEAD = (
    "The office decided how the figures below are used. Each is shown as its source gives it. Who decided, "
    "and the reason in the office's own words, are in the data of the release."
)
_USE = {
    "lifted": "used as reported",
    "kept_out": "not used",
    "value": "used with the value decided by the office",
    "period": "used for the period decided by the office",
}
"""What a decision does to a figure, by what it changes in the month."""


def decided_tables(page: Page) -> list[Block]:
    """Tabulate the decisions that change the use of a figure, a table a unit; nothing without one."""
    material = page.material
    shown = [row for row in material.decisions if row["changes"] and row["status"] == "active"]
    reported, used = _cells(page, "reported"), _cells(page, "decided")
    items = [
        (row, reported.get(row["obs_id"]) or used.get(row["obs_id"]), _used(page, row, used)) for row in shown
    ]
    known = [(row, cell, cell_used) for row, cell, cell_used in items if cell is not None]
    if not known:
        return []
    blocks: list[Block] = [Paragraph((_LEAD,))]
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
        Column("Figure"),
        Column("Territory"),
        Column("Period"),
        Column("Source"),
        Column("As reported", numeric=True),
        Column("As used", numeric=True),
        Column("Decision", width="38mm"),
    ]
    more = len(items) > MAX_ROWS
    notes = [f"The newest {MAX_ROWS} are shown; all are in the decisions of the release."] if more else []
    unit = material.unit(unit_code)
    subtitle = f"{unit[0].upper()}{unit[1:]}; newest decision first"
    return page.table("Figures used as decided by the office", subtitle, heads, lines, notes=notes)


def _line(page: Page, row: dict[str, Any], cell: Cell, used: Cell | None) -> Line:
    """Write one figure: whose it is, as reported, as used, and the decision."""
    decided: date = row["decided_at"].date()
    use = "on hold" if row["action"] == "hold" else _USE[row["changes"]]
    if row["changes"] == "period" and used is not None:
        how = "as" if used["due_on"] is not None else "for"
        use = f"used {how} {page.material.when(used, short=True)}"
    return Line(
        (
            figure_name(page, cell),
            page.material.name(cell["territory_id"]),
            page.material.when(cell, short=True),
            observation_of(page, cell)["source_id"],
            Value(cell),
            Value(used) if used is not None else "[z]",
            f"{use}; decided on {words.short_day(decided)}",
        )
    )


def _cells(page: Page, transformation: str) -> dict[str, Cell]:
    """Return the cells of single figures by their observation."""
    return {
        cell["breakdown"].removeprefix("figure="): cell
        for cell in page.material.cells.get("reported", [])
        if cell["transformation"] == transformation
    }


def _used(page: Page, row: dict[str, Any], used: dict[str, Cell]) -> Cell | None:
    """Return the cell of a figure as it is used, or None where it is not, or is used as reported."""
    for obs_id, cell in used.items():
        if row["decision_id"] in page.material.observations[obs_id]["decision_id"].split(";"):
            return cell
    return None
