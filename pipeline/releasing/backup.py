"""Backup and restore of what cannot be made again: what came in, what was decided, what was released.

The file is a tar archive. Its first entry, backup.json, lists every other one with its SHA-256, so that a
part that is missing or altered is named before anything is written. The lake and the warehouse are left out:
a run makes them again. So is the key of the vault, which is kept where the backup is not.
"""

import hashlib
import io
import json
import os
import stat
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pipeline.errors import BadInputError, MachineError, UsageError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically
from pipeline.locks import office_lock
from pipeline.machine import check_owner
from pipeline.office import Office, load_office
from pipeline.project import Project
from pipeline.releasing.embargo import release_lock
from pipeline.swap import point

FORMAT = "crossfoot backup 1"
LIST = "backup.json"
KEPT = ("raw", "ledger", "releases", "vault", "drafts", "inbox")
"""Folders of an office's results that a backup holds; its folder below sources/ is held whole."""
SOURCES, RESULTS = "sources", "results"
_LEFT_OUT = ("__pycache__", ".lock")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Backup:
    """What a backup holds: files with their hashes, links with their targets, by their name in it."""

    office: str
    files: Mapping[str, str]
    links: Mapping[str, str]


def back_up(office: Office, place: Path) -> Backup:
    """Write a backup of an office; UsageError where there is a file already."""
    if place.exists():
        raise UsageError(f"{place} is there already. A backup is not overwritten: name another file.")
    with ExitStack() as locks:
        locks.enter_context(office_lock(office))
        locks.enter_context(release_lock(office))
        found = Backup(office.code, _hashed(office), dict(_links(office)))
        temporary = place.parent / f".{place.name}.{os.getpid()}.tmp"
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(office, temporary, found)
            temporary.rename(place)
        except OSError as error:
            raise MachineError(
                f"{place} cannot be written ({error.strerror}). Free some space or check the folder's rights."
            ) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return found


