"""Which issue a release follows, and which folders of issues are kept for it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulletin.publish import _write
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.sealed.seal import Made
from pipeline.vintages.issue import PREVIOUS, Issue, previous_issue, previous_of
from tests.conftest import JANUARY

DECEMBER = JANUARY.plus(-1)
FILES = {
    "cells.csv": b"cell_id,value,unit_code,period\nfci.C.2025-12,1.5,AZN_MN,2025-12-01\n",
    "cell_input.csv": b"cell_id,input_id\nfci.C.2025-12,a\nfci.C.2025-12,b\n",
    "findings.csv": b"rule_id,effect,tested\nparent,withhold,a;b\nbalance,query,c\nstop,stop,\n",
    "decisions.csv": b"decision_id,status\nd1,active\nd2,undone\n",
}


def _made_with(month: Month, code: str = "1", previous: str = "") -> dict[str, Any]:
    """Describe what a release is made with."""
    inputs = {"core": code} | ({PREVIOUS: previous} if previous else {})
    return {"month": month.key, "as_of": "2026-03-01", "inputs": inputs, "parts": {"calculation": code}}


def _issue(office: Office, month: Month, code: str = "1", previous: str = "", key: str = "") -> str:
    """Write a release and return the hash of its manifest."""
    folder = _write(
        office.home / "releases", key or month.key, FILES, Made(_made_with(month, code, previous))
    )
    return file_hash(folder / "manifest.json")


def _follows(office: Office, code: str = "1", asked: date | None = None) -> Issue | None:
    return previous_issue(office, JANUARY, asked, _made_with(JANUARY, code))


def test_a_first_issue_follows_none(small_office: Office) -> None:
    assert _follows(small_office) is None
    _issue(small_office, JANUARY)
    assert _follows(small_office) is None


def test_a_release_follows_that_of_the_month_before(small_office: Office) -> None:
    digest = _issue(small_office, DECEMBER)
    found = _follows(small_office)
    assert found is not None
    assert (found.month, found.as_of, found.digest) == (DECEMBER, date(2026, 3, 1), digest)
    assert found.cells["fci.C.2025-12"]["value"] == "1.5"
    assert found.inputs == {"fci.C.2025-12": ["a", "b"]}
    assert found.withheld == {"a": "parent", "b": "parent"}
    assert (found.decisions, found.parts) == ({"d1"}, {"calculation": "1"})


def test_a_release_made_with_something_else_follows_the_months_own(small_office: Office) -> None:
    _issue(small_office, DECEMBER)
    digest = _issue(small_office, JANUARY)
    found = _follows(small_office, code="2")
    assert found is not None
    assert (found.month, found.digest) == (JANUARY, digest)


def test_a_release_made_with_the_same_follows_the_issue_that_it_named(small_office: Office) -> None:
    """Else the same again would follow itself and give other bytes."""
    first = _issue(small_office, JANUARY)
    second = _issue(small_office, JANUARY, code="2", previous=first)
    assert previous_of(small_office.home / "releases" / "2026-01" / "manifest.json") == first
    for _ in range(2):
        found = _follows(small_office, code="2")
        assert found is not None
        assert found.digest == first
        assert _issue(small_office, JANUARY, code="2", previous=first) == second


def test_one_of_a_past_day_follows_the_month_before_on_that_day(small_office: Office) -> None:
    day = date(2026, 3, 1)
    _issue(small_office, JANUARY)
    _issue(small_office, DECEMBER)
    assert _follows(small_office, asked=day) is None
    digest = _issue(small_office, DECEMBER, key="2025-12@2026-03-01")
    _issue(small_office, JANUARY, code="9", key="2026-01@2026-03-01")
    found = _follows(small_office, asked=day)
    assert found is not None
    assert found.digest == digest


def test_an_issue_is_kept_as_long_as_another_one_names_it(small_office: Office) -> None:
    issues = small_office.home / "releases" / ".issues"
    first = _issue(small_office, DECEMBER)
    _issue(small_office, JANUARY, previous=first)
    second = _issue(small_office, DECEMBER, code="2")
    assert _kept(issues) == {first, second, _current(small_office, JANUARY)}
    third = _issue(small_office, DECEMBER, code="3", previous=second)
    assert _kept(issues) == {first, second, third, _current(small_office, JANUARY)}
    _issue(small_office, JANUARY, code="3", previous=third)
    _issue(small_office, DECEMBER, code="4")
    assert _kept(issues) == {third, _current(small_office, DECEMBER), _current(small_office, JANUARY)}


def _kept(issues: Path) -> set[str]:
    return {file_hash(path) for path in issues.glob("*/manifest.json")}


def _current(office: Office, month: Month) -> str:
    return file_hash(office.home / "releases" / month.key / "manifest.json")


@pytest.mark.parametrize("content", [{}, {"inputs": {}}])
def test_a_manifest_that_names_none_is_of_a_first_issue(tmp_path: Path, content: dict[str, Any]) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    assert previous_of(tmp_path / "manifest.json") == ""
