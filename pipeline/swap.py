"""Puts a finished folder in its place in one step: readers follow a link and see the old or the new one."""

import os
import shutil
from contextlib import suppress
from pathlib import Path


def flush(folder: Path) -> None:
    """Force the files of a folder to the disk before it gets its name."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def point(link: Path, target: Path) -> None:
    """Let a link lead to a target, written relative to its folder, whatever it led to before."""
    temporary = link.parent / f".{link.name}.{os.getpid()}.link"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    temporary.replace(link)


def finished(folder: Path, name: str) -> list[Path]:
    """List the files of a name in the folders below one; what begins with a dot is on its way in or out."""
    return sorted(folder.glob(f"[!.]*/{name}"))


def remove(folder: Path) -> None:
    """Remove a folder, if it is there: its name is free in one step, so that no part of it is ever found."""
    going = folder.parent / f".{folder.name.lstrip('.')}.{os.getpid()}.gone"
    shutil.rmtree(going, ignore_errors=True)
    with suppress(FileNotFoundError):
        folder.rename(going)
    shutil.rmtree(going, ignore_errors=True)
