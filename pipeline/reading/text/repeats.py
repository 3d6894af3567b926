"""Figures that a document states twice: the fuller statement is kept, the other points to it."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.draft import Item, settle
from pipeline.reading.vocabulary import Vocabulary

_SAYS = (
    "value",
    "unit",
    "measure",
    "breakdown",
    "territory",
    "period_start",
    "period_end",
    "kind",
    "quantity",
)


def settle_repeats(items: Sequence[Item], vocabulary: Vocabulary) -> list[Item]:
    """Settle a figure that says what one before it said as a duplicate, and point parts to their whole."""
    seen: dict[tuple[str, ...], Item] = {}
    found: list[Item] = []
    for item in items:
        key = tuple(str(getattr(item, name)) for name in _SAYS)
        if item.disposition != "used":
            found.append(item)
        elif key in seen:
            repeated = replace(item, interpretation="repeated_mention")
            found.append(settle(repeated, "duplicate", f"stated before at {seen[key].place}"))
        else:
            seen[key] = item
            found.append(item)
    return _point_to_wholes(found, vocabulary)


def _point_to_wholes(items: Sequence[Item], vocabulary: Vocabulary) -> list[Item]:
    """Give a part the place of the whole that was stated before it for the same period."""
    found: list[Item] = []
    for item in items:
        whole = _whole_of(item, found, vocabulary)
        found.append(replace(item, whole=whole.place) if whole is not None else item)
    return found


def _whole_of(item: Item, before: Sequence[Item], vocabulary: Vocabulary) -> Item | None:
    """Return the last figure before an item that it is part of."""
    measure = vocabulary.measures.get(item.measure)
    if measure is None or item.quantity != "level":
        return None
    wanted = item.measure if item.breakdown != "_T" else measure.part_of
    if not wanted:
        return None
    return next(
        (
            other
            for other in reversed(before)
            if other.measure == wanted
            and other.breakdown == "_T"
            and other.quantity == "level"
            and (other.period_start, other.period_end) == (item.period_start, item.period_end)
            and other.disposition in ("used", "")
            and other.unit == item.unit
        ),
        None,
    )
