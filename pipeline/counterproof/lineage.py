"""Holds the lineage index of a page against the register: an entry a number, with text, cell and places."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.counterproof.furniture import Place
from pipeline.counterproof.model import Block, bare, has_number
from pipeline.counterproof.page import Page
from pipeline.counterproof.register import Expected

_DIGITS = re.compile(r"\d+")
_ID, _PRINTED, _CELL, _LAST, _PLACES = 1, 2, 3, 4, 5
VALUE = "value"


def check_index(page: Page, blocks: Sequence[Block]) -> None:
    """Check that the index has each number of the page once, and says of it what the register says."""
    entries: dict[int, dict[int, Block]] = defaultdict(dict)
    for block in blocks:
        if block.kind == "index":
            entries[block.row][block.col] = block
    expected: dict[str, list[Expected]] = defaultdict(list)
    for one in page.expected:
        expected[one.number_id].append(one)
    for row, entry in entries.items():
        name = entry[_ID].text.strip() if _ID in entry else ""
        known = expected.pop(name, None)
        if known is None:
            page.proof.add(
                page.file, f"lineage index, row {row}", f"{name} is no number of this page, or stands twice."
            )
            continue
        for what in _differences(known, entry, has_facets=page.whole):
            page.proof.add(page.file, f"lineage index, {name}", what)
        origin = entry.get(_PLACES if page.whole else _LAST)
        if origin is not None:
            _origin(page, origin)
    for name in expected:
        page.proof.add(page.file, "lineage index", f"{name} is printed on the page and has no entry.")


def _differences(known: Sequence[Expected], entry: dict[int, Block], *, has_facets: bool) -> list[str]:
    """Say in what an entry differs from the numbers that it stands for."""
    first, said = known[0], {col: " ".join(block.text.split()) for col, block in entry.items()}
    found = []
    if bare(entry[_PRINTED].text) not in {one.printed for one in known}:
        found.append(f"it says {said[_PRINTED]}, and the number is printed as {first.printed}.")
    facet = first.facet if has_facets or first.facet != VALUE else ""
    cell = f"{said[_CELL]} {said.get(_LAST, '')}" if has_facets else said[_CELL]
    if cell.split() != [first.cell_id, *facet.split()]:
        found.append(f"it says {cell}, and the number is of {first.cell_id} {first.facet}.")
    if not has_facets:
        places = list(dict.fromkeys(one.label for one in known if _DIGITS.search(one.label)))
        numbers = [int(text) for text in _DIGITS.findall(said.get(_PLACES, ""))]
        if numbers != [int(text) for place in places for text in _DIGITS.findall(place)]:
            found.append(f"its places are {said.get(_PLACES, '')}, and it stands in {', '.join(places)}.")
    return found


def _origin(page: Page, block: Block) -> None:
    """Check the digits of an origin: identifiers of the release, and places in delivered files."""
    rest = page.furniture.cover(block.text, Place(block.kind, block.section), page.proof.furniture)
    if has_number(rest):
        page.proof.add(
            page.file, "lineage index", f"the origin {block.text!r} holds a number of another kind."
        )
