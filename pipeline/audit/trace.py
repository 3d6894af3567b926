"""From a source forward to all that it ever reached: cells, tables, figures, sentences, issues."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.audit.asked import Asked, read_asked, start_of
from pipeline.audit.reach import PLACE, Mask, Reach, digest_of_rows
from pipeline.audit.reach_file import reach_of
from pipeline.audit.rows import read_rows
from pipeline.audit.unreached import cannot_tell, unreached
from pipeline.errors import UsageError
from pipeline.identity import file_hash
from pipeline.office import load_office
from pipeline.project import Project
from pipeline.releasing.folder import public_states
from pipeline.releasing.model import State
from pipeline.sealed.folder import MANIFEST, ReleaseFolder, releases_of
from pipeline.swap import finished

Record = dict[str, Any]
COUNTED = "quality."
"""Cells whose ids begin so count what came in. Nothing is named as their input; every source is counted."""


@dataclass(frozen=True)
class Reached:
    """What a source reaches in one release."""

    folder: Path
    reach: Reach
    start: Mask
    found: Mask
    state: State | None = None
    """Where it is on its way to readers; None where that is not known: a folder by itself does not say."""

    @cached_property
    def figures(self) -> list[str]:
        """The figures that are what was asked for."""
        places = np.flatnonzero(self.start[len(self.reach.cells) :]).tolist()
        return [self.reach.figures[place] for place in places]

    @cached_property
    def cells(self) -> list[str]:
        """The cells that are reached, in the order of their ids."""
        return sorted(
            self.reach.cells[place] for place in np.flatnonzero(self.found[: len(self.reach.cells)]).tolist()
        )

    @cached_property
    def is_printed(self) -> Mask:
        """Which of the printed numbers are of a reached cell."""
        return np.asarray(self.found[self.reach.number_cell], np.bool_)

    def numbers(self) -> list[dict[str, str]]:
        """Return the rows of published_number.csv that are reached."""
        lines = [self.reach.numbers[place] for place in np.flatnonzero(self.is_printed).tolist()]
        return list(csv.DictReader([self.reach.columns, *lines]))

    def places(self) -> list[Record]:
        """Return where reached numbers stand, with how many: publication, section, table or figure, kind."""
        places, counts = np.unique(self.reach.number_place[self.is_printed], return_counts=True)
        return [
            dict(zip(PLACE, self.reach.places[place].split("\t"), strict=True)) | {"numbers": int(count)}
            for place, count in zip(places.tolist(), counts.tolist(), strict=True)
        ]

    def judged(self) -> list[dict[str, str]]:
        """Return the findings that name the figures: without these a rule may find otherwise."""
        own = set(self.figures)
        rows = read_rows(self.folder / "findings.csv")
        return [row for row in rows if own & {*row["tested"].split(";"), *row["compared"].split(";")}]

    @cached_property
    def is_counted(self) -> Mask:
        """Which nodes are cells that count what came in."""
        found = np.zeros(self.found.size, np.bool_)
        found[[place for place, name in enumerate(self.reach.cells) if name.startswith(COUNTED)]] = True
        return found

    @cached_property
    def is_rest(self) -> Mask:
        """Which nodes are cells of cells.csv that are not reached and count nothing."""
        return self._handed & ~self.found & ~self.is_counted

    @property
    def _handed(self) -> Mask:
        """Which nodes are cells of cells.csv."""
        return np.arange(self.found.size) < len(self.reach.rows)

    @cached_property
    def proof(self) -> Record:
        """Say why the rest is unchanged: no edge leads from what is reached to a cell of the rest.

        `rest_sha256` is that of the lines of the rest in cells.csv without what is the run's: the issue that
        corrects has the same (`pipeline/audit/against.py`). Cells that count what came in stand apart.
        """
        handed = self._handed
        return {
            "cells": int(handed.sum()),
            "reached": int((handed & self.found).sum()),
            "counts": int((handed & self.is_counted & ~self.found).sum()),
            "rest": int(self.is_rest.sum()),
            "edges": int(self.reach.source.size),
            "edges_into_rest": self.reach.crossings(self.found),
            "rest_sha256": digest_of_rows(self.reach, self.is_rest),
        }


def trace(
    folders: Sequence[Path],
    text: str,
    kept: Path | None = None,
    states: Mapping[str, State] | None = None,
) -> list[Reached]:
    """Follow a source through releases; only those that it reaches are returned, in the order given.

    None is returned where a release knows it and it reaches nothing: `unreached` says why. Raises UsageError
    where no release knows it. `kept` is a folder for what is read quicker next time,
    `states` those of the issues that readers were given, by the hash of the manifest: another is a draft.
    """
    asked = read_asked(text)
    for folder in folders:
        if not (folder / "manifest.json").is_file():
            ReleaseFolder.open(folder)
    found = [_follow(folder, asked, kept, states) for folder in folders]
    known = [one for one in found if one.start.any()]
    if not known and not unreached(folders, text):
        without = [one.folder.name for one in found if not one.reach.origins]
        raise UsageError(
            f"'{text}' is no source, file, place, figure, cell or number of "
            f"{_some([one.folder.name for one in found])}. A file is named by its name or SHA-256, a place "
            "in it behind a comma, as in 'works.csv, line 7'."
            + (
                f" {_some(without)} have no evidence, so that files and sources are not known."
                * bool(without)
            )
            + cannot_tell(folders)
        )
    return known


def _follow(folder: Path, asked: Asked, kept: Path | None, states: Mapping[str, State] | None) -> Reached:
    """Follow a source through one release."""
    reach = reach_of(folder, kept)
    start = start_of(reach, asked)
    found = reach.forward(start) if start.any() else start
    state = None if states is None else states.get(file_hash(folder / MANIFEST), State.DRAFT)
    return Reached(folder, reach, start, found, state)


def _some(names: Sequence[str], most: int = 3) -> str:
    """Name some, and say how many more there are."""
    shown = ", ".join(names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "") if names else "no release"


def as_record(found: Reached) -> Record:
    """Return what a source reaches in a release, as JSON has it."""
    return {
        "release_id": found.reach.release_id,
        "folder": found.folder.name,
        "state": found.state.value if found.state else "",
        "figures": found.figures,
        "cells": found.cells,
        "places": found.places(),
        "numbers": found.numbers(),
        "findings": [row["finding_id"] for row in found.judged()],
        "proof": found.proof,
    }


def release_folders(project: Project, office: str) -> list[Path]:
    """List the releases of an office: of each month the newest, and those that readers were given.

    A draft that a later one took the place of is left out. UsageError where there is none at all.
    """
    releases = project.home(office) / "releases"
    newest = {path.parent.resolve() for path in finished(releases, MANIFEST)}
    found = releases_of(releases)
    if not found:
        raise UsageError(
            f"There is no release in {releases}. Name release folders with --in, or run a month first."
        )
    public = public_states(load_office(project, office))
    return [path for path in found if path in newest or file_hash(path / MANIFEST) in public]
