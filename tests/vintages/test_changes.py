"""What changed since the issue before, and why: causes from facts, the table, the page, the command."""

import csv
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assets.cli import app
from assets.commands import vintages
from pipeline import stages
from pipeline.errors import UsageError
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.vintages.between import Known
from pipeline.vintages.changes import Change, find_changes
from pipeline.vintages.issue import Issue, read_issue
from pipeline.vintages.listing import list_changes
from tests.conftest import JANUARY
from tests.publications import ENGLISH, unprinted

DECEMBER = JANUARY.plus(-1)
THEN, NOW = date(2026, 1, 20), date(2026, 2, 20)
SERIES = {"old": "s", "same": "s", "new": "s", "other": "t", "gone": "u"}


def _observation(name: str, known: date, **more: Any) -> dict[str, Any]:
    """Make an observation of a series."""
    row = {"obs_id": name, "series_id": SERIES[name], "source_id": "S", "known_on": known}
    return row | {"received_on": known, "earliest_on": date(2025, 12, 1)} | more


def _changes(  # noqa: PLR0913  # The facts that a case may vary, each by its name.
    old: str | None,
    new: str | None,
    before: list[str],
    now: list[str],
    *,
    withheld: tuple[str, ...] = (),
    decided: tuple[str, ...] = (),
    taken_back: bool = False,
    decision_id: str = "",
    fresh: bool = True,
) -> list[Change]:
    """Compare one cell of two issues."""
    cells = {"fci.C.2025-12": {"value": old, "unit_code": "AZN_MN", "period": "2025-12-01"}} if old else {}
    issue = Issue(DECEMBER, THEN, cells, {"fci.C.2025-12": before}, "")
    later = NOW if fresh else THEN
    own = {name: _observation(name, later, decision_id=decision_id) for name in now}
    current = {
        "fci.C.2025-12": {
            "value": new and Decimal(new),
            "unit_code": "AZN_MN",
            "period": date(2025, 12, 1),
            "obs_status": "A",
        }
    }
    known = Known(
        own,
        frozenset(withheld),
        dict.fromkeys(decided, frozenset({"d"})),
        lambda names: {
            name: _observation(name, THEN, taken_back=taken_back) for name in names if name != "gone"
        },
    )
    return find_changes(issue, current if new else {}, {"fci.C.2025-12": now}, known)


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ({"now": ["new"]}, "revision"),
        ({"now": ["other"]}, "new_data"),
        ({"old": None, "before": [], "now": ["new"]}, "new_data"),
        ({"before": ["same"], "now": ["same"]}, "code"),
        ({"now": ["new"], "decision_id": "d"}, "decision"),
        ({"now": ["other"], "decided": ("old",)}, "new_data;decision"),
        ({"before": ["gone"], "now": ["other"]}, "new_data;decision"),
        ({"new": None, "now": [], "withheld": ("old",)}, "rule"),
        ({"new": None, "now": [], "taken_back": True}, "withdrawal"),
        ({"now": ["other"], "fresh": False}, "rule"),
    ],
)
def test_the_cause_follows_from_what_is_behind(facts: dict[str, Any], cause: str) -> None:
    (change,) = _changes(**{"old": "1.5", "new": "2.5", "before": ["old"], **facts})
    assert change.row["cause"] == cause
    assert change.row["observations_before"] == ";".join(change.before)


@pytest.mark.parametrize(
    "facts",
    [
        {"old": "1.50", "new": "1.5", "before": ["old"], "now": ["new"]},
        {"old": None, "new": "1.5", "before": [], "now": ["new"], "fresh": False},
    ],
)
def test_the_same_value_and_what_was_merely_not_printed_are_no_change(facts: dict[str, Any]) -> None:
    assert _changes(**facts) == []


@pytest.mark.parametrize(
    ("printed", "period", "told"),
    [(True, date(2025, 11, 1), 1), (False, date(2025, 11, 1), 0), (False, date(2026, 1, 1), 1)],
)
def test_an_adjusted_figure_is_news_where_it_was_printed_or_its_month_is_new(
    printed: bool, period: date, told: int
) -> None:
    name = f"fci.C.{period:%Y-%m}.flow_sa"
    cell = {"unit_code": "AZN_MN", "period": period, "transformation": "flow_sa", "obs_status": "A"}
    then = {name: {**cell, "value": "1.5", "period": period.isoformat()}} if printed else {}
    known = Known({"new": _observation("new", NOW)}, frozenset(), {}, lambda _: {})
    issue = Issue(DECEMBER, THEN, then, {name: []}, "")
    found = find_changes(issue, {name: {**cell, "value": Decimal("2.5")}}, {name: ["new"]}, known)
    assert [change.cell_id for change in found] == [name] * told
    assert all(change.causes == ("new_data",) for change in found)


