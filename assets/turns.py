"""Whose turn it is: which run of a month was asked for before another; one begun again keeps its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import dagster as dg
from dagster._core.storage.tags import AUTO_RETRY_RUN_ID_TAG, RETRY_NUMBER_TAG, WILL_RETRY_TAG

from pipeline.month import Month
from pipeline.vintages.before import START_SECONDS

MONTH_TAG = "dagster/partition"
RANGE_TAGS = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")
"""Where Dagster notes the month, or the first and the last month, of a run."""

TURN_TAG = "crossfoot/turn"
"""Whether a run was asked for or begun again by itself: the queue has places for each of the two."""
FIRST, AGAIN = "first", "again"
_STATUS = dg.DagsterRunStatus
_UNDER_WAY = [_STATUS.STARTING, _STATUS.STARTED, _STATUS.CANCELING]
_TO_BEGIN = [_STATUS.NOT_STARTED, _STATUS.QUEUED]


def months_of(tags: Mapping[str, str]) -> list[Month]:
    """Read the months a run covers from its tags: a range, one month, or none."""
    if all(tag in tags for tag in RANGE_TAGS):
        start, end = (Month.parse(tags[tag]) for tag in RANGE_TAGS)
        return start.to(end)
    return [Month.parse(tags[MONTH_TAG])] if MONTH_TAG in tags else []


def turn_of(run: dg.DagsterRun) -> str:
    """Tell whether a run was asked for, or is begun again by itself."""
    return AGAIN if RETRY_NUMBER_TAG in run.tags else FIRST


def named(run_id: str) -> str:
    """Name a run as the page does, by the beginning of its id."""
    return f"run {run_id[:8]}"


def in_use_by(instance: dg.DagsterInstance, run: dg.DagsterRun) -> list[str]:
    """Name the runs, of whatever job, that are under way or queued for the one month of `run`, as asked for.

    The queue begins no run of a month while another one of it is under way. A range has no month of its own.
    """
    if MONTH_TAG not in run.tags:
        return []
    month = {MONTH_TAG: run.tags[MONTH_TAG]}
    statuses = [*_UNDER_WAY, _STATUS.QUEUED]
    before = _runs(instance, dg.RunsFilter(tags=month, statuses=statuses), ascending=True)
    return [named(one.run_id) for one in before if one.run_id != run.run_id]


def begun_before(instance: dg.DagsterInstance, run: dg.DagsterRun) -> Callable[[Month], str]:
    """Return what names a run of a month of the same job that was asked for before `run` and has not ended.

    One whose process was killed has not ended while it is to be begun again, and then has the place of the
    run that it repeats.
    """

    def begun(month: Month) -> str:
        mine = _place(instance, run)
        others = (one for one in _not_ended(instance, run.job_name) if month in months_of(one.tags))
        earlier = sorted(
            ((_place(instance, one), one.run_id) for one in others if one.run_id != run.run_id),
        )
        return next((named(run_id) for place, run_id in earlier if place < mine), "")

    return begun


def _not_ended(instance: dg.DagsterInstance, job: str) -> Iterator[dg.DagsterRun]:
    """Yield runs of a job that are under way, are about to be begun again, or will be."""
    yield from _runs(instance, dg.RunsFilter(job_name=job, statuses=_UNDER_WAY))
    waiting = _runs(instance, dg.RunsFilter(job_name=job, statuses=_TO_BEGIN))
    yield from (run for run in waiting if turn_of(run) == AGAIN)
    since = datetime.now(UTC) - timedelta(seconds=START_SECONDS)
    failed = dg.RunsFilter(job_name=job, statuses=[_STATUS.FAILURE], updated_after=since)
    yield from (run for run in _runs(instance, failed) if _is_to_be_begun_again(run))


def _is_to_be_begun_again(run: dg.DagsterRun) -> bool:
    """Tell whether the daemon will begin a failed run again; the tag that says so comes a moment later."""
    will = run.tags.get(WILL_RETRY_TAG, "true") == "true"
    return will and AUTO_RETRY_RUN_ID_TAG not in run.tags and run.remote_job_origin is not None


def _place(instance: dg.DagsterInstance, run: dg.DagsterRun) -> int:
    """Return the place of a run among all: that of the one which it repeats, if any."""
    for run_id in (run.root_run_id, run.run_id):
        if run_id and (record := instance.get_run_record_by_id(run_id)):
            return record.storage_id
    return 0


def _runs(
    instance: dg.DagsterInstance, which: dg.RunsFilter, *, ascending: bool = False
) -> Iterable[dg.DagsterRun]:
    """Read runs, the newest first or last."""
    return (record.dagster_run for record in instance.get_run_records(which, ascending=ascending))
