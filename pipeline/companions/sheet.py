"""A sheet of a workbook as plain data: lines above, one table, the numbers as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.companions.numbers import fits_a_sheet
from pipeline.errors import CrossfootError

SHEET_ROWS = 1_048_576
SHEET_COLUMNS = 16_384
CELL_CHARACTERS = 32_767
NAME_CHARACTERS = 31
HEAD_CHARACTERS = 255
"""What a sheet of a workbook, a cell, the name of a sheet and the head of a table hold at most."""
_NOT_IN_NAMES = "[]:*?/\\"


@dataclass(frozen=True)
class Number:
    """A number of a sheet and how it is shown."""

    value: Decimal
    shown: str = "General"


Entry = str | Number
"""An entry of a sheet; a text is a text, whatever it begins with."""


@dataclass(frozen=True)
class Sheet:
    """One table: the lines above it, its heads and rows.

    `links` says of texts in the first column to which sheet they lead; `file` is the data file that holds
    every row of a table that may be longer than a sheet, `section` the part of the bulletin it stands in.
    """

    name: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    links: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    section: str = ""


def sheet_name(label: str, taken: Sequence[str]) -> str:
    """Return a name that a sheet may have, unlike those that are taken, whatever the case of letters."""
    clean = "".join(" " if letter in _NOT_IN_NAMES or ord(letter) < ord(" ") else letter for letter in label)
    clean = clean.strip(" '") or "-"
    used = {name.casefold() for name in taken}
    for count in range(1, len(taken) + 2):
        more = f" {count}" if count > 1 else ""
        name = clean[: NAME_CHARACTERS - len(more)].strip() + more
        if name.casefold() not in used:
            return name
    raise CrossfootError(f"No name is left for the sheet '{label}'.")


def unlike_heads(heads: Sequence[str], again: str) -> tuple[str, ...]:
    """Return heads of which no two are alike, none is empty and none too long: a table needs them so."""
    found: list[str] = []
    for head in heads:
        clean = " ".join(head.split())[:HEAD_CHARACTERS] or "-"
        name, count = clean, 1
        while name.casefold() in {one.casefold() for one in found}:
            count += 1
            name = again.format(column=clean[: HEAD_CHARACTERS - 8], count=count)
        found.append(name)
    return tuple(found)


def number_entry(value: Decimal | None, shown: str = "General") -> Entry:
    """Return a number as an entry; one with more digits than a spreadsheet keeps is a text."""
    if value is None:
        return ""
    return Number(value, shown) if fits_a_sheet(value) else f"{value:f}"


def room_below(lines: int, rows: int = SHEET_ROWS) -> int:
    """Return how many rows a table may have below so many lines and its heads."""
    return rows - lines - 1
