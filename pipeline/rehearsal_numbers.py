"""The printed numbers of a dry run: what the bulletin prints otherwise than the issue before, and why."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.audit.causes import MONTH, NO_NEWS, Causes
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.build import indicator_pages
from pipeline.bulletin.pages.known import read_known
from pipeline.companions.rows import cell_rows, number_rows
from pipeline.companions.tables import CELLS
from pipeline.identity import file_hash
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.numbers_file import NUMBERS_FILE, is_beside
from pipeline.office import Office
from pipeline.releasing.locked import read_locked
from pipeline.vintages.between import Known
from pipeline.vintages.changes import Change, handed_on
from pipeline.vintages.issue import Issue
from pipeline.window import partition_key

MAX_PLACES = 3
"""Places of a number that are named; the others are counted."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Number:
    """A number of the national bulletin, with its text in the issue before and now; empty where none is.

    `causes` and `behind` are those of its cell's change, or of another period's coming in its place.
    """

    number_id: str
    cell_id: str
    places: tuple[str, ...]
    old: str
    new: str
    causes: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def numbers_of(
    material: Material,
    binder: Binder,
    before: Sequence[Row],
    issue: Issue,
    known: Known,
    changes: Iterable[Change],
) -> tuple[Number, ...]:
    """Return the numbers of a month's national bulletin that change, in the order of its pages.

    `binder` knows what it prints. The numbers are those of changed cells, also where the text stays the
    same, and any other with another text than `before` has, the rows of the issue's list. Left out is
    what is no news, as on the page of changes; of the same month a number that another takes the place of
    is told, by the cause `place`. Without such rows those of changed cells alone are returned.
    """
    printed = {row["cell_id"] for row in cell_rows(material, binder)}
    cells = [cell for name, cell in material.by_id.items() if name in printed or name in issue.cells]
    after = {row["cell_id"]: row for row in _csv_rows(CELLS.csv(cells))}
    ledger = {row["decision_id"] for row in material.decisions}
    causes = Causes.between(issue, known, issue.cells, after, material.inputs, ledger)
    no_news = NO_NEWS if issue.month != material.month else {MONTH}
    told = {one.cell_id: (one.causes, one.behind) for one in changes}
    own = [row for row in before if row["lang"] == material.lang and not row["territory"]]
    found = []
    for one, facet in _paired(number_rows(material, binder), [row for row in own if not is_beside(row)]):
        if one.cell_id in told:
            why, behind = told[one.cell_id]
        elif before and one.old != one.new:
            state = "changed" if one.old and one.new else "new" if one.new else "gone"
            why, behind, *_ = causes.of_cell(one.cell_id, facet, state)
        else:
            continue
        if not no_news & {*why}:
            found.append(replace(one, causes=why, behind=behind))
    return tuple(found)


def changes_handed_on(
    material: Material, binder: Binder, lake: Lake, changes: Sequence[Change]
) -> list[Change]:
    """Return the changes that a run's list would have: of cells that its pages print, or the issue before.

    The pages of the indicators are made where a cell is new and the bulletin does not print it.
    """
    cells = {row["cell_id"] for row in cell_rows(material, binder)}
    if len(handed_on(changes, cells)) < len(changes):
        cells |= {row["cell_id"] for row in indicator_pages(material, read_known(material, lake)).rows}
    return handed_on(changes, cells)


def printed_before(office: Office, month: Month, as_of: date | None, issue: Issue) -> list[dict[str, str]]:
    """Return the rows of published_number.csv of the issue that a dry run is compared with."""
    keys = [partition_key(month, as_of), partition_key(month.plus(-1), as_of), month.key]
    for key in keys:
        folder = office.home / "releases" / key
        if (folder / NUMBERS_FILE).is_file() and file_hash(folder / "manifest.json") == issue.digest:
            return _csv_rows((folder / NUMBERS_FILE).read_bytes())
    for key in keys:
        if found := read_locked(office, key, [NUMBERS_FILE]):
            return _csv_rows(found.get(NUMBERS_FILE, b""))
    return []


def _paired(now: Sequence[Row], before: Sequence[Row]) -> Iterator[tuple[Number, str]]:
    """Pair numbers by id and decimals: a number may be printed with more in a table than in a sentence.

    With each comes what of the cell it prints, its facet.
    """
    groups: dict[tuple[str, str], tuple[list[Row], list[Row]]] = {}
    for side, rows in enumerate((now, before)):
        for row in rows:
            groups.setdefault((row["number_id"], str(row["places"])), ([], []))[side].append(row)
    for (name, _), (new, old) in groups.items():
        first = (new or old)[0]
        yield (
            Number(name, first["cell_id"], _places(new or old), _text(old), _text(new)),
            first["facet"],
        )


def _places(rows: Sequence[Row]) -> tuple[str, ...]:
    """Name the places of a number in the bulletin, each once."""
    return tuple(dict.fromkeys(_place(row) for row in rows))


def _place(row: Row) -> str:
    """Name one place: section, table or figure, line and column."""
    at = f"line {row['row']}, column {row['col']}" if row["place"] == "table" else ""
    return ", ".join(filter(None, (row["section"], row["table_or_figure"], at)))


def _text(rows: Sequence[Row]) -> str:
    """Return the text of a number; it is the same wherever it has the same decimals."""
    return str(rows[0]["printed"]) if rows else ""


def _csv_rows(data: bytes) -> list[dict[str, str]]:
    """Read the rows of a list."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
