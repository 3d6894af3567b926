"""Files of a signing key, read only where they are kept as a secret is kept."""

import os
import stat
from pathlib import Path

from pipeline.errors import BadInputError

MOST_BYTES = 1_000_000
"""A key, its certificates or a passphrase are smaller; a larger file is another one."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read_secret(path: Path, what: str, root: Path, table: str = "[signature]") -> bytes:
    """Read a file that only its owner may read, outside the checkout `root`."""
    _require_outside(path, what, root, table)
    content, mode = _read(path, what, table)
    if mode & _OTHERS:
        raise BadInputError(
            f"{what}, {path}, can be read or changed by others than its owner "
            f"(mode {stat.S_IMODE(mode):04o}). Set its rights with: chmod 600 {path}"
        )
    return content


def read_public(path: Path, what: str) -> bytes:
    """Read a file that anybody may read."""
    return _read(path, what)[0]


def _require_outside(path: Path, what: str, root: Path, table: str) -> None:
    """Refuse a secret inside the checkout, where it could be committed or published."""
    if path.resolve().is_relative_to(root.resolve()):
        raise BadInputError(
            f"{what}, {path}, lies inside the repository. Move it to a folder outside of it, and change the "
            f"table {table} of office.toml."
        )


def _read(path: Path, what: str, table: str = "[signature]") -> tuple[bytes, int]:
    """Read a file and its rights through one descriptor, so that both are of the same file."""
    try:
        with path.open("rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            content = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise BadInputError(
            f"{what}, {path}, is not there. Put it there, or change the table {table}."
        ) from None
    except OSError as problem:
        raise BadInputError(
            f"{what}, {path}, cannot be read ({problem.strerror}). "
            "Give who runs the program the right to read it."
        ) from problem
    if len(content) > MOST_BYTES:
        raise BadInputError(
            f"{what}, {path}, has more than {MOST_BYTES:,} bytes, which no key has. Name another file."
        )
    return content, mode
