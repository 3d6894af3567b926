"""Runs an office's month, or a range of months, through Dagster in this process."""

import os
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import dagster as dg

from assets.alive import is_alive
from assets.checks import stop_sentences
from assets.definitions import build_defs
from assets.form import check_choice, check_reason
from assets.home import open_instance
from assets.keys import asset_key, job_name, run_key
from assets.metadata import list_items
from assets.release import BULLETIN, FILES, MAIN_POINTS
from assets.run_launcher import LOST, PROCESS_TAG
from assets.turns import RANGE_TAGS
from pipeline.choice import ALL, EVERY, NONE, Choice
from pipeline.errors import CrossfootError, StopRuleError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.progress import Progress

QUIET = {"console": {"config": {"log_level": "CRITICAL"}}}
"""Dagster's own lines go to the event log; standard error is for progress and sentences."""


@dataclass(frozen=True)
class Outcome:
    """What a run left: its id in the history, the files of the bulletins and what they say first."""

    run_id: str
    files: list[str]
    main_points: list[str]


def run_months(
    office: Office,
    months: Sequence[Month],
    progress: Progress,
    as_of: date | None = None,
    publish: bool = True,
    choice: Choice = ALL,
    reason: str = "",
) -> Outcome:
    """Run the office's job for one month or a range; a failure is a CrossfootError with a sentence."""
    defs = build_defs(office.project, [office.code], progress)
    job = defs.resolve_job_def(job_name(office))
    keys = job.asset_layer.executable_asset_keys
    run_id = dg.DagsterRun(job_name=job.name).run_id
    with open_instance(office.project) as instance, _hang_up_interrupts():
        _close_abandoned(instance)
        with _as_sentence(instance, run_id):
            result = job.execute_in_process(
                run_config=_config(office, as_of, choice, reason),
                instance=instance,
                partition_key=months[0].key if len(months) == 1 else None,
                tags=_tags(months),
                asset_selection=sorted(keys if publish else keys - {asset_key(office, BULLETIN)}),
                run_id=run_id,
            )
        return _outcome(result, asset_key(office, BULLETIN))


def _config(office: Office, as_of: date | None, choice: Choice, reason: str) -> dict[str, Any]:
    """Fill in the form of the run, and keep Dagster's console quiet."""
    check_choice(office, choice)
    asked: dict[str, Any] = {"as_of": as_of.isoformat() if as_of else "", "reason": check_reason(reason)}
    asked["languages"] = list(choice.languages)
    asked["territories"] = [EVERY] if choice.territories is None else list(choice.territories) or [NONE]
    return {"loggers": QUIET, "resources": {run_key(office): {"config": asked}}}


def _tags(months: Sequence[Month]) -> dict[str, str]:
    """Say which process the run lives in and, for more than one month, the range."""
    keys = [months[0].key, months[-1].key]
    return {
        PROCESS_TAG: _process(os.getpid()),
        "dagster/max_retries": "0",
        **(dict(zip(RANGE_TAGS, keys, strict=True)) if len(months) > 1 else {}),
    }


def _process(pid: int) -> str:
    """Name a process of this machine."""
    return f"{socket.gethostname()}:{pid}"


def _close_abandoned(instance: dg.DagsterInstance) -> None:
    """Mark runs whose process was killed as failed; nothing else would ever end them in the history."""
    started = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING])
    for run in instance.get_runs(filters=started):
        host, _, pid = run.tags.get(PROCESS_TAG, "").rpartition(":")
        if host == socket.gethostname() and not is_alive(int(pid)):
            instance.report_run_failed(run, LOST)


@contextmanager
def _hang_up_interrupts() -> Iterator[None]:
    """Let a terminal that is closed interrupt the run; Dagster lets Ctrl-C and SIGTERM do so."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGHUP"):
        yield
        return

    def interrupt(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGHUP, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


@contextmanager
def _as_sentence(instance: dg.DagsterInstance, run_id: str) -> Iterator[None]:
    """Turn what Dagster raises into the sentence it stands for."""
    try:
        yield
    except dg.DagsterExecutionInterruptedError:
        if run := instance.get_run_by_id(run_id):
            instance.report_run_canceled(run, "The run was interrupted by who started it, or by the machine.")
        raise KeyboardInterrupt from None
    except dg.DagsterUserCodeExecutionError as error:
        if isinstance(error.user_exception, CrossfootError):
            raise error.user_exception from None
        raise
    except dg.DagsterError as error:
        if sentences := stop_sentences(instance, run_id):
            advice = "Mend the rule or the figure, then run the month again."
            raise StopRuleError(" ".join(["The bulletin is not written.", *sentences, advice])) from error
        raise


def _outcome(result: dg.ExecuteInProcessResult, bulletin: dg.AssetKey) -> Outcome:
    """Read the bulletins' files and main points from what the run says of them."""
    made = [event for event in result.get_asset_materialization_events() if event.asset_key == bulletin]
    made.sort(key=lambda event: event.partition or "")
    said = [event.step_materialization_data.materialization.metadata for event in made]
    return Outcome(
        run_id=result.run_id,
        files=[file for facts in said for file in list_items(facts[FILES].value)],
        main_points=[point for facts in said for point in list_items(facts[MAIN_POINTS].value)],
    )
