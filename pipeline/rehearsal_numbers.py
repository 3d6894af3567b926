"""The printed numbers of a dry run: what stands in the bulletin for each changed cell, before and now."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.bulletin.compose import compose
from pipeline.bulletin.material import Material
from pipeline.companions.rows import number_rows
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.numbers_file import NUMBERS_FILE, is_beside
from pipeline.office import Office
from pipeline.releasing.locked import read_locked
from pipeline.vintages.issue import Issue
from pipeline.window import partition_key

MAX_PLACES = 3
"""Places of a number that are named; the others are counted."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Number:
    """A number of the national bulletin, with its text in the issue before and now; empty where none is."""

    number_id: str
    cell_id: str
    places: tuple[str, ...]
    old: str
    new: str


def numbers_of(material: Material, before: Sequence[Row], cells: Iterable[str]) -> tuple[Number, ...]:
    """Compose the bulletin of a month and return its numbers of some cells, in the order of its pages."""
    binder = compose(material, material.office.project.templates / "fonts")[1]
    wanted = frozenset(cells)
    now = [row for row in number_rows(material, binder) if row["cell_id"] in wanted]
    was = [row for row in before if row["cell_id"] in wanted and row["lang"] == material.lang]
    return _paired(now, [row for row in was if not row["territory"] and not is_beside(row)])


def printed_before(office: Office, month: Month, as_of: date | None, issue: Issue) -> list[dict[str, str]]:
    """Return the rows of published_number.csv of the issue that a dry run is compared with."""
    keys = [partition_key(month, as_of), partition_key(month.plus(-1), as_of), month.key]
    for key in keys:
        folder = office.home / "releases" / key
        if (folder / NUMBERS_FILE).is_file() and file_hash(folder / "manifest.json") == issue.digest:
            return _rows((folder / NUMBERS_FILE).read_bytes())
    for key in keys:
        if found := read_locked(office, key, [NUMBERS_FILE]):
            return _rows(found.get(NUMBERS_FILE, b""))
    return []


def _paired(now: Sequence[Row], before: Sequence[Row]) -> tuple[Number, ...]:
    """Pair numbers by id and decimals: a number may be printed with more in a table than in a sentence."""
    groups: dict[tuple[str, str], tuple[list[Row], list[Row]]] = {}
    for side, rows in enumerate((now, before)):
        for row in rows:
            groups.setdefault((row["number_id"], str(row["places"])), ([], []))[side].append(row)
    return tuple(
        Number(name, (new or old)[0]["cell_id"], _places(new or old), _text(old), _text(new))
        for (name, _), (new, old) in groups.items()
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


def _rows(data: bytes) -> list[dict[str, str]]:
    """Read the rows of a list."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
