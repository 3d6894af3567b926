"""A dry run says what the run then does, and leaves nothing behind."""

import csv
from pathlib import Path

import pytest

from pipeline import rehearsal, stages
from pipeline.errors import UsageError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.rehearsal import BESIDE, Rehearsal, changed_rows, rehearse
from pipeline.rehearsal_text import summary
from tests.conftest import INVESTMENT, JANUARY, WriteOffice
from tests.publications import unprinted

REVISED = INVESTMENT.replace("1406", "1407").replace("1,406", "1,407")


def _run(office: Office) -> None:
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    with unprinted():
        stages.publish(office, JANUARY)


def _kept(office: Office) -> dict[str, bytes]:
    """Read all that is in the folder of results."""
    return {
        path.relative_to(office.home).as_posix(): path.read_bytes()
        for path in sorted(office.home.rglob("*"))
        if path.is_file() and "locks" not in path.parts
    }


@pytest.fixture(scope="module")
def rehearsed(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Office, Rehearsal, Rehearsal, Rehearsal, bool]:
    """Rehearse before there is an issue, after one, and with a new delivery; then run that month."""
    from tests.conftest import _writer

    write: WriteOffice = _writer(tmp_path_factory.mktemp("rehearsed"))
    office = write({"first": {"investment.csv": INVESTMENT}})
    first = rehearse(office, JANUARY)
    _run(office)
    same = rehearse(office, JANUARY)
    files = {"first": {"investment.csv": INVESTMENT}, "second": {"investment.csv": REVISED}}
    office = write(files, received={"second": "2026-11-22"})
    before = _kept(office)
    found = rehearse(office, JANUARY)
    untouched = _kept(office) == before
    _run(office)
    return office, first, same, found, untouched


def test_nothing_of_the_month_is_touched(
    rehearsed: tuple[Office, Rehearsal, Rehearsal, Rehearsal, bool],
) -> None:
    office, *_, untouched = rehearsed
    assert untouched
    assert not list((office.home / BESIDE).iterdir())


def test_the_run_then_changes_what_was_said(
    rehearsed: tuple[Office, Rehearsal, Rehearsal, Rehearsal, bool],
) -> None:
    office, _, _, found, _ = rehearsed
    path = office.home / "releases" / JANUARY.key / "changes.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        made = [(row["cell_id"], row["cause"]) for row in csv.DictReader(stream)]
    assert made
    assert [(one.cell_id, ";".join(one.causes)) for one in found.changes] == made


def test_it_is_said_in_sentences(rehearsed: tuple[Office, Rehearsal, Rehearsal, Rehearsal, bool]) -> None:
    _, first, same, found, _ = rehearsed
    assert summary(first)[-1] == "There is no issue to compare it with: it would be the first."
    assert summary(same)[-1].startswith("No number differs from the issue of 2026-01")
    assert summary(found)[0].endswith("1 deliveries are new to it.")
    assert "differ from the issue of 2026-01" in summary(found)[-1]
    assert changed_rows(found.changes)[0]["before"] != changed_rows(found.changes)[0]["now"]


def test_a_failure_leaves_nothing_behind(small_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError):
        rehearse(small_office, Month.parse("1990-01"))
    assert not list((small_office.home / BESIDE).iterdir())


def test_files_are_copied_where_they_cannot_be_shared(
    small_run: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(rehearsal.os, "link", refuse)
    one = tmp_path / "one"
    one.write_text("1", encoding="utf-8")
    rehearsal._share(str(one), str(tmp_path / "two"))
    rehearsal._share(str(tmp_path / ".one.tmp"), str(tmp_path / "three"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
