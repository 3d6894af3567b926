"""Rows as text: in columns for people, as JSON for programs."""

import json
from collections.abc import Mapping, Sequence


def aligned(rows: Sequence[Mapping[str, object]]) -> str:
    """Set rows in columns; nothing is an empty text."""
    names = list(rows[0]) if rows else []
    lines = [names, *([str("" if row[name] is None else row[name]) for name in names] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(names))]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


def as_text(value: object) -> str:
    """Set a value as JSON that people can read too."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)
