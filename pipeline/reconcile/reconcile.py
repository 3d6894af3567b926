"""Reconciles a table with a month: every figure of the table a line, and the cells that it does not have."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.bulletin.binding import number_id
from pipeline.indicators.catalogue import read_headers
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reading.answer import Answer
from pipeline.reading.file_kind import DOCUMENT, kind_of_file
from pipeline.reading.lists import load_lists
from pipeline.reading.read import file_hash_of
from pipeline.reading.tables.opening import open_book
from pipeline.reconcile.hints import hints_of, stated_elsewhere
from pipeline.reconcile.keyed import Keyed, id_heads, keyed_figures
from pipeline.reconcile.match import Match, cells_of, indicator_of, matcher_of, part_of, series_of
from pipeline.reconcile.model import DIFFER, EQUAL, THERE, WITHIN, Cell, Here, Line, Reconciliation, Theirs
from pipeline.reconcile.names import Names, load_names
from pipeline.reconcile.ours import Ours, in_bulletin, load_ours
from pipeline.reconcile.precision import is_equal, is_within, to_step
from pipeline.reconcile.read import Read, read_theirs

_DAYS = "DAY"


def reconcile(
    office: Office, month: Month, path: Path, *, asked: date | None = None, said: Sequence[Answer] = ()
) -> Reconciliation:
    """Compare a table with a month cell by cell, at the precision that the table prints; nothing is kept.

    `asked` is the as-of day of a run with results of its own, `said` are answers about places of the table.
    Raises UsageError where the month was not run, and BadInputError for a file that cannot be read.
    """
    ours = load_ours(office, month, asked)
    sha256 = file_hash_of(path)
    lists = load_lists(office)
    keyed = _keyed(path, ours, office)
    if keyed.sheets:
        matches = [_named(one, ours) for one in keyed.theirs]
        read = Read(keyed.theirs, keyed.unread, _other_sheets(path, keyed))
        here = list(_numbers_only_here(ours, keyed))
    else:
        names = load_names(office.project, lists)
        read = read_theirs(path, lists, names, month, said)
        matches = matcher_of(ours, lists, read_headers(office.project)).find(read.theirs)
        here = list(_cells_only_here(ours, matches, names))
    lines = _with_sources([_line(match, ours) for match in matches], Lake(office.home / "lake"), ours)
    return Reconciliation(
        office.code,
        ours.month,
        ours.as_of,
        path.name,
        sha256,
        tuple(lines),
        tuple(here),
        read.unread,
        read.notes,
    )


def _keyed(path: Path, ours: Ours, office: Office) -> Keyed:
    """Return the figures of a file whose rows name their numbers; nothing of any other."""
    if kind_of_file(path) == DOCUMENT:
        return Keyed()
    return keyed_figures(open_book(path), ours, id_heads(office.project.templates))


def _named(theirs: Theirs, ours: Ours) -> Match:
    """Match a figure whose cell is named, with what the cell says of itself."""
    cell = ours.cells.get(theirs.cell_id)
    if cell is None or theirs.facet != "value":
        return Match(theirs, cell)
    facts = {
        "measure": indicator_of(cell),
        "territory": str(cell["territory_id"]),
        "breakdown": str(cell["breakdown"]),
        "start": cell["period_start"],
        "end": cell["period_end"],
        "unit_code": str(cell["unit_code"]),
    }
    return Match(replace(theirs, **facts), cell)


def _other_sheets(path: Path, keyed: Keyed) -> tuple[str, ...]:
    """Say which sheets name no numbers."""
    names = [grid.name for grid in open_book(path).grids if grid.name not in keyed.sheets]
    return (f"Sheets that name no numbers are not compared: {', '.join(names)}.",) if names else ()


def _line(match: Match, ours: Ours) -> Line:
    """Compare a figure with its cell."""
    theirs, cell = match.theirs, match.cell
    exact = ours.exact(theirs.cell_id or str(cell["cell_id"] if cell else ""), theirs.facet)
    if exact is None:
        return Line(theirs, THERE)
    cell_id = theirs.cell_id or str(cell["cell_id"] if cell else "")
    shown = to_step(exact, theirs.step)
    unit_code = _unit(cell, theirs.facet)
    status = _status(theirs, cell, exact)
    compared = cell is not None and theirs.facet == "value" and status == DIFFER
    hints = hints_of(theirs, cell, tuple(ours.cells.values())) if cell is not None and compared else ()
    ident = number_id(cell_id, theirs.facet)
    return Line(theirs, status, cell_id, ident, unit_code, exact, shown, match.also, hints)


def _status(theirs: Theirs, cell: Cell | None, exact: Decimal) -> str:
    """Say what becomes of a figure that has a cell."""
    if is_equal(theirs, exact):
        return EQUAL
    within = cell is not None and theirs.facet == "value" and is_within(theirs, cell)
    return WITHIN if within else DIFFER


def _with_sources(lines: Sequence[Line], lake: Lake, ours: Ours) -> Iterator[Line]:
    """Add to figures that differ, or have no cell, the sources that state them."""
    asked = [line.theirs for line in lines if line.status in (DIFFER, THERE)]
    stated = stated_elsewhere(lake, ours.month, asked)
    for line in lines:
        more = stated.get(line.theirs.place, ()) if line.status in (DIFFER, THERE) else ()
        yield replace(line, hints=(*line.hints, *more)) if more else line


def _cells_only_here(ours: Ours, matches: Iterable[Match], names: Names) -> Iterator[Here]:
    """Give cells of a series, part and period that the table has, of territories of its levels."""
    held = cells_of(matches)
    ids = {cell["cell_id"] for cell in held}
    seen = {(series_of(cell), part_of(cell["breakdown"]), cell["period_end"]) for cell in held}
    levels = {names.levels.get(cell["territory_id"]) for cell in held}
    for name, cell in sorted(ours.cells.items()):
        if ours.released and name not in ours.released:
            continue
        what = (series_of(cell), part_of(str(cell["breakdown"])), cell["period_end"])
        if name not in ids and what in seen and names.levels.get(cell["territory_id"]) in levels:
            yield _here(ours, name, "value")


def _numbers_only_here(ours: Ours, keyed: Keyed) -> Iterator[Here]:
    """Give the numbers that tables of the release print and a workbook does not name, and cells it lacks."""
    issue = _issue(ours, keyed)
    rows = [
        row
        for row in ours.printed
        if row["lang"] == keyed.lang and in_bulletin(row) and row["release_id"] == issue
    ]
    missing = {row["number_id"]: (row["cell_id"], row["facet"]) for row in rows}
    for ident, (cell_id, facet) in missing.items():
        if ident not in keyed.ids and ours.exact(cell_id, facet) is not None:
            yield _here(ours, cell_id, facet)
    if keyed.cells and not keyed.ids:
        yield from (_here(ours, name, "value") for name in sorted(ours.released - keyed.cells))


def _issue(ours: Ours, keyed: Keyed) -> str:
    """Return the issue of the month, of the country or a territory, that shares most numbers with a file."""
    shared: dict[str, set[str]] = {}
    for row in ours.printed:
        if row["number_id"] in keyed.ids:
            shared.setdefault(row["release_id"], set()).add(row["number_id"])
    return max(shared, key=lambda issue: (len(shared[issue]), -len(issue), issue), default="")


def _here(ours: Ours, cell_id: str, facet: str) -> Here:
    """Make the entry of a cell that stands only here."""
    ident = number_id(cell_id, facet)
    value = ours.exact(cell_id, facet)
    unit = _unit(ours.cells.get(cell_id), facet)
    return Here(cell_id, ident, value if value is not None else Decimal(0), unit, ours.tables.get(ident, ()))


def _unit(cell: Cell | None, facet: str) -> str:
    """Return the unit of a facet of a cell: an age counts days, whatever its cell counts."""
    if cell is None:
        return ""
    return _DAYS if facet == "age" else str(cell["unit_code"])
