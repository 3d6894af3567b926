"""Figures in the layout of their own source: a register's line, a document's span, a table's row.

A line is shown with all its columns, the field marked. A span is shown as the printed number between its
neighbours' printed numbers, without a word of the text. A cell is shown with the other figures of its row,
beside its sheet and its heads.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.conform import STAGE as CONFORM
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.intake.layout import load_layout
from pipeline.lake import Lake

NEIGHBOURS = 2
"""Printed numbers shown on either side of a span."""
MAX_CELLS = 12
"""Figures shown of a table's row; the others are left out on the far side."""
MAX_FIELD = 60
"""Characters shown of a field that is not the figure's own; longer ones are cut, with three dots."""
HIDDEN = ("note", "notes", "comment", "text", "quote", "sentence")
"""Columns of free text, in which a source's sentences may stand: their fields are not shown."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a figure stands, as a row of heads and values; `marked` is the index of its own."""

    figure_id: str
    kind: str
    file: str
    locator: str
    heads: tuple[str, ...]
    values: tuple[str, ...]
    marked: int


def show_places(lake: Lake, store: Path, figure_ids: Collection[str]) -> dict[str, Place]:
    """Show figures in the layout of their source, by figure_id; `store` is the raw store."""
    manifests = lake.manifests(INTAKE)
    figures = (
        pl.concat([lake.read(found, "raw.figure") for found in manifests]) if manifests else pl.DataFrame()
    )
    if figures.is_empty():
        return {}
    files = pl.concat([lake.read(found, "raw.file") for found in manifests]).unique("file_id", keep="last")
    names = dict(files.select("file_id", "name").iter_rows())
    wanted = figures.filter(pl.col("figure_id").is_in(sorted(figure_ids)))
    beside = figures.filter(pl.col("file_id").is_in(wanted["file_id"].unique().implode()))
    shown: dict[str, Place] = {}
    for (file_id,), own in wanted.sort("file_id", "locator").group_by("file_id", maintain_order=True):
        rows: list[Row] = list(own.iter_rows(named=True))
        near: list[Row] = list(beside.filter(pl.col("file_id") == file_id).iter_rows(named=True))
        name = str(names.get(file_id, file_id))
        for place in _places(rows, near, name, store / str(file_id)):
            shown[place.figure_id] = place
    return shown


def figures_of(lake: Lake, names: Collection[str]) -> dict[str, str]:
    """Return the figure_id of each named observation; a name that is a figure_id is its own."""
    found = dict.fromkeys(names, "")
    for manifest in lake.manifests(CONFORM):
        rows = lake.read(manifest, "core.observation").select("obs_id", "figure_id")
        found |= dict(rows.filter(pl.col("obs_id").is_in(sorted(names))).iter_rows())
    return {name: figure or name for name, figure in found.items()}


def locators_of(lake: Lake, figure_ids: Collection[str]) -> dict[str, str]:
    """Return the file of each figure and its place there, as 'investment.csv, line 2, value'."""
    wanted = pl.Series(sorted(figure_ids), dtype=pl.String)
    found: dict[str, str] = {}
    for manifest in lake.manifests(INTAKE):
        rows = lake.read(manifest, "raw.figure").filter(pl.col("figure_id").is_in(wanted.implode()))
        if rows.height:
            names = dict(lake.read(manifest, "raw.file").select("file_id", "name").iter_rows())
            chosen = rows.select("figure_id", "file_id", "locator").iter_rows()
            found |= {name: f"{names.get(file, file)}, {locator}" for name, file, locator in chosen}
    return found


def _places(rows: list[Row], near: list[Row], name: str, path: Path) -> Iterator[Place]:
    """Show the figures of one file."""
    fields = [row for row in rows if row["locator_kind"] == "field"]
    if fields:
        yield from _in_lines(fields, name, path)
    spans = sorted((row for row in near if row["locator_kind"] == "span"), key=start_of)
    yield from (_in_document(row, spans, name) for row in rows if row["locator_kind"] == "span")
    cells = [row for row in near if row["locator_kind"] == "cell"]
    yield from (_in_table(row, cells, name) for row in rows if row["locator_kind"] == "cell")


