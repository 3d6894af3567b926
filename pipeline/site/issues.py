"""The issues at hand: sealed release folders, read by their manifests and checked against them."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError, UsageError
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.window import parse_partition

MANIFEST = "manifest.json"
MOST_ISSUES = 600
"""Issues that a site holds at most: fifty years of months. The archive is one page."""
_NAME = re.compile(r"\d{4}-\d{2}(@\d{4}-\d{2}-\d{2})?")


@dataclass(frozen=True)
class File:
    """A file of a release: its name there, its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Issue:
    """A release of a month; `asked` is the day whose knowledge it shows, where one was asked for."""

    folder: Path
    key: str
    month: Month
    asked: date | None
    as_of: date
    number: str
    files: tuple[File, ...]
    inputs: dict[str, str]

    @property
    def is_corrected(self) -> bool:
        """Whether it takes the place of an earlier issue of its month."""
        return self.number.rpartition(".")[2] not in ("", "1")

    @property
    def seal(self) -> str:
        """The SHA-256 of its manifest, which lists that of each other file."""
        return next(file.sha256 for file in self.files if file.name == MANIFEST)

    def has(self, name: str) -> bool:
        """Tell whether a file is in the release."""
        return any(file.name == name for file in self.files)

    def read(self, name: str) -> str:
        """Read a text file of the release; one that is not in it is empty."""
        return (self.folder / name).read_text(encoding="utf-8") if self.has(name) else ""


def read_issues(office: Office) -> list[Issue]:
    """Read the office's releases, the newest first, those of an as-of day after the month's own.

    Raises UsageError where there is none or more than MOST_ISSUES, BadInputError where a file is not what
    its manifest says.
    """
    releases = office.home / "releases"
    names = [path.parent.name for path in releases.glob(f"*/{MANIFEST}") if _NAME.fullmatch(path.parent.name)]
    if not names:
        raise UsageError(
            f"Office {office.code} has no release below {releases}. "
            f"Run `crossfoot run --office {office.code}` first."
        )
    if len(names) > MOST_ISSUES:
        raise UsageError(
            f"{releases} holds {len(names)} releases, and a site holds {MOST_ISSUES} at most. "
            "Move the oldest ones to a folder of their own."
        )
    issues = [_read_issue(releases / name) for name in names]
    own_first = sorted(issues, key=lambda issue: issue.asked or date.min)
    return sorted(own_first, key=lambda issue: issue.month, reverse=True)


def newest(issues: list[Issue]) -> Issue:
    """Return the issue that readers see first: the newest month's own, else the newest of an as-of day."""
    return next((issue for issue in issues if issue.asked is None), issues[0])


def _read_issue(folder: Path) -> Issue:
    """Read one release and check each of its files."""
    path = folder / MANIFEST
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(_checked(folder, name, wanted) for name, wanted in sorted(facts["files"].items()))
        own = File(MANIFEST, path.stat().st_size, file_hash(path))
        month, asked = parse_partition(folder.name)
        return Issue(
            folder,
            folder.name,
            month,
            asked,
            date.fromisoformat(facts["as_of"]),
            facts["release_id"],
            (*files, own),
            _inputs(facts),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInputError(
            f"{path} is not the manifest of a release ({error}). "
            "Run the month again, or move the folder away."
        ) from error


def _inputs(facts: dict[str, Any]) -> dict[str, str]:
    """Return the digests of what a release was made from."""
    return {str(name): str(digest) for name, digest in facts["inputs"].items()}


def _checked(folder: Path, name: str, wanted: str) -> File:
    """Return a file of a release whose bytes are those that were sealed."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise BadInputError(f"{folder} lacks the file {name!r} of its manifest. Run the month again.")
    if (found := file_hash(path)) != wanted:
        raise BadInputError(
            f"{path} has the SHA-256 {found}, and its manifest says {wanted}. A sealed file was changed: "
            "run the month again."
        )
    return File(name, path.stat().st_size, wanted)
