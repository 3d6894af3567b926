"""Adds to an issue what can only be said when the data files are made: their hashes, the root of the cells.

The files hold nothing of it, so that none depends on its own hash.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline import merkle
from pipeline.bulletin.model import Document, Row, Section, Table
from pipeline.language.catalogue import Catalogue
from pipeline.present import present
from pipeline.sealed.roots import data_root

CELLS, EVIDENCE = "cells.csv", "evidence/"
_TABLES = frozenset(
    f"{EVIDENCE}{name}.csv" for name in ("cell", "figure", "observation", "input", "rule_run")
)
_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Listed:
    """What a page says of data files: path, size and hash of those that it lists, and roots by name."""

    files: tuple[tuple[str, int, str], ...]
    roots: Mapping[str, str]


def list_of(files: Mapping[str, bytes]) -> Listed:
    """Hash the data files of a release; of the evidence the tables are listed, and all is in the root."""
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    named = sorted(path for path in files if not path.startswith(EVIDENCE) or path in _TABLES)
    return Listed(
        tuple((path, len(files[path]), hashes[path]) for path in named),
        {"cells": cells_root(files[CELLS]), "data": data_root(hashes)},
    )


def list_files(document: Document, data: Listed, words: Catalogue) -> Document:
    """Return a document that lists data files, by path, and states the roots of the cells and of the data."""
    rows = {
        "files": [_row(*file, document.lang, words) for file in data.files],
        "run": [Row(((words.word(f"run-root-{name}", {}),), (root,))) for name, root in data.roots.items()],
    }
    sections = tuple(_with_rows(section, rows.get(section.key, ())) for section in document.sections)
    return replace(document, sections=sections)


def cells_root(cells: bytes) -> str:
    """Return the root of the tree whose entries are the lines of a CSV file after its head."""
    return merkle.root(merkle.lines_of(cells)).hex()


def _row(path: str, size: int, digest: str, lang: str, words: Catalogue) -> Row:
    """Say what a file is called and holds, how large it is and what its hash is."""
    holds = words.word(f"files-{_APART.sub('-', path.lower())}", {})
    return Row(((path,), (holds,), (present(Decimal(size), 0, lang),), (digest,)))


def _with_rows(section: Section, rows: Sequence[Row]) -> Section:
    """Add rows to the last table of a section, where it has one."""
    tables = [at for at, block in enumerate(section.blocks) if isinstance(block, Table)]
    if not rows or not tables:
        return section
    blocks = list(section.blocks)
    table = blocks[tables[-1]]
    assert isinstance(table, Table)
    blocks[tables[-1]] = replace(table, rows=(*table.rows, *rows))
    return replace(section, blocks=tuple(blocks))
