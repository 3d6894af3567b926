"""The first rows of a table, for the page that a person runs a month from."""

import polars as pl

from pipeline.lake import Lake, Manifest
from pipeline.month import Month

PREVIEW_ROWS = 8
Rows = list[dict[str, object]]


def previews(lake: Lake, manifest: Manifest, tables: list[str]) -> dict[str, Rows]:
    """Return the first rows of tables of a manifest."""
    return {table: preview(lake.read(manifest, table)) for table in tables}


def preview(frame: pl.DataFrame, month: Month | None = None) -> Rows:
    """Return a few rows, of the month itself where there are any."""
    if month is not None:
        own = frame.filter(pl.col("period") == month.first)
        frame = own if own.height else frame.tail(PREVIEW_ROWS)
    return frame.head(PREVIEW_ROWS).to_dicts()
