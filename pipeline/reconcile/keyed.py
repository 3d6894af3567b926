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
from pipeline.present import MINUS, STYLES, round_half_away
from pipeline.reading.tables.grid import Book, Cell, Grid
from pipeline.reading.tables.number_format import read_format
from pipeline.reconcile.model import Theirs, Unread
from pipeline.reconcile.ours import Ours

CELL_HEAD: Final = "cell_id"
VALUE_HEAD: Final = "value"
_NUMBER = re.compile(r"[-+\u2212]?\s?\d[\d\u00a0\u202f\u2009 ]*(?:[.,]\d+)*")
_PLAIN = re.compile(r"-?\d+(?:\.\d{4,})?|0E-\d+")
"""A number as cells.csv writes it."""
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
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


@dataclass(frozen=True)
class _Token:
    """A number of a row where it stands."""

    cell: Cell
    printed: str
    value: Decimal


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
        tokens = _tokens(cell, ".") if cell is not None else []
        if name is not None and len(tokens) == 1:
            yield _theirs(grid, tokens[0], name.text.strip(), VALUE_HEAD)


def _by_ids(grid: Grid, head: Cell, ours: Ours, lang: str) -> tuple[list[tuple[str, Theirs]], list[Unread]]:
    """Return the figures of a sheet whose rows name the ids of their numbers, and rows that do not fit."""
    found: list[tuple[str, Theirs]] = []
    missed: list[Unread] = []
    for row, cells in grid.rows.items():
        named = grid.find(row, head.column) if row > head.row else None
        if named is None or not _AT_THE_END.fullmatch(named.text.strip()):
            continue
        ids = named.text.split()
        before = [cell for cell in cells if cell.column < head.column]
        tokens = _aligned(ids, before, ours, STYLES[lang].decimal)
        if not tokens:
            question = (
                f"The row names {len(ids)} numbers and has fewer. Which of them were taken out? Take their "
                "ids out too."
            )
            missed.append(Unread(grid.name, named.reference, named.text, "value", question, (), len(ids)))
        for ident, token in zip(ids, tokens, strict=False):
            cell_id, facet = ours.numbers.get(ident, (ident, VALUE_HEAD))
            found.append((ident, _theirs(grid, token, cell_id, facet)))
    return found, missed


def _theirs(grid: Grid, token: _Token, cell_id: str, facet: str) -> Theirs:
    """Make a figure of a number whose cell is named."""
    step = Decimal(1).scaleb(-places_in(token.value))
    return Theirs(
        grid.name, token.cell.reference, token.printed, token.value, step, cell_id=cell_id, facet=facet
    )


def _aligned(ids: Sequence[str], cells: Sequence[Cell], ours: Ours, decimal: str) -> list[_Token]:
    """Return the number of a row for each id, in their order; empty where the row has fewer numbers.

    Where words hold numbers too, those are taken that equal ours most often.
    """
    numbers = [token for cell in cells if cell.kind == "number" for token in _tokens(cell, decimal)]
    if len(numbers) == len(ids):
        return numbers
    tokens = [token for cell in cells for token in _tokens(cell, decimal)]
    if len(tokens) < len(ids):
        return []
    exact = [ours.exact(*ours.numbers.get(ident, ("", ""))) for ident in ids]
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {
        (0, n): (0, ()) for n in range(len(tokens) + 1)
    }
    for i in range(1, len(ids) + 1):
        for n in range(i, len(tokens) + 1):
            score, taken = best[i - 1, n - 1]
            same = (score + _is_same(exact[i - 1], tokens[n - 1].value), (*taken, n - 1))
            before = best.get((i, n - 1))
            best[i, n] = before if before is not None and before[0] >= same[0] else same
    return [tokens[n] for n in best[len(ids), len(tokens)][1]]


def _is_same(exact: Decimal | None, value: Decimal) -> bool:
    """Tell whether our number is printed so."""
    return exact is not None and round_half_away(exact, places_in(value)) == value


def _tokens(cell: Cell, decimal: str) -> list[_Token]:
    """List the numbers of a cell, each with the decimals that it shows."""
    if cell.kind == "number":
        held, places = Decimal(cell.value), read_format(cell.format).places
        return [_Token(cell, cell.text, held if places < 0 else round_half_away(held, places))]
    if _PLAIN.fullmatch(cell.text):
        return [_Token(cell, cell.text, Decimal(cell.text))]
    found = []
    for match in _NUMBER.finditer(cell.text) if cell.kind == "text" else ():
        text = _SPACES.sub("", match[0]).replace(MINUS, "-").removeprefix("+")
        text = text.replace(",", "") if decimal == "." else text.replace(".", "").replace(",", ".")
        if text.count(".") <= 1:
            found.append(_Token(cell, match[0].strip(), Decimal(text)))
    return found
