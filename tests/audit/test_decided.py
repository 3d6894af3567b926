"""The decisions of a release made again: those that it holds, in the order in which they were made."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.audit.decided import take_decisions
from pipeline.companions.tables import DECISIONS
from pipeline.decisions.apply import decision_frame
from pipeline.decisions.ledger import append, decisions_in, ledger_path
from pipeline.decisions.model import Decision
from pipeline.decisions.standing import Standing
from pipeline.office import Office
from pipeline.sealed.folder import ReleaseFolder
from tests.audit.conftest import change
from tests.decisions.test_ledger import decision


def taken(office: Office, folder: ReleaseFolder, tmp_path: Path) -> tuple[list[Decision], list[str]]:
    """Put the decisions of a release together, and return them with what is said of them."""
    reasons = take_decisions(folder, office.project, tmp_path / "again")
    return decisions_in(tmp_path / "again/sources/small/decisions/decisions.csv"), reasons


@pytest.fixture
def made(small_office: Office) -> list[Decision]:
    """Decide five times: a batch of one second, an undo, and one of a minute later."""
    whole = datetime(2026, 11, 26, 10, tzinfo=UTC)
    batch = [decision(number, decided_at=whole, reason=f'One,\n"{number}"') for number in (1, 2, 3)]
    append(small_office, lambda _: batch)
    append(small_office, lambda known: [replace(known[0], undoes=known[0].decision_id)])
    append(small_office, lambda _: [decision(5, decided_at=whole.replace(minute=1), expires_on=None)])
    return decisions_in(ledger_path(small_office))


def released(folder: Path, decisions: list[Decision], release_id: str = "2026-01.1") -> ReleaseFolder:
    """Write of a release what is needed here; its decisions stand by their ids, as a run leaves them."""
    rows = decision_frame([Standing(row, "unused") for row in decisions]).sort("decision_id").to_dicts()
    told = {"release_id": release_id, "office": "small", "month": "2026-01", "as_of": "2026-11-26"}
    folder.mkdir()
    (folder / "decisions.csv").write_bytes(DECISIONS.csv(rows))
    (folder / "manifest.json").write_text(json.dumps({**told, "files": {}}), encoding="utf-8")
    return ReleaseFolder.open(folder)


def test_later_decisions_have_no_part(small_office: Office, made: list[Decision], tmp_path: Path) -> None:
    for count in range(len(made) + 1):
        folder = released(tmp_path / f"release-{count}", made[:count])
        assert taken(small_office, folder, tmp_path / str(count)) == (made[:count], [])


def test_they_are_had_without_the_office(small_office: Office, made: list[Decision], tmp_path: Path) -> None:
    ledger_path(small_office).unlink()
    ledger_path(small_office).with_suffix(".seal").unlink()
    again, reasons = taken(small_office, released(tmp_path / "release", made), tmp_path)
    assert again == made
    (reason,) = reasons
    assert all(row.decision_id in reason for row in made)


def test_one_that_the_release_lacks_is_taken_from_the_ledger_and_named(
    small_office: Office, made: list[Decision], tmp_path: Path
) -> None:
    again, reasons = taken(small_office, released(tmp_path / "release", [made[0], *made[2:4]]), tmp_path)
    assert again == made[:4]
    (reason,) = reasons
    assert made[1].decision_id in reason
    assert "it counts too" in reason


def test_a_row_that_was_altered_is_named_and_that_of_the_ledger_counts(
    small_office: Office, made: list[Decision], tmp_path: Path
) -> None:
    folder = released(tmp_path / "release", made)
    change(folder.path, "decisions.csv", "2026-11-26T10:01:00Z", "yesterday")
    assert taken(small_office, folder, tmp_path) == (made, [])
    ledger_path(small_office).write_text("other\n", encoding="utf-8")
    again, reasons = taken(small_office, folder, tmp_path / "two")
    assert again == made[:4]
    assert "the ledger at hand was not read" in reasons[0]
    assert made[4].decision_id in reasons[1]
    assert "cannot be placed" in reasons[1]


def test_an_as_of_day_counts_those_made_up_to_it(
    small_office: Office, made: list[Decision], tmp_path: Path
) -> None:
    """A clock that was set back leaves a day's decisions with gaps: the ledger at hand fills them."""
    late = append(small_office, lambda _: [decision(6, decided_at=datetime(2026, 12, 2, tzinfo=UTC))])
    back = append(small_office, lambda _: [decision(7, decided_at=datetime(2026, 11, 28, tzinfo=UTC))])
    folder = released(tmp_path / "release", [*made, *back], "2026-01@2026-11-30.1")
    assert taken(small_office, folder, tmp_path) == ([*made, *late, *back], [])


def test_a_release_without_its_own_names_those_at_hand(
    small_office: Office, made: list[Decision], tmp_path: Path
) -> None:
    folder = released(tmp_path / "release", made)
    (folder.path / "decisions.csv").unlink()
    again, (reason,) = taken(small_office, folder, tmp_path)
    assert again == made
    assert all(row.decision_id in reason for row in made)
