"""The contract of `indicators.triangle`: its columns and what a row means."""

from typing import Any

import polars as pl

from pipeline.decimals import VALUE
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.contract import TRIANGLE_TABLE

KNOWN: dict[str, Any] = {
    "cell_id": pl.String,
    "indicator": pl.String,
    "territory_id": pl.String,
    "period": pl.Date,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "breakdown": pl.String,
    "transformation": pl.String,
    "price_basis": pl.String,
    "source_kind": pl.String,
    "unit_code": pl.String,
    "value": VALUE,
    "half_width": VALUE,
    "obs_status": pl.String,
}
"""The columns of a cell that a triangle keeps."""
TABLE = TRIANGLE_TABLE
TRIANGLE: dict[str, Any] = {**KNOWN, "vintage": pl.Date}
"""`indicators.triangle`, PK (cell_id, vintage): a row where a vintage gives a cell another value, half width,
status, unit, first or last day than the one before; between rows a cell stays as it is. A value of null: the
cell is no longer there. Vintages are ends of months, the newest one is the as-of day of a run without one."""
_BY_ITSELF = ("core.finding", "core.observation")


def along_vintages(indicator: Indicator) -> bool:
    """Tell whether an indicator has a triangle; one that shows what rules found about figures has none.

    Another version of such a figure is another cell, and here only rules that withhold are evaluated. One of
    all versions of figures runs along vintages by itself.
    """
    return not any(table in indicator.text for table in _BY_ITSELF)
