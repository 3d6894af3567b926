"""Words in brackets after a number: which a cell carries, and what each means."""

from pipeline.bulletin.binding import Cell
from pipeline.decisions.mark import FLAGS, NOT_AS_REPORTED

MISSING, REVISED, WITHHELD = "[x]", "[r]", "[w]"
_STATUS_MARK = {"B": "[b]", "V": "[n]", "P": "[p]", "E": "[e]", "U": WITHHELD}
_CONFIRMED = ("A", "B")
"""The evidence grades of a producer's own publication."""
_DECIDED = set(FLAGS.values())
MARKS = ("[p]", "[e]", "[b]", "[r]", "[n]", "[d]", "[w]", "[x]", "[z]")
"""In the order of the legend."""


def cell_marks(cell: Cell) -> list[str]:
    """List a cell's flags; the first figure after a break may be one that the producer did not confirm."""
    marks = [_STATUS_MARK[cell["obs_status"]]] if cell["obs_status"] in _STATUS_MARK else []
    if cell["obs_status"] == "B" and cell["evidence_grade"] not in _CONFIRMED:
        marks.append(_STATUS_MARK["V"])
    if "BREAK" in cell["flags"]:
        marks.append(_STATUS_MARK["B"])
    marks += ["[d]"] if _DECIDED & set(cell["flags"]) else []
    return [*marks, REVISED] if cell["revised"] else marks


def is_decided(cell: Cell) -> bool:
    """Tell whether a figure is used with another value, or for another period, than its source reports."""
    return bool(NOT_AS_REPORTED & set(cell["flags"]))


def marks_in(text: str) -> set[str]:
    """Find the marks that a text names."""
    return {mark for mark in MARKS if mark in text}
