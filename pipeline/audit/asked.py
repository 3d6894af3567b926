"""What a person names as a source: a file, a place in it, a figure, an address, a cell, a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.audit.reach import ORIGIN, Mask, Reach

_SPAN = re.compile(r"characters (\d+) to (\d+)")
_WHOLE = ("obs_id", "figure_id", "source_id", "address", "file_id", "file")
_SHORTEST_HASH = 8
"""As many letters of a file's hash name it."""


@dataclass(frozen=True)
class Asked:
    """A source as named: the whole text, and where it names a place in a file, the file and the place."""

    text: str
    file: str = ""
    locator: str = ""


def read_asked(text: str) -> Asked:
    """Read what was named; a file and a place in it are parted by the first comma, as vouch prints them.

    >>> read_asked("works.csv, line 7").locator
    'line 7'
    """
    plain = " ".join(text.split())
    file, comma, locator = plain.partition(", ")
    return Asked(plain, file, locator) if comma else Asked(plain)


def start_of(reach: Reach, asked: Asked) -> Mask:
    """Return the nodes of a release that are what was asked for; none is a mask of no node."""
    cells, figures = len(reach.cells), len(reach.figures)
    found = np.zeros(cells + figures, np.bool_)
    for place in _cells(reach, asked.text):
        found[place] = True
    for place, line in _lines(reach, asked.file or asked.text):
        if _is_meant(dict(zip(ORIGIN, line.split("\t"), strict=True)), asked):
            found[cells + place] = True
    if not reach.origins and asked.text in reach.figures:
        found[cells + reach.figures.index(asked.text)] = True
    return found


def _cells(reach: Reach, text: str) -> Iterator[int]:
    """Yield the cell of this id, or of the printed number of this id."""
    wanted = text.lower().removeprefix("n-")
    names = getattr(reach.cells, "data", None)
    if names is None or wanted.encode() in names.lower():
        yield from (place for place, name in enumerate(reach.cells) if name.lower() == wanted)
    if len(wanted) == 8 and wanted.isalnum():
        column = reach.columns.split(",").index("number_id")
        lines = enumerate(reach.numbers)
        yield from (int(reach.number_cell[at]) for at, line in lines if line.split(",")[column] == wanted)


def _lines(reach: Reach, text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of origins that hold a text at all, each with its figure's place."""
    data = getattr(reach.origins, "data", None)
    if data is None or text.encode() in data:
        yield from ((place, line) for place, line in enumerate(reach.origins) if text in line)


def _is_meant(origin: dict[str, str], asked: Asked) -> bool:
    """Tell whether a figure is what was named: the whole name, a file's hash from its start, or a place."""
    if any(origin[name] == asked.text for name in _WHOLE):
        return True
    if not asked.file:
        return is_hash(origin["file_id"], asked.text)
    in_file = asked.file == origin["file"] or is_hash(origin["file_id"], asked.file)
    return in_file and _is_at(origin["locator"], asked.locator)


def is_hash(file_id: str, text: str) -> bool:
    """Tell whether a text is the hash of a file, or enough of its beginning."""
    return len(text) >= _SHORTEST_HASH and file_id.startswith(text.lower())


def _is_at(locator: str, wanted: str) -> bool:
    """Tell whether a figure stands at a place: the same, a field of a line, or a span that shares characters.

    >>> _is_at("characters 10 to 14", "characters 0 to 11"), _is_at("line 12, value", "line 1")
    (True, False)
    """
    own, asked = _SPAN.fullmatch(locator), _SPAN.fullmatch(wanted)
    if own and asked:
        return int(own[1]) < int(asked[2]) and int(asked[1]) < int(own[2])
    return locator == wanted or locator.startswith(f"{wanted}, ")
