"""Figures where they stand: the line of the register, or the cell of the sheet, with its neighbours."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.register import read_text
from pipeline.lake import Lake
from pipeline.office import Office

AROUND = 1
"""So many lines stand above and below the one that is meant."""
Line = tuple[str, ...]


@dataclass(frozen=True)
class AtSource:
    """Where a figure stands: its file, its place in words, a table around it, the place in the table.

    `rows` begins with the head. `at` is the row of `rows` that is meant, `column` the name of its column.
    """

    obs_id: str
    file: str
    locator: str
    as_printed: str
    head: Line
    rows: tuple[Line, ...]
    at: int
    column: str


def at_source(office: Office, lake: Lake, names: Collection[str]) -> Iterator[AtSource]:
    """Yield where figures stand, in the order of `names`, which are observations or figures by their ids."""
    figures = _figures(lake, names)
    files = {row["file_id"]: row["name"] for row in _rows(lake, "raw.file", ["file_id", "name"])}
    opened: dict[str, list[list[str]]] = {}
    for name in names:
        row = figures.get(name)
        if row is None:
            continue
        file = files.get(row["file_id"], row["file_id"])
        if row["locator_kind"] == "field":
            lines = opened.setdefault(row["file_id"], _lines(office.home / "raw" / row["file_id"]))
            yield _in_register(name, row, file, lines)
        else:
            yield _in_words(name, row, file)


def _figures(lake: Lake, names: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """Find the printed figures behind observations, or the figures themselves."""
    wanted = list(names)
    figure_of = {name: name for name in wanted}
    for found in lake.manifests(CONFORM):
        rows = lake.read(found, "core.observation").select("obs_id", "figure_id")
        figure_of |= dict(rows.filter(pl.col("obs_id").is_in(wanted)).iter_rows())
    figures: dict[str, Mapping[str, Any]] = {}
    for found in lake.manifests(INTAKE):
        rows = lake.read(found, "raw.figure").filter(pl.col("figure_id").is_in(list(figure_of.values())))
        figures |= {row["figure_id"]: row for row in rows.iter_rows(named=True)}
    return {name: figures[figure] for name, figure in figure_of.items() if figure in figures}


def _rows(lake: Lake, table: str, columns: list[str]) -> Iterator[Mapping[str, Any]]:
    """Yield some columns of a table of intake."""
    for found in lake.manifests(INTAKE):
        yield from lake.read(found, table).select(columns).iter_rows(named=True)


def _lines(path: Path) -> list[list[str]]:
    """Read the lines of a register as they were delivered; the number of a line is its place plus one."""
    lines: list[list[str]] = []
    reader = csv.reader(io.StringIO(read_text(path), newline=""))
    for fields in reader:
        # A field may run over several lines: what it ends in is the number by which a figure names its line.
        lines += [[] for _ in range(reader.line_num - len(lines) - 1)]
        lines.append(fields)
    return lines


def _in_register(name: str, row: Mapping[str, Any], file: str, lines: list[list[str]]) -> AtSource:
    """Show the line of a register between its neighbours, below the head."""
    head, number = tuple(lines[0]), int(row["line"])
    first = max(2, number - AROUND)
    near = [(place, lines[place - 1]) for place in range(first, min(len(lines), number + AROUND) + 1)]
    shown = [(place, fields) for place, fields in near if len(fields) == len(head)]
    column = row["locator"].partition(", ")[2]
    return AtSource(
        name,
        file,
        row["locator"],
        row["as_printed"],
        ("line", *head),
        tuple((str(place), *fields) for place, fields in shown),
        next(at for at, (place, _) in enumerate(shown) if place == number),
        column if column in head else "",
    )


def _in_words(name: str, row: Mapping[str, Any], file: str) -> AtSource:
    """Show a cell of a sheet, or a place of a document, with the words that stand for it."""
    columns = ("label_as_written", "territory_as_written", "period_as_written", "unit_as_written")
    head = ("place", *(one.removesuffix("_as_written") for one in columns), "as printed")
    fields = (row["locator"], *(str(row[one] or "") for one in columns), row["as_printed"])
    return AtSource(name, file, row["locator"], row["as_printed"], head, (fields,), 0, "as printed")
