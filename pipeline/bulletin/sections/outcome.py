"""Plans beside what is reported of the same territory and unit: per cent and pace, arithmetic and no more."""

from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column
from pipeline.bulletin.order import Place, arranged
from pipeline.bulletin.page import CITED, Line, Most, Page, Value

CODE = "plan_outcome"
_PLAN = "measure="
_FIGURES = ("head-planned", "outcome-head-reported", "outcome-head-share", "outcome-head-pace")
"""The messages that head the columns of numbers."""
MAX_ROWS = 20


def table(page: Page) -> Block | None:
    """Tabulate each plan that has a reported figure: both figures, the share and the pace to that day.

    The column of the pace is left out where no plan rests on a phase of a programme, so that none has one.
    """
    known = arranged(page.material, shares(page), _order, MAX_ROWS)
    if not known:
        return None
    paced = any(_pace(page, share) for share in known)
    lines = [_line(page, share, paced=paced) for share in known]
    heads = [
        Column(page.word("outcome-head-place")),
        Column(page.word("head-unit")),
        Column(page.word("head-due")),
        *(Column(page.word(head), numeric=True) for head in (_FIGURES if paced else _FIGURES[:-1])),
        Column(page.word("head-source")),
    ]
    return page.table(
        page.word("outcome-table"),
        page.word("outcome-table.subtitle"),
        heads,
        lines,
        notes=(
            page.word("outcome-note-arithmetic" if paced else "outcome-note-share"),
            page.word("outcome-note-coverage"),
        ),
        most=Most(MAX_ROWS),
    )


def shares(page: Page) -> list[Cell]:
    """Return the last share of each plan up to the month, the newest report first, alike in each edition."""
    last: dict[tuple[str, str], Cell] = {}
    for cell in page.material.cells.get(CODE, []):
        if cell["transformation"] == "share":
            last[cell["territory_id"], cell["breakdown"]] = cell
    return sorted(last.values(), key=lambda cell: _order(cell, page.material.rank))


def _order(cell: Cell, place: Place) -> tuple[int, Any, str]:
    """Order shares: the newest report first, then by territory and plan."""
    return -cell["reference_date"].toordinal(), place(cell["territory_id"]), cell["breakdown"]


def _pace(page: Page, share: Cell) -> Cell | None:
    """Return what was reported a month, of the plan of a share."""
    return page.material.at(CODE, share["territory_id"], "pace", share["period"], share["breakdown"])


def _line(page: Page, share: Cell, *, paced: bool) -> Line:
    """Write a row: the plan, its figure, what is reported, and what follows by division."""
    material = page.material
    code = plan_code(share)
    reported, planned = sides(page, share)
    pace = _pace(page, share)
    return Line(
        (
            f"{material.name(share['territory_id'])}, {material.when(share, short=True)}",
            unit(page, code, reported or share),
            due(page, planned),
            Value(planned, most=0) if planned else None,
            Value(reported, most=0) if reported else None,
            Value(share),
            *((Value(pace) if pace else None,) if paced else ()),
            CITED,
        )
    )


def due(page: Page, planned: Cell | None) -> str:
    """Write for a table when a plan is due, or that it is not stated."""
    if planned is None or not planned["due_on"]:
        return page.word("due-not-stated")
    return page.material.grammar.write(page.material.due_of(planned), "short")


def unit(page: Page, code: str, cell: Cell) -> str:
    """Name what a plan counts: its unit, or the measure where that is a bare number."""
    material = page.material
    if cell["unit_code"] != "COUNT":
        return material.unit(cell["unit_code"])
    return material.grammar.inside(material.label("measure", code))


def plan_code(share: Cell) -> str:
    """Return the measure of a plan."""
    parts = str(share["breakdown"]).split(";")
    return next(part.removeprefix(_PLAN) for part in parts if part.startswith(_PLAN))


def sides(page: Page, share: Cell) -> tuple[Cell | None, Cell | None]:
    """Return the cells of the reported and of the planned figure: those made of the very same figures."""
    names = set(page.material.observation_ids(share["cell_id"]))
    found: dict[bool, Cell] = {}
    for code, cells in page.material.cells.items():
        if code in (CODE, "reported"):
            continue
        for cell in cells:
            if cell["territory_id"] != share["territory_id"]:
                continue
            own = page.material.inputs.get(cell["cell_id"])
            if own and names.issuperset(own):
                found.setdefault(_is_plan(page, cell), cell)
    return found.get(False), found.get(True)


def _is_plan(page: Page, cell: Cell) -> bool:
    """Tell whether a cell stands for a plan."""
    stated = page.material.stated(page.material.observation_ids(cell["cell_id"])[0])
    return bool(stated["kind"] != "observation")
