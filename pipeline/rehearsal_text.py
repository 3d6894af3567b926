"""A dry run in sentences."""

from collections import Counter

from pipeline.rehearsal import Rehearsal
from pipeline.window import parse_partition, partition_key


def summary(found: Rehearsal) -> list[str]:
    """Say what a run would give: what is new, whether it stops, how many cells change and why."""
    said = [
        f"A run of {found.month} as of {found.as_of} gives {found.cells} cells and {found.findings} "
        f"findings; {_new(found)}."
    ]
    said += [f"It would stop: {sentence}" for sentence in found.stops]
    if not found.against:
        return [*said, _first(found)]
    if found.is_beside:
        said += [
            f"There is no issue as of {found.as_of} to compare it with, of the month or of the month before: "
            "it is compared with the month's own, of what is known now."
        ]
    if not found.changes:
        return [*said, f"No number differs from the issue of {found.against}."]
    causes = Counter(cause for one in found.changes for cause in one.causes)
    told = ", ".join(f"{cause} {count}" for cause, count in sorted(causes.items()))
    printed = {one.cell_id for one in found.numbers}
    silent = sum(one.cell_id not in printed for one in found.changes)
    cells = _so_many(len(found.changes), "cell differs", "cells differ")
    said += [f"{cells} from the issue of {found.against} ({told})."]
    texts = sum(one.old != one.new for one in found.numbers)
    said += [
        f"{_so_many(len(found.numbers), 'number', 'numbers')} of the national bulletin print"
        f"{'s' if len(found.numbers) == 1 else ''} them, {texts} of these otherwise than before."
    ]
    unprinted = _so_many(silent, "of the cells is", "of the cells are")
    return [*said, *([f"{unprinted} not printed in it."] if silent else [])]


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
