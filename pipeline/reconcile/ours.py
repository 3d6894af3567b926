"""The cells of a month: what the run computed and what its release prints."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import polars as pl

from pipeline.bulletin.binding import facet_value, number_id
from pipeline.errors import UsageError
from pipeline.indicators.cells import CELL
from pipeline.indicators.compute import BESIDE
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.lake import Lake, Manifest
from pipeline.month import Month
from pipeline.numbers_file import NUMBERS_FILE, is_beside
from pipeline.office import Office
from pipeline.present import MINUS, PADDING, STYLES
from pipeline.reconcile.model import Cell
from pipeline.window import partition_key, window_of

_FACETS: Final = ("value", "lo", "hi")


@dataclass(frozen=True)
class Ours:
    """The cells of a month by their ids, and the numbers that its release prints, one row each."""

    month: str
    as_of: str
    cells: Mapping[str, Cell]
    printed: tuple[Mapping[str, str], ...] = ()
    released: frozenset[str] = frozenset()
    """The cells that its release hands on; none where there is no release."""

    @cached_property
    def numbers(self) -> dict[str, tuple[str, str]]:
        """The cell and the facet of each number id, printed or not."""
        found = {number_id(name, facet): (name, facet) for name in self.cells for facet in _FACETS}
        return found | {row["number_id"]: (row["cell_id"], row["facet"]) for row in self.printed}

    @cached_property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """The tables and figures that print each number id, in their order."""
        found: dict[str, dict[str, None]] = {}
        for row in self.printed:
            if in_bulletin(row):
                found.setdefault(row["number_id"], {})[row["table_or_figure"]] = None
        return {name: tuple(tables) for name, tables in found.items()}

    def exact(self, cell_id: str, facet: str) -> Decimal | None:
        """Return a facet of a cell; one that is put to it for a page is the number as printed."""
        cell = self.cells.get(cell_id)
        if cell is not None and _has(cell, facet):
            return facet_value(dict(cell), facet)
        return self._as_printed.get((cell_id, facet))

    @cached_property
    def _as_printed(self) -> dict[tuple[str, str], Decimal]:
        """The numbers as printed, by cell and facet."""
        found = {}
        for row in self.printed:
            style = STYLES[row["lang"]]
            text = row["printed"].strip(PADDING).replace(style.thousands, "").replace(style.decimal, ".")
            found[row["cell_id"], row["facet"]] = Decimal(text.replace(MINUS, "-").removeprefix("+"))
        return found


def load_ours(office: Office, month: Month, asked: date | None = None) -> Ours:
    """Read the cells of a month that was run; `asked` is the as-of day of a run with results of its own.

    Raises UsageError where the month was not run, and for a month or a day that no run is of.
    """
    key = partition_key(month, asked)
    lake, folder = Lake(office.home / "lake"), office.home / "releases" / key
    manifest = lake.manifest(INDICATORS, key)
    cells = {str(cell["cell_id"]): cell for cell in _released(folder / "cells.csv")}
    released = frozenset(cells)
    if manifest is not None:
        cells |= _computed(lake, manifest)
    if not cells:
        window_of(office, month, asked)
        known = f" --as-of {asked}" if asked else ""
        raise UsageError(
            f"Office {office.code} has no results for month {key}. Run it first: crossfoot run {month.key} "
            f"--office {office.code}{known}"
        )
    days = (str(cell["as_of"]) for cell in cells.values())
    as_of = str(manifest.facts["as_of"]) if manifest is not None else max(days)
    return Ours(key, as_of, cells, tuple(_rows(folder / NUMBERS_FILE)), released)


def in_bulletin(row: Mapping[str, str]) -> bool:
    """Tell whether a printed number stands in a table or figure of the bulletin."""
    return bool(row["table_or_figure"]) and not is_beside(row)


def _computed(lake: Lake, manifest: Manifest) -> dict[str, Cell]:
    """Return the cells that a run computed."""
    tables = [name for name in manifest.tables if name not in ("indicators.cell_input", *BESIDE)]
    frames = (lake.read(manifest, table) for table in tables)
    return {row["cell_id"]: row for frame in frames for row in frame.iter_rows(named=True)}


def _released(path: Path) -> Iterable[Cell]:
    """Return the cells of a release in their types."""
    for row in _rows(path):
        yield {name: _typed(CELL.get(name), text) for name, text in row.items()}


def _typed(kind: Any, text: str) -> Any:
    """Read a field of cells.csv."""
    if not text:
        return None
    if kind == pl.Date:
        return date.fromisoformat(text)
    return Decimal(text) if isinstance(kind, pl.Decimal) else text


def _rows(path: Path) -> list[dict[str, str]]:
    """Read a data file of a release; none where there is no release."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _has(cell: Cell, facet: str) -> bool:
    """Tell whether a cell has a facet of its own."""
    by_width = facet in ("lo", "hi") and cell.get("half_width") is not None
    return isinstance(cell.get(facet), Decimal) or by_width
