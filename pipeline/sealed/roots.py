"""Roots of hash trees over what a release was made from, its cells, its data, and all that it hands out.

Ref.: RFC 6962, section 2.1; pipeline/merkle.py. An entry of a tree of files is the file's SHA-256, two spaces
and its path, as SHA256SUMS writes it; the entries are sorted by their bytes. The cells are the lines of
cells.csv after its head, in their order.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline import merkle

SEALING = frozenset({"manifest.json", "SHA256SUMS", "certificate.json", "roots.json"})
"""Files that are made from the hashes of the others, or that say where a release was made."""
_DATA_ENDS = (".csv", ".parquet", ".xml")
_DATA_FILES = frozenset({"data_dictionary.md"})
CELLS = "cells.csv"
TREES = ("inputs", "cells", "data", "outputs", "all")
"""The roots by name: of the first four trees, and over these."""


def is_data(path: str) -> bool:
    """Tell whether a file holds data alone, so that a page can state its hash: tables, SDMX, evidence."""
    return path.startswith("evidence/") or path.endswith(_DATA_ENDS) or path in _DATA_FILES


def entries_of(hashes: Mapping[str, str]) -> list[bytes]:
    """Return the entries of a tree of files."""
    return sorted(f"{digest}  {path}".encode() for path, digest in hashes.items())


def data_root(hashes: Mapping[str, str]) -> str:
    """Return the root over the data files among those whose hashes are given, by path."""
    return merkle.root(entries_of({path: own for path, own in hashes.items() if is_data(path)})).hex()


def roots_of(inputs: Sequence[bytes], cells: bytes, hashes: Mapping[str, str]) -> dict[str, Any]:
    """Return the roots of a release with the sizes of their trees, and the root over them.

    `inputs` are the entries for what it was made from, `cells` the file cells.csv, `hashes` those of all
    files but SEALING.
    """
    lines = merkle.lines_of(cells)
    data = {path: own for path, own in hashes.items() if is_data(path)}
    trees: dict[str, Sequence[bytes]] = {
        "inputs": inputs,
        "cells": lines,
        "data": entries_of(data),
        "outputs": entries_of({path: own for path, own in hashes.items() if path not in SEALING}),
    }
    found = {name: merkle.root(entries).hex() for name, entries in trees.items()}
    return {
        "method": "RFC 6962, section 2.1, with SHA-256",
        "all": root_over(found),
        **found,
        "sizes": {name: len(entries) for name, entries in trees.items()},
        "input_entries": [entry.decode() for entry in inputs],
    }


def root_over(roots: Mapping[str, str]) -> str:
    """Return the root over roots: an entry is name, two spaces and root, in the order of names."""
    return merkle.root([f"{name}  {roots[name]}".encode() for name in sorted(roots)]).hex()
