"""A socket in the file system: whoever may not open the file cannot ask, and there is no port beside it."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import BusyError, MachineError

MODE = 0o660
"""Its owner, and the group of its folder, which is that of the web server."""


@contextmanager
def listen(path: Path) -> Iterator[socket.socket]:
    """Open the socket; BusyError where another process answers there, MachineError for an open folder."""
    _require_closed(path.parent)
    _remove_left(path)
    found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o777 & ~MODE)
    try:
        found.bind(str(path))
    except OSError as error:
        found.close()
        raise MachineError(f"{path} cannot be opened ({error.strerror}). Name another one.") from error
    finally:
        os.umask(before)
    try:
        found.listen(256)
        yield found
    finally:
        found.close()
        path.unlink(missing_ok=True)


def _require_closed(folder: Path) -> None:
    """Refuse a folder that is missing, or that anybody may enter."""
    if not folder.is_dir():
        raise MachineError(f"{folder}, the folder of the socket, is not there. deploy/README.md makes it.")
    if folder.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        raise MachineError(
            f"{folder} is open to everybody, and a page on a socket in it would be too. "
            f"Set its rights with: chmod 2750 {folder}"
        )


def _remove_left(path: Path) -> None:
    """Remove the socket of a process that was killed."""
    if not path.is_socket():
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
            return
    raise BusyError(f"Another process answers at {path}. Stop it first.")
