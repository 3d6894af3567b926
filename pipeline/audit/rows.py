"""Reads the tables of a release folder as text, without guessing types."""

import csv
from pathlib import Path

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read a table of a release; one that the release has no use for is empty."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def header_and_lines(path: Path) -> tuple[str, list[str]]:
    """Return the first line of a table and the others, as they stand in the file."""
    first, *rest = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return first, rest