def restore(project: Project, place: Path) -> Backup:
    """Put what a backup holds in its place; files that are there with the same bytes are left.

    All is checked before anything is written. Raises BadInputError for a file that is no sound backup,
    UsageError where a file is there with other bytes: nothing is overwritten. Ended in the middle it goes on
    when it is started again.
    """
    check_owner(project.var)
    found = _checked(place)
    _require_room(project, found, place)
    with tarfile.open(place, "r:") as archive:
        for entry in archive:
            if entry.name in found.files:
                target = _target(project, found.office, entry.name)
                if not target.exists():
                    write_atomically(target, _content(archive, entry).read())
    for name, leads in sorted(found.links.items()):
        target = _target(project, found.office, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_symlink():
            point(target, Path(leads))
    load_office(project, found.office)
    return found


def _paths(office: Office) -> Iterator[tuple[str, Path]]:
    """Yield what is kept by its name in the backup, in order, without what a run leaves half done."""
    tops = [(SOURCES, office.folder), *((f"{RESULTS}/{name}", office.home / name) for name in KEPT)]
    for name, folder in tops:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            half = path.name.endswith((".tmp", ".building")) or any(
                part.startswith(".opening-") or part.endswith(".building") for part in inside.parts
            )
            if not half and not any(part in _LEFT_OUT for part in inside.parts):
                yield f"{name}/{inside.as_posix()}", path


def _hashed(office: Office) -> dict[str, str]:
    """Hash the files that are kept."""
    return {
        name: file_hash(path) for name, path in _paths(office) if path.is_file() and not path.is_symlink()
    }


def _links(office: Office) -> Iterator[tuple[str, str]]:
    """Yield the links of releases: the name of a month, and the folder that it leads to."""
    for name, path in _paths(office):
        if path.is_symlink():
            yield name, str(path.readlink())


def _write(office: Office, place: Path, found: Backup) -> None:
    """Write the archive: the list first, then the files in order, without dates or owners."""
    said = {"format": FORMAT, "office": found.office, "files": found.files, "links": found.links}
    head = (json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
    mode = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, stat.S_IRUSR | stat.S_IWUSR)
    with (
        os.fdopen(mode, "wb") as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as made,
    ):
        _add(made, LIST, len(head), io.BytesIO(head))
        for name, path in _paths(office):
            if name in found.files:
                with path.open("rb") as content:
                    _add(made, name, path.stat().st_size, content)
        made.close()
        stream.flush()
        os.fsync(stream.fileno())


def _add(archive: tarfile.TarFile, name: str, size: int, content: IO[bytes]) -> None:
    """Put a file into an archive."""
    entry = tarfile.TarInfo(name)
    entry.size = size
    archive.addfile(entry, content)


def _checked(place: Path) -> Backup:
    """Read the list of a backup and hold each of its files against it."""
    try:
        with tarfile.open(place, "r:") as archive:
            first = archive.next()
            if first is None or first.name != LIST:
                raise ValueError(f"its first entry is not {LIST}")
            said: dict[str, Any] = json.loads(_content(archive, first).read())
            if said["format"] != FORMAT:
                raise ValueError(f"its format is {said['format']!r}, and this version reads {FORMAT!r}")
            found = Backup(said["office"], said["files"], said["links"])
            hashes = {entry.name: _hash(_content(archive, entry)) for entry in archive if entry.name != LIST}
    except FileNotFoundError:
        raise UsageError(
            f"There is no file {place}. Name the backup that `crossfoot backup --to` wrote."
        ) from None
    except (tarfile.TarError, KeyError, TypeError, ValueError, EOFError, OSError) as error:
        raise BadInputError(
            f"{place} is no backup that can be read: {error}. Nothing was written."
        ) from error
    for name, wanted in found.files.items():
        if hashes.get(name) != wanted:
            what = "lacks" if name not in hashes else "holds with other bytes than its list says"
            raise BadInputError(f"{place} {what} the file {name}. Take another backup; nothing was written.")
    return found


def _require_room(project: Project, found: Backup, place: Path) -> None:
    """Refuse names that lead elsewhere, and to write over a file that is there with other bytes."""
    if Path(found.office).name != found.office or found.office in ("", ".", ".."):
        raise BadInputError(f"{place} names the office {found.office!r}, which is no name of a folder.")
    for name in (*found.files, *found.links):
        parts = Path(name).parts
        if ".." in parts or Path(name).is_absolute() or parts[0] not in (SOURCES, RESULTS):
            raise BadInputError(f"{place} holds the name {name!r}, which leads out of the office.")
    for name, leads in found.links.items():
        if Path(leads).is_absolute() or ".." in Path(leads).parts:
            raise BadInputError(
                f"{place} holds the link {name!r} to {leads!r}, which leads out of the office."
            )
        target = _target(project, found.office, name)
        if (target.is_symlink() and str(target.readlink()) != leads) or (
            target.exists() and not target.is_symlink()
        ):
            raise UsageError(_there(target, place))
    for name, wanted in found.files.items():
        target = _target(project, found.office, name)
        if target.exists() and file_hash(target) != wanted:
            raise UsageError(_there(target, place))


def _there(target: Path, place: Path) -> str:
    """Say that something is in the way."""
    return (
        f"{target} is there and is not what {place} holds. Nothing is overwritten, and nothing was written: "
        "restore into an empty folder, or move that file away."
    )


def _target(project: Project, office: str, name: str) -> Path:
    """Return where a file of a backup belongs."""
    top, _, rest = name.partition("/")
    return (project.sources / office if top == SOURCES else project.home(office)) / rest


def _content(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    """Open a file of an archive."""
    content = archive.extractfile(entry) if entry.isfile() else None
    if content is None:
        raise ValueError(f"{entry.name!r} is no file")
    return content


def _hash(content: IO[bytes]) -> str:
    """Hash a stream."""
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
