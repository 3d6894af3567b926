"""The contract of an indicator's table: its columns, its keys, its cell ids."""

from typing import Any

import polars as pl

from pipeline.decimals import VALUE
from pipeline.errors import CrossfootError, StopRuleError
from pipeline.identity import short_hash
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.contract import COLUMNS, KEY

_TYPES: dict[str, Any] = {
    "VARCHAR": pl.String,
    "DATE": pl.Date,
    "DECIMAL(38,10)": VALUE,
    "BOOLEAN": pl.Boolean,
    "VARCHAR[]": pl.List(pl.String),
    "BIGINT": pl.Int64,
}
CELL: dict[str, Any] = {name: _TYPES[kind] for name, kind in COLUMNS.items()}
"""The columns of an indicator's table with their types here (pipeline/indicators/contract.py)."""

WORKING = {
    "step": VALUE,
    "known_on": pl.Date,
    "part": VALUE,
    "whole": VALUE,
    "part_half_width": VALUE,
    "whole_half_width": VALUE,
}
"""Columns that derivations read and that are not kept."""

_DEFAULTS = {
    "price_basis": "not_stated",
    "source_kind": "published",
    "breakdown": "_T",
}


def with_cell_ids(frame: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Add cell ids: fci.ER-KAR.2026-01, with breakdown, transformation and basis where not the default."""
    parts = [pl.lit(indicator.code), pl.col("territory_id"), pl.col("period").dt.strftime("%Y-%m")]
    defaults = {**_DEFAULTS, "transformation": indicator.default}
    told = ("breakdown", "transformation", "price_basis", "source_kind")
    parts.extend(pl.when(pl.col(name) != defaults[name]).then(pl.col(name)) for name in told)
    return frame.with_columns(cell_id=pl.concat_str(parts, separator=".", ignore_nulls=True))


def check_units(frame: pl.DataFrame, indicator: Indicator) -> None:
    """Refuse figures of one cell in several units: none is left out in silence, and none is mixed."""
    several = frame.group_by(KEY).agg(pl.col("cell_id").first(), pl.col("unit_code").unique())
    several = several.filter(pl.col("unit_code").list.len() > 1).sort("cell_id")
    if several.height:
        raise StopRuleError(
            f"Indicator {indicator.code} has figures of {several['cell_id'][0]} in several units "
            f"({', '.join(sorted(several['unit_code'][0]))}); so have {several.height} of its cells. Declare "
            'in rules/edit.toml a rule of the kind "unit_of_measure" with effect = "withhold" for it, '
            "then run the month again."
        )


def check_cells(frame: pl.DataFrame, indicator: Indicator) -> None:
    """Refuse an indicator whose key repeats or has a gap, and a cell without a value or without a source."""
    doubled = frame.filter(pl.struct(KEY).is_duplicated())
    if doubled.height:
        first = doubled["cell_id"][0]
        raise CrossfootError(
            f"Indicator {indicator.code} has {doubled.height} rows that share a cell, the first is {first}. "
            f"Its SQL must give one row for each {', '.join(KEY)}."
        )
    empty = [name for name in (*KEY, "value", "unit_code") if frame[name].null_count()]
    if empty:
        raise CrossfootError(
            f"Indicator {indicator.code} has rows without {', '.join(empty)}. Its SQL must give these."
        )
    unfounded = frame.filter(pl.col("inputs").list.drop_nulls().list.len().fill_null(0) == 0)
    if unfounded.height:
        raise StopRuleError(
            f"Cell {unfounded['cell_id'][0]} names no input. "
            "A number without its source is not published: mend the indicator's SQL."
        )


def with_digests(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the hash of each cell's inputs."""
    digests = [short_hash(*sorted(inputs)) for inputs in frame["inputs"].to_list()]
    return frame.with_columns(src_digest=pl.Series(digests, dtype=pl.String))
