"""A run of an office: which months it covers, the locks it holds, where its progress goes."""

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date

import dagster as dg
from dagster._core.storage.tags import MAX_RETRIES_TAG

from assets.form import check_reason, run_schema
from assets.hidden import Log
from assets.keys import job_name, run_key
from assets.moment import as_of_day
from assets.turns import MONTH_TAG, begun_before, months_of, named
from pipeline.choice import ALL, Choice, choose
from pipeline.errors import CrossfootError
from pipeline.locks import Waiting, months_lock
from pipeline.month import Month
from pipeline.office import Office
from pipeline.progress import Progress
from pipeline.window import require_begun

REASON_TAG = "crossfoot/reason"


@dataclass(frozen=True)
class Run:
    """What a step needs to know of the run it is part of."""

    as_of: date | None
    progress: Progress
    choice: Choice = ALL
    reason: str = ""


class StepLog:
    """Progress that goes to the run's event log, or a file in its place, and to whoever started the run."""

    def __init__(self, log: Log, progress: Progress, label: str) -> None:
        """Take where lines go, the progress of whoever started the run, and what to call the step."""
        self._log, self._progress, self._label = log, progress, label

    def say(self, text: str) -> None:
        """Write one line to both; only the second needs the step's name."""
        self._log.info(text)
        self._progress.say(f"{self._label}: {text}")


def month_request(
    office: Office, month: str, key: str, reason: str, tags: Mapping[str, str] | None = None
) -> dg.RunRequest:
    """Ask for a run of a month, as sensors and schedules do.

    The month is given as a tag: one that a first delivery opens is among the months of the run, whose process
    reads the office anew, and not yet among those of the page.
    """
    return dg.RunRequest(
        run_key=key,
        job_name=job_name(office),
        run_config={"resources": {run_key(office): {"config": {"reason": reason}}}},
        tags={MONTH_TAG: month, **(tags or {})},
    )


def waiting_for(progress: Progress) -> Waiting:
    """Return what says that a month is held by another run, and by which."""

    def say(month: Month, by: str) -> None:
        progress.say(f"month {month} is in use by {by or 'another run'}; this run goes on when it ends ...")

    return say


def after_month_before(
    context: dg.AssetExecutionContext, office: Office, month: Month, run: Run
) -> AbstractContextManager[None]:
    """Hold the month before while a bulletin is made that may follow it; wait for a run that makes it."""
    from pipeline.vintages.before import month_before

    own = months_of(context.run.tags)
    waiting = waiting_for(StepLog(context.log, run.progress, "wait"))
    begun = begun_before(context.instance, context.run)
    return month_before(office, month, run.as_of, own, waiting, _holder(context.run), begun)


def _holder(run: dg.DagsterRun) -> str:
    """Name a run and its process: what others read while they wait for it."""
    return f"{named(run.run_id)} (process {os.getpid()})"


def run_resource(office: Office, progress: Progress) -> dg.ResourceDefinition:
    """Hold the locks of the run's months as long as the run lasts.

    The page's queue keeps two runs of one month apart only when each covers one month; a range run
    carries no partition tag, and the command line does not queue.
    """

    @dg.resource(
        config_schema=run_schema(office),
        description="The months' locks, the as-of day of a run and the publications that it makes.",
    )
    def _run(context: dg.InitResourceContext) -> Iterator[Run]:
        from pipeline.clock import now
        from pipeline.releasing.folder import require_no_embargo

        months = months_of(context.run.tags)
        with _refused_once(context):
            if months:
                require_no_embargo(office, months, now())
                _read_rules(office)
            asked = context.resource_config
            day, choice = as_of_day(office, asked["as_of"]), choose(asked["languages"], asked["territories"])
            reason = check_reason(asked["reason"])
            for month in months:
                require_begun(month, day)
        waiting = waiting_for(StepLog(context.log, progress, "wait"))
        with _refused_once(context), months_lock(office, months, waiting, _holder(context.run)):
            require_no_embargo(office, months, now())  # Whoever held a month may have locked its issue.
            if reason:
                context.instance.add_run_tags(context.run.run_id, {REASON_TAG: reason})
            yield Run(day, progress, choice, reason)

    return _run


@contextmanager
def _refused_once(context: dg.InitResourceContext) -> Iterator[None]:
    """Give what is refused a line of its own in the log, and keep the daemon from beginning it again."""
    try:
        yield
    except CrossfootError as error:
        if context.log is not None:
            context.log.error(str(error))
        context.instance.add_run_tags(context.run.run_id, {MAX_RETRIES_TAG: "0"})
        raise


def _read_rules(office: Office) -> None:
    """Refuse to begin a month with rules that cannot be read; composing the steps does not parse them."""
    from pipeline.rules.declared import load_rules

    load_rules(office)
