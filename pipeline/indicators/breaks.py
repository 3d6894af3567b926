"""Breaks in series: what follows for cells where the composition of a territory changed."""

from dataclasses import dataclass

import duckdb
import polars as pl

CHANGES = {
    "ytd_change": 12,
    "flow_change": 12,
    "flow_change_on_month": 1,
    "ytd_contribution": 12,
    "flow_contribution": 12,
    "ytd_index": 12,
    "flow_index": 12,
    "ytd_multiple": 12,
    "flow_multiple": 12,
    "ytd_deflator": 12,
    "flow_month_effect": 13,
    "flow_index_move": 13,
    "flow_base_effect": 13,
}
"""Transformations that compare a figure with an earlier one, and how many months lie between."""
_UNCOMPARED = (*CHANGES, "growth_published", "target", "event", "reported")
"""Transformations that are no level of a series along time."""
_SERIES = ["territory_id", "breakdown", "price_basis", "source_kind", "unit_code", "transformation"]
_BREAK = {"territory_id": pl.String, "changed_on": pl.Date}
_FIRST = {"territory_id": pl.String, "exists_from": pl.Date}


@dataclass(frozen=True)
class Breaks:
    """Days on which the composition of territories changed, and the first day of each territory."""

    changed: pl.DataFrame
    first: pl.DataFrame

    @classmethod
    def none(cls) -> "Breaks":
        """Give no break at all."""
        return cls(pl.DataFrame(schema=_BREAK), pl.DataFrame(schema=_FIRST))


def read_breaks(connection: duckdb.DuckDBPyConnection) -> Breaks:
    """Read the breaks of an office; sql/reference/series_break.sql says what one is."""
    changed = connection.sql("select territory_id, changed_on from reference.series_break").pl()
    first = connection.sql(
        "select territory_id, min(valid_from) as exists_from from reference.territory group by territory_id"
    ).pl()
    return Breaks(changed.sort("territory_id", "changed_on"), first.sort("territory_id"))


def mark_breaks(cells: pl.DataFrame, breaks: Breaks) -> pl.DataFrame:
    """Give the first level after a change the status B, and each change over it the flag BREAK.

    A level is the first one whose period ends on or after the day, where an earlier one of its series ends
    before, or its period holds the day. A change whose base ends before its territory existed is left out.
    Withheld cells keep U. Cells come back in their order.
    """
    cells = _existing(cells, breaks.first)
    numbered = cells.with_row_index("_row")
    is_changed = pl.col("territory_id").is_in(breaks.changed["territory_id"].implode())
    own = numbered.filter(is_changed)
    if own.is_empty():
        return cells
    spans = _with_spans(own)
    changed = pl.col("changed_on")
    known_before = pl.coalesce("_before", "_start")
    first_after = (known_before < changed) & (changed <= pl.col("_end"))
    over = (_base("_start") < changed) & (changed <= pl.col("_end"))
    joined = spans.join(breaks.changed, on="territory_id", how="left", maintain_order="left")
    found = joined.group_by("_row", maintain_order=True).agg(
        first_after.any().alias("_first"), over.any().alias("_over")
    )
    marked = spans.join(found, on="_row", how="left", maintain_order="left")
    level = ~pl.col("transformation").is_in(_UNCOMPARED)
    compared = pl.col("transformation").is_in(list(CHANGES))
    is_first = pl.col("_first").fill_null(value=False) & level & (pl.col("obs_status") != "U")
    is_over = pl.col("_over").fill_null(value=False) & compared
    with_break = pl.concat_list("flags", pl.lit("BREAK")).list.sort()
    told = marked.with_columns(
        obs_status=pl.when(is_first).then(pl.lit("B")).otherwise("obs_status"),
        flags=pl.when(is_over).then(with_break).otherwise("flags"),
    ).select(numbered.columns)
    return pl.concat([told, numbered.filter(~is_changed)]).sort("_row").drop("_row")


def _existing(cells: pl.DataFrame, first: pl.DataFrame) -> pl.DataFrame:
    """Leave out changes whose base lies before the territory existed."""
    ends = cells.join(first, on="territory_id", how="left", maintain_order="left")
    dated = ends.with_columns(_end=pl.coalesce("period_end", "reference_date", "period"))
    absent = pl.col("transformation").is_in(list(CHANGES)) & (_base("_end") < pl.col("exists_from"))
    return dated.filter(~absent.fill_null(value=False)).drop("exists_from", "_end")


def _base(day: str) -> pl.Expr:
    """Give the day as many months before as the transformation compares with."""
    months = pl.col("transformation").replace_strict(CHANGES, default=12, return_dtype=pl.Int64)
    return pl.col(day).dt.offset_by("-" + months.cast(pl.String) + "mo")


def _with_spans(cells: pl.DataFrame) -> pl.DataFrame:
    """Add each cell's first and last day, and the last day of the one before it."""
    end = pl.coalesce("period_end", "reference_date", pl.col("period").dt.month_end())
    spans = cells.with_columns(_end=end, _start=pl.coalesce("period_start", end))
    order = spans.sort([*_SERIES, "_end", "_row"]).with_columns(_before=pl.col("_end").shift().over(_SERIES))
    return spans.join(order.select("_row", "_before"), on="_row", how="left", maintain_order="left")
