"""What a release knows of a source that reaches nothing in it: it was taken back, or no cell rests on it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.audit.asked import Asked, is_hash, read_asked
from pipeline.audit.rows import Row, read_rows
from pipeline.sealed.folder import EVIDENCE, ReleaseFolder

WITHDRAWN = f"{EVIDENCE}/withdrawn.csv"
"""What sources had taken back by the as-of day; issues that were made before there was one have none."""
_KNOWN = ("observation", "figure", "input")
_NAMES = ("source_id", "obs_id", "figure_id", "file", "name", "address")
_FILES = ("file_id", "sha256")


@dataclass(frozen=True)
class Unreached:
    """What a release says of a source that reaches nothing in it."""

    folder: Path
    release_id: str
    said: str

    @property
    def sentence(self) -> str:
        """Say it of the release."""
        return f"{self.release_id}  ({self.folder.name}): {self.said}; it reaches nothing here"


def unreached(folders: Iterable[Path], text: str, *, withdrawn_alone: bool = False) -> list[Unreached]:
    """Say of each folder what it knows of something that reaches nothing there; others are left out.

    `withdrawn_alone` leaves out what is known, was not withdrawn, and no cell rests on.
    """
    asked = read_asked(text)
    told = [(folder, _taken_back(folder, asked)) for folder in folders]
    if not withdrawn_alone:
        told = [(folder, said or _behind_nothing(folder, asked)) for folder, said in told]
    return [Unreached(folder, ReleaseFolder.open(folder).release_id, said) for folder, said in told if said]


def _taken_back(folder: Path, asked: Asked) -> str:
    """Say when and why what was asked for was taken back, empty where a release does not know that it was."""
    counts = Counter(
        (row["known_on"], row["withdrawal"].replace("_", " "))
        for row in read_rows(folder / WITHDRAWN)
        if _is_meant(row, asked)
    )
    days = ", ".join(f"on {day} ({why}; {_figures(number)})" for (day, why), number in sorted(counts.items()))
    return f"{asked.text} was withdrawn {days}" if days else ""


def _behind_nothing(folder: Path, asked: Asked) -> str:
    """Say that a release knows what was asked for and no cell rests on it, empty where it does not.

    Without observations nobody can tell what cells rest on.
    """
    if not (folder / EVIDENCE / "observation.csv").is_file():
        return ""
    tables = (read_rows(folder / EVIDENCE / f"{name}.csv") for name in _KNOWN)
    is_known = any(_is_meant(row, asked) for rows in tables for row in rows)
    return f"{asked.text} is known, and no cell rests on it" if is_known else ""


def cannot_tell(folders: Iterable[Path]) -> str:
    """Say of which folders it is not known what was withdrawn before; empty where it is known of all."""
    without = [folder.name for folder in folders if not (folder / WITHDRAWN).is_file()]
    if not without:
        return ""
    return f" What was withdrawn before an issue was made is not in {', '.join(without)}."


def _figures(number: int) -> str:
    """Write a number of figures."""
    return f"{number} figure{'' if number == 1 else 's'}"


def _is_meant(row: Row, asked: Asked) -> bool:
    """Tell whether a row names what was asked for, or a file whose hash begins so."""
    if any(row.get(name) == asked.text for name in _NAMES):
        return True
    return any(is_hash(row.get(name) or "", asked.text) for name in _FILES)
