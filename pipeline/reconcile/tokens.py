"""Numbers of a row that names their ids: which of them stand for a value, and for which."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from pipeline.companions.numbers import places_in
from pipeline.present import MINUS, round_half_away
from pipeline.reading.tables.grid import Cell
from pipeline.reading.tables.number_format import read_format

_NUMBER = re.compile(r"[-+\u2212]?\s?\d[\d\u00a0\u202f\u2009 ]*(?:[.,]\d+)*")
_PLAIN = re.compile(r"-?\d+(?:\.\d{4,})?|0E-\d+")
"""A number as cells.csv writes it."""
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
_YEAR = r"(?:19|20)\d\d(?![\d.,]\d|\d)"
_NO_VALUE = re.compile(
    rf"\d{{4}}-\d\d(?:-\d\d)?(?!\d)|(?:\d{{1,2}}[.–-])*\d{{1,2}}\s?[^\W\d_]*[.\s]\s?{_YEAR}"
    rf"|(?<![\w.,\u202f\u00a0]){_YEAR}|[^\W\d_]\w*(?:[-/.]\w+)*"
)
"""Dates, years, words and ids of sources: digits in them are no value."""


@dataclass(frozen=True)
class Token:
    """A number of a row where it stands."""

    cell: Cell
    printed: str
    value: Decimal


Exact = Sequence[Decimal | None]
"""Our numbers for the ids of a row; None for an id that is not ours."""


def tokens_of(cell: Cell, decimal: str) -> list[Token]:
    """List the numbers of a cell, each with the decimals that it shows."""
    if cell.kind == "number":
        held, places = Decimal(cell.value), read_format(cell.format).places
        return [Token(cell, cell.text, held if places < 0 else round_half_away(held, places))]
    if _PLAIN.fullmatch(cell.text):
        return [Token(cell, cell.text, Decimal(cell.text))]
    found = []
    said = _NO_VALUE.sub(lambda one: "x" * len(one[0]), cell.text) if cell.kind == "text" else ""
    for match in _NUMBER.finditer(said):
        text = _SPACES.sub("", match[0]).replace(MINUS, "-").removeprefix("+")
        text = text.replace(",", "") if decimal == "." else text.replace(".", "").replace(",", ".")
        if text.count(".") <= 1:
            found.append(Token(cell, match[0].strip(), Decimal(text)))
    return found


def value_columns(rows: Iterable[tuple[Exact, Sequence[Token]]]) -> frozenset[int]:
    """Return the columns of a sheet that hold values: those with cells that are numbers, and some of words.

    Of these at least half of the cells with numbers have one of ours. Names of rows, periods and sources have
    numbers, too, which are not taken for a value that is not there.
    """
    numbers: set[int] = set()
    ours: dict[int, list[bool]] = defaultdict(list)
    for exact, tokens in rows:
        by_cell: dict[int, bool] = {}
        for token in tokens:
            column = token.cell.column
            if token.cell.kind == "number":
                numbers.add(column)
            by_cell[column] = by_cell.get(column, False) or any(_is_same(one, token) for one in exact)
        for column, same in by_cell.items():
            ours[column].append(same)
    return frozenset(numbers | {column for column, same in ours.items() if 2 * sum(same) >= len(same)})


def aligned(exact: Exact, tokens: Sequence[Token]) -> dict[int, Token]:
    """Return the number for each id of a row, by the place of the id, in their order.

    Where words hold numbers too, those are taken that equal ours most often. Where there are fewer numbers
    than ids, they are taken if all equal ours in one way alone, else none is.
    """
    numbers = [token for token in tokens if token.cell.kind == "number"]
    if len(numbers) == len(exact):
        return dict(enumerate(numbers))
    if len(tokens) < len(exact):
        return _of_fewer(exact, tokens)
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {
        (0, n): (0, ()) for n in range(len(tokens) + 1)
    }
    for i in range(1, len(exact) + 1):
        for n in range(i, len(tokens) + 1):
            score, taken = best[i - 1, n - 1]
            same = (score + _is_same(exact[i - 1], tokens[n - 1]), (*taken, n - 1))
            before = best.get((i, n - 1))
            best[i, n] = before if before is not None and before[0] >= same[0] else same
    return {i: tokens[n] for i, n in enumerate(best[len(exact), len(tokens)][1])}


def _of_fewer(exact: Exact, tokens: Sequence[Token]) -> dict[int, Token]:
    """Find the one choice of ids, in their order, whose numbers all are these."""
    fitting = [
        places
        for places in combinations(range(len(exact)), len(tokens))
        if all(_is_same(exact[at], token) for at, token in zip(places, tokens, strict=True))
    ]
    return dict(zip(fitting[0], tokens, strict=True)) if len(fitting) == 1 else {}


def _is_same(exact: Decimal | None, token: Token) -> bool:
    """Tell whether our number is printed so."""
    return exact is not None and round_half_away(exact, places_in(token.value)) == token.value
