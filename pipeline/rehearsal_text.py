"""A dry run in sentences."""

from collections import Counter

from pipeline.rehearsal import Rehearsal


def summary(found: Rehearsal) -> list[str]:
    """Say what a run would give: what is new, whether it stops, how many cells change and why."""
    said = [
        f"A run of {found.month} as of {found.as_of} gives {found.cells} cells and {found.findings} "
        f"findings; {_new(found)}."
    ]
    said += [f"It would stop: {sentence}" for sentence in found.stops]
    if not found.against:
        return [*said, "There is no issue to compare it with: it would be the first."]
    if not found.changes:
        return [*said, f"No number differs from the issue of {found.against}."]
    causes = Counter(cause for one in found.changes for cause in one.causes)
    told = ", ".join(f"{cause} {count}" for cause, count in sorted(causes.items()))
    printed = {one.cell_id for one in found.numbers}
    silent = sum(one.cell_id not in printed for one in found.changes)
    said += [f"{len(found.changes)} cells differ from the issue of {found.against} ({told})."]
    texts = sum(one.old != one.new for one in found.numbers)
    said += [
        f"{len(found.numbers)} numbers of the national bulletin print them, {texts} of these otherwise than "
        "before."
    ]
    return [*said, *([f"{silent} of the cells are not printed in it."] if silent else [])]


def _new(found: Rehearsal) -> str:
    """Say how many deliveries are new, and to what."""
    to = "the issue that it is compared with" if found.against else "it"
    one = found.new_deliveries == 1
    return f"{found.new_deliveries} {'delivery is' if one else 'deliveries are'} new to {to}"
