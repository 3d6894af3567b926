"""figures.csv: the items of a draft, one a line, in their order."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import BadInputError
from pipeline.reading.draft import CELL_COLUMNS, SPAN_COLUMNS, Item, columns_of


def items_csv(items: Sequence[Item]) -> str:
    """Write items as CSV: UTF-8 text, one line an item, each column a field of `Item`."""
    columns = columns_of(items)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([getattr(item, name) for name in columns] for item in items)
    return stream.getvalue()


def read_items(path: Path) -> tuple[Item, ...]:
    """Read what `items_csv` wrote. Raises BadInputError when the columns are others."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if tuple(rows.fieldnames or ()) not in (SPAN_COLUMNS, CELL_COLUMNS):
            raise BadInputError(
                f"{path} has other columns than a list of items. Read the original again with crossfoot read."
            )
        return tuple(Item(**row) for row in rows)
