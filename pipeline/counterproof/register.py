"""What a release says of its numbers: where each stands, of which cell it is, which value the cell has."""

import csv
import io
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from pipeline.counterproof.numbers import rounded
from pipeline.errors import StopRuleError

Row = dict[str, str]
Files = Mapping[str, bytes]
PAGES = "methodology/"
"""Sections of published_number that are pages of their own begin so."""
NUMBERS, CELLS = "published_number.csv", "cells.csv"
_NUMBER = (
    *("lang", "number_id", "printed", "cell_id", "facet", "places", "section", "table_or_figure"),
    *("row", "col", "place"),
)
_FACETS = ("half_width", "value", "lo", "hi", "reference_date", "month")
"""Columns of cells that facets with names of their own are made of."""
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
    cells: Mapping[str, Sequence[str]]
    """By cell_id, what `columns` name."""
    columns: Sequence[str]
    changes: dict[str, Row] = field(default_factory=dict)
    versions: dict[str, list[Row]] = field(default_factory=dict)
    sources: list[Row] = field(default_factory=list)
    ids: frozenset[str] = frozenset()
    """Every identifier that a table of the release has, where they were asked for."""
    units: dict[tuple[str, str, int], tuple[int, int] | None] = field(default_factory=dict)
    """What was rounded, by cell, facet and decimals; the registers of a release share it."""
    agreed: set[tuple[str, str, str, str, int]] = field(default_factory=set)
    """Language, text, cell, facet and decimals where text and value were found to agree; shared too."""

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

    @cached_property
    def _plain(self) -> dict[str, int]:
        """The columns of cells that are a facet as they stand."""
        apart = ("lo", "hi", "age", "previous", "revision")
        return {
            name: at
            for at, name in enumerate(self.columns)
            if name not in apart and not name.startswith(("by_", "vintage "))
        }

    def rounded(self, one: Expected) -> tuple[int, int] | None:
        """Return what a number must say, in the form of `read_number`; nothing where no table states it."""
        key = one.cell_id, one.facet, one.places
        if key not in self.units:
            value = self.value(one)
            self.units[key] = None if value is None else (rounded(value, one.places), one.places)
        return self.units[key]

    def value(self, one: Expected) -> Decimal | None:
        """Return the exact value of a number's facet, nothing where the release does not state it."""
        fields = self.cells.get(one.cell_id)
        if fields is None:
            return None
        if one.facet in self._plain:
            return _decimal(fields[self._plain[one.facet]])
        return self._value(one, dict(zip(self.columns, fields, strict=True)))

    def _value(self, one: Expected, cell: Row) -> Decimal | None:
        """Work out a facet that is no column of the cells."""
        if one.facet in ("lo", "hi"):
            return _end(cell, one.facet)
        if one.facet == "age":
            return _age(cell)
        if one.facet == "previous" or one.facet.startswith("by_"):
            column = "old" if one.facet == "previous" else one.facet
            return _decimal(self.changes.get(one.cell_id, {}).get(column))
        if one.facet == "revision" or one.facet.startswith("vintage "):
            return _of_versions(self.versions.get(one.cell_id, []), one.facet)
        return None


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
    tables: dict[str, Iterable[Sequence[str]]] = {
        name: _read(files[name]) for name in sorted(files) if _is_table(name)
    }
    if ids:
        tables = {name: list(rows) for name, rows in tables.items()}
    numbers: dict[str, dict[str, list[Expected]]] = defaultdict(lambda: defaultdict(list))
    for territory, lang, one in _expected(iter(tables[NUMBERS])):
        numbers[territory][lang].append(one)
    facets = {one.facet for by_lang in numbers.values() for rows in by_lang.values() for one in rows}
    columns, cells = _cells(iter(tables[CELLS]), facets)
    versions: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(tables, f"{PAGES}versions.csv"):
        versions[row["cell_id"]].append(row)
    changes = {row["cell_id"]: row for row in _rows(tables, "changes.csv")}
    sources = list(_rows(tables, "sources.csv"))
    known = frozenset(_ids(tables.values())) if ids else frozenset[str]()
    units: dict[tuple[str, str, int], tuple[int, int] | None] = {}
    agreed: set[tuple[str, str, str, str, int]] = set()
    shared = (cells, columns, changes, dict(versions), sources, known, units, agreed)
    return {folder: Register(dict(numbers[folder.rstrip("/")]), *shared) for folder in folders}


def _is_table(name: str) -> bool:
    """Tell whether a file is a table that pages are held against; the evidence stands behind those."""
    return name.endswith(".csv") and not name.startswith("evidence/")


def _expected(table: Iterator[Sequence[str]]) -> Iterator[tuple[str, str, Expected]]:
    """Read the rows of published_number: territory, language, number."""
    at = {name: column for column, name in enumerate(next(table, ()))}
    territory = at.get("territory")
    pick = itemgetter(*(at[name] for name in _NUMBER))
    for fields in table:
        lang, number, printed, cell, facet, places, section, label, row, col, place = pick(fields)
        one = Expected(
            number, printed, cell, facet, int(places), section, label, int(row or 0), int(col or 0), place
        )
        yield "" if territory is None else fields[territory], lang, one


def _cells(
    table: Iterator[Sequence[str]], facets: Collection[str]
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Read of cells what facets are made of: the names of the columns, and what they have by cell_id."""
    at = {name: column for column, name in enumerate(next(table, ()))}
    columns = [name for name in at if name == "cell_id" or name in _FACETS or name in facets]
    if not columns:
        return columns, {}
    pick = itemgetter(*(at[name] for name in columns), 0)
    own = at["cell_id"]
    return columns, {fields[own]: pick(fields)[:-1] for fields in table}


def _read(data: bytes) -> Iterator[Sequence[str]]:
    """Read a CSV file; a row that is short has nothing in its last fields, one that is long is cut."""
    width = None
    for row in _fields(data):
        width = len(row) if width is None else width
        if len(row) == width:
            yield row
        elif row:
            yield (row + [""] * width)[:width]


def _fields(data: bytes) -> Iterator[list[str]]:
    """Part the rows of a CSV file; where nothing is quoted, lines and commas do so, which costs half."""
    if b'"' in data or b"\r" in data:
        return csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline=""))
    return (line.split(",") if line else [] for line in data.decode("utf-8").split("\n"))


def _rows(tables: Mapping[str, Iterable[Sequence[str]]], name: str) -> Iterator[Row]:
    """Yield the rows of a table by column; none where the release does not have it."""
    table = iter(tables.get(name, ()))
    head = next(table, ())
    return (dict(zip(head, row, strict=True)) for row in table)


def _ids(tables: Iterable[Iterable[Sequence[str]]]) -> Iterator[str]:
    """Yield every identifier of the tables."""
    for table in tables:
        rows = iter(table)
        columns = [column for column, name in enumerate(next(rows, ())) if name.endswith(_IDS)]
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
