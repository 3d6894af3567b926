"""The contract of an indicator's table, as plain words: enough to declare it without a data library."""

from collections.abc import Mapping
from typing import Final

KEY: Final = ["territory_id", "period", "breakdown", "price_basis", "source_kind", "transformation"]

COLUMNS: Final[Mapping[str, str]] = {
    "cell_id": "VARCHAR",
    "territory_id": "VARCHAR",
    "period": "DATE",
    "breakdown": "VARCHAR",
    "price_basis": "VARCHAR",
    "source_kind": "VARCHAR",
    "transformation": "VARCHAR",
    "period_start": "DATE",
    "period_end": "DATE",
    "reference_date": "DATE",
    "due_on": "DATE",
    "value": "DECIMAL(38,10)",
    "half_width": "DECIMAL(38,10)",
    "lo": "DECIMAL(38,10)",
    "hi": "DECIMAL(38,10)",
    "unit_code": "VARCHAR",
    "qualifier": "VARCHAR",
    "obs_status": "VARCHAR",
    "conf_status": "VARCHAR",
    "revised": "BOOLEAN",
    "flags": "VARCHAR[]",
    "evidence_grade": "VARCHAR",
    "n_src": "BIGINT",
    "src_digest": "VARCHAR",
    "as_of": "DATE",
    "month": "DATE",
}
"""`indicators.<code>`: one cell a territory, period, breakdown, basis, source kind and transformation."""

OUTLIER_TABLE: Final = "indicators.outlier"
"""The queries about outliers of a month; pipeline/indicators/outliers.py says what a row means."""

TRIANGLE_TABLE: Final = "indicators.triangle"
_ALONG = ("cell_id", "indicator", "territory_id", "period", "period_start", "period_end", "breakdown")
_OF_EACH = ("transformation", "price_basis", "source_kind", "unit_code", "value", "half_width", "obs_status")
TRIANGLE_COLUMNS: Final[Mapping[str, str]] = {
    name: COLUMNS.get(name, "VARCHAR") for name in (*_ALONG, *_OF_EACH)
} | {"vintage": "DATE"}
"""`indicators.triangle`, as pipeline/vintages/contract.py says what a row means."""
