"""What a reconciliation is made of: figures of a table, the cells of a month, a line for each pair."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

EQUAL: Final = "equal"
WITHIN: Final = "within"
DIFFER: Final = "differ"
THERE: Final = "only_there"
STATUSES: Final = {
    EQUAL: "equal at the precision that the table prints",
    WITHIN: "within the precision that our figure is known with",
    DIFFER: "differ",
    THERE: "only there: the month has no such cell",
}
"""What becomes of a figure of the table, in words."""
Cell = Mapping[str, Any]


@dataclass(frozen=True)
class Theirs:
    """A figure of the table. `step` is one unit of its last printed place, in the unit of `value`.

    `cell_id` stands where the table itself names the cell, with the facet; otherwise the facts say which one
    it is. `unit_code` is empty where no unit is told: the value is then taken in the unit of the cell.
    `assumed` names the facts that the table does not say.
    """

    sheet: str
    cell: str
    printed: str
    value: Decimal
    step: Decimal
    unit_code: str = ""
    measure: str = ""
    breakdown: str = "_T"
    territory: str = ""
    start: date | None = None
    end: date | None = None
    due_on: date | None = None
    quantity: str = ""
    price_basis: str = ""
    cell_id: str = ""
    facet: str = "value"
    assumed: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands: 'Table 2!C17'."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True)
class Line:
    """A figure of the table beside ours.

    `here` is our exact value, `shown` the same at the table's precision; `also` are other cells that fit what
    the table says, `hints` what may explain a difference.
    """

    theirs: Theirs
    status: str
    cell_id: str = ""
    number_id: str = ""
    unit_code: str = ""
    here: Decimal | None = None
    shown: Decimal | None = None
    also: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Theirs less ours, at the precision of the table."""
        return None if self.shown is None else self.theirs.value - self.shown


@dataclass(frozen=True)
class Here:
    """A cell of ours that the table could have and does not; `printed_in` are tables that print it."""

    cell_id: str
    number_id: str
    value: Decimal
    unit_code: str
    printed_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unread:
    """A figure, or the head of several, that was not understood, with the question that would settle it."""

    sheet: str
    cell: str
    printed: str
    field: str
    question: str
    candidates: tuple[str, ...] = ()
    waiting: int = 0

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True)
class Reconciliation:
    """A table beside a month."""

    office: str
    month: str
    as_of: str
    file: str
    sha256: str
    lines: tuple[Line, ...]
    only_here: tuple[Here, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many figures of each status, cells only here, and figures that were not understood."""
        found = Counter(line.status for line in self.lines)
        waiting = sum(max(1, one.waiting) for one in self.unread)
        return {
            **{status: found[status] for status in STATUSES},
            "only_here": len(self.only_here),
            "not_read": waiting,
        }
