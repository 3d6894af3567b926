"""What is checked before a run starts, so that a lack is one sentence and not a traceback after a minute."""

import ctypes
import os
import pwd
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.errors import MachineError

OLDEST_PYTHON = (3, 11)
FREE_MEGABYTES = 500
"""A run writes some tens of megabytes; below this limit a full disk is likely to interrupt it."""

PDF_LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
"""Debian package -> file names of the library that WeasyPrint loads from it."""


def check_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Refuse an interpreter older than the one the code is written for."""
    if version[:2] < OLDEST_PYTHON:
        have, need = ".".join(map(str, version[:2])), ".".join(map(str, OLDEST_PYTHON))
        raise MachineError(
            f"This is Python {have}; Crossfoot needs {need} or newer: install one, then run `make`."
        )


def check_pdf_libraries(libraries: Mapping[str, Sequence[str]] = PDF_LIBRARIES) -> None:
    """Refuse to start when the shared libraries that lay out the PDF cannot be loaded."""
    missing = [package for package, names in libraries.items() if not _can_load(names)]
    if missing:
        raise MachineError(
            f"The PDF cannot be made: the system libraries of {', '.join(missing)} are not installed. "
            f"On Debian or Ubuntu: apt-get install {' '.join(missing)}. "
            "Without a PDF: crossfoot run --no-pdf."
        )


def _can_load(names: Iterable[str]) -> bool:
    """Tell whether one of the file names loads as a shared library."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def check_folder(folder: Path, free_megabytes: int = FREE_MEGABYTES) -> None:
    """Refuse a folder that is another account's, cannot be written to, or whose disk is nearly full."""
    check_owner(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        raise MachineError(
            f"The folder {folder} cannot be written to ({error.strerror}): give it to the user who runs "
            f"Crossfoot, or name another one in CROSSFOOT_VAR."
        ) from error
    if free < free_megabytes:
        raise MachineError(
            f"The disk of {folder} has {free} MB free, less than the {free_megabytes} MB a run may need: "
            f"free some space, or name a folder on another disk in CROSSFOOT_VAR."
        )


def check_owner(folder: Path) -> None:
    """Refuse a folder of another account, for root too: it could not replace what is left for it there."""
    own = os.geteuid()
    owner = folder.stat().st_uid if folder.is_dir() else own
    if owner != own:
        name = _account(owner)
        raise MachineError(
            f"The folder {folder} belongs to {name}, and this is {_account(own)}: {name} could not replace "
            f"what is written there now. Do it as {name}: runuser -u {name} -- crossfoot ..., or name a "
            "folder of your own in CROSSFOOT_VAR."
        )


def _account(number: int) -> str:
    """Name an account of this machine."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"#{number}"
