"""Tables of an old process, written beside the cells of two offices; both are read only."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.month import Month
from pipeline.office import Office
from pipeline.reconcile.model import Reconciliation
from pipeline.reconcile.read import parse_said
from pipeline.reconcile.reconcile import reconcile
from tests.reading.tables.makers import Rows, write_csv, write_ods, write_xlsx

Compare = Callable[..., Reconciliation]


@pytest.fixture
def compare(karabakh_run: tuple[Office, Month], tmp_path: Path) -> Compare:
    """Write rows as a table and compare it with January 2026 of the default office."""
    office, month = karabakh_run

    def made(rows: Rows, *said: str, name: str = "old.xlsx", number_format: str = "") -> Reconciliation:
        path = written(tmp_path / name, rows, number_format)
        return reconcile(office, month, path, said=parse_said(said))

    return made


def written(path: Path, rows: Rows, number_format: str = "") -> Path:
    """Write rows in the format that a name ends with."""
    if path.suffix == ".csv":
        return write_csv(path, rows, separator=";")
    if path.suffix == ".ods":
        return write_ods(path, {"Old": rows})
    return write_xlsx(path, {"Old": rows}, number_format)


def by_cell(found: Reconciliation) -> dict[str, str]:
    """Give the status of each figure by its cell."""
    return {line.theirs.cell: line.status for line in found.lines}
