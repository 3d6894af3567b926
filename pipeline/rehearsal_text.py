"""A dry run in sentences."""

from collections import Counter
from collections.abc import Sequence

from pipeline.rehearsal import Rehearsal
from pipeline.rehearsal_numbers import Number
from pipeline.vintages.changes import Change
from pipeline.window import parse_partition, partition_key


def summary(found: Rehearsal) -> list[str]:
    """Say what a run would give: what is new, whether it stops, how many cells change and why."""
    said = [
        f"A run of {found.month} as of {found.as_of} gives {found.cells} cells and {found.findings} "
        f"findings; {_new(found)}."
    ]
    said += [f"It would stop: {sentence}" for sentence in found.stops]
    said += [f"Withheld as decided: {sentence}" for sentence in found.withheld]
    if not found.against:
        return [*said, _first(found)]
    if found.is_beside:
        said += [
            f"There is no issue as of {found.as_of} to compare it with, of the month or of the month before: "
            "it is compared with the month's own, of what is known now."
        ]
    if not (found.changes or found.numbers):
        return [*said, f"No number differs from the issue of {found.against}."]
    cells = _so_many(len(found.changes), "cell differs", "cells differ")
    said += [f"{cells} from the issue of {found.against}{_by_cause(found.changes)}."]
    printed = {one.cell_id for one in found.numbers}
    silent = sum(one.cell_id not in printed for one in found.changes)
    changed = {one.cell_id for one in found.changes}
    own = [one for one in found.numbers if one.cell_id in changed]
    others = [one for one in found.numbers if one.cell_id not in changed]
    texts = sum(one.old != one.new for one in own)
    if found.changes:
        said += [
            f"{_so_many(len(own), 'number', 'numbers')} of the national bulletin print"
            f"{'s' if len(own) == 1 else ''} them, {texts} of these otherwise than before."
        ]
    if silent:
        said += [f"{_so_many(silent, 'of the cells is', 'of the cells are')} not printed in it."]
    if others:
        new, gone = sum(not one.old for one in others), sum(not one.new for one in others)
        said += [
            f"Of its other periods, lists and counts {_so_many(len(others), 'number', 'numbers')} more would "
            f"be other: {new} new, {gone} gone, {len(others) - new - gone} with another text"
            f"{_by_cause(others)}."
        ]
    return said


def _by_cause(found: Sequence[Change] | Sequence[Number]) -> str:
    """Count by cause, in brackets; empty where there is nothing to count."""
    causes = Counter(cause for one in found for cause in one.causes)
    told = ", ".join(f"{cause} {count}" for cause, count in sorted(causes.items()))
    return f" ({told})" if told else ""


def _new(found: Rehearsal) -> str:
    """Say how many deliveries are new, and to what."""
    to = "the issue that it is compared with" if found.against else "it"
    new = f"{_so_many(found.new_deliveries, 'delivery is', 'deliveries are')} new to {to}"
    if not found.lost_deliveries:
        return new
    lost = _so_many(found.lost_deliveries, "of its own was", "of its own were")
    return f"{new}, and {lost} taken back or changed"


def _so_many(count: int, one: str, more: str) -> str:
    """Write a count with its words."""
    return f"{count} {one if count == 1 else more}"


def _first(found: Rehearsal) -> str:
    """Say that there is nothing to compare a run with; as of a day, what there would have to be."""
    month, asked = parse_partition(found.month)
    if asked is None:
        return "There is no issue to compare it with: it would be the first."
    before = partition_key(month.plus(-1), asked)
    return (
        f"There is no issue to compare it with, neither {found.month} nor {before} nor {month.key}. After "
        f"`crossfoot run {month}` it is compared with what is known now."
    )
