"""Identifiers that come out the same on every run: SHA-256 of what a thing is."""

import hashlib
import json
from pathlib import Path

ID_LENGTH = 24
"""Hexadecimal digits kept of a hash: 96 bits, a collision is not to be expected below 10^13 rows."""

_CHUNK = 1 << 20


def short_hash(*parts: str) -> str:
    """Hash text parts; the unit separator keeps ('a', 'bc') apart from ('ab', 'c')."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LENGTH]


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def digest_of(value: object) -> str:
    """Hash a JSON-able value, whatever the order of its keys."""
    return short_hash(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str))


def tree_hash(folder: Path, *patterns: str) -> str:
    """Hash the names and bytes of the files below a folder that match the patterns."""
    files = sorted({path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()})
    return short_hash(*(f"{path.relative_to(folder).as_posix()}={file_hash(path)}" for path in files))
