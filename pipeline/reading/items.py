"""figures.csv: the items of a draft, one a line, in their order."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from pipeline.errors import BadInputError
from pipeline.reading.draft import CELL_COLUMNS, SPAN_COLUMNS, Item, columns_of, item_of


def items_csv(items: Sequence[Item]) -> str:
    """Write items as CSV: UTF-8 text, one line an item, each column a field of `Item`."""
    columns = columns_of(items)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(map(attrgetter(*columns), items))
    return stream.getvalue()


def read_items(path: Path) -> tuple[Item, ...]:
    """Read what `items_csv` wrote. Raises BadInputError when the columns are others."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        columns = tuple(next(rows, ()))
        if columns not in (SPAN_COLUMNS, CELL_COLUMNS):
            raise _other(path, "other columns than")
        return tuple(_items(rows, columns, path))


def _items(rows: Iterable[list[str]], columns: Sequence[str], path: Path) -> Iterator[Item]:
    """Make the item of each line, of what is not empty."""
    for row in rows:
        if len(row) != len(columns):
            raise _other(path, "a line that is not one of")
        yield item_of({name: text for name, text in zip(columns, row, strict=True) if text})


def _other(path: Path, what: str) -> BadInputError:
    """Say that a file is not what `items_csv` wrote."""
    return BadInputError(f"{path} has {what} a list of items. Read the original again with crossfoot read.")
