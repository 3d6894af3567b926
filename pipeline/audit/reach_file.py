"""Keeps what a release's figures reach, by what the release says: made once, read back at once."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.audit.reach import Reach, build
from pipeline.errors import MachineError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically

_FORM = "crossfoot reach 2"
"""The first entry of a file; another form is made anew."""
_TEXTS = ("cells", "rows", "figures", "places", "numbers", "origins")
_HEADS = ("columns", "cell_columns")
_ARRAYS = {
    "source": "<i4",
    "target": "<i4",
    "number_cell": "<i4",
    "number_place": "<i4",
}
_READ = ("cells.csv", "cell_input.csv", "published_number.csv", "sources.csv")
_READ_EVIDENCE = ("observation.csv", "figure.csv")


class Lines(Sequence[str]):
    """Texts of a file that are parted when one is asked for."""

    def __init__(self, data: bytes) -> None:
        """Take the texts, each followed by a line feed."""
        self.data = data
        self._parted: list[str] | None = None

    @property
    def parted(self) -> list[str]:
        """The texts as a list."""
        if self._parted is None:
            self._parted = self.data.decode().split("\n")[:-1]
        return self._parted

    def __len__(self) -> int:
        """Count the texts."""
        return self.data.count(b"\n") if self._parted is None else len(self._parted)

    def __getitem__(self, place: Any) -> Any:
        """Return a text, or some."""
        return self.parted[place]


def reach_of(folder: Path, kept: Path | None) -> Reach:
    """Return the graph of a release folder, from the file of an earlier look or from its tables.

    `kept` is the folder for such files; one that cannot be written is done without. A file stands for the
    manifest, and for the sizes and times of the tables that were read.
    """
    path = kept / f"{file_hash(folder / 'manifest.json')}.reach" if kept else None
    state = _state(folder)
    if path and path.is_file():
        found = _read(path, state)
        if found:
            return found
    reach = build(folder)
    if path:
        with suppress(MachineError):
            write_atomically(path, _bytes(reach, state))
    return reach


def _state(folder: Path) -> list[list[Any]]:
    """Say which tables a graph is made of: size and time of each."""
    paths = [*(folder / name for name in _READ), *(folder / "evidence" / name for name in _READ_EVIDENCE)]
    return [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in paths if path.is_file()]


def _bytes(reach: Reach, state: list[list[Any]]) -> bytes:
    """Write a graph: a line of JSON, then its texts and arrays one after another."""
    parts = {name: "".join(f"{text}\n" for text in getattr(reach, name)).encode() for name in _TEXTS}
    parts |= {name: getattr(reach, name).astype(kind).tobytes() for name, kind in _ARRAYS.items()}
    head = {
        "form": _FORM,
        "state": state,
        "release_id": reach.release_id,
        **{name: getattr(reach, name) for name in _HEADS},
        "sizes": {name: len(part) for name, part in parts.items()},
    }
    return json.dumps(head).encode() + b"\n" + b"".join(parts.values())


def _read(path: Path, state: list[list[Any]]) -> Reach | None:
    """Read a file back; None where it is of another form or of another state of the tables."""
    data = path.read_bytes()
    end = data.find(b"\n")
    try:
        head = json.loads(data[:end])
    except ValueError:
        return None
    whole = end + 1 + sum(head.get("sizes", {}).values())
    if head.get("form") != _FORM or head["state"] != state or len(data) != whole:
        return None
    parts: dict[str, Any] = {}
    place = end + 1
    for name, size in head["sizes"].items():
        part = data[place : place + size]
        parts[name] = Lines(part) if name in _TEXTS else np.frombuffer(part, _ARRAYS[name])
        place += size
    return Reach(release_id=head["release_id"], **{name: head[name] for name in _HEADS}, **parts)
