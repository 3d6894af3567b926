"""The ledger of releases, <results>/ledger/releases.jsonl: a line a step, each chained to the line before.

It only grows. A line is canonical JSON; `previous` is the SHA-256 of the line before it, without what ends
it. releases.head says how many lines there were and the hash of the last, so that lines that are missing at
the end are noticed. A line that a kill left unfinished is no step: it is named, and set aside when the next
step is written.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from pipeline.errors import BadInputError, MachineError
from pipeline.lake import write_atomically
from pipeline.locks import held
from pipeline.office import Office
from pipeline.releasing.following import follow
from pipeline.releasing.model import Entry, Standing, State, Step, entry_of, replay
from pipeline.releasing.wording import require_wording

WAIT_SECONDS = 60
"""How long a step waits for another one before it gives up with BusyError."""
_ADVICE = "Restore it from a backup; `crossfoot release status` names what is the matter."


@dataclass(frozen=True)
class Read:
    """What stands in the file: entries, an unfinished last line, sentences on what is the matter."""

    entries: tuple[Entry, ...]
    torn: bytes
    faults: tuple[str, ...]


def ledger_path(office: Office) -> Path:
    """Return where the ledger of an office lies."""
    return office.home / "ledger" / "releases.jsonl"


def read_ledger(office: Office) -> list[Entry]:
    """Read the steps; BadInputError names the line that does not follow from the one before it."""
    return list(_sound(ledger_path(office)).entries)


def standings_of(office: Office) -> dict[str, Standing]:
    """Return where each issue of an office is, by release id."""
    return replay(read_ledger(office))


def state_of(office: Office, release_id: str) -> State:
    """Return the state of an issue; one without an entry is a draft."""
    return standings_of(office).get(release_id, Standing(release_id)).state


def verify_chain(path: Path) -> list[str]:
    """List a sentence for each place where a ledger file is not what was written, an unfinished line too."""
    found = look(path)
    torn = [unfinished(path, found)] if found.torn else []
    return [*found.faults, *torn]


def unfinished(path: Path, found: Read) -> str:
    """Name an unfinished last line."""
    return (
        f"{path} ends with an unfinished line of {len(found.torn)} bytes after entry {len(found.entries)}: a "
        "process was ended while it wrote. That step was not made; the line is set aside with the next one."
    )


def append(
    office: Office,
    build: Callable[[Sequence[Entry]], Sequence[Step]],
    at: datetime,
    wait: float = WAIT_SECONDS,
) -> list[Entry]:
    """Write the steps that `build` makes in view of the entries so far; returns them as entries.

    One process at a time; what is waited for another one is added to `at`. A line is on the disk when this
    returns; a kill leaves the file without it, or with an unfinished one that is no step.
    """
    path, began = ledger_path(office), monotonic()
    with held(path.with_name(".lock"), f"The ledger of releases of office {office.code}", wait):
        moment = at + timedelta(seconds=monotonic() - began)
        found = _sound(path)
        entries = list(found.entries)
        steps = build(entries)
        if not steps:
            return []
        for step in steps:
            require_wording(office, step)
        aside = _set_aside(path, found.torn) if found.torn else ""
        for place, step in enumerate(steps):
            facts = {"unfinished": aside} if aside and not place else None
            entries.append(follow(entries, step, moment, facts, office.option))
        made = entries[len(found.entries) :]
        _write(path, "".join(f"{entry.text}\n" for entry in made).encode())
        _write_head(path, entries)
    return made


def look(path: Path) -> Read:
    """Read a ledger file with all that is the matter with it."""
    head = _read_head(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    lines, end = content.split(b"\n")[:-1], content.rpartition(b"\n")[2]
    entries: list[Entry] = []
    faults: list[str] = []
    before = ""
    for number, line in enumerate(lines, start=1):
        fault = _fault(line, number, before, entries)
        faults += [f"{path}, line {number} {fault}"] if fault else []
        before = hashlib.sha256(line).hexdigest()
    if not faults:
        try:
            replay(entries)
        except (BadInputError, KeyError, ValueError) as error:
            faults.append(f"{path}: {error}")
    return Read(tuple(entries), end, (*faults, *_missing(path, lines, head)))


def _fault(line: bytes, number: int, before: str, entries: list[Entry]) -> str:
    """Say what is the matter with a line, or put its entry to the others."""
    try:
        entry = entry_of(line.decode("utf-8"))
    except (KeyError, TypeError, ValueError) as error:
        return f"is no entry: {error}."
    last = entries[-1] if entries else None
    entries.append(entry)
    if entry.n != number:
        return f"is entry {entry.n}: a line was removed or put in before it."
    if entry.previous != before:
        return (
            f"does not follow from line {number - 1}: that line was altered, or a line was removed or put in "
            "between."
        )
    if last and entry.at < last.at:
        return f"is of an earlier moment than line {number - 1}."
    return ""


def _missing(path: Path, lines: Sequence[bytes], head: tuple[int, str] | None) -> list[str]:
    """Say what the file lacks of what its head says; the head may be one step behind after a kill."""
    if head is None:
        return [f"{path.with_suffix('.head')} is not there, and {path} has lines."] if len(lines) > 1 else []
    count, digest = head
    if len(lines) < count:
        return [f"{path} has {len(lines)} entries and had {count}: lines at its end were removed."]
    if count and hashlib.sha256(lines[count - 1]).hexdigest() != digest:
        return [f"{path}, line {count} is another one than was written: it was altered."]
    return []


def _sound(path: Path) -> Read:
    """Read a ledger file, and refuse one that is not what was written."""
    found = look(path)
    if found.faults:
        raise BadInputError(f"{found.faults[0]} {_ADVICE}")
    return found


def _read_head(path: Path) -> tuple[int, str] | None:
    """Read how many lines there were and the hash of the last of them; first, for it is written last."""
    head = path.with_suffix(".head")
    try:
        said = json.loads(head.read_text(encoding="utf-8"))
        return int(said["n"]), str(said["sha256"])
    except FileNotFoundError:
        return None
    except (KeyError, TypeError, ValueError) as error:
        raise BadInputError(f"{head} cannot be read: {error}. {_ADVICE}") from error


def _write_head(path: Path, entries: Sequence[Entry]) -> None:
    """Say how far the ledger goes."""
    said = {"n": entries[-1].n, "sha256": entries[-1].digest}
    write_atomically(path.with_suffix(".head"), (json.dumps(said, sort_keys=True) + "\n").encode())


def _write(path: Path, content: bytes) -> None:
    """Put lines to the end of the file and onto the disk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        flush_folder(path.parent)
    except OSError as error:
        raise MachineError(
            f"{path} cannot be written ({error.strerror}). Free some space or check the folder's rights, "
            "then do this again."
        ) from error


def flush_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _set_aside(path: Path, torn: bytes) -> str:
    """Keep the unfinished line in a file of its own, take it from the ledger, and return its SHA-256."""
    digest = hashlib.sha256(torn).hexdigest()
    write_atomically(path.with_name(f"unfinished-{digest[:16]}.txt"), torn)
    with path.open("r+b") as stream:
        stream.truncate(path.stat().st_size - len(torn))
        os.fsync(stream.fileno())
    return digest
