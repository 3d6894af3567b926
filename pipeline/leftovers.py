"""What a process that was killed left unfinished: files and folders with a name of their own, never read.

Each is named `.<name>.<process>.<kind>` and lies where the finished one would. It is taken away once its
process is gone and it was left alone for a while.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.office import Office

KINDS = ("tmp", "building", "link", "gone")
ALONE_SECONDS = 600
"""So long nothing must have changed in it: the process might run where its number is not seen from here."""
_NAME = re.compile(rf"\..+\.(\d+)\.({'|'.join(KINDS)})(\.wal)?")
_PLACES = (
    *(".", "lake/*/*", "raw", "releases", "releases/.issues", "vault", "ledger", "printed", "reports/*"),
    *("drafts/*", ".rehearsals"),
)


def sweep(office: Office) -> list[Path]:
    """Take away what killed processes left among an office's results; returns what was taken away."""
    found = list(leftovers(office))
    now = _disk_time(office.home) if found else 0
    gone = [path for path in found if _is_left(path, now)]
    for path in gone:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
    return gone


def leftovers(office: Office) -> Iterator[Path]:
    """List what is unfinished, by processes that are gone or still at work."""
    for place in _PLACES:
        for folder in sorted(office.home.glob(place)) if place != "." else [office.home]:
            if folder.is_dir():
                yield from (path for path in sorted(folder.iterdir()) if _NAME.fullmatch(path.name))


def _disk_time(folder: Path) -> float:
    """Return the moment by the clock of the disk, whose moments are compared with it."""
    with tempfile.TemporaryFile(dir=folder) as probe:
        return os.fstat(probe.fileno()).st_mtime


def _is_left(path: Path, now: float) -> bool:
    """Tell whether nobody works on it any more."""
    found = _NAME.fullmatch(path.name)
    assert found
    try:
        os.kill(int(found[1]), 0)
    except (ProcessLookupError, OverflowError):
        with suppress(OSError):
            return now - path.lstat().st_mtime > ALONE_SECONDS
    except PermissionError:
        pass
    return False
