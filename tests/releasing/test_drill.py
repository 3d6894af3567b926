"""The drill of the default office: back up, lose the results, restore, verify, run to the same bytes."""

import shutil
import time
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.project import Project, locate
from pipeline.releasing.backup import back_up, restore
from pipeline.releasing.ledger import ledger_path, state_of, verify_chain
from pipeline.releasing.model import State
from pipeline.releasing.readers import publish_site
from tests.publications import ENGLISH, unprinted
from tests.released import give_to_readers

MONTH = Month.parse("2026-01")
FIVE_MINUTES = 300


def _run(project: Project) -> str:
    """Run the month from its deliveries; return which folder it leaves."""
    office = load_office(project, "karabakh")
    with unprinted():
        stages.run_month(office, MONTH, choice=ENGLISH)
    return str((office.home / "releases" / MONTH.key).readlink())


@pytest.mark.long
def test_a_lost_office_is_back_in_five_minutes(tmp_path: Path) -> None:
    project = Project(locate().root, tmp_path / "var")
    made = _run(project)
    office = load_office(project, "karabakh")
    give_to_readers(office, MONTH.key)
    began = time.monotonic()
    back_up(office, tmp_path / "backup.tar")
    shutil.rmtree(project.var)
    restore(project, tmp_path / "backup.tar")
    assert verify_chain(ledger_path(office)) == []
    assert state_of(office, f"{MONTH.key}.1") is State.RELEASED
    assert _run(project) == made
    site = publish_site(office)
    assert site is not None
    assert (site / MONTH.key / "index.html").is_file()
    assert time.monotonic() - began < FIVE_MINUTES
