"""What deliveries declared, to make a release again: from the checkout, the recorded commit or the raw store.

A release has the hashes of a delivery's files and not of what was declared about them: the name of the
delivery and those of its files tell which declaration is meant.
"""

import tomllib
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.office import DELIVERY

_LARGEST = 1 << 20
"""No declaration has more bytes; larger files of the store are not looked at."""


class Declarations:
    """Finds declarations in folders of deliveries, in this order, and then in a raw store."""

    def __init__(self, folders: Collection[Path], raw: Path) -> None:
        """Take folders that hold a folder for each delivery; one that is not there has none."""
        self._folders, self._raw = folders, raw

    def of(self, delivery: str, files: Collection[str]) -> tuple[Path | None, int]:
        """Return the declaration of a delivery with such files, and how many of them the raw store has.

        Of several in the store the one that was kept last is taken; it is not asked where a folder has one.
        """
        for folder in self._folders:
            if (folder / delivery / DELIVERY).is_file():
                return folder / delivery / DELIVERY, 0
        found = [path for name, named, path in self._kept if name == delivery and named.issuperset(files)]
        return (max(found, key=lambda path: (path.stat().st_mtime_ns, path.name)) if found else None), len(
            found
        )

    @cached_property
    def _kept(self) -> list[tuple[str, frozenset[str], Path]]:
        """The declarations of the store: the delivery, the files that it names, and where it lies."""
        return list(_kept_in(self._raw))


def _kept_in(raw: Path) -> Iterator[tuple[str, frozenset[str], Path]]:
    """Yield the files of a store that declare a delivery."""
    for path in sorted(raw.glob("[!.]*")):
        content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        if b"received_on" not in content:
            continue
        try:
            said = tomllib.loads(content.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        yield str(said.get("name", "")), frozenset(_named(said)), path


def _named(said: dict[str, Any]) -> Iterator[str]:
    """Yield the files that a declaration names, and the originals that they were read from."""
    for item in said.get("file", ()):
        yield from (item["path"], item.get("original", {}).get("name", item["path"]))
