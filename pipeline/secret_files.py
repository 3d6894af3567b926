"""Files of secrets: read where they are kept as a secret is kept, and told of by their names alone."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import BadInputError

MOST_BYTES = 1_000_000
"""A key, its certificates, a passphrase or an address are smaller; a larger file is another one."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read_secret(path: Path, what: str, outside: Sequence[Path], named_in: str) -> bytes:
    """Read a file that only its owner may read, who runs the program, in none of the folders `outside`.

    `what` the file is and where it is `named_in` stand in the sentence of a BadInputError.
    """
    for folder in outside:
        if path.resolve().is_relative_to(folder.resolve()):
            raise BadInputError(
                f"{what}, {path}, lies inside {folder}, which is copied and shown. Move it elsewhere, and "
                f"change {named_in}."
            )
    content, status = _read(path, what, named_in)
    if status.st_mode & _OTHERS:
        raise BadInputError(
            f"{what}, {path}, can be read or changed by others than its owner "
            f"(mode {stat.S_IMODE(status.st_mode):04o}). Set its rights with: chmod 600 {path}"
        )
    if status.st_uid != os.geteuid():
        raise BadInputError(
            f"{what}, {path}, is not of who runs the program (owner {status.st_uid}, runs as "
            f"{os.geteuid()}). Set its owner with: chown {os.geteuid()} {path}"
        )
    return content


def read_public(path: Path, what: str, named_in: str) -> bytes:
    """Read a file that anybody may read."""
    return _read(path, what, named_in)[0]


def _read(path: Path, what: str, named_in: str) -> tuple[bytes, os.stat_result]:
    """Read a file and its rights through one descriptor, so that both are of the same file."""
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise BadInputError(f"{what}, {path}, is not there. Put it there, or change {named_in}.") from None
    except OSError as problem:
        raise BadInputError(
            f"{what}, {path}, cannot be read ({problem.strerror}). "
            "Give who runs the program the right to read it."
        ) from problem
    if len(content) > MOST_BYTES:
        raise BadInputError(f"{what}, {path}, has more than {MOST_BYTES:,} bytes. Name another file.")
    return content, status
