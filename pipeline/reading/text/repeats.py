"""Figures that a document states twice: the fuller statement is kept, the other points to it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.draft import Item, ask, settle
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

_WHICH = "Another figure is given for the same measure, territory and period; which period is this one for?"


def settle_repeats(items: Sequence[Item], vocabulary: Vocabulary, heading: int = 0) -> list[Item]:
    """Settle a figure that says what one before it said as a duplicate, and point parts to their whole.

    The first `heading` items are of the heading, which leaves out what the text below it says in full.
    """
    seen: dict[tuple[str, ...], Item] = {}
    values: dict[tuple[str, ...], set[str]] = defaultdict(set)
    found: list[Item] = []
    for item in _without_heading(items, heading):
        key = tuple(str(getattr(item, name)) for name in _SAYS)
        if item.disposition != "used":
            found.append(item)
        elif _contradicts(item, values[key[1:]]):
            found.append(ask(item, "period_end", _WHICH, _days_of(item)))
        elif key in seen:
            repeated = replace(item, interpretation="repeated_mention")
            found.append(settle(repeated, "duplicate", f"stated before at {seen[key].place}"))
        else:
            seen[key] = item
            values[key[1:]].add(item.value)
            found.append(item)
    return _point_to_wholes(found, vocabulary)


def _contradicts(item: Item, values: set[str]) -> bool:
    """Tell whether a figure whose facts are inferred differs from what was taken for the same before."""
    inferred = {"period", "territory", "label"} & set(item.inferred.split(";"))
    return bool(inferred) and bool(values - {item.value})


def _days_of(item: Item) -> tuple[str, ...]:
    """Return the period of an item as a candidate."""
    days = dict.fromkeys((item.period_start, item.period_end))
    return ("/".join(day for day in days if day),) if item.period_end else ()


def _without_heading(items: Sequence[Item], heading: int) -> list[Item]:
    """Settle figures of the heading that the text states once in full, the same but for what is left out."""
    below = [item for item in items[heading:] if item.disposition == "used"]
    return [
        _settle_by(item, [other for other in below if _says_in_full(other, item)]) for item in items[:heading]
    ] + list(items[heading:])


def _settle_by(item: Item, fuller: Sequence[Item]) -> Item:
    """Settle a figure by the one statement that is fuller, if there is one."""
    if item.status != "amber" or len(fuller) != 1:
        return item
    repeated = replace(item, interpretation="repeated_mention")
    return settle(repeated, "duplicate", f"stated in full at {fuller[0].place}")


def _says_in_full(other: Item, item: Item) -> bool:
    """Tell whether a statement gives the same value, unit, kind and quantity, and contradicts nothing.

    A heading may round: then it must name measure and territory itself.
    """
    same = ("unit", "kind", "quantity")
    if any(getattr(other, name) != getattr(item, name) for name in same):
        return False
    if other.value != item.value and not _rounds(item, other):
        return False
    said = ("measure", "territory", "breakdown", "period_end")
    return all(getattr(item, name) in ("", getattr(other, name)) for name in said)


def _rounds(item: Item, other: Item) -> bool:
    """Tell whether a figure is another one cut to fewer places, of the same measure and territory."""
    if not (item.measure and item.territory and item.step and item.value and other.value):
        return False
    return abs(Decimal(other.value) - Decimal(item.value)) < Decimal(item.step)


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
