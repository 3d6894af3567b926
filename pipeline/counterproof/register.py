"""What a release says of its numbers: where each stands, of which cell it is, which value the cell has."""

import csv
import io
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from pipeline.errors import StopRuleError

Row = dict[str, str]
Table = Sequence[Sequence[str]]
"""The head of a CSV file and its rows, each as long as the head."""
Files = Mapping[str, bytes]
PAGES = "methodology/"
"""Sections of published_number that are pages of their own begin so."""
NUMBERS, CELLS = "published_number.csv", "cells.csv"
_NUMBER = (
    *("lang", "number_id", "printed", "cell_id", "facet", "places", "section", "table_or_figure"),
    *("row", "col", "place"),
)
_IDS = ("_id", "cell", "tested", "compared", "decisions", "behind", "digest", "inputs")


class Expected(NamedTuple):
    """A row of published_number: a number that must stand at its place with its text."""

    number_id: str
    printed: str
    cell_id: str
    facet: str
    places: int
    section: str
    label: str
    row: int
    col: int
    place: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """What a link must say: the number's id and its text."""
        return self.number_id, self.printed


@dataclass
class Register:
    """The tables of a release that the counter-proof holds the pages against."""

    numbers: dict[str, list[Expected]]
    """By language."""
    cells: dict[str, Row]
    changes: dict[str, Row] = field(default_factory=dict)
    versions: dict[str, list[Row]] = field(default_factory=dict)
    sources: list[Row] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    """Every identifier that a table of the release has, where they were asked for."""
    values: dict[tuple[str, str], Decimal | None] = field(default_factory=dict)
    """What was worked out of a cell's facet; the registers of a release share it."""

    def of(self, lang: str, page: str) -> list[Expected]:
        """Return the numbers of one page: the bulletin (empty), or methodology/<code>."""
        return self._by_page.get((lang, page), [])

    def pages(self, lang: str) -> set[str]:
        """List the pages beside the bulletin that print numbers."""
        return {page for of, page in self._by_page if page and of == lang}

    @cached_property
    def _by_page(self) -> dict[tuple[str, str], list[Expected]]:
        """Part the numbers by language and page."""
        found: dict[tuple[str, str], list[Expected]] = defaultdict(list)
        for lang, rows in self.numbers.items():
            for row in rows:
                found[lang, row.section if row.section.startswith(PAGES) else ""].append(row)
        return dict(found)

    def value(self, one: Expected) -> Decimal | None:
        """Return the exact value of a number's facet, nothing where the release does not state it."""
        key = one.cell_id, one.facet
        if key not in self.values:
            self.values[key] = self._value(one)
        return self.values[key]

    def _value(self, one: Expected) -> Decimal | None:
        """Work out the value of a number's facet."""
        cell = self.cells.get(one.cell_id)
        if cell is None:
            return None
        if one.facet in ("lo", "hi"):
            return _end(cell, one.facet)
        if one.facet == "age":
            return _age(cell)
        if one.facet == "previous" or one.facet.startswith("by_"):
            column = "old" if one.facet == "previous" else one.facet
            return _decimal(self.changes.get(one.cell_id, {}).get(column))
        if one.facet == "revision" or one.facet.startswith("vintage "):
            return _of_versions(self.versions.get(one.cell_id, []), one.facet)
        return _decimal(cell.get(one.facet))


def read_register(files: Files, folder: str = "") -> Register:
    """Read the tables of a release for the issue in a folder of it; a missing one stops the release.

    The folder has the name of the territory that the issue is of; the country's has none.
    """
    return read_registers(files, [folder])[folder]