@pytest.fixture(scope="module")
def two_issues(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Issue a month of the fictional office with its last years, then the next one, where more is known."""
    root = tmp_path_factory.mktemp("issues")
    shutil.copytree(locate().sources / "example", root / "checkout" / "sources" / "example")
    for name in ("sql", "report_templates", "pipeline"):
        (root / "checkout" / name).symlink_to(locate().root / name)
    office = load_office(Project(root=root / "checkout", var=root / "var"), "example")
    for month, newest in (("2024-11", "2024"), ("2024-12", "2025")):
        for folder in (office.folder / "deliveries").iterdir():
            if not "2024" <= folder.name <= newest:
                shutil.rmtree(folder)
        if month == "2024-12":
            shutil.copytree(
                locate().sources / "example" / "deliveries" / newest,
                office.folder / "deliveries" / newest,
                dirs_exist_ok=True,
            )
        with unprinted():
            stages.run_month(office, Month.parse(month), choice=ENGLISH)
    return office


def test_a_release_says_what_changed_since_the_one_before(two_issues: Office) -> None:
    folder = two_issues.home / "releases" / "2024-12"
    before = folder.parent / "2024-11"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"]["previous issue"] == file_hash(before / "manifest.json")
    assert not (before / "changes.csv").exists()
    rows = list_changes(two_issues, "2024-12")
    assert {cause for row in rows for cause in row["cause"].split(";")} == {"new_data", "revision"}
    cells = {row["cell_id"]: row for row in _read(before / "cells.csv")}
    for row in rows:
        if row["old"]:
            assert Decimal(row["old"]) == Decimal(cells[row["cell_id"]]["value"])
    revised = list_changes(two_issues, "2024-12", "revision")
    assert revised
    assert all(row["observations_before"] and row["observations_now"] for row in revised)
    html = (folder / "bulletin.en.html").read_text(encoding="utf-8")
    assert "What changed since the last issue" in html
    assert "revised by its source" in html
    numbers = _read(folder / "published_number.csv")
    assert {row["facet"] for row in numbers if row["section"] == "changed"} == {"previous", "value"}


def test_the_command_names_the_issue_compared_with(
    two_issues: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vintages, "locate", lambda: two_issues.project)
    digest = file_hash(two_issues.home / "releases" / "2024-11" / "manifest.json")[:16]
    day = read_issue(two_issues.home / "releases" / "2024-11").as_of
    named = f"issue 2024-11.1 as of {day} (manifest {digest})"
    shown = ["changes", "2024-12", "--office", "example"]
    lines = CliRunner().invoke(app, shown, catch_exceptions=False).output.splitlines()
    assert lines[0] == f"2024-12 is compared with {named}."
    assert len(lines) == 3 + len(list_changes(two_issues, "2024-12"))
    page = two_issues.home / "reports" / "2024-12" / "changes.html"
    rest = f"Numbers of other periods, of lists and counts: {page}."
    assert lines[-1] == rest
    none = CliRunner().invoke(app, [*shown, "--cause", "decision"], catch_exceptions=False).output
    assert none == f"{lines[0]} No cell of its series has another value by the cause 'decision'.\n{rest}\n"
    assert "<h2>Since the issue of the month before, 2024-11</h2>" in page.read_text(encoding="utf-8")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_without_an_issue_before_there_is_a_sentence(two_issues: Office) -> None:
    with pytest.raises(UsageError, match=r"no changes for 2024-11: there is no release 2024-10\. Run `cross"):
        list_changes(two_issues, "2024-11")
    made_later = two_issues.home / "releases" / "2024-10"
    made_later.mkdir()
    with pytest.raises(UsageError, match=r"was made before there was a release 2024-10\. `crossfoot diff`"):
        list_changes(two_issues, "2024-11")
    made_later.rmdir()
    with pytest.raises(UsageError, match=r"there is no release 2025-03@2025-04-01\. .*--as-of 2025-04-01"):
        list_changes(two_issues, "2025-03@2025-04-01")
    with pytest.raises(UsageError, match=r"'weather' is no cause of a change\. Causes: new_data, revision"):
        list_changes(two_issues, "2024-12", "weather")
