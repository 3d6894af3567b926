"""Figures of sheets whose rows name their numbers: those of our own workbooks, and cells.csv.

A row names number ids in the order of its numbers, or one cell in a column `cell_id` beside `value`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.companions.numbers import places_in
from pipeline.language.catalogue import catalogue_of
from pipeline.present import STYLES
from pipeline.reading.tables.grid import Book, Cell, Grid
from pipeline.reconcile.model import Theirs, Unread
from pipeline.reconcile.ours import Ours
from pipeline.reconcile.tokens import Token, aligned, tokens_of, value_columns

CELL_HEAD: Final = "cell_id"
VALUE_HEAD: Final = "value"
_AT_THE_END = re.compile(r"[0-9a-z]{8}(?: [0-9a-z]{8})*")


@dataclass(frozen=True)
class Keyed:
    """What sheets with ids hold: figures, the number ids and the cells that they name, and their language."""

    theirs: tuple[Theirs, ...] = ()
    unread: tuple[Unread, ...] = ()
    sheets: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset()
    lang: str = ""


def id_heads(templates: Path) -> dict[str, str]:
    """Return the heads over number ids, with the language of each."""
    return {catalogue_of(lang, templates).word("sheet-numbers", {}): lang for lang in STYLES}


def keyed_figures(book: Book, ours: Ours, heads: Mapping[str, str]) -> Keyed:
    """Return the figures of the sheets of a file whose rows name their numbers; none in other files."""
    theirs: list[Theirs] = []
    unread: list[Unread] = []
    sheets: list[str] = []
    ids: set[str] = set()
    cells: set[str] = set()
    lang = ""
    for grid in book.grids:
        head = next((cell for cell in grid.cells if cell.text.strip() in heads), None)
        key = next((cell for cell in grid.cells if cell.text.strip() == CELL_HEAD), None)
        if key is not None:
            found = list(_by_cell(grid, key))
            cells |= {one.cell_id for one in found}
        elif head is not None:
            lang = lang or heads[head.text.strip()]
            named, missed = _by_ids(grid, head, ours, heads[head.text.strip()])
            found, ids = [one for _, one in named], ids | {ident for ident, _ in named}
            unread += missed
        else:
            continue
        sheets.append(grid.name)
        theirs += found
    return Keyed(tuple(theirs), tuple(unread), tuple(sheets), frozenset(ids), frozenset(cells), lang)


def _by_cell(grid: Grid, key: Cell) -> Iterator[Theirs]:
    """Give the figures of a sheet with a column of cell ids: its column of values."""
    heads = {cell.text.strip(): cell.column for cell in grid.rows[key.row]}
    column = heads.get(VALUE_HEAD)
    for row in grid.rows if column is not None else ():
        name = grid.find(row, key.column) if row > key.row else None
        cell = grid.find(row, column) if column is not None and name is not None else None
        tokens = tokens_of(cell, ".") if cell is not None else []
        if name is not None and len(tokens) == 1:
            yield _theirs(grid, tokens[0], name.text.strip(), VALUE_HEAD)


def _by_ids(grid: Grid, head: Cell, ours: Ours, lang: str) -> tuple[list[tuple[str, Theirs]], list[Unread]]:
    """Return the figures of a sheet whose rows name the ids of their numbers, and rows that do not fit."""
    rows = [_Row(cell, ours, tokens) for cell, tokens in _named_rows(grid, head, STYLES[lang].decimal)]
    columns = value_columns((row.exact, row.tokens) for row in rows)
    found: list[tuple[str, Theirs]] = []
    missed: list[Unread] = []
    for row in rows:
        at = aligned(row.exact, [token for token in row.tokens if token.cell.column in columns])
        if lacking := len(row.ids) - len(at):
            missed.append(_fewer(grid, row, lacking))
        for place, token in at.items():
            found.append((row.ids[place], _theirs(grid, token, *row.named[place])))
    return found, missed


class _Row:
    """A row that names ids: the cell with them, what they name, our numbers, and the numbers before it."""

    def __init__(self, cell: Cell, ours: Ours, tokens: Sequence[Token]) -> None:
        """Look the ids up."""
        self.cell, self.tokens, self.ids = cell, tokens, cell.text.split()
        self.named = [ours.numbers.get(ident, (ident, VALUE_HEAD)) for ident in self.ids]
        self.exact = [ours.exact(*named) for named in self.named]


def _named_rows(grid: Grid, head: Cell, decimal: str) -> Iterator[tuple[Cell, list[Token]]]:
    """Give the cells under the head of ids, each with the numbers of its row before it."""
    for row, cells in grid.rows.items():
        named = grid.find(row, head.column) if row > head.row else None
        if named is not None and _AT_THE_END.fullmatch(named.text.strip()):
            before = (cell for cell in cells if cell.column < head.column)
            yield named, [token for cell in before for token in tokens_of(cell, decimal)]


def _fewer(grid: Grid, row: _Row, lacking: int) -> Unread:
    """Ask about a row that has fewer numbers than ids."""
    named = f"{len(row.ids)} number{'s' if len(row.ids) > 1 else ''}"
    question = f"The row names {named} and has fewer. Which of them were taken out? Take their ids out too."
    return Unread(grid.name, row.cell.reference, row.cell.text, "value", question, (), lacking)


def _theirs(grid: Grid, token: Token, cell_id: str, facet: str) -> Theirs:
    """Make a figure of a number whose cell is named."""
    step = Decimal(1).scaleb(-places_in(token.value))
    return Theirs(
        grid.name, token.cell.reference, token.printed, token.value, step, cell_id=cell_id, facet=facet
    )
