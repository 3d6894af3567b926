"""Months are run so many days before their release: a schedule of each office that follows its calendar."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.keys import job_name
from assets.runs import month_request
from pipeline.month import Month
from pipeline.office import Office
from pipeline.release_calendar import zone_of

if TYPE_CHECKING:
    from pipeline.release_calendar import Announced

HOUR = 6
"""The hour of the day, in the time zone of the calendar, at which a month is started."""
ANNOUNCED_TAG = "crossfoot/announced"
"""The month and the day of the release that a run was started for."""


def build_calendar_schedule(office: Office, job: Any) -> dg.ScheduleDefinition:
    """Build the schedule; a month is started once for each day that is announced for it."""
    days = office.release.days_before

    @dg.schedule(
        name=f"{office.code}_release_calendar",
        job=job,
        cron_schedule=f"0 {HOUR} * * *",
        execution_timezone=zone_of(office),
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"{office.title}: runs each month {days} days before its release, as "
        "reference/release_calendar.csv announces it. What was due while it did not run is started later.",
    )
    def calendar_schedule(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
        from pipeline.release_calendar import read_calendar, to_run

        at = context.scheduled_execution_time
        due = to_run(read_calendar(office), days, at)
        said = {one: _why_not(office, one, context.instance) for one in due}
        requests = [_request(office, one) for one in due if not said[one]]
        told = " ".join(filter(None, said.values()))
        return requests or dg.SkipReason(told or _next(office, at))

    return calendar_schedule


def _request(office: Office, one: "Announced") -> dg.RunRequest:
    """Ask for the month of a release."""
    return month_request(
        office,
        one.month.key,
        _name(one),
        f"Its release is announced for {one.day} {one.hour:%H:%M} ({one.zone}).",
        {ANNOUNCED_TAG: _name(one)},
    )


def _why_not(office: Office, one: "Announced", instance: dg.DagsterInstance) -> str:
    """Say why the month of a release that is due is not started, if it is not."""
    from pipeline.releasing.ledger import standings_of
    from pipeline.releasing.model import State

    month, announced = one.month, f"{one.month} is to be released on {one.day}"
    newest = office.newest_received()
    if Month.of(newest) < month:
        return f"{announced}, and the office received nothing since {newest}. Ask for its deliveries."
    standing = [found for found in standings_of(office).values() if found.key == month.key]
    if any(found.state is not State.DRAFT for found in standing):
        return f"{announced}; its issue was submitted."
    runs = instance.get_runs(
        dg.RunsFilter(job_name=job_name(office), tags={ANNOUNCED_TAG: _name(one)}), limit=1
    )
    return f"{announced} and was started as run {runs[0].run_id[:8]}." if runs else ""


def _next(office: Office, at: datetime) -> str:
    """Say which release is started next, and when."""
    from datetime import timedelta

    from pipeline.release_calendar import read_calendar

    later = [one for one in read_calendar(office) if one.moment > at]
    if not later:
        return "reference/release_calendar.csv announces no release to come."
    day = later[0].day - timedelta(days=office.release.days_before)
    return f"Nothing is due. Next is {later[0].month}, to be released on {later[0].day}: it is run on {day}."


def _name(one: "Announced") -> str:
    """Name a release by its month and its day."""
    return f"{one.month} on {one.day}"
