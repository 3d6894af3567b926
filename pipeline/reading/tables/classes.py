"""What a cell is by itself, before its table says more: a figure, a mark for none, a period, words."""

import re
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pipeline.reading.tables.grid import FORMULA, Cell, Grid
from pipeline.reading.tables.number import missing_mark, read_number
from pipeline.reading.tables.period_label import is_year, read_label
from pipeline.reading.tables.said import is_price_alone, is_saying_when

FIGURE: Final = "figure"
YEAR: Final = "year"
MISSING: Final = "missing"
PERIOD: Final = "period"
WORDS: Final = "words"
FIGURES: Final = frozenset((FIGURE, MISSING))
"""The classes of cells that stand where figures stand."""
_MAX_LABEL: Final = 120
"""A longer text is words."""
_HEADED: Final = re.compile(r"(?:19|20)\d{2}\s*([,;]?)\s*([^\W\d_].*)", re.DOTALL)
"""A year that words follow, as a head has it; '2024 families' may be a figure all the same."""


def class_of(cell: Cell) -> str:
    """Return the class of a cell. A whole number from 1900 to 2100 is a year until its table says more."""
    if cell.kind == "number":
        value = cell.value
        return YEAR if len(value) == 4 and _is_year(value) and "%" not in cell.text else FIGURE
    if cell.kind == "date":
        return PERIOD
    if cell.kind == "error":
        return MISSING
    if cell.kind == FORMULA:
        return FIGURE
    return _class_of_text(cell.text) if len(cell.text) <= _MAX_LABEL else WORDS


def classes_of(grid: Grid) -> dict[int, list[str]]:
    """Return the classes of the cells of each row, in their order."""
    return {row: [class_of(cell) for cell in cells] for row, cells in grid.rows.items()}


@lru_cache(maxsize=65_536)
def _class_of_text(text: str) -> str:
    """Return the class of a text."""
    if missing_mark(text):
        return MISSING
    bare = text.strip()
    if len(bare) == 4 and bare.isdecimal() and is_year(int(bare)):
        return YEAR
    if read_label(text) is not None:
        return PERIOD
    headed = _HEADED.match(bare)
    if headed and (headed[1] or is_price_alone(headed[2]) or is_saying_when(bare)):
        return WORDS
    return FIGURE if read_number(text) is not None else WORDS


def _is_year(value: str) -> bool:
    """Tell whether a number may be a year."""
    return value.isdecimal() and is_year(int(value))


def is_counting(cells: list[Cell]) -> bool:
    """Tell whether cells count off 1, 2, 3, as the row of column numbers below a head does."""
    values = [cell.value or cell.text.strip(" .)") for cell in cells]
    numbers = [value for value in values if value.isdecimal() and len(value) < 4]
    if len(numbers) < 2 or len(numbers) < len(values) - 1:
        return False
    counted = [Decimal(value) for value in numbers]
    return counted[0] in (0, 1, 2) and all(after - before == 1 for before, after in pairwise(counted))
