"""The counts of a month's quality section, as cells: each printed count is vouched for as any number."""

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

CODE: Final = "quality"
"""The first part of a count's cell id: quality.withheld.2026-01."""
SQL: Final = "core/quality.sql"
TITLE: Final = "Counts of the quality section"
DEFINITION: Final = (
    "How many files, lines, figures, findings, conflicts and decisions stand behind a bulletin."
)
_TABLES: Final = {
    "deliveries": "raw.file",
    "files": "raw.file",
    "lines": "raw.file",
    "numbers": "raw.figure",
    "known": "core.latest",
    "releases": "core.latest",
    "withheld": "core.withheld",
    "findings": "core.finding",
    "conflicts": "core.finding",
    "decisions": "core.decision",
}


def counts_of(office: Office, lake: Lake, core: Manifest) -> dict[str, dict[str, Any]]:
    """Return the counts of a month by their cell ids."""
    month, as_of = parse_partition(core.partition)[0].first, date.fromisoformat(core.facts["as_of"])
    cells = count_cells(lake.read(core, "core.quality"), office.country, month, as_of)
    return {cell["cell_id"]: cell for cell in cells}


def count_cells(counts: pl.DataFrame, country: str, month: date, as_of: date) -> list[dict[str, Any]]:
    """Make a cell of each row of `core.quality` (item, n), with the columns of an indicator's cell."""
    empty: dict[str, Any] = dict.fromkeys(CELL)
    return [
        empty
        | {
            "cell_id": f"{CODE}.{item}.{month:%Y-%m}",
            "territory_id": country,
            "period": month,
            "breakdown": f"count={item}",
            "price_basis": "not_stated",
            "source_kind": "returns",
            "transformation": "count",
            "value": Decimal(n),
            "unit_code": "COUNT",
            "qualifier": "",
            "obs_status": "A",
            "conf_status": "F",
            "revised": False,
            "flags": [],
            "evidence_grade": "not graded",
            "as_of": as_of,
            "month": month,
        }
        for item, n in counts.sort("item").iter_rows()
    ]


def count_indicator(office: Office, cell_id: str) -> dict[str, Any]:
    """Say what a count is and which SQL makes it, as is said of an indicator."""
    path = office.project.sql / SQL
    return {
        "code": CODE,
        "title": TITLE,
        "definition": DEFINITION,
        "formula": f"the number of rows of {counted_in(cell_id)} that the name says",
        "derive": [],
        "sql": f"sql/{SQL}",
        "version": file_hash(path),
        "commit": commit_of(office.project.root),
    }


def counted_in(cell_id: str) -> str:
    """Name the table that a count counts rows of; empty for any other cell."""
    code, _, rest = cell_id.partition(".")
    return _TABLES.get(rest.split(".")[0].split("_")[0], "") if code == CODE else ""
