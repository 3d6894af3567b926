"""Holds a page against the register: each number leads to its cell, at its place, or is furniture."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.counterproof.figures import check_figures
from pipeline.counterproof.model import Block, has_number
from pipeline.counterproof.page import Page, Pair, check_loose, count_numbers, said, with_links_out
from pipeline.counterproof.register import Expected
from pipeline.counterproof.tables import HELD, Cells, check_tables

_LABEL = re.compile(r"(.*?)(\d{1,9})")
_IN_FIGURE = frozenset({"list", "caption", "note"})
_COUNTED = frozenset({"heading", "caption"})
"""Kinds of blocks that have a number of their own; others name it."""
_APART = HELD | {"drawing", "alt", "scale", "index"}
"""Kinds of blocks that have a check of their own."""


def bind(page: Page, blocks: Sequence[Block]) -> None:
    """Check every block of a page; the lineage index has its own check, but for its furniture."""
    by_cell: Cells = defaultdict(list)
    by_label: dict[str, list[Expected]] = defaultdict(list)
    in_text: list[Expected] = []
    figures = {block.label for block in blocks if block.kind in ("list", "drawing", "alt")}
    _numbering(page, blocks)
    for block in blocks:
        if block.kind in HELD:
            page.rows[block.label] = max(block.row, page.rows.get(block.label, 0))
    for one in page.expected:
        if one.label and one.label not in figures and one.row:
            by_cell[one.label, one.row, one.col].append(one)
        elif one.label:
            by_label[one.label].append(one)
        else:
            in_text.append(one)
    check_tables(page, blocks, by_cell)
    check_figures(page, blocks, by_label, figures)
    _texts(page, blocks, in_text, figures)


def _numbering(page: Page, blocks: Sequence[Block]) -> None:
    """Check that sections, tables and figures are counted from 1 without a gap, and named so elsewhere."""
    counted: Counter[str] = Counter()
    named = [(block, run) for block in blocks for run in block.runs if run.part and has_number(run.text)]
    own = [(block, run) for block, run in named if block.kind in _COUNTED]
    for block, run in own:
        label = _LABEL.fullmatch(_flat(run.text))
        word = run.part + (label[1] if label else "")
        counted[word] += 1
        if label is None or int(label[2]) != counted[word]:
            page.say(block, f"it is counted {run.text}, and it is number {counted[word]}.")
    page.labels = frozenset(_flat(run.text) for _, run in own)
    for block, run in named:
        page.proof.furniture[run.part] += 1
        if _flat(run.text) not in page.labels:
            page.say(block, f"it names {run.text}, and the page has no such section, table or figure.")


def _flat(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def _texts(page: Page, blocks: Sequence[Block], in_text: Sequence[Expected], figures: Iterable[str]) -> None:
    """Check running text by section; what stands before the first section is one place."""
    named = set() if page.whole else {block.section for block in blocks if block.section}
    waiting: dict[str, Counter[Pair]] = defaultdict(Counter)
    for one in in_text:
        waiting[one.section if one.section in named else ""][one.pair] += 1
    for block in blocks:
        if block.kind in _APART:
            continue
        if not (block.label in figures and block.kind in _IN_FIGURE):
            _take_out(page, block, waiting[block.section if block.section in named else ""])
        count_numbers(page, block, block.links)
        check_loose(page, block, with_links_out(page, block))
    for section, left in waiting.items():
        for pair in (+left).elements():
            where = f"section {section or 'before the first'}"
            page.proof.add(page.file, where, f"the index says {said([pair])}, and no text prints it.")


def _take_out(page: Page, block: Block, own: Counter[Pair]) -> None:
    """Take the links of a text out of those that its section must have."""
    for pair in block.links:
        if own[pair] < 1:
            page.say(block, f"links to {said([pair])}, and the index does not say so.")
        own[pair] -= 1
