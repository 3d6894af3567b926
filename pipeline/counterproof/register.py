"""What a release says of its numbers: where each stands, of which cell it is, which value the cell has."""

import csv
import io
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.errors import StopRuleError

Row = dict[str, str]
Files = Mapping[str, bytes]
PAGES = "methodology/"
"""Sections of published_number that are pages of their own begin so."""
NUMBERS, CELLS = "published_number.csv", "cells.csv"
_IDS = ("_id", "cell", "tested", "compared", "decisions", "behind", "digest", "inputs")


@dataclass(frozen=True)
class Expected:
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
    """Every identifier that a table of the release has."""

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


def read_registers(files: Files, folders: Iterable[str]) -> dict[str, Register]:
    """Read the tables of a release once, for the issues in several folders: each has numbers of its own."""
    for name in (NUMBERS, CELLS):
        if name not in files:
            raise StopRuleError(f"The release has no {name}: nothing can be held against the pages.")
    tables = {name: _read(files[name]) for name in sorted(files) if _is_table(name)}
    numbers: dict[str, dict[str, list[Expected]]] = defaultdict(lambda: defaultdict(list))
    for row in tables[NUMBERS]:
        numbers[row.get("territory", "")][row["lang"]].append(_expected(row))
    versions: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get(f"{PAGES}versions.csv", []):
        versions[row["cell_id"]].append(row)
    cells = {row["cell_id"]: row for row in tables[CELLS]}
    changes = {row["cell_id"]: row for row in tables.get("changes.csv", [])}
    sources, ids = tables.get("sources.csv", []), frozenset(_ids(tables.values()))
    return {
        folder: Register(dict(numbers[folder.rstrip("/")]), cells, changes, dict(versions), sources, ids)
        for folder in folders
    }


def _is_table(name: str) -> bool:
    """Tell whether a file is a table that pages are held against; the evidence stands behind those."""
    return name.endswith(".csv") and not name.startswith("evidence/")


def _expected(row: Row) -> Expected:
    """Read a row of published_number."""
    return Expected(
        row["number_id"],
        row["printed"],
        row["cell_id"],
        row["facet"],
        int(row["places"]),
        row["section"],
        row["table_or_figure"],
        int(row["row"] or 0),
        int(row["col"] or 0),
        row["place"],
    )


def _read(data: bytes) -> list[Row]:
    """Read a CSV file as csv.DictReader does, at once where each row is as long as the head."""
    text = data.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return list(csv.DictReader(io.StringIO(text, newline="")))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def _ids(tables: Iterable[list[Row]]) -> Iterable[str]:
    """Yield every identifier of the tables."""
    for rows in tables:
        columns = [name for name in (rows[0] if rows else ()) if name.endswith(_IDS)]
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
