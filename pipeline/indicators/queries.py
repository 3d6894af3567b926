"""The queries about outliers of a month's run: as rows to look at, and as a file beside the rules' report."""

import csv
import io
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.indicators.contract import OUTLIER_TABLE
from pipeline.indicators.outliers import OUTLIER
from pipeline.lake import Lake, write_atomically
from pipeline.office import Office
from pipeline.window import Window

FILE = "outliers.csv"


def outlier_rows(lake: Lake, window: Window) -> list[dict[str, Any]]:
    """Give the rows of `indicators.outlier`, the highest score first; empty before the month has run."""
    manifest = lake.manifest("indicators", window.key)
    if manifest is None or OUTLIER_TABLE not in manifest.tables:
        return []
    return lake.read(manifest, OUTLIER_TABLE).to_dicts()


def require_run(office: Office, lake: Lake, window: Window) -> None:
    """Refuse to say that nothing is asked about a month that has not been run: UsageError."""
    if lake.manifest("indicators", window.key) is None:
        raise UsageError(
            f"Month {window.month} of office {office.code} has not been run, so nothing is known of its "
            f"figures. Run it first: crossfoot run {window.month} --office {office.code}"
        )


def write_queries(office: Office, window: Window, rows: list[dict[str, Any]]) -> Path:
    """Write outliers.csv into the folder of the month's reports, as a whole; returns its path."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(OUTLIER)
    writer.writerows([row[name] for name in OUTLIER] for row in rows)
    path = office.home / "reports" / window.key / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.getvalue().encode())
    return path