def _in_lines(rows: list[Row], name: str, path: Path) -> Iterator[Place]:
    """Show figures as the lines of their register, the field marked."""
    lines = dict(read_register(path))
    for row in rows:
        line = lines.get(int(row["line"]))
        if line is None:
            yield Place(row["figure_id"], "line", name, row["locator"], ("printed",), (row["as_printed"],), 0)
            continue
        own = own_column(row, list(line))
        values = tuple(shown_field(head, text, is_own=head == own) for head, text in line.items())
        marked = list(line).index(own) if own in line else 0
        yield Place(row["figure_id"], "line", name, row["locator"], tuple(line), values, marked)


def read_register(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Read the lines of a kept register with their numbers; none of one that is not held."""
    if not path.is_file():
        return []
    reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    head = next(reader, [])
    return [(reader.line_num, dict(zip(head, fields, strict=False))) for fields in reader if fields]


def own_column(row: Row, heads: list[str]) -> str:
    """Return the column that a figure stands in: that of its printed text, or of its value."""
    field = str(row["locator"]).rpartition(", ")[2]
    for figure in load_layout(row["layout"]).figures:
        if figure.field == field:
            return next((head for head in (figure.printed, figure.value) if head in heads), "")
    return ""


def shown_field(head: str, text: str, *, is_own: bool) -> str:
    """Return a field as it is shown: its own in full, free text not, others cut."""
    if is_own:
        return text
    if head.lower() in HIDDEN:
        return ""
    return text if len(text) <= MAX_FIELD else text[:MAX_FIELD].rstrip() + "..."


def _in_document(row: Row, spans: list[Row], name: str) -> Place:
    """Show a figure between the printed numbers that stand before and after it."""
    at = [one["figure_id"] for one in spans].index(row["figure_id"])
    before, after = spans[max(0, at - NEIGHBOURS) : at], spans[at + 1 : at + 1 + NEIGHBOURS]
    around = [*before, row, *after]
    heads = tuple(str(one["locator"]) for one in around)
    values = tuple(str(one["as_printed"]) for one in around)
    return Place(row["figure_id"], "span", name, row["locator"], heads, values, len(before))


def _in_table(row: Row, cells: list[Row], name: str) -> Place:
    """Show a figure with the other figures of its row of the sheet, and its heads."""
    sheet, _, number = cell_of(row)
    same = sorted(
        (one for one in cells if (cell_of(one)[0], cell_of(one)[2]) == (sheet, number)),
        key=lambda one: cell_of(one)[1],
    )
    at = [one["figure_id"] for one in same].index(row["figure_id"])
    first = max(0, min(at - MAX_CELLS // 2, len(same) - MAX_CELLS))
    around = same[first : first + MAX_CELLS]
    written = ("label_as_written", "territory_as_written", "period_as_written", "unit_as_written")
    heads = ("row and column heads", *(str(one["locator"]).rpartition(", ")[2] for one in around))
    labels = "; ".join(str(row[column]) for column in written if row[column])
    values = (labels, *(str(one["as_printed"]) for one in around))
    return Place(row["figure_id"], "cell", name, row["locator"], heads, values, 1 + at - first)


def start_of(row: Row) -> int:
    """Return the first character of a span."""
    found = re.search(r"\d+", str(row["locator"]))
    return int(found.group()) if found else 0


def cell_of(row: Row) -> tuple[str, int, int]:
    """Return sheet, column and row number of a cell's locator, as `sheet 2, C17`."""
    sheet, _, cell = str(row["locator"]).rpartition(", ")
    found = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", cell)
    if not found:
        return sheet, 0, 0
    return sheet, _column(found.group(1)), int(found.group(2))


def _column(letters: Iterable[str]) -> int:
    """Return the number of a column by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
