"""Plans beside what is reported of the same territory and unit: per cent and pace, arithmetic and no more."""

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.model import Block, Column
from pipeline.bulletin.page import CITED, Line, Most, Page, Value

CODE = "plan_outcome"
_PLAN = "measure="
MAX_ROWS = 20


def table(page: Page) -> Block | None:
    """Tabulate each plan that has a reported figure: both figures, the share and the pace to that day."""
    lines = [_line(page, share) for share in shares(page)]
    heads = [
        Column("Coverage and date of the reported figure", width="20%"),
        Column("Unit"),
        Column("Due"),
        Column("Planned", numeric=True),
        Column("Reported", numeric=True),
        Column("% of planned", numeric=True),
        Column("Monthly", numeric=True),
        Column("Source"),
    ]
    if not lines:
        return None
    return page.table(
        "Reported to date beside the planned figure",
        "Plans whose own territory has a reported figure of the same unit; newest first",
        heads,
        lines,
        notes=(
            "% of planned: reported to date as per cent of the planned figure. Monthly: the reported figure "
            "divided by the calendar months from the first day of the programme phase that the target rests "
            "on. Both are arithmetic; neither is a forecast or an assessment.",
            "A plan of another coverage than the reported figure is not compared with it.",
        ),
        most=Most(MAX_ROWS),
    )


def shares(page: Page) -> list[Cell]:
    """Return the last share of each plan up to the month, the newest report first."""
    last: dict[tuple[str, str], Cell] = {}
    for cell in page.material.cells.get(CODE, []):
        if cell["transformation"] == "share":
            last[cell["territory_id"], cell["breakdown"]] = cell
    return sorted(
        last.values(),
        key=lambda cell: (
            -cell["reference_date"].toordinal(),
            page.material.rank(cell["territory_id"]),
            cell["breakdown"],
        ),
    )


def _line(page: Page, share: Cell) -> Line:
    """Write a row: the plan, its figure, what is reported, and what follows by division."""
    material = page.material
    code = plan_code(share)
    reported, planned = sides(page, share)
    pace = material.at(CODE, share["territory_id"], "pace", share["period"], share["breakdown"])
    return Line(
        (
            f"{material.name(share['territory_id'])}, {material.when(share, short=True)}",
            unit(page, code, reported or share),
            words.shorten(material.due(planned)) if planned and planned["due_on"] else "not stated",
            Value(planned, most=0) if planned else None,
            Value(reported, most=0) if reported else None,
            Value(share),
            Value(pace) if pace else None,
            CITED,
        )
    )


def unit(page: Page, code: str, cell: Cell) -> str:
    """Name what a plan counts: its unit, or the measure where that is a bare number."""
    material = page.material
    if cell["unit_code"] != "COUNT":
        return material.unit(cell["unit_code"])
    return material.label("measure", code).lower()


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
            own = set(page.material.inputs.get(cell["cell_id"], ()))
            if own and own <= names and cell["territory_id"] == share["territory_id"]:
                found.setdefault(_is_plan(page, cell), cell)
    return found.get(False), found.get(True)


def _is_plan(page: Page, cell: Cell) -> bool:
    """Tell whether a cell stands for a plan."""
    stated = page.material.stated(page.material.observation_ids(cell["cell_id"])[0])
    return bool(stated["kind"] != "observation")
