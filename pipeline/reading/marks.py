"""How an item looks: a colour and, because colour alone says nothing to many, a sign and words."""

from dataclasses import dataclass
from typing import Final

from pipeline.reading.counts import is_waiting
from pipeline.reading.draft import DISPOSITIONS, Item

GREEN, AMBER, GREY = "green", "amber", "grey"
ASIDE: Final = "○"
"""The sign of what is set aside. A dash beside a number would look like a minus."""


@dataclass(frozen=True)
class Mark:
    """The look of an item: colour, sign, a short word and a sentence."""

    colour: str
    sign: str
    short: str
    words: str


_SHORT: Final = {
    "held": "held",
    "control": "total",
    "duplicate": "again",
    "out_of_scope": "out",
    "date": "date",
    "ordinal": "no.",
    "furniture": "no figure",
    "missing": "none",
    "label": "label",
    "rejected": "not read",
}
"""The short words of items that are set aside, where there is no room for more."""
USED: Final = Mark(GREEN, "✓", "used", "understood and used")
QUESTION: Final = Mark(AMBER, "?", "question", "a question is open")
WAITING: Final = Mark(AMBER, "…", "waits", "waits for the answer about another place")


def mark_of(item: Item) -> Mark:
    """Return the look of an item."""
    if item.status == AMBER:
        return WAITING if is_waiting(item) else QUESTION
    if item.status == GREEN:
        return USED
    return Mark(GREY, ASIDE, _SHORT.get(item.disposition, item.disposition), _why(item))


def legend(items: tuple[Item, ...]) -> tuple[tuple[Mark, int], ...]:
    """List the looks that a draft has, each with how many items have it."""
    counted: dict[str, tuple[Mark, int]] = {}
    for item in items:
        mark = mark_of(item)
        words = DISPOSITIONS.get(item.disposition, mark.words) if mark.colour == GREY else mark.words
        known = counted.get(mark.short, (mark, 0))
        counted[mark.short] = (Mark(mark.colour, mark.sign, mark.short, words), known[1] + 1)
    order = {GREEN: 0, AMBER: 1, GREY: 2}
    return tuple(sorted(counted.values(), key=lambda found: (order[found[0].colour], found[0].short)))


def _why(item: Item) -> str:
    """Say why an item is set aside."""
    words = DISPOSITIONS.get(item.disposition, item.disposition)
    reason = item.reason.replace("_", " ")
    return f"{words}: {reason}" if reason not in ("", item.disposition) else words
