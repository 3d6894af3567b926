"""Prints the rows of a Parquet file below a row with the names of its columns; runs in a child process."""

from collections.abc import Iterator
from typing import Any

from pipeline.reading.tables.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from pipeline.reading.tables.printed import RefusalError, printed, too_many


def print_parquet(path: str) -> Iterator[dict[str, Any]]:
    """Yield what is printed of a file. Raises RefusalError."""
    import polars as pl

    try:
        schema = pl.read_parquet_schema(path)
        _check_schema(schema)
        frame = pl.scan_parquet(path, glob=False)
        rows = int(frame.select(pl.len()).collect().item())
        if rows >= MAX_ROWS:
            raise RefusalError(f"has {rows:,} rows below its head. Split it into smaller files.")
        if sum(frame.select(pl.all().count()).collect().row(0)) + len(schema) > MAX_CELLS:
            raise RefusalError(too_many())
        yield {"sheet": "", "hidden": False, "merged": [], "rows": rows + 1}
        yield {"cells": [[1, at, "text", name] for at, name in enumerate(schema, 1) if name.strip()]}
        for row, values in enumerate(frame.collect().iter_rows(), 2):
            yield {"cells": list(printed(row, 1, values))}
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise RefusalError(
            f"is no Parquet file, is damaged or was cut off ({str(error).splitlines()[0][:120]}). "
            "Ask for the file again."
        ) from error


def _check_schema(schema: Any) -> None:
    """Refuse columns that are no fields of a table."""
    if len(schema) > MAX_COLUMNS:
        raise RefusalError(f"has {len(schema):,} columns; at most {MAX_COLUMNS:,} are read.")
    nested = [name for name, kind in schema.items() if kind.is_nested() or str(kind) in ("Binary", "Object")]
    if nested:
        raise RefusalError(
            f"has the column '{nested[0][:80]}', which holds lists, records or bytes. Give each figure a "
            "cell of its own."
        )
