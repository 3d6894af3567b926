"""Holds the tables of a page against the register, cell by cell."""

from collections.abc import Sequence

from pipeline.counterproof.model import BOUND, Block
from pipeline.counterproof.numbers import number_pattern
from pipeline.counterproof.page import (
    Page,
    Pair,
    check_loose,
    check_touching,
    count_numbers,
    quoted,
    said,
    with_links_out,
)
from pipeline.counterproof.register import Expected

HELD = frozenset({"cell", "row"})
Cells = dict[tuple[str, int, int], list[Expected]]


def check_tables(page: Page, blocks: Sequence[Block], by_cell: Cells) -> None:
    """Check the cells of tables by row and column."""
    rows: dict[tuple[str, int], str] = {}
    firsts: dict[tuple[str, int], str] = {}
    for label, row, col in sorted(by_cell):
        firsts.setdefault((label, row), by_cell[label, row, col][0].number_id)
    for block in blocks:
        if block.kind not in HELD:
            continue
        expected = by_cell.pop((block.label, block.row, block.col), [])
        if block.kind == "row" and len(block.links) == 1 and not expected:
            rows[block.label, block.row] = block.links[0][0]
            _row_link(page, block, firsts.get((block.label, block.row), ""))
            check_loose(page, block, block.text)
        elif block.links or not expected:
            _linked(page, block, [one.pair for one in expected])
        else:
            _unlinked(page, block, expected, rows.get((block.label, block.row), ""))
    for (label, row, col), missing in by_cell.items():
        for one in missing:
            _missing(page, f"{label}, row {row}, column {col}", one)


def _row_link(page: Page, block: Block, first: str) -> None:
    """Check that a row's link leads to the first number of the row."""
    target = block.links[0][0]
    if target != first:
        page.say(block, f"the row links to {target}, and its first number is {first or 'none'}.")


def _linked(page: Page, block: Block, expected: Sequence[Pair]) -> None:
    """Check a cell in which each number is a link."""
    if list(expected) != block.links:
        page.say(block, f"links to {said(block.links)}, and the index says {said(expected)}.")
    count_numbers(page, block, block.links)
    check_loose(page, block, with_links_out(page, block))


def _unlinked(page: Page, block: Block, expected: Sequence[Expected], link: str) -> None:
    """Check a cell of a long table: its row has the link, its place says which numbers it holds."""
    if not link:
        page.say(block, f"prints {said([one.pair for one in expected])} with no link in cell or row.")
    if block.number and [one.number_id for one in expected] != [block.number]:
        page.say(
            block, f"is marked as {block.number}, and the index says {said([e.pair for e in expected])}."
        )
    text, at = block.text, 0
    for one in expected:
        found = next(
            (hit for hit in number_pattern(page.lang).finditer(text, at) if hit[0] == one.printed), None
        )
        if found is None:
            page.say(block, f"says {quoted(block.text)}, and the index says {said([one.pair])}.")
            continue
        check_touching(page, block, text[: found.start()], text[found.end() :])
        text = text[: found.start()] + BOUND + text[found.end() :]
        at = found.start() + 1
        count_numbers(page, block, [one.pair])
    check_loose(page, block, text)


def _missing(page: Page, where: str, one: Expected) -> None:
    """Say that a number of the index is not printed at its place."""
    page.proof.add(page.file, where, f"the index says {said([one.pair])}, and nothing is there.")
