"""The file of a release that lists its cells, a line each, read back with the types of its columns."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

CELLS_FILE = "cells.csv"
_DAYS = ("period", "period_start", "period_end", "reference_date", "due_on")
_DECIMALS = ("value", "half_width", "lo", "hi")


def read_cells(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Read the lines of cells.csv, its head first: days, exact decimals, a list of flags, else text."""
    for row in csv.DictReader(lines):
        yield {
            **row,
            **{name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS},
            **{name: Decimal(row[name]) if row[name] else None for name in _DECIMALS},
            "flags": row["flags"].split(";") if row["flags"] else [],
        }
