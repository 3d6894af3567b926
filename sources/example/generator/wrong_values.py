"""The wrong value of each kind of planted error, or None where the drawn cell does not suit it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from sources.example.generator.economy import between, chance
from sources.example.generator.territory import children, region_of
from sources.example.generator.vintages import Book, Cell

CLEAR = 20
"""Two million velds, in tenths: more than any sum of printed roundings."""

Propose = Callable[[Book, Cell, Random], int | None]


@dataclass(frozen=True)
class Proposal:
    """A kind of error: the rule expected to find it, where it falls, how its value is made."""

    kind: str
    rule_kind: str
    propose: Propose
    on_region: bool = False
    placement: Literal["replace", "duplicate", "single_month"] = "replace"


def _true(book: Book, cell: Cell, months: int = 0) -> int:
    """Return the true figure some months away in the same year, 0 before January."""
    territory, measure, index = cell
    return book.truth[territory, measure][index + months] if index % 12 + months >= 0 else 0


def _next(book: Book, cell: Cell) -> int:
    """Return the next month's true figure, or twice this one's in December."""
    return 2 * _true(book, cell) if cell[2] % 12 == 11 else _true(book, cell, 1)


def _only_breaks_a_sum(book: Book, cell: Cell, wrong: int) -> bool:
    """Say whether a value keeps rising within the year and keeps construction below the total."""
    territory, measure, index = cell
    rises = _true(book, cell, -1) + CLEAR <= wrong <= _next(book, cell) - CLEAR
    total = wrong if measure == "fci" else book.truth[territory, "fci"][index]
    part = wrong if measure != "fci" else book.truth[territory, "fci_construction"][index]
    return rises and part < total


def _unit_slip(book: Book, cell: Cell, _: Random) -> int | None:
    """Print thousands as millions: the district becomes larger than its region."""
    wrong = _true(book, cell) * 1000
    return wrong if wrong > book.truth[region_of(cell[0]), cell[1]][cell[2]] + CLEAR else None


def _fall(book: Book, cell: Cell, _: Random) -> int | None:
    """Fall below the two months before, so that this month and no other is out of order."""
    if cell[2] % 12 < 3:
        return None
    wrong = (_true(book, cell, -2) + _true(book, cell, -3)) // 2
    part = book.truth[cell[0], "fci_construction"][cell[2]]
    clear = _true(book, cell, -2) - wrong >= CLEAR // 2
    return wrong if clear and (cell[1] != "fci" or wrong >= part + CLEAR) else None


def _construction_above_total(book: Book, cell: Cell, _: Random) -> int | None:
    """Print construction works above the total without upsetting the following month."""
    total = book.truth[cell[0], "fci"][cell[2]]
    wrong = total + max(CLEAR, total // 20)
    region = book.truth[region_of(cell[0]), "fci_construction"][cell[2]]
    return wrong if cell[1] != "fci" and wrong <= min(_next(book, cell), region) - CLEAR else None


def _region_transposed(book: Book, cell: Cell, rng: Random) -> int | None:
    """Swap two neighbouring digits of a region's total."""
    digits = list(str(_true(book, cell)))
    place = between(rng, 0, len(digits) - 2)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    wrong = int("".join(digits))
    clear = abs(wrong - _true(book, cell)) >= CLEAR
    return wrong if clear and _only_breaks_a_sum(book, cell, wrong) else None


def _region_too_small(book: Book, cell: Cell, _: Random) -> int | None:
    """Lose a digit of a region's total: it becomes smaller than at least two of its districts."""
    wrong = _true(book, cell) // 10
    larger = [d for d in children(cell[0]) if book.truth[d, cell[1]][cell[2]] >= wrong + CLEAR]
    return wrong if len(larger) >= 2 else None


def _conflict(book: Book, cell: Cell, rng: Random) -> int | None:
    """Print a second, different figure on the same day."""
    size = between(rng, CLEAR, 5 * CLEAR)
    wrong = _true(book, cell) + (size if chance(rng, 500) else -size)
    return wrong if _only_breaks_a_sum(book, cell, wrong) else None


def _month_above_ytd(book: Book, cell: Cell, rng: Random) -> int | None:
    """Print a single month larger than the year to date."""
    return _true(book, cell) + between(rng, CLEAR, 4 * CLEAR) if cell[2] % 12 else None


def _off_by_rounding(book: Book, cell: Cell, rng: Random) -> int | None:
    """Miss by one unit of the last printed place."""
    return _true(book, cell) + (1 if chance(rng, 500) else -1)


PROPOSALS = {
    "unit_slip": Proposal("unit_slip", "parent", _unit_slip),
    "fall": Proposal("fall", "ytd_never_falls", _fall),
    "construction_above_total": Proposal(
        "construction_above_total", "part_of_total", _construction_above_total
    ),
    "region_transposed": Proposal(
        "region_transposed", "balance_territory", _region_transposed, on_region=True
    ),
    "region_too_small": Proposal("region_too_small", "parent", _region_too_small, on_region=True),
    "duplicate_conflict": Proposal("duplicate_conflict", "uniqueness", _conflict, placement="duplicate"),
    "month_above_ytd": Proposal(
        "month_above_ytd", "month_within_ytd", _month_above_ytd, placement="single_month"
    ),
    "below_threshold_district": Proposal("below_threshold", "balance_territory", _off_by_rounding),
    "below_threshold_region": Proposal(
        "below_threshold", "balance_territory", _off_by_rounding, on_region=True
    ),
}
