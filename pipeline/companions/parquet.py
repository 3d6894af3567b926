"""Rows as a Parquet file with the types of the data file's columns: decimals exact, lists as lists."""

import io
from collections.abc import Sequence

import polars as pl

from pipeline.companions.tables import DataFile, Row


def parquet(file: DataFile, rows: Sequence[Row]) -> bytes:
    """Write rows as one Parquet file; the same rows give the same bytes."""
    columns = {
        name: pl.Series(name, [row.get(name) for row in rows], dtype=kind)
        for name, kind in file.columns.items()
    }
    stream = io.BytesIO()
    pl.DataFrame(columns).write_parquet(stream, compression="zstd", statistics=True)
    return stream.getvalue()
