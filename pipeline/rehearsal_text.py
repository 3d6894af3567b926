"""A dry run in sentences."""

from collections import Counter

from pipeline.rehearsal import Rehearsal


def summary(found: Rehearsal) -> list[str]:
    """Say what a run would give: what is new, whether it stops, how many cells change and why."""
    said = [
        f"A run of {found.month} as of {found.as_of} gives {found.cells} cells and {found.findings} "
        f"findings; {found.new_deliveries} deliveries are new to it."
    ]
    said += [f"It would stop: {sentence}" for sentence in found.stops]
    if not found.against:
        return [*said, "There is no issue to compare it with: it would be the first."]
    if not found.changes:
        return [*said, f"No number differs from the issue of {found.against}."]
    causes = Counter(cause for one in found.changes for cause in one.causes)
    told = ", ".join(f"{cause} {count}" for cause, count in sorted(causes.items()))
    return [*said, f"{len(found.changes)} cells differ from the issue of {found.against} ({told}):"]
