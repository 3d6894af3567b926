"""The tables that intake fills, with the types of their columns."""

import polars as pl

FILE = {
    "file_id": pl.String,
    "delivery_id": pl.String,
    "name": pl.String,
    "media_type": pl.String,
    "size": pl.Int64,
    "received_on": pl.Date,
    "supersedes": pl.String,
    "reader": pl.String,
    "reader_version": pl.String,
    "held": pl.Boolean,
    "lines_in": pl.Int64,
    "parsed": pl.Int64,
    "quarantined": pl.Int64,
    "skipped": pl.Int64,
    "repeated": pl.Int64,
}
"""`raw.file`: a delivered file, or a document known by its hash alone (`held` false)."""

LINE = {
    "file_id": pl.String,
    "delivery_id": pl.String,
    "line": pl.Int64,
    "status": pl.String,
    "reason": pl.String,
}
"""`raw.line`: each line that gave no figure, or not all of its figures, and why."""

FIGURE = {
    "figure_id": pl.String,
    "file_id": pl.String,
    "delivery_id": pl.String,
    "source_id": pl.String,
    "layout": pl.String,
    "line": pl.Int64,
    "ordinal": pl.Int64,
    "locator_kind": pl.String,
    "locator": pl.String,
    "via_file_id": pl.String,
    "as_printed": pl.String,
    "value_as_delivered": pl.String,
    "step_as_written": pl.String,
    "quantity": pl.String,
    "label_as_written": pl.String,
    "territory_as_written": pl.String,
    "period_as_written": pl.String,
    "unit_as_written": pl.String,
    "period_kind": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "plan_date": pl.String,
    "published_from": pl.Date,
    "published_to": pl.Date,
    "received_on": pl.Date,
    "qualifier": pl.String,
    "inferred": pl.String,
    "scope": pl.String,
    "interpretation": pl.String,
    "whole_figure_id": pl.String,
    "measure_given": pl.String,
    "breakdown_given": pl.String,
    "kind_given": pl.String,
    "territory_given": pl.String,
    "price_basis_given": pl.String,
    "number_kind": pl.String,
    "disposition": pl.String,
    "reason": pl.String,
    "settled_by": pl.String,
    "repeats": pl.String,
    "content_key": pl.String,
}
"""`raw.figure`: one printed number, with where it stands and its text as printed.

Its codes are those that a person settled in a draft; for a register they are empty, and the lists decide.
`settled_by` says where a list decided about the disposition, too; `number_kind` what kind of number it is.
"""
