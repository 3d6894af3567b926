"""The issues of an office by their ids, and those that print a number or have a cell."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.audit.trace import release_folders
from pipeline.errors import UsageError
from pipeline.identity import file_hash
from pipeline.numbers_file import NUMBERS_FILE
from pipeline.office import Office
from pipeline.releasing.folder import public_states
from pipeline.releasing.model import State
from pipeline.sealed.folder import MANIFEST, releases_of

_ID = re.compile(r"\d{4}-\d{2}(@\d{4}-\d{2}-\d{2})?\.\d+")
_MOST = 5


@dataclass(frozen=True)
class Held:
    """An issue at hand: its folder, and where it is on its way to readers."""

    release_id: str
    folder: Path
    state: State

    @property
    def key(self) -> str:
        """Its month, with the as-of day where one was asked for."""
        return self.release_id.rpartition(".")[0]


def is_issue(text: str) -> bool:
    """Tell whether a text is the id of an issue, as 2026-01.1, and no month."""
    return _ID.fullmatch(text.strip()) is not None


def issue_folder(office: Office, release_id: str) -> Path:
    """Return the folder of an issue: the one that readers were given, else the newest draft of that id.

    Raises UsageError, with the issues of its month, where it is not at hand.
    """
    issues = _issues(office)
    own = [one for one in issues if one.release_id == release_id.strip()]
    if own:
        return max(own, key=lambda one: one.state is not State.DRAFT).folder
    key = release_id.strip().rpartition(".")[0]
    known = sorted({one.release_id for one in issues if one.key == key})
    raise UsageError(
        f"There is no issue {release_id} of office {office.code} at hand. "
        + (f"Of {key} there are: {', '.join(known)}." if known else f"There is none of {key}.")
    )


def where_else(office: Office, wanted: str) -> str:
    """Name the issues that print a number or have a cell, the newest last, and how each is asked.

    The id is in small letters. Empty where no issue has it.
    """
    if not releases_of(office.home / "releases"):
        return ""
    found = [(one, said) for one in _issues(office) if (said := _has(one.folder, wanted))]
    lines = [
        f"{one.release_id} ({one.state.value}) {said} it: crossfoot vouch {wanted} --in {one.folder}"
        for one, said in found[-_MOST:]
    ]
    return "".join(f"\n{line}" for line in lines)


def _issues(office: Office) -> list[Held]:
    """List the issues of an office by month and number: the newest of each month, and those readers had."""
    states = public_states(office)
    found = [
        Held(
            str(json.loads((folder / MANIFEST).read_bytes())["release_id"]),
            folder,
            states.get(file_hash(folder / MANIFEST), State.DRAFT),
        )
        for folder in release_folders(office.project, office.code)
    ]
    return sorted(found, key=lambda one: (one.key, int(one.release_id.rpartition(".")[2])))


def _has(folder: Path, wanted: str) -> str:
    """Say whether an issue prints a number or a cell, or only has the cell; empty for neither."""
    if any(wanted in (row["number_id"], row["cell_id"].lower()) for row in _rows(folder / NUMBERS_FILE)):
        return "prints"
    return "has" if any(wanted == row["cell_id"].lower() for row in _rows(folder / "cells.csv")) else ""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """Read a table of a release, nothing where it has none."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)
