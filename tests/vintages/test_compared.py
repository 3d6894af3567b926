"""How the issue before is named: by id and day, and as an earlier draft where it is of the same month."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.bulletin.publish import _write
from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.releasing.ledger import append
from pipeline.releasing.model import Step
from pipeline.sealed.seal import Made
from pipeline.swap import remove
from pipeline.vintages.compared import compared_with
from pipeline.vintages.issue import PREVIOUS

AT = datetime(2026, 3, 2, tzinfo=UTC)
STEPS = ("submit", "approve", "open")


def _make(office: Office, key: str, code: str = "1", previous: str = "") -> str:
    """Write a release of a month, without a page, and return the hash of its manifest."""
    inputs = {"core": code} | ({PREVIOUS: previous} if previous else {})
    said: dict[str, Any] = {"month": key, "release_id": f"{key}.1", "as_of": "2026-03-01", "inputs": inputs}
    folder = _write(office.home / "releases", key, {"cells.csv": b"cell_id\n"}, Made(said))
    return file_hash(folder / "manifest.json")


def _release(office: Office, release_id: str, digest: str, steps: tuple[str, ...] = STEPS) -> None:
    for place, step in enumerate(steps):
        made = Step(step, release_id, f"Person {place}", manifest_sha256=digest)
        append(office, lambda _, made=made: [made], AT)  # type: ignore[misc]


def test_a_first_issue_is_compared_with_none(small_office: Office) -> None:
    _make(small_office, "2026-01")
    assert compared_with(small_office, "2026-01") == ""


def test_the_month_before_is_named_as_its_issue(small_office: Office) -> None:
    digest = _make(small_office, "2025-12")
    _make(small_office, "2026-01", previous=digest)
    named = f"issue 2025-12.1 as of 2026-03-01 (manifest {digest[:16]})"
    assert compared_with(small_office, "2026-01") == named


@pytest.mark.parametrize(
    ("steps", "kind"), [((), "an earlier draft of"), (STEPS[:2], "an earlier draft of"), (STEPS, "issue")]
)
def test_what_the_month_gave_before_is_an_earlier_draft_unless_readers_were_given_it(
    small_office: Office, steps: tuple[str, ...], kind: str
) -> None:
    first = _make(small_office, "2026-01")
    _make(small_office, "2026-01", code="2", previous=first)
    _release(small_office, "2026-01.1", first, steps)
    named = f"{kind} 2026-01.1 as of 2026-03-01 (manifest {first[:16]})"
    assert compared_with(small_office, "2026-01") == named


def test_one_whose_folder_is_away_is_named_by_the_ledger_or_by_its_hash(small_office: Office) -> None:
    digest = _make(small_office, "2025-12")
    _make(small_office, "2026-01", previous=digest)
    releases = small_office.home / "releases"
    remove((releases / "2025-12").resolve())
    assert compared_with(small_office, "2026-01") == (
        f"an issue that is not at hand (manifest {digest[:16]})"
    )
    _release(small_office, "2025-12.1", digest, STEPS[:1])
    assert compared_with(small_office, "2026-01") == f"issue 2025-12.1 (manifest {digest[:16]})"
