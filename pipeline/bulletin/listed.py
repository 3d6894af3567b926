"""Adds to an issue what can only be said when the data files are made: their hashes, the root of the cells.

The files hold nothing of it, so that none depends on its own hash.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline import merkle
from pipeline.bulletin.model import Document, Row, Section, Table
from pipeline.language.catalogue import Catalogue
from pipeline.present import present

_APART = re.compile(r"[^a-z0-9]+")


def list_files(document: Document, files: Mapping[str, bytes], cells: bytes, words: Catalogue) -> Document:
    """Return a document that lists data files, by path, and states the root of `cells`, a CSV file."""
    rows = {
        "files": [_row(path, files[path], document.lang, words) for path in sorted(files)],
        "run": [Row(((words.word("run-root-cells", {}),), (cells_root(cells),)))],
    }
    sections = tuple(_with_rows(section, rows.get(section.key, ())) for section in document.sections)
    return replace(document, sections=sections)


def cells_root(cells: bytes) -> str:
    """Return the root of the tree whose entries are the lines of a CSV file after its head."""
    return merkle.root(merkle.lines_of(cells)).hex()


def _row(path: str, content: bytes, lang: str, words: Catalogue) -> Row:
    """Say what a file is called and holds, how large it is and what its hash is."""
    holds = words.word(f"files-{_APART.sub('-', path.lower())}", {})
    size = present(Decimal(len(content)), 0, lang)
    return Row(((path,), (holds,), (size,), (hashlib.sha256(content).hexdigest(),)))


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
