"""What a person said of the measure at a head, joined with what the words of other heads say of its parts."""

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.reading.tables.heads import Head
from pipeline.reading.tables.known import Known
from pipeline.reading.tables.lexis import listed
from pipeline.reading.words import fold

Named = tuple[str, str, str, tuple[str, ...], int]
"""Measure, breakdown, kind, candidates, and whose words were used: 1 the column's, 2 the row's."""
TOTAL: Final = "_T"


def take_told(known: Known, named: Named, across: Sequence[Head]) -> int:
    """Take the measure that a person said with the part that words say; return whose words are used.

    What is said of a column is said of all heads over it; the labels beside its rows may part the measure.
    """
    measure, breakdown, _, _, used = named
    known.measure = known.given["measure"]
    if measure != known.measure:
        used, breakdown = 0, ""
    if any("measure" in head.facts for head in across):
        used |= 1
    joined = join_parts((known.given.get("breakdown", ""), breakdown))
    known.breakdown = joined
    if joined:
        known.given["breakdown"] = joined
    return used


def join_parts(codes: Iterable[str]) -> str:
    """Join parts of a measure, the first of each kind; the total only where there is no other.

    >>> join_parts(("type=flat", "_T", "status=completed", "type=cottage"))
    'status=completed;type=flat'
    """
    given = [code for code in codes if code]
    parts: dict[str, str] = {}
    for code in given:
        for part in code.split(";"):
            if part != TOTAL:
                parts.setdefault(part.partition("=")[0], part)
    return ";".join(parts[kind] for kind in sorted(parts)) or (TOTAL if given else "")


def counts_alone(head: Head) -> bool:
    """Tell whether a code of a unit says that things are counted, and not which: 'NR', 'NUMBER'."""
    code = fold(head.text.partition(": ")[0].strip())
    return head.role == "unit" and code in listed("count_code")["count"]


def is_whole(head: Head) -> bool:
    """Tell whether a code of a dimension says that the figure is of the whole of it: '_T', '_Z'."""
    return fold(head.text.partition(": ")[0].strip()) in listed("whole_code")["whole"]
