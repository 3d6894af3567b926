"""A month as its statistician goes through it, in a real browser on the real page with its daemon.

A file is dropped, its month runs, a failing check is read and settled by the form, the month is run again,
the bulletin looked at, and the issue approved by a second person. With CROSSFOOT_PICTURES a picture of each
step is kept in that folder.
"""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pipeline.decisions.ledger import read_ledger
from pipeline.reading.inbox import REFUSED, inbox_folder
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import State
from tests.assets.page import Served, Statistician, served, until
from tests.browser import opened
from tests.small_office import investment

LARGE = investment(
    {"value_as_printed": "2,270.0", "territory_as_written": "South", "published_on": "2026-02-21"}
)
"""A region with more than its country."""
ANN, BEN = "Ann Lee", "Ben Ray"


def _pictures() -> Path | None:
    found = os.environ.get("CROSSFOOT_PICTURES")
    return Path(found) if found else None


def _ended(page: Served, *jobs: str) -> bool:
    """Tell whether runs of these jobs, and no others, are there and ended."""
    runs = page.runs()
    done = all(run["status"] in ("SUCCESS", "FAILURE") for run in runs)
    return done and sorted(run["jobName"] for run in runs) == sorted(jobs)


def _said(page: Served, run: dict[str, Any]) -> str:
    """Return what a run's log says by itself of its failure."""
    logs = "...on EventConnection{events{...on LogMessageEvent{message level}}}"
    query = f"query($id:ID!){{logsForRun(runId:$id){{{logs}}}}}"
    events = page.ask(query, id=run["runId"])["logsForRun"]["events"]
    return next(one["message"] for one in events if one.get("level") == "ERROR")


def _decision(finding: str) -> dict[str, Any]:
    fields = {"action": "reject", "finding_id": finding, "who": ANN, "reason": "Larger than the country."}
    return {"ops": {"small_decide_step": {"config": fields}}}


def _step(step: str, who: str, digits: str = "") -> dict[str, Any]:
    fields = {"step": step, "month": "2026-01", "who": who, "hash": digits}
    return {"ops": {"small_release_step": {"config": fields}}}


@pytest.mark.long
def test_from_a_dropped_file_to_an_approved_issue(tmp_path: Path) -> None:
    with served(tmp_path / "house", _pictures()) as page, opened(tmp_path / "profile") as browser:
        me = Statistician(browser.pages[0], page)
        until(lambda: page.ticks("small_deliveries"))
        inbox = inbox_folder(page.office)
        (inbox / "investment.csv").write_text(LARGE, encoding="utf-8")
        (inbox / "photo.pdf").write_bytes(b"%PDF-1.7")
        until(lambda: _ended(page, "small_take_in", "small_month"))

        me.open("/assets/small/raw/inbox")
        me.see("is accepted as a delivery.")
        me.open("/assets/small/raw/file?view=checks&checkDetail=deliveries_read")
        me.see("Set aside in inbox/refused: photo.pdf is a PDF document.")
        assert (inbox / REFUSED / "photo.pdf").is_file()
        me.open("/locations/crossfoot/sensors/small_deliveries")
        me.see("small_take_in")
        month = page.runs()[0]
        assert (month["jobName"], month["status"]) == ("small_month", "SUCCESS")
        assert month["tags"]["dagster/partition"] == "2026-01"
        me.open("/runs")
        me.see("2026-01")

        me.open("/assets/small/core/finding?view=checks&checkDetail=parent")
        me.see("is larger than the figure")
        said = me.page.get_by_text("To decide, launch small_decide").inner_text()
        finding = re.search(r"Finding ([0-9a-f]{12})\.", said)
        assert finding is not None
        assert me.launch("small_decide", _decision(finding[1]))["status"] == "SUCCESS"
        (made,) = read_ledger(page.office)
        assert (made.action, made.who) == ("reject", ANN)

        me.find_form("small_month")
        form = {"resources": {"small_run": {"config": {"reason": "A figure was settled."}}}}
        again = me.launch("small_month", form, "2026-01")
        assert (again["status"], again["tags"]["crossfoot/reason"]) == ("SUCCESS", "A figure was settled.")
        assert again["tags"]["dagster/partition"] == "2026-01"
        me.open("/assets/small/core/finding?view=checks&checkDetail=parent")
        me.see("Settled by decisions: 1 rejected.")
        expect(me.page.get_by_text("Passed", exact=True).first).to_be_visible()

        digits = _look_at_the_bulletin(me)
        assert me.launch("small_release", _step("submit", ANN))["status"] == "SUCCESS"
        alone = me.launch("small_release", _step("approve", ANN, digits))
        assert alone["status"] == "FAILURE"
        me.see("submitted it: 2026-01.1 is approved by a second person")
        assert _said(page, alone).startswith(f"{ANN} submitted it: 2026-01.1 is approved by a second person")
        assert me.launch("small_release", _step("approve", BEN, digits))["status"] == "SUCCESS"
        assert standings_of(page.office)["2026-01.1"].state is State.APPROVED
        assert "Set aside in inbox/refused: photo.pdf" in page.ticks("small_deliveries")[0]


def _look_at_the_bulletin(me: Statistician) -> str:
    """Look at the first page, and return the hash that an approval names."""
    me.open("/assets/small/release/bulletin?partition=2026-01")
    me.see("bulletin.en.pdf")
    row = me.page.get_by_role("row").filter(has_text="hash to approve")
    digits = re.search(r"\b[0-9a-f]{16}\b", row.first.inner_text())
    assert digits is not None
    me.page.get_by_role("row").filter(has_text="first page").get_by_text("[Show Markdown]").click()
    picture = me.page.get_by_role("dialog").locator("img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") > 400
    me.picture()
    return digits[0]
