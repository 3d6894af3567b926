"""docs/measurements.md: a row a measurement, each with the day and the commit it was taken at.

A run of all rows writes the file anew; a run of some rows replaces those and keeps the others. What stands
below the tables under a heading of its own is kept: the last output of the long tests.
"""

import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

PAIRS = ("what", "ours", "baseline", "ratio", "limit", "within", "measured on")
ALONE = ("what", "measured", "limit", "within", "measured on")
HEADS = (PAIRS, ALONE)
BELOW = "\n## "
"""Begins what stands below the tables."""


def stamp(row: str, root: Path) -> str:
    """Add to a measured row the day and the commit of the checkout, marked where files differ from it."""
    git = ["git", "-C", str(root)]
    head = [*git, "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(head, capture_output=True, text=True, check=False)
    same = [*git, "diff", "--quiet", "HEAD", "--", "pipeline", "assets", "sql", "sources"]
    changed = subprocess.run(same, check=False)
    at = (commit.stdout.strip() or "no commit") + (" and changes" if changed.returncode else "")
    return f"{row} {datetime.now(UTC).date().isoformat()}, {at} |"


def write(intro: str, rows: Iterable[str], kept: str = "") -> str:
    """Write the document: the rows of `kept` in their order, replaced where measured again, then new ones."""
    found = {_name(row): row for row in [*_rows(kept), *rows]}
    tables = [_table(head, [row for row in found.values() if _width(row) == len(head)]) for head in HEADS]
    below = kept[kept.index(BELOW) :].strip() if BELOW in kept else ""
    return "\n\n".join(part for part in [intro.strip(), *tables, below] if part) + "\n"


def _table(head: tuple[str, ...], rows: list[str]) -> str:
    """Put rows below their head."""
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows]) if rows else ""


def _rows(text: str) -> list[str]:
    """Find the measured rows of the document."""
    heads = {f"| {' | '.join(head)} |" for head in HEADS}
    tables = text.partition(BELOW)[0].splitlines()
    return [line for line in tables if line.startswith("| ") and line not in heads]


def _name(row: str) -> str:
    """Return what a row measures: its first column."""
    return row.split(" | ", 1)[0].removeprefix("| ")


def _width(row: str) -> int:
    """Count the columns of a row."""
    return row.count("|") - 1
