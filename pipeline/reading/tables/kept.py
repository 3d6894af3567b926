"""Keeps what a large file was opened as beside its draft, so that an answer need not open the file again.

The original stays the truth: what is kept is known by its SHA-256 and by the version of the reader, is looked
at whole before it is believed, and is made anew where anything does not fit.
"""

import json
from dataclasses import fields
from hashlib import sha256 as hash_of
from pathlib import Path
from typing import Any, Final

from pipeline.collector import held_back
from pipeline.lake import write_atomically
from pipeline.reading.tables.grid import Book, Cell, Grid, Range
from pipeline.reading.tables.limits import MIB
from pipeline.reading.tables.opening import READER_VERSION, open_book

KEPT_NAME: Final = ".opened.json"
MIN_CELLS: Final = 5_000
"""A file with fewer cells opens in a few hundredths of a second, and nothing is kept of it."""
MAX_BYTES: Final = 256 * MIB
"""What is larger is not kept, and not read back: the file is opened each time."""
_FORM: Final = 1
"""The number of the form in which books are kept."""


def open_kept(path: Path, sha256: str, folder: Path | None) -> Book:
    """Open a file, or take what was kept of the same bytes in a folder; the book is the same.

    Raises BadInputError as `open_book` does.
    """
    if folder is None:
        return open_book(path)
    kept = _read(folder / KEPT_NAME, sha256, path.name)
    if kept is not None:
        return kept
    book = open_book(path)
    if sum(len(grid.cells) for grid in book.grids) >= MIN_CELLS:
        _write(book, sha256, folder / KEPT_NAME)
    return book


def _write(book: Book, sha256: str, path: Path) -> None:
    """Write a book in two lines: what it is of, and what it holds."""
    facts = {name: value for name, value in vars(book).items() if name != "grids"}
    held = [_grid_facts(grid) for grid in book.grids]
    content = json.dumps([facts, held], ensure_ascii=False, separators=(",", ":")).encode()
    if len(content) <= MAX_BYTES:
        write_atomically(path, f"{_head(sha256, content)}\n".encode() + content)


def _head(sha256: str, content: bytes) -> str:
    """Return the first line: form, version of the reader, hash of the file and of what is kept."""
    return f"{_FORM} {READER_VERSION} {sha256} {hash_of(content).hexdigest()}"


def _grid_facts(grid: Grid) -> dict[str, Any]:
    """Return what a grid is made of, its sets as sorted lists."""
    names = [field.name for field in fields(Grid)]
    made = {name: getattr(grid, name) for name in names}
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in made.items()}


@held_back()
def _read(path: Path, sha256: str, name: str) -> Book | None:
    """Read a book back; None where it is not there, is of something else, or is not whole."""
    try:
        if path.stat().st_size > MAX_BYTES + MIB:
            return None
        head, _, content = path.read_bytes().partition(b"\n")
        if head.decode("ascii", "replace") != _head(sha256, content):
            return None
        facts, held = json.loads(content)
        if facts["name"] != name:
            return None
        grids = tuple(_grid(grid) for grid in held)
        return Book(**{**facts, "notes": tuple(facts["notes"]), "grids": grids})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _grid(facts: dict[str, Any]) -> Grid:
    """Make a grid of what was kept."""
    made = {
        **facts,
        "cells": tuple(map(Cell._make, facts["cells"])),
        "merged": tuple(map(Range._make, facts["merged"])),
        "hidden_rows": frozenset(facts["hidden_rows"]),
        "hidden_columns": frozenset(facts["hidden_columns"]),
        "faults": tuple((row, reason) for row, reason in facts["faults"]),
    }
    return Grid(**made)
