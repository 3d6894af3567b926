"""Two releases side by side, as text for a person."""

from collections.abc import Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
MOST = 8
"""So many names of a kind are listed, then how many more there are; --json lists all."""


def render(found: Record) -> str:
    """Write the differences: numbers by cause, publications, files, what each was made with."""
    before, after = found["before"], found["after"]
    numbers = found["numbers"]
    lines = [
        f"{before['release_id']} (as of {before['as_of']}) and {after['release_id']} (as of "
        f"{after['as_of']}), office {after['office']}",
        f"numbers    {found['equal']} equal, " + ", ".join(_counts(numbers)),
    ]
    for row in numbers:
        lines += _number(row)
    for row in found["publications"]:
        lines += _publication(row)
    files = found["files"]
    lines += [f"files      {len(files[kind])} {kind}: {_some(files[kind])}" for kind in files if files[kind]]
    if found["made_with"]:
        lines.append(f"made with  other {_some([row['what'] for row in found['made_with']])}")
    return "\n".join(lines)


def _counts(numbers: Sequence[Record]) -> list[str]:
    """Count numbers by state."""
    states = ("changed", "new", "gone")
    return [f"{sum(row['state'] == state for row in numbers)} {state}" for state in states]


def _number(row: Record) -> list[str]:
    """Write one number: texts, values where they differ, cause."""
    text = {"changed": f"{row['old']} -> {row['new']}", "new": row["new"], "gone": row["old"]}[row["state"]]
    cause = ", ".join(row["causes"]) + (f" ({_some(row['behind'])})" if row["behind"] else "")
    lines = [f"{row['state']:<10} {row['number_id']}  {row['cell_id']} ({row['facet']}): {text}; {cause}"]
    figures = [("before", row["figures_before"]), ("now", row["figures_now"])]
    return lines + [f"  figures  {when} only: {_some(names)}" for when, names in figures if names]


def _publication(row: Record) -> list[str]:
    """Write how a publication differs."""
    if row["state"] != "both":
        return [f"{row['publication']:<10} {row['state']}"]
    return [
        f"{row['publication']:<10} "
        + ", ".join(part for part in (one["section"], one["table_or_figure"]) if part)
        + f": {one['numbers_before']} -> {one['numbers_now']} numbers"
        for one in row["sections"]
    ]


def _some(names: Sequence[str]) -> str:
    """Name some, and say how many more there are."""
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")
