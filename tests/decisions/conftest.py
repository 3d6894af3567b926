"""A small office whose region is above its country, run once; each test decides about a copy of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.listing import list_findings
from pipeline.decisions.model import Decision
from pipeline.month import Month
from pipeline.office import Office
from pipeline.window import partition_key
from tests.small_office import copy_of, investment, office_writer

JANUARY = Month.parse("2026-01")
MOMENT = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
COUNTRY = {"value_as_printed": "1,406.0"}
REGION = {"territory_as_written": "North", "value_as_printed": "2,270", "source_id": "S2"}
DELIVERED = investment(COUNTRY, REGION)
Decide = Callable[..., Decision]


def run(office: Office, month: Month = JANUARY) -> None:
    """Run the stages that findings and cells come from."""
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, month)
    stages.compute(office, month)


def cells(office: Office, month: Month = JANUARY, as_of: date | None = None) -> dict[str, object]:
    """Return the values of investment by cell, as texts."""
    lake = stages.lake_of(office)
    made = lake.manifest("indicators", partition_key(month, as_of))
    assert made is not None
    rows = lake.read(made, "indicators.fci").select("cell_id", "value", "obs_status", "flags").iter_rows()
    return {
        cell_id: (format(value.normalize(), "f"), status, flags) for cell_id, value, status, flags in rows
    }


def open_ids(office: Office) -> dict[str, str]:
    """Return the ids of open findings by rule."""
    return {row["rule_id"]: row["finding_id"] for row in list_findings(office)}


def decided(office: Office, finding: str = "", **fields: str) -> Decision:
    """Decide as a form does; the finding is named by its rule."""
    given = {"reason": "Checked by telephone.", "who": "A. Person", **fields}
    if finding:
        given["finding_id"] = open_ids(office)[finding]
    return decide(office, request_of(given), MOMENT)


@pytest.fixture(scope="session")
def doubtful_run(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Run the small office with a region above its country, once; to be read only."""
    office = office_writer(tmp_path_factory.mktemp("doubtful"))({"first": {"investment.csv": DELIVERED}})
    run(office)
    return office


@pytest.fixture
def doubtful(doubtful_run: Office, tmp_path: Path) -> Office:
    """Copy that office with its results for a test to decide about."""
    return copy_of(doubtful_run, tmp_path / "own")


def deliver(office: Office, *lines: dict[str, str]) -> None:
    """Put other lines into the office's delivery, and run."""
    delivered = office.folder / "deliveries" / "first" / "investment.csv"
    delivered.write_text(investment(*lines), encoding="utf-8")
    run(office)
