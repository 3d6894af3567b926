"""A figure of another source, one that is taken back: each is told as what it is, wherever it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.office import Office
from pipeline.vintages.change_rows import WHY
from tests.conftest import JANUARY
from tests.publications import unprinted
from tests.small_office import investment
from tests.vintages.steps import Step, add_delivery, step, write_issued

NORTH = "fci.R1.2026-01"
PRESS = {"territory_as_written": "North", "value_as_printed": "900.5"}
PRODUCER = PRESS | {"value_as_printed": "850.0", "source_id": "S3"}


@dataclass
class Told:
    """What was said of the steps, and the bulletin after the first."""

    other_source: Step
    bulletin: str


def _bulletin(office: Office) -> str:
    """Read the page of the month."""
    path: Path = office.home / "releases" / JANUARY.key / "bulletin.en.html"
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Release a month; let the producer give another value than the press."""
    with unprinted():
        given = {"first": investment({"value_as_printed": "1,406.0"}, PRESS)}
        office = write_issued(tmp_path_factory.mktemp("told-why"), given)
        add_delivery(office, "second", PRODUCER)
        other_source = step(office)
        yield Told(other_source, _bulletin(office))


def test_the_figure_of_another_source_is_no_revision(told: Told) -> None:
    said = told.other_source
    assert said.listed == {NORTH: "source", f"{NORTH}.flow": "source"}
    assert said.previewed == said.listed
    assert said.numbers[NORTH] == {"source"}
    assert WHY["source"][1] in said.page
    assert WHY["revision"][1] not in said.page
    assert "new figure of another source" in told.bulletin
    assert "revised by its source" not in told.bulletin
