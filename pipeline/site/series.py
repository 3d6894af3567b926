"""The full series of an indicator: every cell of the calculation behind the newest issue."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.pages.presentations import order
from pipeline.cells_file import CELLS_FILE, read_cells
from pipeline.indicators.cells import CELL
from pipeline.indicators.compute import STAGE
from pipeline.lake import Lake
from pipeline.site.figure import figure
from pipeline.site.issues import Issue
from pipeline.site.names import Names
from pipeline.site.numbers import Number

MOST_ROWS = 1500
"""Rows that the page of an indicator shows at most; territories that do not fit are in its CSV file."""
COLUMNS = tuple(CELL)
WITHHELD = "U"
Places = dict[str, Number]
"""Where the value of a cell is printed, by the id of the cell."""


@dataclass(frozen=True)
class Series:
    """Cells by indicator; `is_full` where they are all of the calculation, not only the printed ones."""

    cells: dict[str, list[Cell]]
    is_full: bool


@dataclass(frozen=True)
class Row:
    """A figure in the table of a territory; `href` leads to its row of origin in the newest issue."""

    presentation: str
    part: str
    period: str
    figure: str
    unit: str
    status: str
    href: str


@dataclass(frozen=True)
class Shown:
    """The tables of an indicator by territory, the number of territories left out, that of its figures."""

    tables: tuple[tuple[str, tuple[Row, ...]], ...]
    left_out: int
    figures: int
    statuses: tuple[tuple[str, str], ...] = ()
    """What the statuses and flags in the tables mean."""


def read_series(issue: Issue, codes: Sequence[str], lake: Lake) -> Series:
    """Read the cells behind an issue: from the lake where it still holds them, else those it prints."""
    manifest = lake.manifest(STAGE, issue.series)
    if manifest is not None and manifest.digest == issue.inputs.get(STAGE):
        tables = {code: f"indicators.{code}" for code in codes}
        known = {code: table for code, table in tables.items() if table in manifest.tables}
        return Series({code: lake.read(manifest, table).to_dicts() for code, table in known.items()}, True)
    found: dict[str, list[Cell]] = {code: [] for code in codes}
    for row in read_cells(io.StringIO(issue.read(CELLS_FILE))):
        if (code := row["cell_id"].partition(".")[0]) in found:
            found[code].append(row)
    return Series(found, False)


def as_csv(cells: Iterable[Cell]) -> bytes:
    """Write cells as CSV in the columns of the contract: UTF-8, comma, LF, exact values."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    ordered = sorted(cells, key=lambda cell: (cell["period"], cell["cell_id"]))
    writer.writerows(cell | {"flags": ";".join(cell["flags"] or ())} for cell in ordered)
    return stream.getvalue().encode()


def used(cells: Iterable[Cell]) -> list[Cell]:
    """Return the figures that may be shown, each once: no withheld one, no flow that is the year to date."""
    return [cell for cell in cells if cell["obs_status"] != WITHHELD and not _repeats(cell)]


def show(cells: Sequence[Cell], names: Names, at: Places, issue: Issue) -> Shown:
    """Write the tables of an indicator: the country first, the newest period first in each series."""
    by_territory: dict[str, list[Cell]] = {}
    for cell in used(cells):
        by_territory.setdefault(cell["territory_id"], []).append(cell)
    ranked = sorted(by_territory, key=names.rank)
    tables: list[tuple[str, tuple[Row, ...]]] = []
    shown: list[Cell] = []
    for territory in ranked:
        room = MOST_ROWS - len(shown)
        own = _ordered(by_territory[territory])[: room if not tables else None]
        if len(own) > room:
            break
        shown += own
        tables.append((names.territory(territory), tuple(row_of(cell, names, at, issue) for cell in own)))
    return Shown(tuple(tables), len(ranked) - len(tables), len(cells), tuple(names.statuses(shown)))


def newest_of(cells: Sequence[Cell], presentation: str, names: Names) -> Cell | None:
    """Return the last figure of the first territory: of the presentation and of no part, where it can be."""
    return max(
        used(cells),
        key=lambda cell: (
            -names.rank(cell["territory_id"])[0],
            cell["transformation"] == presentation,
            cell["breakdown"] == "_T",
            cell["period"],
            cell["cell_id"],
        ),
        default=None,
    )


def places_of(numbers: Sequence[Number], lang: str) -> Places:
    """Return where the value of each cell stands: in the country's bulletin of the language before others."""
    ranked = sorted(numbers, key=lambda one: (f".{lang}." in one.page, one.page == f"bulletin.{lang}.html"))
    return {one.cell_id: one for one in ranked if one.facet == "value"}


def _ordered(cells: list[Cell]) -> list[Cell]:
    """Order the figures of a territory by presentation and part, the newest first."""
    newest_first = sorted(cells, key=lambda cell: (cell["period"], cell["cell_id"]), reverse=True)
    return sorted(newest_first, key=lambda cell: (order(cell["transformation"]), cell["breakdown"]))


def row_of(cell: Cell, names: Names, at: Places, issue: Issue) -> Row:
    """Write one figure."""
    number = at.get(cell["cell_id"])
    return Row(
        presentation=names.presentation(cell["transformation"]),
        part=names.part(cell["breakdown"]),
        period=names.period(cell),
        figure=figure(cell, names),
        unit=names.unit(cell["unit_code"]),
        status="; ".join([cell["obs_status"], *(cell["flags"] or ())]),
        href=f"{issue.key}/{number.page}#n-{number.number_id}" if number else "",
    )


def _repeats(cell: Cell) -> bool:
    """Tell a flow over the months from January on: it is the year to date again."""
    start = cell["period_start"]
    return cell["transformation"] == "span" and start is not None and bool(start.month == 1)
