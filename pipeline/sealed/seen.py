"""Remembers of a release what its files were found to say, by their bytes, where everything agreed.

What tables, pages and sums say hangs on the bytes alone: while each file has the hash that it had, and the
checks are the same code, they find the same again.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MachineError
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.sealed.folder import MANIFEST
from pipeline.sealed.report import Report

_READERS = ("sealed", "counterproof")
"""The packages whose code decides what is checked."""


@dataclass(frozen=True)
class Seen:
    """What is kept about releases with one manifest."""

    path: Path

    @classmethod
    def of(cls, folder: Path, kept: Path) -> "Seen":
        """Name the file about a release in a folder for such files."""
        return cls(kept / f"{file_hash(folder / MANIFEST)}.seen.json")

    def read(self, hashes: Mapping[str, str]) -> Report | None:
        """Return what was checked when every file had these hashes, None where nothing is known of them."""
        try:
            found = json.loads(self.path.read_bytes())
            if found["state"] != _state(hashes):
                return None
            report = Report(read_before=True)
            report.checked.update(found["checked"])
            report.left_out.update(found["left_out"])
        except (OSError, ValueError, LookupError, AttributeError, TypeError):
            return None
        return report

    def keep(self, hashes: Mapping[str, str], report: Report) -> None:
        """Keep what was checked, where all of it agreed; where nothing can be written it is done without."""
        if report.faults or report.read_before:
            return
        from pipeline.lake import write_atomically

        told = {"state": _state(hashes), "checked": report.checked, "left_out": report.left_out}
        with suppress(MachineError):
            write_atomically(self.path, json.dumps(told, indent=1).encode())


def _state(hashes: Mapping[str, str]) -> str:
    """Hash the hashes of all files by path, and the code that reads them."""
    pipeline = Path(__file__).resolve().parent.parent
    return digest_of([dict(hashes), [tree_hash(pipeline / name, "*.py") for name in _READERS]])
