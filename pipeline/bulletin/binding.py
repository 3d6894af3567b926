"""Binds each printed number to a cell: nothing is printed that is not in here."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from pipeline.bulletin.model import IndexEntry, Printed
from pipeline.errors import StopRuleError
from pipeline.present import MAX_PLACES, PADDING, present, round_half_away, supported_places

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_DIGITS = 8
LEAST_WIDE = 10
"""An interval around a value, as wide as this, allows no digit for units."""
LEAST_UNSURE = 4
"""A computed interval as wide as this moves the digit for units by two either way."""
LEAST_WHOLE = 100
"""The ends of an interval as wide as this are printed without decimals."""
ROUGH = ("about", "almost")
"""What a source says of a number that is near the true one, on either side."""
Cell = dict[str, Any]


def number_id(cell_id: str, facet: str) -> str:
    """Return the short name of a printed number: one a cell and facet, in every language and issue."""
    value = int.from_bytes(hashlib.sha256(f"{cell_id}\x1f{facet}".encode()).digest()[:5], "big")
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(5 * (_ID_DIGITS - 1), -1, -5))


@dataclass
class Binder:
    """Prints numbers of cells and keeps a row of `published_number` for each."""

    lang: str
    origin: Callable[[Cell], str]
    rows: list[dict[str, Any]] = field(default_factory=list)
    entries: dict[str, IndexEntry] = field(default_factory=dict)
    territory: str = ""
    """The territory that the issue is of; empty for the country."""
    kept: set[str] = field(default_factory=set)
    """Cells of rows that a table leaves out: not printed, and in the data of the release."""
    section: str = ""
    table: str = ""
    row: int | None = None
    col: int | None = None

    def at(self, section: str, table: str = "") -> None:
        """Say where the next numbers stand."""
        self.section, self.table = section, table

    def within(self, row: int | None = None, col: int | None = None) -> None:
        """Say in which row and column of the table, or series and point of the figure, counted from 1."""
        self.row, self.col = row, col

    def keep(self, cells: Iterable[Cell]) -> None:
        """Hand cells that are not printed to the data of the release."""
        self.kept |= {cell["cell_id"] for cell in cells}

    def number(
        self,
        cell: Cell,
        facet: str = "value",
        *,
        most: int = 1,
        signed: bool = False,
        place: str = "table",
        align_to: int | None = None,
    ) -> Printed:
        """Print a cell's facet with the decimals that its precision supports, at most `most`."""
        value = facet_value(cell, facet)
        places = printed_places(cell, facet, most)
        text = present(value, places, self.lang, signed=signed, align_to=align_to)
        name = number_id(cell["cell_id"], facet)
        known = self.entries.get(name)
        if known and (known.cell_id, known.facet) != (cell["cell_id"], facet):
            raise StopRuleError(
                f"The numbers {known.cell_id} ({known.facet}) and {cell['cell_id']} ({facet}) share the "
                f"name {name}. "
                "Give number_id one more digit."
            )
        where = self.table or self.section
        places_so_far = known.places if known else ()
        if where not in places_so_far:
            places_so_far = (*places_so_far, where)
        self.entries[name] = IndexEntry(
            name, text.strip(PADDING), cell["cell_id"], facet, self.origin(cell), places_so_far
        )
        self.rows.append(
            {
                "lang": self.lang,
                "territory": self.territory,
                "number_id": name,
                "cell_id": cell["cell_id"],
                "facet": facet,
                "place": place,
                "section": self.section,
                "table_or_figure": self.table,
                "row": self.row,
                "col": self.col,
                "printed": text.strip(PADDING),
                "places": places,
            }
        )
        return Printed(name, text, cell["cell_id"], facet)

    def again(self, row: Mapping[str, Any]) -> Printed:
        """Print once more, where the binder stands now, a number as one of its rows has it."""
        name, known = row["number_id"], self.entries[row["number_id"]]
        self.entries[name] = replace(
            known, places=(*dict.fromkeys((*known.places, self.table or self.section)),)
        )
        spot = {"section": self.section, "table_or_figure": self.table, "row": self.row, "col": self.col}
        self.rows.append({**row, "place": "text", **spot})
        return Printed(name, row["printed"], row["cell_id"], row["facet"])


def facet_value(cell: Cell, facet: str) -> Decimal:
    """Return the value of a facet; a facet that the cell has not stops the bulletin.

    A cell with a half width alone has its interval around its value.
    """
    value = cell.get(facet)
    if value is None and facet in ("lo", "hi") and cell.get("half_width") is not None:
        sign = -1 if facet == "lo" else 1
        value = Decimal(cell["value"]) + sign * Decimal(cell["half_width"])
    if value is None:
        raise StopRuleError(
            f"Cell {cell['cell_id']} has no {facet}, and a page wants to print it. "
            "A number without a value is not printed: mend the section that asks for it."
        )
    return Decimal(value)


def printed_places(cell: Cell, facet: str, most: int) -> int:
    """Return the decimals to print: at most `most`, and more where a number would else look like zero."""
    if facet == "age":
        return 0
    if facet in ("lo", "hi") and _whole_width(cell) >= LEAST_WHOLE:
        return 0
    value, width = facet_value(cell, facet), facet_width(cell, facet)
    places = supported_places(width, 0 if facet == "value" and _is_rough(cell) else most)
    supported = places if width is None else supported_places(width, MAX_PLACES)
    while value != 0 and round_half_away(value, places) == 0 and places < supported:
        places += 1
    return places


def facet_width(cell: Cell, facet: str) -> Decimal | None:
    """Return the half width that bounds the decimals of a facet."""
    if facet in ("lo", "hi"):
        return None
    if cell.get("half_width") is not None:
        return Decimal(cell["half_width"])
    if _has_ends(cell):
        return (Decimal(cell["hi"]) - Decimal(cell["lo"])) / 2
    return None


def is_wide(cell: Cell) -> bool:
    """Tell whether a value has digits that its interval does not allow, those before the point included.

    A figure as its source printed it has none: 16 000 of a step of 1 000 has its zeros for want of others.
    """
    width = _whole_width(cell)
    if _has_ends(cell):
        return width >= LEAST_UNSURE
    if width < LEAST_WIDE:
        return False
    value = facet_value(cell, "value")
    return value == 0 or round_half_away(value, -width.adjusted()) != value


def _has_ends(cell: Cell) -> bool:
    """Tell whether a cell was computed with the ends of its interval."""
    return cell.get("lo") is not None and cell.get("hi") is not None


def _is_rough(cell: Cell) -> bool:
    """Tell whether a value was computed of what its source calls rough: it has no decimals to show."""
    return cell.get("qualifier") in ROUGH and _has_ends(cell)


def _whole_width(cell: Cell) -> Decimal:
    """Return the width of a value's interval, zero where none is known."""
    return (facet_width(cell, "value") or Decimal(0)) * 2
