"""Diagnostics of a month's seasonal adjustment, as cells: each printed one is vouched for as any number."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

import polars as pl

from pipeline.checkout import commit_of
from pipeline.identity import file_hash
from pipeline.indicators.cells import CELL
from pipeline.lake import Lake, Manifest
from pipeline.office import Office
from pipeline.window import parse_partition

CODE: Final = "seasonal"
"""The first part of a diagnostic's cell id: seasonal.m7.fci.EX.2025-11."""
SOURCE: Final = "pipeline/seasonal/frames.py"
"""Where statistics are taken from what the program printed."""
TITLE: Final = "Diagnostics of the seasonal adjustment"
DEFINITION: Final = (
    "What the seasonal adjustment of a series rests on, and what the program X-13ARIMA-SEATS says of it."
)
FORMULAS: Final = {
    "observations": "the number of months with a figure that the adjustment uses",
    "needed": "the number of months from which on a series is adjusted, or adjusted figures are published",
    "m7": "M7 of X-11: how far moving and stable seasonality are told apart; below 1 they are",
    "q": "Q of X-11: the weighted mean of M1 to M11; below 1 the adjustment is acceptable",
    "qs_adjusted_p": "the probability of the QS statistic of the adjusted series, were no seasonality left",
    "indirect": "the sum of the adjusted flows of the economic regions",
    "discrepancy": "the adjusted flow of the country less the sum of those of its economic regions",
    "discrepancy_pct": "100 (country - sum of regions) / country, of adjusted flows",
}
_UNITS: Final = (
    dict.fromkeys(("observations", "needed"), "COUNT")
    | dict.fromkeys(("m7", "q", "qs_adjusted_p"), "PURE")
    | {"discrepancy_pct": "PCT"}
)
"""Those of the country are in the unit of the flows."""
_FIXED: Final[dict[str, Any]] = {
    "price_basis": "not_stated",
    "source_kind": "published",
    "transformation": "diagnostic",
    "qualifier": "",
    "obs_status": "A",
    "conf_status": "F",
    "revised": False,
    "flags": [],
    "evidence_grade": "not graded",
}
_OF_SERIES: Final = ("observations", "needed", "m7", "q", "qs_adjusted_p")
_OF_COUNTRY: Final = ("indirect", "discrepancy", "discrepancy_pct")
_DIAGNOSTICS: Final = "indicators.seasonal_diagnostics"
_DISCREPANCY: Final = "indicators.seasonal_discrepancy"


@dataclass(frozen=True)
class Diagnosed:
    """The series that were considered, their cells by id, and what each cell was made of."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    """Of `indicators.seasonal_diagnostics`, by series."""
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    inputs: dict[str, list[str]] = field(default_factory=dict)


def diagnosed_of(lake: Lake, indicators: Manifest) -> Diagnosed:
    """Return what a month's run says of the seasonal adjustment of its series; empty where it has none.

    A series' cells name its flows among the month's cells as inputs; those of the country's discrepancy name
    the adjusted flows of the month.
    """
    if _DIAGNOSTICS not in indicators.tables:
        return Diagnosed()
    rows = lake.read(indicators, _DIAGNOSTICS).sort("series").to_dicts()
    apart = lake.read(indicators, _DISCREPANCY).sort("territory_id")
    found = Diagnosed(rows)
    period = parse_partition(indicators.partition)[0].first
    fixed = _FIXED | {"period": period, "month": period}
    fixed |= {"as_of": date.fromisoformat(indicators.facts["as_of"])}
    for code in sorted({row["indicator_code"] for row in rows}):
        own = lake.read(indicators, f"indicators.{code}").filter(pl.col("breakdown") == "_T")
        for row in rows:
            if row["indicator_code"] == code:
                _add(found, _OF_SERIES, row | fixed, _flows_of(own, row["territory_id"]))
        for row in apart.filter(pl.col("indicator_code") == code, pl.col("period") == period).to_dicts():
            series = {"series": f"{code}.{row['territory_id']}"}
            _add(found, _OF_COUNTRY, row | series | fixed, _adjusted_in(own, period))
    return found


def diagnosed_indicator(office: Office, cell_id: str) -> dict[str, Any]:
    """Say what a diagnostic is and which code reads it, as is said of an indicator."""
    path = office.project.root / SOURCE
    return {
        "code": CODE,
        "title": TITLE,
        "definition": DEFINITION,
        "formula": FORMULAS[cell_id.split(".")[1]],
        "derive": [],
        "sql": SOURCE,
        "version": file_hash(path),
        "commit": commit_of(office.project.root),
    }


def is_diagnostic(cell_id: str) -> bool:
    """Tell a diagnostic's cell by its id."""
    return cell_id.partition(".")[0] == CODE


def _flows_of(own: pl.DataFrame, territory_id: str) -> pl.DataFrame:
    """Return the flows of a territory."""
    return own.filter(pl.col("transformation") == "flow", pl.col("territory_id") == territory_id)


def _adjusted_in(own: pl.DataFrame, period: date) -> pl.DataFrame:
    """Return the adjusted flows of a month."""
    return own.filter(pl.col("transformation") == "flow_sa", pl.col("period") == period)


def _add(found: Diagnosed, items: tuple[str, ...], row: dict[str, Any], behind: pl.DataFrame) -> None:
    """Add a cell for each item that the row has, made of the cells behind it."""
    names = sorted(behind["cell_id"])
    for item in items:
        if row[item] is None:
            continue
        cell = {name: row[name] for name in CELL if name in row} | {
            "cell_id": f"{CODE}.{item}.{row['series']}.{row['month']:%Y-%m}",
            "breakdown": f"statistic={item}",
            "value": Decimal(row[item]),
            "unit_code": _UNITS.get(item) or behind["unit_code"][0],
        }
        found.cells[cell["cell_id"]] = dict.fromkeys(CELL) | cell
        found.inputs[cell["cell_id"]] = names
