"""The issues that readers were given, as the ledger of releases says, read and checked by their manifests.

For the office alone the site can be made of drafts, too: of every release at hand.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError, UsageError
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.releasing.folder import public_folder
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import MOMENT, PUBLIC, Standing, State
from pipeline.sealed.folder import CERTIFICATE, MANIFEST, ROOTS, SUMS
from pipeline.sealed.seal import sums
from pipeline.swap import finished
from pipeline.window import parse_partition

MOST_ISSUES = 600
"""Issues that a site holds at most: fifty years of months. The archive is one page."""
MARKED = "marked-"
"""How the marked copy of a web page is called, before the page's own name."""
_RESTORE = "Run the month again, or restore an issue that was released from a backup."
_NAME = re.compile(r"\d{4}-\d{2}(@\d{4}-\d{2}-\d{2})?")


@dataclass(frozen=True)
class File:
    """A file of a release: its name there, its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Issue:
    """A release of a month; `asked` is the day whose knowledge it shows, where one was asked for.

    `key` is its id and its address in the site, 2026-01.1, which stays.
    """

    folder: Path
    key: str
    month: Month
    asked: date | None
    as_of: date
    number: str
    files: tuple[File, ...]
    inputs: dict[str, str]
    standing: Standing | None = None
    """Where the ledger has it; None for a draft."""

    @property
    def series(self) -> str:
        """The month, 2026-01, or the month as known on a day: the address that shows its newest issue."""
        return self.key.rpartition(".")[0]

    @property
    def is_draft(self) -> bool:
        """Whether it was not released."""
        return self.standing is None

    @property
    def is_current(self) -> bool:
        """Whether readers go by it: it was neither corrected nor withdrawn."""
        return self.standing is None or self.standing.state is State.RELEASED

    @property
    def seal(self) -> str:
        """The SHA-256 of its manifest, which lists that of each other file."""
        return next(file.sha256 for file in self.files if file.name == MANIFEST)

    def has(self, name: str) -> bool:
        """Tell whether a file is in the release."""
        return any(file.name == name for file in self.files)

    def page(self, name: str) -> str:
        """Return the file that the site leads to: where readers do not go by it, the page's marked copy."""
        folder, slash, own = name.rpartition("/")
        is_marked = not self.is_current and own.endswith(".html")
        return f"{folder}{slash}{MARKED}{own}" if is_marked else name

    def read(self, name: str) -> str:
        """Read a text file of the release; one that is not in it is empty."""
        return (self.folder / name).read_text(encoding="utf-8") if self.has(name) else ""


def read_issues(office: Office, drafts: bool = False) -> list[Issue]:
    """Read the office's issues, the newest first, those of an as-of day after the month's own.

    With `drafts` each month's release at hand stands before its issues, in the place of one with the same id.

    Raises UsageError where there is none or more than MOST_ISSUES, BadInputError where a file is not what
    its manifest says.
    """
    folders = _public(office)
    if drafts:
        folders |= _at_hand(office, folders)
    if not folders:
        raise UsageError(_nothing(office, drafts))
    if len(folders) > MOST_ISSUES:
        raise UsageError(
            f"{office.home / 'releases'} holds {len(folders)} releases, and a site holds {MOST_ISSUES} at "
            "most. Move the oldest ones to a folder of their own."
        )
    issues = [_read_issue(folder, key, standing) for key, (folder, standing) in folders.items()]
    by_number = sorted(issues, key=lambda issue: int(issue.number.rpartition(".")[2] or 0), reverse=True)
    own_first = sorted(by_number, key=lambda issue: issue.asked or date.min)
    return sorted(own_first, key=lambda issue: issue.month, reverse=True)


def _public(office: Office) -> dict[str, tuple[Path, Standing | None]]:
    """Return the folders of the issues that readers were given, by key."""
    return {
        one.release_id: (public_folder(office, one), one)
        for one in standings_of(office).values()
        if one.state in PUBLIC
    }


def _at_hand(
    office: Office, public: Mapping[str, tuple[Path, Standing | None]]
) -> dict[str, tuple[Path, Standing | None]]:
    """Return the releases at hand, by key; one that was released is no draft."""
    known = {folder.resolve() for folder, _ in public.values()}
    return {
        f"{path.parent.name}.{_number(path)}": (path.parent, None)
        for path in finished(office.home / "releases", MANIFEST)
        if _NAME.fullmatch(path.parent.name) and path.parent.resolve() not in known
    }


def _number(manifest: Path) -> str:
    """Return the number of the issue that a release at hand is made as, the first where it says none."""
    try:
        return str(json.loads(manifest.read_text(encoding="utf-8"))["release_id"]).rpartition(".")[2]
    except (KeyError, TypeError, ValueError):
        return "1"


def _nothing(office: Office, drafts: bool) -> str:
    """Say that there is nothing to show, and what comes next."""
    code, run = office.code, f"Run `crossfoot run --office {office.code}` first."
    if drafts:
        return f"Office {code} has no release below {office.home / 'releases'}. {run}"
    none = f"Office {code} has released no issue: its readers' site would be empty."
    standings = standings_of(office).values()
    locked = [(one.until, one.release_id) for one in standings if one.state is State.EMBARGOED and one.until]
    if locked:
        until, first = min(locked)
        return (
            f"{none} {first} is under embargo until {until.strftime(MOMENT)}, and opens then: by itself "
            f"where the daemon runs, else by `crossfoot release open --due --office {code}`."
        )
    ahead = "" if _at_hand(office, {}) else f" {run}"
    return (
        f"{none}{ahead} `crossfoot release status --office {code}` says which step is next; `crossfoot site "
        f"--drafts --office {code}` shows what is at hand, marked as drafts."
    )


def newest(issues: list[Issue]) -> Issue:
    """Return the issue that readers see first: the newest month's own, else the newest of an as-of day."""
    current = [issue for issue in issues if issue.is_current] or issues
    return next((issue for issue in current if issue.asked is None), current[0])


def _read_issue(folder: Path, key: str, standing: Standing | None) -> Issue:
    """Read one release and check each of its files."""
    path = folder / MANIFEST
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(_checked(folder, name, wanted) for name, wanted in sorted(facts["files"].items()))
        month, asked = parse_partition(key.rpartition(".")[0])
        return Issue(
            folder,
            key,
            month,
            asked,
            date.fromisoformat(facts["as_of"]),
            facts["release_id"],
            (*files, *_sealing(folder, files)),
            _inputs(facts),
            standing,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInputError(
            f"{path} is not the manifest of a release ({error}). "
            "Run the month again, or move the folder away."
        ) from error


def _sealing(folder: Path, files: Sequence[File]) -> list[File]:
    """Return the files that seal the others, held to each other by the list of all hashes."""
    hashes = {file.name: file.sha256 for file in files}
    for name in (CERTIFICATE, MANIFEST, ROOTS):
        if not (folder / name).is_file():
            raise BadInputError(f"{folder} lacks {name}, which each release has. {_RESTORE}")
        hashes[name] = file_hash(folder / name)
    wanted = sums(hashes)
    hashes[SUMS] = file_hash(folder / SUMS) if (folder / SUMS).is_file() else ""
    if hashes[SUMS] != hashlib.sha256(wanted).hexdigest():
        raise BadInputError(
            f"{folder / SUMS} does not have each file of the release with its hash, so that readers could "
            f"not verify it; `crossfoot verify {folder}` names the lines. {_RESTORE}"
        )
    return [
        File(name, (folder / name).stat().st_size, hashes[name])
        for name in (CERTIFICATE, MANIFEST, ROOTS, SUMS)
    ]


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
