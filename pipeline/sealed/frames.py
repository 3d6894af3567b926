"""Frames as a pair of files, CSV and Parquet: the same rows in both, the same bytes for the same rows."""

import io
from collections.abc import Iterable
from typing import Any

import polars as pl

LIST_SEPARATOR = ";"
"""What stands between the entries of a list in a field of a CSV file."""


def pair(stem: str, frame: pl.DataFrame) -> dict[str, bytes]:
    """Return `<stem>.csv` and `<stem>.parquet` of a frame."""
    return {f"{stem}.csv": as_csv(frame), f"{stem}.parquet": as_parquet(frame)}


def as_csv(frame: pl.DataFrame) -> bytes:
    """Write CSV as the data files are: UTF-8, comma, LF, empty for nothing, lists with semicolons."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    joined = frame.with_columns(pl.col(name).list.join(LIST_SEPARATOR) for name in lists)
    texts = pl.col(pl.String)
    flat = joined.with_columns(pl.when(texts != "").then(texts))
    stream = io.BytesIO()
    flat.write_csv(stream, line_terminator="\n", quote_style="necessary")
    return stream.getvalue()


def as_parquet(frame: pl.DataFrame) -> bytes:
    """Write Parquet with the types of the frame: decimals exact, lists as lists."""
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd", statistics=True)
    return stream.getvalue()


def rows_of(frame: pl.DataFrame, columns: Iterable[str | pl.Expr]) -> Iterable[tuple[Any, ...]]:
    """Give the rows of a frame in some columns; column by column, they cost a third."""
    return zip(*(column.to_list() for column in frame.select(columns).get_columns()), strict=True)
