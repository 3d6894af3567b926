"""What a figure reaches in a release: its cells, numbers and the edges between them, as arrays.

An index is made once a release and read back in a millisecond (`pipeline/audit/reach_file.py`).
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.audit.rows import header_and_lines, read_rows
from pipeline.errors import BadInputError

Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
ORIGIN = ("obs_id", "figure_id", "source_id", "address", "file_id", "file", "locator")
"""What is known of a figure by which a person may ask for it."""
PLACE = ("lang", "territory", "section", "table_or_figure", "place")
"""Where a number stands: the publication, and the table, figure, sentence or description in it."""
OF_RUN = ("as_of", "month")
"""The last columns of cells.csv: they say of which run a line is, and nothing of its cell."""


@dataclass(frozen=True)
class Reach:
    """A release as a graph: nodes are its cells, then the figures behind them.

    An edge leads to a cell from what it is made of.

    `rows` are the lines of cells.csv without the columns OF_RUN, in their order: the first cells, one a line;
    those behind, which are not in it, follow. `numbers` are the lines of published_number.csv as they stand
    there, `columns` and `cell_columns` the heads of both.
    """

    release_id: str
    cells: Sequence[str]
    figures: Sequence[str]
    source: Ints
    target: Ints
    rows: Sequence[str]
    number_cell: Ints
    number_place: Ints
    places: Sequence[str]
    numbers: Sequence[str]
    columns: str
    cell_columns: str
    origins: Sequence[str] = ()
    """A line of ORIGIN, parted by tabulators, for each figure; empty without evidence."""

    def forward(self, start: Mask) -> Mask:
        """Return every node that a set of nodes leads to, the set included."""
        found = start.copy()
        count = int(found.sum())
        while True:
            found[self.target[found[self.source]]] = True
            if (now := int(found.sum())) == count:
                return found
            count = now

    def crossings(self, found: Mask) -> int:
        """Count the edges that lead out of a set: none, where the set holds all that it leads to."""
        return int((found[self.source] & ~found[self.target]).sum())


def build(folder: Path) -> Reach:
    """Read the graph of a release folder; BadInputError where a cell stands in two rows."""
    cell_columns, own, rows = _cells(folder)
    pairs = [(row["cell_id"], row["input_id"]) for row in read_rows(folder / "cell_input.csv")]
    cells = [*own, *sorted({cell for cell, _ in pairs} - own.keys())]
    at = {name: place for place, name in enumerate(cells)}
    figures = sorted({other for _, other in pairs if other not in at})
    at |= {name: place for place, name in enumerate(figures, len(cells))}
    columns, lines = header_and_lines(folder / "published_number.csv")
    numbers = list(csv.DictReader([columns, *lines]))
    if len(numbers) != len(lines):
        raise BadInputError(
            f"published_number.csv of {folder} has a row over several lines, which no release writes. "
            "Ask `crossfoot verify` about the folder."
        )
    places = ["\t".join(row[name] for name in PLACE) for row in numbers]
    known = {text: place for place, text in enumerate(dict.fromkeys(places))}
    return Reach(
        release_id=numbers[0]["release_id"] if numbers else folder.name,
        cells=cells,
        figures=figures,
        source=np.array([at[other] for _, other in pairs], np.int32),
        target=np.array([at[cell] for cell, _ in pairs], np.int32),
        rows=rows,
        number_cell=np.array([at[row["cell_id"]] for row in numbers], np.int32),
        number_place=np.array([known[text] for text in places], np.int32),
        places=list(known),
        numbers=lines,
        columns=columns,
        cell_columns=cell_columns,
        origins=list(_origins(folder, figures)),
    )


def digest_of_rows(reach: Reach, chosen: Mask) -> str:
    """Return the SHA-256 over the chosen lines of `rows`, sorted by their bytes, each with a line feed."""
    lines = sorted(compress(reach.rows, chosen[: len(reach.rows)].tolist()))
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _cells(folder: Path) -> tuple[str, dict[str, int], list[str]]:
    """Return the columns of a release's cells, its cells in their order, and what a line says of each."""
    columns, lines = header_and_lines(folder / "cells.csv")
    names = [row["cell_id"] for row in csv.DictReader([columns, *lines])]
    own = {name: place for place, name in enumerate(names)}
    if len(own) != len(lines):
        raise BadInputError(
            f"cells.csv of {folder} has {len(lines)} lines and {len(own)} cells; each cell has one line. "
            "Ask `crossfoot verify` about the folder."
        )
    kept, *last = columns.rsplit(",", len(OF_RUN))
    if tuple(last) != OF_RUN:
        raise BadInputError(
            f"cells.csv of {folder} ends with the columns {', '.join(last)}; that of a release ends with "
            f"{' and '.join(OF_RUN)}. Ask `crossfoot verify` about the folder."
        )
    return kept, own, [line.rsplit(",", len(OF_RUN))[0] for line in lines]


def _origins(folder: Path, figures: Iterable[str]) -> Iterator[str]:
    """Yield what is known of each figure, in the order of ORIGIN; nothing where there is no evidence."""
    evidence = folder / "evidence"
    if not (evidence / "observation.csv").is_file():
        return
    wanted = set(figures)
    seen = {row["obs_id"]: row for row in read_rows(evidence / "observation.csv") if row["obs_id"] in wanted}
    stands = {row["figure_id"]: row for row in read_rows(evidence / "figure.csv")}
    addresses = {row["source_id"]: row["address"] for row in read_rows(folder / "sources.csv")}
    for name in figures:
        row = seen.get(name, {})
        figure = stands.get(row.get("figure_id", name), {})
        file_id = figure.get("file_id", "")
        source = row.get("source_id") or figure.get("source_id", "")
        found = {
            "obs_id": name,
            "figure_id": row.get("figure_id", name),
            "source_id": source,
            "address": addresses.get(source, ""),
            "file_id": file_id,
            "file": figure.get("file", ""),
            "locator": figure.get("locator", ""),
        }
        yield "\t".join(found[part].replace("\t", " ") for part in ORIGIN)
