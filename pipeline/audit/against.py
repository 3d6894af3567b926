"""Holds what a source did not reach in one issue against another issue: a correction leaves it as it was."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from pipeline.audit.reach import Reach, digest_of_rows
from pipeline.audit.reach_file import reach_of
from pipeline.audit.trace import COUNTED, Reached, Record
from pipeline.errors import UsageError
from pipeline.sealed.folder import ReleaseFolder


@dataclass(frozen=True)
class Differing:
    """A cell of the rest that two issues have otherwise: each column with both texts, empty in neither."""

    cell_id: str
    columns: dict[str, tuple[str, str]]
    only_in: str = ""
    """The issue that has it, where the other one does not."""


@dataclass(frozen=True)
class Against:
    """The rest of one issue beside that of another: every cell that the source did not reach in the first.

    Cells that count what came in belong to neither.
    """

    found: Reached
    folder: Path
    other: Reach

    @cached_property
    def before(self) -> dict[str, str]:
        """The lines of the rest in the first issue, by cell."""
        reach, places = self.found.reach, np.flatnonzero(self.found.is_rest).tolist()
        return {reach.cells[place]: reach.rows[place] for place in places}

    @cached_property
    def now(self) -> dict[str, str]:
        """The lines of the rest in the second issue, by cell."""
        reached = set(self.found.cells)
        return {
            cell: row
            for cell, row in zip(self.other.cells, self.other.rows, strict=False)
            if cell not in reached and not cell.startswith(COUNTED)
        }

    @cached_property
    def rest_sha256(self) -> str:
        """The hash over the rest of the second issue, as `Reached.proof` has that of the first."""
        chosen = [cell in self.now for cell in self.other.cells]
        return digest_of_rows(self.other, np.array(chosen, np.bool_))

    @cached_property
    def differing(self) -> list[Differing]:
        """The cells of the rest that are not the same, by id."""
        return list(self._compared())

    def _compared(self) -> Iterator[Differing]:
        """Compare the lines of each cell, column by column where both issues have it."""
        ids = (self.found.reach.release_id, self.other.release_id)
        for cell in sorted({*self.before, *self.now}):
            lines = self.before.get(cell), self.now.get(cell)
            if lines[0] is None or lines[1] is None:
                yield Differing(cell, {}, ids[lines[0] is None])
                continue
            one, other = _parted(self.found.reach, lines[0]), _parted(self.other, lines[1])
            columns = {
                name: (one.get(name, ""), other.get(name, ""))
                for name in {**one, **other}
                if one.get(name) != other.get(name)
            }
            if columns:
                yield Differing(cell, columns)

    @property
    def is_same(self) -> bool:
        """Whether the source left every cell that it did not reach as it was."""
        return not self.differing


def hold_against(found: Reached, folder: Path, kept: Path | None = None) -> Against:
    """Hold the rest of a followed issue against another folder; UsageError for one of another office."""
    offices = ReleaseFolder.open(found.folder).office, ReleaseFolder.open(folder).office
    if offices[0] != offices[1]:
        raise UsageError(
            f"{found.folder} is of the office {offices[0]} and {folder} of {offices[1]}: there is nothing to "
            "compare. Name two issues of one office."
        )
    return Against(found, folder, reach_of(folder, kept))


def as_record(against: Against) -> Record:
    """Return what was compared, as JSON has it."""
    return {
        "release_id": against.other.release_id,
        "folder": against.folder.name,
        "rest": len(against.now),
        "rest_sha256": against.rest_sha256,
        "same": against.is_same,
        "differing": [
            {"cell_id": one.cell_id, "only_in": one.only_in, "columns": one.columns}
            for one in against.differing
        ],
    }


def _parted(reach: Reach, line: str) -> dict[str, str]:
    """Return a line by its columns."""
    return next(csv.DictReader([reach.cell_columns, line]))
