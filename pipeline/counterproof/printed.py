"""Holds the hashes and roots that a PDF prints against those of its web page, and names the files concerned.

Who changes data and makes all hashes fit but those in print is found by a root; which file it was, the hashes
that the PDF lists and holds within it tell, as far as they go.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.counterproof.hashes import CERTIFIED, LISTED
from pipeline.counterproof.model import Block, Proof, bare, tight
from pipeline.counterproof.page import quoted
from pipeline.counterproof.read_pdf import Pdf
from pipeline.identity import short_hash
from pipeline.sealed.roots import is_data

ROOTS = ("inputs", "cells", "data")
"""The roots in the order of the last table that prints hashes."""
HELD, EVIDENCE, QUERIES = "evidence.json", "evidence/", "evidence/sql/"
_HASH = re.compile(r"[0-9a-f]{24}|[0-9a-f]{64}")
_SHOWN = 12
"""So many files are named that may be the one."""


class _Row(NamedTuple):
    """A row of the web page that ends with a hash, and the blocks that it is made of."""

    section: str
    table: str
    texts: tuple[str, ...]
    at: tuple[int, ...]


class _Unlike(NamedTuple):
    """A row whose hash the PDF prints otherwise: on which page, and how; `root` is the name of a root."""

    row: _Row
    root: str
    page: str
    printed: str
    blocks: range

    @property
    def name(self) -> str:
        """What the row is about."""
        return bare(self.row.texts[0])


def check_printed(
    file: str, pdf: Pdf, blocks: Sequence[Block], files: Mapping[str, bytes], proof: Proof
) -> tuple[Pdf, list[Block]]:
    """Name roots and hashes that a PDF prints otherwise; returns both without the rows that were named."""
    rows = list(_rows(blocks))
    if not rows:
        return pdf, list(blocks)
    printed = {tight(block.text) for block in pdf.blocks}
    unlike = list(_unlike(pdf, rows))
    for row in rows:
        if row.texts[-1] not in printed and not any(one.row is row for one in unlike):
            what = f"it prints no hash of {quoted(row.texts[0])}; the web page prints {row.texts[-1]}."
            proof.add(file, "text", what)
    for one in unlike:
        if one.root:
            what = f"it prints {one.printed} as the root over {one.root}; that of the files, as the web page"
            proof.add(file, one.page, f"{what} prints it, is {one.row.texts[-1]}.")
    named = {one.name for one in unlike if one.name in files}
    for one in unlike:
        if one.name in named:
            what = f"its SHA-256 in print is {one.printed}, and that of the file is {_sha(files[one.name])}."
            proof.add(one.name, f"as {file}, {one.page}, lists it", what)
        elif not one.root:
            what = f"it prints {one.printed} for {quoted(one.name)}, and the web page {one.row.texts[-1]}."
            proof.add(file, one.page, what)
    if pages := [one.page for one in unlike if one.root in ("inputs", "data")]:
        listed = {bare(row.texts[0]) for row in rows}
        _unlisted(file, pages[-1], pdf, files, (listed, named), proof)
    gone = {at for one in unlike for at in one.blocks}
    left = {at for one in unlike for at in one.row.at}
    kept = [block for at, block in enumerate(pdf.blocks) if at not in gone]
    return replace(pdf, blocks=kept), [block for at, block in enumerate(blocks) if at not in left]


def _rows(blocks: Sequence[Block]) -> Iterator[_Row]:
    """Yield the rows of the web page that end with a hash."""
    found: dict[tuple[str, str, int], list[int]] = {}
    for at, block in enumerate(blocks):
        if block.section in (LISTED, CERTIFIED) and block.kind in ("row", "cell"):
            found.setdefault((block.section, block.label, block.row), []).append(at)
    for (section, table, _), own in found.items():
        texts = tuple(tight(blocks[at].text) for at in own)
        if _HASH.fullmatch(texts[-1]):
            yield _Row(section, table, texts, tuple(own))


def _unlike(pdf: Pdf, rows: Sequence[_Row]) -> Iterator[_Unlike]:
    """Find each row in the PDF, one after another, and yield those with another hash."""
    cells = [at for at, block in enumerate(pdf.blocks) if block.kind == "cell"]
    texts = [tight(pdf.blocks[at].text) for at in cells]
    last = rows[-1].table if rows[-1].section == CERTIFIED else None
    roots = iter(ROOTS)
    begin = 0
    for row in rows:
        root = next(roots, "") if row.table == last else ""
        width = len(row.texts)
        for at in range(begin, len(texts) - width + 1):
            own = texts[at : at + width]
            if own[0] == row.texts[0] and _HASH.fullmatch(own[-1]) and len(own[-1]) == len(row.texts[-1]):
                begin = at + width
                if own[-1] != row.texts[-1]:
                    page = pdf.blocks[cells[at]].section
                    yield _Unlike(row, root, page, own[-1], range(cells[at], cells[begin - 1] + 1))
                break


def _unlisted(
    file: str,
    page: str,
    pdf: Pdf,
    files: Mapping[str, bytes],
    known: tuple[set[str], set[str]],
    proof: Proof,
) -> None:
    """Name data files that no list prints: by hashes that the PDF holds, or as those that are left."""
    listed, named = known
    held = {f"{EVIDENCE}{name}": digest for name, digest in _held(pdf).items()}
    for name, digest in sorted(held.items()):
        if name in files and _sha(files[name]) != digest:
            named = {*named, name}
            what = f"its SHA-256 there is {digest}, and that of the file is {_sha(files[name])}."
            proof.add(name, f"as {HELD} in {file} has it", what)
    queries = sorted(name for name in files if name.startswith(QUERIES))
    digests = (f"{name.removeprefix(QUERIES)}={_sha(files[name])}" for name in queries)
    if queries and (own := short_hash(*digests)) not in {tight(block.text) for block in pdf.blocks}:
        named = {*named, QUERIES}
        proof.add(
            QUERIES, f"as {file}, {page}, prints the hash of the queries", f"that of its files is {own}."
        )
    left = sorted(name for name in files if is_data(name) and name not in {*listed, *held, *queries})
    if left and not any(is_data(name) for name in named):
        names = ", ".join(left[:_SHOWN]) + (" and others" if len(left) > _SHOWN else "")
        what = "each data file that it lists has the hash in print; it is one that is in the root alone"
        proof.add(file, page, f"{what}: {names}.")


def _held(pdf: Pdf) -> Mapping[str, str]:
    """Return the hashes of declared files that the PDF holds within it, by name."""
    try:
        lists = json.loads(pdf.attached[HELD])["code_lists"]
        return {str(name): str(digest) for name, digest in lists.items()}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}


def _sha(content: bytes) -> str:
    """Hash the bytes of a file."""
    return hashlib.sha256(content).hexdigest()
