"""What a derivation takes beside the cells that it adds to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from pipeline.decimals import VALUE

VINTAGE: Mapping[str, Any] = {
    "measure_code": pl.String,
    "territory_id": pl.String,
    "breakdown": pl.String,
    "price_basis": pl.String,
    "unit_code": pl.String,
    "source_id": pl.String,
    "period": pl.Date,
    "value": VALUE,
    "step": VALUE,
    "known_on": pl.Date,
    "obs_id": pl.String,
    "evidence_grade": pl.String,
    "declared": pl.String,
}
"""Versions of year-to-date figures, as sql/core/flow_vintage.sql gives them."""


@dataclass(frozen=True)
class Given:
    """The country, the as-of day, and the versions of the year-to-date figures behind the cells."""

    country: str
    as_of: date = date.max
    vintages: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VINTAGE))