def read_registers(files: Files, folders: Iterable[str], *, ids: bool = True) -> dict[str, Register]:
    """Read the tables of a release once, for the issues in several folders: each has numbers of its own."""
    for name in (NUMBERS, CELLS):
        if name not in files:
            raise StopRuleError(f"The release has no {name}: nothing can be held against the pages.")
    tables = {name: _read(files[name]) for name in sorted(files) if _is_table(name)}
    numbers: dict[str, dict[str, list[Expected]]] = defaultdict(lambda: defaultdict(list))
    for territory, lang, one in _expected(tables[NUMBERS]):
        numbers[territory][lang].append(one)
    versions: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(tables, f"{PAGES}versions.csv"):
        versions[row["cell_id"]].append(row)
    cells = {row["cell_id"]: row for row in _rows(tables, CELLS)}
    changes = {row["cell_id"]: row for row in _rows(tables, "changes.csv")}
    sources = list(_rows(tables, "sources.csv"))
    shared = (cells, changes, dict(versions), sources)
    known = frozenset(_ids(tables.values())) if ids else frozenset[str]()
    values: dict[tuple[str, str], Decimal | None] = {}
    return {folder: Register(dict(numbers[folder.rstrip("/")]), *shared, known, values) for folder in folders}


def _is_table(name: str) -> bool:
    """Tell whether a file is a table that pages are held against; the evidence stands behind those."""
    return name.endswith(".csv") and not name.startswith("evidence/")


def _expected(table: Table) -> Iterator[tuple[str, str, Expected]]:
    """Read the rows of published_number: territory, language, number."""
    at = {name: column for column, name in enumerate(table[0])}
    territory = at.get("territory")
    pick = itemgetter(*(at[name] for name in _NUMBER))
    for fields in table[1:]:
        lang, number, printed, cell, facet, places, section, label, row, col, place = pick(fields)
        one = Expected(
            number, printed, cell, facet, int(places), section, label, int(row or 0), int(col or 0), place
        )
        yield "" if territory is None else fields[territory], lang, one


def _read(data: bytes) -> Table:
    """Read a CSV file; a row that is short has nothing in its last fields, one that is long is cut."""
    table = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    width = len(table[0]) if table else 0
    if all(len(row) == width for row in table):
        return table
    return [(row + [""] * width)[:width] for row in table if row]


def _rows(tables: Mapping[str, Table], name: str) -> Iterator[Row]:
    """Yield the rows of a table by column; none where the release does not have it."""
    head, *rows = tables.get(name) or [[]]
    return (dict(zip(head, row, strict=True)) for row in rows)


def _ids(tables: Iterable[Table]) -> Iterator[str]:
    """Yield every identifier of the tables."""
    for head, *rows in filter(None, tables):
        columns = [column for column, name in enumerate(head) if name.endswith(_IDS)]
        for row in rows:
            for column in columns:
                yield from row[column].split(";")


def _decimal(text: str | None) -> Decimal | None:
    """Read an exact value; empty is none."""
    return Decimal(text) if text else None


def _end(cell: Row, facet: str) -> Decimal | None:
    """Return an end of a cell's interval: as stated, else half a width from the value."""
    stated = _decimal(cell[facet])
    if stated is not None or not cell["half_width"] or not cell["value"]:
        return stated
    half = Decimal(cell["half_width"])
    return Decimal(cell["value"]) + (half if facet == "hi" else -half)


def _age(cell: Row) -> Decimal | None:
    """Count the days from a cell's reference date to the end of the month of the release."""
    if not cell["reference_date"]:
        return None
    first = date.fromisoformat(cell["month"])
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Decimal((last - date.fromisoformat(cell["reference_date"])).days)


def _of_versions(rows: list[Row], facet: str) -> Decimal | None:
    """Return a figure as known at the end of a month, or its last version less its first."""
    if not rows:
        return None
    if facet == "revision":
        first, last = _decimal(rows[0]["value"]), _decimal(rows[-1]["value"])
        return None if first is None or last is None else last - first
    vintage = facet.removeprefix("vintage ")
    known = [row for row in rows if row["known_on"][:7] <= vintage]
    return _decimal(known[-1]["value"]) if known else None
