"""The schedule: a month is run so many days before its release, in the calendar's zone, once."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from assets.calendar import ANNOUNCED_TAG
from assets.definitions import build_defs
from assets.home import open_instance
from assets.turns import MONTH_TAG
from pipeline.office import Office, load_office
from pipeline.releasing.model import Standing, State
from tests.small_office import INVESTMENT, OFFICE, WriteOffice

CALENDAR = """\
month,day,hour,zone,status
2026-01,2026-12-20,09:00,Asia/Baku,confirmed
2026-02,2027-01-20,09:00,Asia/Baku,planned
2027-05,2027-06-20,09:00,Asia/Baku,planned
"""


@pytest.fixture
def office(write_office: WriteOffice) -> Office:
    return write_office({"first": {"investment.csv": INVESTMENT}}, {"release_calendar.csv": CALENDAR})


def _tick(office: Office, moment: str, instance: dg.DagsterInstance) -> Any:
    """Ask the schedule as at a moment in Baku: its runs, or the sentence why there is none."""
    schedule = build_defs(office.project, [office.code]).resolve_schedule_def("small_release_calendar")
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Baku"))
    context = dg.build_schedule_context(instance=instance, scheduled_execution_time=at)
    found = schedule(context)
    return found.skip_message if isinstance(found, dg.SkipReason) else found


def test_a_month_is_started_so_many_days_before_its_release_and_once_for_each_day(office: Office) -> None:
    with open_instance(office.project) as instance:
        assert _tick(office, "2026-12-09T06:00", instance) == (
            "Nothing is due. Next is 2026-01, to be released on 2026-12-20: it is run on 2026-12-10."
        )
        (request,) = _tick(office, "2026-12-10T00:30", instance)
        assert (request.job_name, request.tags[MONTH_TAG]) == ("small_month", "2026-01")
        reason = request.run_config["resources"]["small_run"]["config"]["reason"]
        assert reason == "Its release is announced for 2026-12-20 09:00 (Asia/Baku)."
        assert len(_tick(office, "2026-12-19T06:00", instance)) == 1
        instance.add_run(
            dg.DagsterRun(job_name=request.job_name, tags=dict(request.tags), run_id="0123456789")
        )
        assert request.tags[ANNOUNCED_TAG] == "2026-01 on 2026-12-20"
        assert _tick(office, "2026-12-11T06:00", instance) == (
            "2026-01 is to be released on 2026-12-20 and was started as run 01234567."
        )
        moved = CALENDAR.replace("2026-12-20", "2026-12-22")
        (office.folder / "reference" / "release_calendar.csv").write_text(moved, encoding="utf-8")
        assert len(_tick(office, "2026-12-12T06:00", instance)) == 1
        assert "Next is 2026-02" in _tick(office, "2026-12-22T09:00", instance)
        assert "announces no release to come" in _tick(office, "2028-01-01T06:00", instance)


def test_what_cannot_be_run_or_was_submitted_is_not_started(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_instance(office.project) as instance:
        assert _tick(office, "2027-06-15T06:00", instance) == (
            "2027-05 is to be released on 2027-06-20, and the office received nothing since 2026-11-21. "
            "Ask for its deliveries."
        )
        submitted = {"2026-01.1": Standing("2026-01.1", state=State.IN_REVIEW)}
        monkeypatch.setattr("pipeline.releasing.ledger.standings_of", lambda _: submitted)
        assert "its issue was submitted" in _tick(office, "2026-12-11T06:00", instance)


def test_the_office_says_how_many_days(office: Office) -> None:
    (office.folder / "office.toml").write_text(f"{OFFICE}\n[release]\ndays_before = 3\n", encoding="utf-8")
    own = load_office(office.project, office.code)
    assert replace(own).release.days_before == 3
    with open_instance(office.project) as instance:
        assert "it is run on 2026-12-17" in _tick(own, "2026-12-16T06:00", instance)
        assert len(_tick(own, "2026-12-17T06:00", instance)) == 1
    schedule = build_defs(own.project, [own.code]).resolve_schedule_def("small_release_calendar")
    assert schedule.execution_timezone == "Asia/Baku"
