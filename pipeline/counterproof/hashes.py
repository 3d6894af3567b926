"""Holds printed hashes and sizes against the files of the release, and the root of the cells against them."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.counterproof.model import Block, bare
from pipeline.counterproof.numbers import THOUSANDS
from pipeline.counterproof.page import Page, quoted

LISTED, CERTIFIED = "files", "run"
"""The sections that print hashes of files."""
CELLS = "cells.csv"
PRINTED = ".pdf"
_HASH = re.compile(r"[0-9a-f]{64}")


def names_and_sizes(files: Mapping[str, bytes]) -> dict[str, frozenset[str]]:
    """Return what a page may print of files: their names, and their sizes with a space between thousands.

    No page prints the size of a PDF, which is made of the page: none is waited for.
    """
    sized = [len(files[name]) for name in files if not name.endswith(PRINTED)]
    sizes = frozenset(f"{size:,}".replace(",", " ") for size in sized)
    return {"file": frozenset(files), "size": sizes}


def check_hashes(page: Page, blocks: Sequence[Block]) -> None:
    """Check each row that names a file: its hash, and its size where the row has one."""
    rows: dict[tuple[str, str, int], list[Block]] = defaultdict(list)
    for block in blocks:
        if block.section in (LISTED, CERTIFIED) and block.kind in ("row", "cell"):
            rows[block.section, block.label, block.row].append(block)
    hashes = []
    for (section, _, _), row in rows.items():
        name, said = bare(row[0].text), [bare(block.text) for block in row[1:]]
        hashes += [text for text in said if _HASH.fullmatch(text)]
        if name in page.files:
            _check_row(page, row[0], page.files[name], said, sized=section == LISTED)
        elif section == LISTED:
            page.say(row[0], f"it lists {quoted(name)}, and the release has no such file.")
    if hashes and any(section == CERTIFIED for section, _, _ in rows):
        _check_root(page, hashes)


def _check_row(page: Page, head: Block, content: bytes, said: Sequence[str], *, sized: bool) -> None:
    """Check what a row says of a file."""
    own = hashlib.sha256(content).hexdigest()
    if own not in said:
        page.say(head, f"it prints another hash of {bare(head.text)} than that of its bytes, {own}.")
    size = f"{len(content):,}".replace(",", THOUSANDS)
    if sized and size not in said:
        page.say(head, f"it prints another size of {bare(head.text)} than its {len(content)} bytes.")


def _check_root(page: Page, hashes: Sequence[str]) -> None:
    """Check that the page states the root of the tree of the cells, calculated here by its definition."""
    lines = page.files[CELLS].removesuffix(b"\n").split(b"\n")[1:]
    if (own := _root(lines).hex()) not in hashes:
        page.proof.add(page.file, CERTIFIED, f"it does not state the root of the lines of {CELLS}, {own}.")


def _root(entries: Sequence[bytes]) -> bytes:
    """Return the head of a hash tree. Ref.: RFC 6962, section 2.1."""
    if len(entries) < 2:
        return hashlib.sha256(b"\x00" + entries[0] if entries else b"").digest()
    half = 1 << ((len(entries) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + _root(entries[:half]) + _root(entries[half:])).digest()
