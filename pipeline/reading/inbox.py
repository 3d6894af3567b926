"""The inbox of an office: whatever is dropped there becomes a draft once, or is set aside with a sentence.

It lies with the office's results (`<results>/inbox`) and not with its sources: what people drop there is not
yet a delivery, may be anybody's text, and must never get into the repository by itself.
"""

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pipeline.errors import CrossfootError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically
from pipeline.office import DELIVERY, Delivery, Office
from pipeline.reading.draft import Draft
from pipeline.reading.folder import drafts_folder, load_draft
from pipeline.reading.lists import Lists
from pipeline.reading.names import safe_file_name
from pipeline.reading.take import take_file

REFUSED: Final = "refused"
SENDER: Final = "inbox"
"""Who handed a file in, as far as the inbox knows."""
LOOK_AGAIN_SECONDS: Final = 1.0
"""The time between two looks: a file that changes in it is being written, and waits for the next scan."""
MAX_FILES: Final = 500
"""Files that one scan takes; the others wait for the next."""
MAX_DEPTH: Final = 8
_NOTHING_TO_DO: Final = "Nothing is to be done."
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".swp")
Look = dict[Path, tuple[int, int, int]]


@dataclass(frozen=True)
class Taken:
    """What became of a file of the inbox: a draft and its folder, or the sentence why there is none."""

    file_name: str
    draft: Draft | None = None
    folder: Path | None = None
    sentence: str = ""


def inbox_folder(office: Office) -> Path:
    """Return the inbox of an office, made where it is not there yet."""
    folder = office.home / "inbox"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def waiting(office: Office) -> list[tuple[str, int, int]]:
    """List what waits in the inbox: path, size and time of each file that no program still holds open."""
    folder = inbox_folder(office)
    return [(str(path.relative_to(folder)), *state[:2]) for path, state in sorted(_look(folder).items())]


def set_aside(office: Office) -> list[str]:
    """List the sentences of files in `refused/`, by file name; not of those that were read before.

    A sentence that several files have, as of one that was dropped again, is said once.
    """
    notes = sorted((inbox_folder(office) / REFUSED).glob("*.why.txt"))
    said = [" ".join(note.read_text(encoding="utf-8").split()) for note in notes]
    kept = [sentence for sentence in said if not sentence.endswith(_NOTHING_TO_DO)]
    return [f"Set aside in inbox/{REFUSED}: {sentence}" for sentence in dict.fromkeys(kept)]


def scan(office: Office, lists: Lists, received_on: date, pause: Callable[[], None]) -> list[Taken]:
    """Make drafts of the files in the inbox; `pause` waits between the two looks at them.

    Each file is read by itself: one that cannot be read is moved to `refused/` with a sentence beside it, and
    the others go on. A file that was taken is gone from the inbox; its draft folder holds the original.
    """
    folder = inbox_folder(office)
    first = _look(folder)
    if not first:
        return []
    pause()
    second = _look(folder)
    known = _known_files(office)
    found: list[Taken] = []
    for path in sorted(first)[:MAX_FILES]:
        if second.get(path) != first[path]:
            sentence = f"{path.name} is still being written. It is left in the inbox for the next look."
            found.append(Taken(path.name, sentence=sentence))
            continue
        found.append(_take(path, folder, office, lists, received_on, known))
    left = len(first) - MAX_FILES
    if left > 0:
        found.append(Taken("", sentence=f"{left} more files wait in the inbox. Look again."))
    return found


def _take(
    path: Path, inbox: Path, office: Office, lists: Lists, received_on: date, known: dict[str, str]
) -> Taken:
    """Make a draft of one file, or set it aside."""
    try:
        _check_regular(path, inbox)
        sha256 = file_hash(path)
        if sha256 in known:
            sentence = f"The same bytes were read before, as {known[sha256]}. {_NOTHING_TO_DO}"
            return _refuse(path, inbox, sentence)
        draft, folder = take_file(path, drafts_folder(office), lists, received_on=received_on, sender=SENDER)
    except CrossfootError as error:
        return _refuse(path, inbox, str(error))
    except OSError as error:
        return _refuse(path, inbox, f"{path.name} cannot be opened ({error.strerror}). Check its rights.")
    known[sha256] = f"draft {draft.name}"
    path.unlink()
    _remove_empty(path.parent, inbox)
    return Taken(path.name, draft, folder)


def _check_regular(path: Path, inbox: Path) -> None:
    """Refuse links, devices and pipes; only a file's own bytes are read."""
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise CrossfootError(f"{path.name} is a link. Copy the file itself into {inbox.name}.")
    if not stat.S_ISREG(mode):
        raise CrossfootError(f"{path.name} is no file that can be read. Put a file there.")


def _refuse(path: Path, inbox: Path, sentence: str) -> Taken:
    """Move a file to `refused/` and write beside it why."""
    folder = inbox / REFUSED
    folder.mkdir(exist_ok=True)
    name = safe_file_name(path.name)
    number = 1
    while os.path.lexists(folder / name) or os.path.lexists(folder / f"{name}.why.txt"):
        number += 1
        name = f"{number}-{safe_file_name(path.name)}"
    path.rename(folder / name)
    write_atomically(folder / f"{name}.why.txt", f"{sentence}\n".encode())
    _remove_empty(path.parent, inbox)
    return Taken(path.name, sentence=sentence)


def _look(folder: Path) -> Look:
    """Note size and time of each file in the inbox and its folders."""
    return {path: _state(path) for path in _walk(folder, 0) if not _is_unfinished(path)}


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    """Yield what lies in a folder and those below it; links to folders are not followed."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if depth == 0 and entry.name == REFUSED:
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH and not entry.name.startswith("."):
                yield from _walk(path, depth + 1)
        else:
            yield path


def _state(path: Path) -> tuple[int, int, int]:
    """Return what changes while a file is written."""
    facts = path.lstat()
    return facts.st_size, facts.st_mtime_ns, facts.st_ino


def _is_unfinished(path: Path) -> bool:
    """Tell files that programs keep while they write or have something open."""
    name = path.name.casefold()
    return name.startswith((".", "~$")) or name.endswith(_UNFINISHED)


def _remove_empty(folder: Path, inbox: Path) -> None:
    """Take away folders of the inbox from which the last file was taken."""
    while folder != inbox and folder.is_relative_to(inbox) and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _known_files(office: Office) -> dict[str, str]:
    """Return the hashes of all files that drafts and deliveries are of."""
    known: dict[str, str] = {}
    for delivery in _deliveries(office):
        for item in delivery.files:
            known[item.original.sha256 if item.original else file_hash(item.path)] = (
                f"delivery {delivery.name}"
            )
    for path in drafts_folder(office).glob(f"*/{DELIVERY}"):
        try:
            draft = load_draft(path.parent)
        except CrossfootError:
            continue
        known[draft.file.sha256] = f"draft {draft.name}"
    return known


def _deliveries(office: Office) -> Sequence[Delivery]:
    """List the deliveries of an office that can be read."""
    try:
        return office.deliveries()
    except CrossfootError:
        return []
