"""A dry run says what a run would change, and leaves nothing behind."""

from pathlib import Path

import pytest

from pipeline import rehearsal, stages
from pipeline.bulletin.certificate import certificate
from pipeline.bulletin.load import load_material
from pipeline.errors import MachineError, UsageError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.rehearsal import BESIDE, Rehearsal, changed_rows, rehearse
from pipeline.rehearsal_text import summary
from pipeline.vintages.issue import Issue
from tests.conftest import JANUARY
from tests.small_office import INVESTMENT, WriteOffice, investment

REVISED = investment({"value_as_printed": "1,500.0"})


def _kept(office: Office) -> dict[str, bytes]:
    """Read all that is in the folder of results."""
    return {
        path.relative_to(office.home).as_posix(): path.read_bytes()
        for path in sorted(office.home.rglob("*"))
        if path.is_file() and "locks" not in path.parts
    }


def _issue_of(office: Office) -> Issue:
    """Make an issue of the cells of the month as they are now, as if it had been published."""
    material = load_material(office, stages.lake_of(office), JANUARY, "en")
    cells = {name: {key: str(value) for key, value in cell.items()} for name, cell in material.by_id.items()}
    return Issue(JANUARY, material.as_of, cells, material.inputs, "", certificate(material)["parts"])


@pytest.fixture
def found(write_office: WriteOffice, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Rehearsal], bool, Office]:
    """Rehearse without an issue, with one, and with a new delivery; tell whether all stayed as it was."""
    office = write_office({"first": {"investment.csv": INVESTMENT}})
    first = rehearse(office, JANUARY)
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    issue = _issue_of(office)
    monkeypatch.setattr(rehearsal, "_issue", lambda *_: issue)
    same = rehearse(office, JANUARY)
    files = {"first": {"investment.csv": INVESTMENT}, "second": {"investment.csv": REVISED}}
    office = write_office(files, received={"second": "2026-11-22"})
    before = _kept(office)
    changed = rehearse(office, JANUARY)
    return [first, same, changed], _kept(office) == before, office


def test_a_dry_run_says_what_changes_and_touches_nothing(
    found: tuple[list[Rehearsal], bool, Office],
) -> None:
    (first, same, changed), untouched, office = found
    assert untouched
    assert not list((office.home / BESIDE).iterdir())
    assert summary(first)[-1] == "There is no issue to compare it with: it would be the first."
    assert summary(same)[-1] == "No number differs from the issue of 2026-01 as of 2026-11-21."
    assert summary(changed)[0].endswith("1 deliveries are new to it.")
    assert "differ from the issue of 2026-01 as of 2026-11-21" in summary(changed)[-1]
    rows = {row["cell"]: row for row in changed_rows(changed.changes)}
    assert rows["fci.C.2026-01"]["before"] == "1406"
    assert rows["fci.C.2026-01"]["now"] != "1406"
    assert rows["fci.C.2026-01"]["cause"]


def test_a_failure_leaves_nothing_behind(small_office: Office) -> None:
    with pytest.raises(UsageError):
        rehearse(small_office, Month.parse("1990-01"))
    assert not list((small_office.home / BESIDE).iterdir())


def test_nothing_is_left_among_the_results_of_another_account(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_office.home.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr("pipeline.machine.os.geteuid", lambda: small_office.home.stat().st_uid + 1)
    with pytest.raises(MachineError, match="belongs to"):
        rehearse(small_office, JANUARY)
    assert list(small_office.home.iterdir()) == []


def test_files_are_copied_where_they_cannot_be_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(rehearsal.os, "link", refuse)
    one = tmp_path / "one"
    one.write_text("1", encoding="utf-8")
    rehearsal._share(str(one), str(tmp_path / "two"))
    rehearsal._share(str(tmp_path / ".one.tmp"), str(tmp_path / "three"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
