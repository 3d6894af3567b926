"""The second calculation of coverage: the known parts of a territory, their number, and what is left."""

import duckdb
import polars as pl

from pipeline.decimals import VALUE

COVERED = ("known", "parts_known", "parts", "residual", "discrepancy")
_AT = ["territory_id", "price_basis", "unit_code", "period_start", "period_end"]
_FIGURES = """
select territory_id, price_basis, unit_code, period_start, period_end, value, half_width, reason_code
from core.total
where measure_code = 'fci' and kind = 'observation' and quantity = 'level' and breakdown = '_T'
"""
_MEMBERS = """
select ancestor_id as territory_id, territory_id as part_id, valid_from, valid_to from reference.member
"""


def cover_again(connection: duckdb.DuckDBPyConnection, cells: pl.DataFrame) -> pl.DataFrame:
    """Give the cells of `COVERED` from the figures of core, for the periods that the query chose.

    A row a cell: territory_id, period, breakdown, price_basis, transformation, value, half_width. Where the
    parts known are more than the whole by more than the half widths allow, there is no residual.
    """
    asked = cells.filter(pl.col("transformation") == "known").select(*_AT, "period", "breakdown")
    figures = connection.sql(_FIGURES).pl()
    members = connection.sql(_MEMBERS).pl()
    in_force = pl.col("period_end").is_between("valid_from", "valid_to")
    parts = asked.join(members, on="territory_id").filter(in_force)
    found = parts.join(figures, left_on=["part_id", *_AT[1:]], right_on=_AT, how="left", nulls_equal=True)
    is_known, half = pl.col("value").is_not_null(), pl.col("half_width")
    summed = found.group_by(*_AT, "period", "breakdown").agg(
        known=pl.col("value").sum(),
        width=pl.when((half.is_not_null() | ~is_known).all()).then(half.sum()),
        parts_known=pl.col("part_id").filter(is_known).n_unique().cast(VALUE),
        parts=pl.col("part_id").n_unique().cast(VALUE),
    )
    wholes = figures.filter(pl.col("reason_code") != "sum_of_members")
    both = summed.join(wholes, on=_AT, how="left", nulls_equal=True).with_columns(
        left=pl.col("value") - pl.col("known"),
        left_width=pl.col("half_width") + pl.col("width"),
        is_whole=pl.col("parts") == pl.col("parts_known"),
    )
    nothing = pl.lit(None, dtype=VALUE)
    possible = (pl.col("left") >= 0) | (pl.col("left") + pl.col("left_width") >= 0)
    always = pl.lit(value=True)
    forms = (
        (pl.col("known"), pl.col("width"), always),
        (pl.col("parts_known"), nothing, always),
        (pl.col("parts"), nothing, always),
        (pl.col("left"), pl.col("left_width"), ~pl.col("is_whole") & possible),
        (pl.col("left"), pl.col("left_width"), pl.col("is_whole")),
    )
    keys = ["territory_id", "period", "breakdown", "price_basis"]
    return pl.concat(
        both.filter(where).select(
            *keys, transformation=pl.lit(name), value=value.cast(VALUE), half_width=width.cast(VALUE)
        )
        for name, (value, width, where) in zip(COVERED, forms, strict=True)
    )
