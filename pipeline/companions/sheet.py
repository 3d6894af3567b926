"""A sheet of a workbook as plain data: lines above, one table, the numbers as numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from pipeline.companions.numbers import fits_a_sheet

SHEET_ROWS = 1_048_576
SHEET_COLUMNS = 16_384
CELL_CHARACTERS = 32_767
NAME_CHARACTERS = 31
HEAD_CHARACTERS = 255
"""What a sheet of a workbook, a cell, the name of a sheet and the head of a table hold at most."""
_NOT_IN_NAMES = "[]:*?/\\"
_RESERVED = "history"
"""The one name that a spreadsheet keeps for itself."""
_ROOM = 8
"""Characters for the count of a head that stands several times."""


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
    clean = "".join(letter if _may_name(letter) else " " for letter in label).strip(" '")
    used = {_RESERVED, *(name.casefold() for name in taken)}
    names = (_counted(clean, at) for at in count(1))
    return next(name for name in names if name.casefold() not in used)


def _counted(clean: str, at: int) -> str:
    """Return a name as it is where it stands first, else with its number, within the length."""
    more = f" {at}" if at > 1 else ""
    return (clean[: NAME_CHARACTERS - len(more)].strip(" '") or "-") + more


def _may_name(letter: str) -> bool:
    """Tell whether a letter may stand in the name of a sheet."""
    return letter.isprintable() and letter not in _NOT_IN_NAMES and ord(letter) < 2**16


def unlike_heads(heads: Sequence[str], again: Callable[[str, str], str]) -> tuple[str, ...]:
    """Return heads of which no two are alike, none is empty and none too long: a table needs them so.

    `again` writes a head that stands for the second time or more, with its count.
    """
    found: list[str] = []
    for head in heads:
        clean = " ".join(head.split())[:HEAD_CHARACTERS] or "-"
        name, at = clean, 1
        while name.casefold() in {one.casefold() for one in found}:
            at += 1
            name = again(clean[: HEAD_CHARACTERS - _ROOM], str(at))
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
