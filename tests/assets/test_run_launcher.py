"""Runs whose process is gone end in a sentence, and no other run is touched."""

import os
import socket
import subprocess
from collections.abc import Iterator

import dagster as dg
import pytest
from dagster._core.events import EngineEventData
from dagster._core.launcher import WorkerStatus

from assets.alive import started_at
from assets.home import open_instance
from assets.run_launcher import LOST, PROCESS_TAG, WatchingRunLauncher
from pipeline.project import Project


@pytest.fixture
def instance(project: Project) -> Iterator[dg.DagsterInstance]:
    with open_instance(project) as found:
        yield found


@pytest.fixture
def gone() -> int:
    """Give the number of a process that is over."""
    with subprocess.Popen(["true"]) as process:
        pass
    return process.pid


def _run(instance: dg.DagsterInstance, pid: int | None, **tags: str) -> dg.DagsterRun:
    """Add a run in progress, which said that its process has that number."""
    run = instance.add_run(
        dg.DagsterRun(job_name="small_month", status=dg.DagsterRunStatus.STARTED, tags=tags)
    )
    if pid is not None:
        instance.report_engine_event("Started process.", run, EngineEventData.in_process(pid))
    return run


def _checked(instance: dg.DagsterInstance, run: dg.DagsterRun) -> tuple[WorkerStatus, dg.DagsterRunStatus]:
    """Ask for the health of a run; returns the answer and what the history says of the run then."""
    assert isinstance(instance.run_launcher, WatchingRunLauncher)
    assert instance.run_launcher.supports_check_run_worker_health
    found = instance.run_launcher.check_run_worker_health(run)
    after = instance.get_run_by_id(run.run_id)
    assert after
    return found.status, after.status


FAILED = (WorkerStatus.FAILED, dg.DagsterRunStatus.FAILURE)
RUNNING = (WorkerStatus.RUNNING, dg.DagsterRunStatus.STARTED)


def test_a_run_whose_process_is_gone_fails_in_a_sentence(instance: dg.DagsterInstance, gone: int) -> None:
    run = _run(instance, gone)
    assert _checked(instance, run) == FAILED
    said = [entry.dagster_event.message for entry in instance.all_logs(run.run_id) if entry.dagster_event]
    assert LOST in said
    assert _checked(instance, run) == FAILED
    assert len(instance.all_logs(run.run_id, of_type=dg.DagsterEventType.RUN_FAILURE)) == 1


def test_a_run_that_may_have_its_process_is_left_alone(instance: dg.DagsterInstance) -> None:
    assert _checked(instance, _run(instance, os.getpid())) == RUNNING
    assert _checked(instance, _run(instance, None)) == RUNNING


def test_a_number_that_was_given_again_is_another_process(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, start = _run(instance, os.getpid()), started_at(os.getpid())
    monkeypatch.setattr("assets.run_launcher.started_at", lambda _: (start or 0) + 10**6)
    assert _checked(instance, run) == FAILED


def test_a_run_of_the_command_line_is_known_by_its_tag(instance: dg.DagsterInstance, gone: int) -> None:
    here = socket.gethostname()
    assert _checked(instance, _run(instance, None, **{PROCESS_TAG: f"{here}:{gone}"})) == FAILED
    assert _checked(instance, _run(instance, None, **{PROCESS_TAG: f"elsewhere:{gone}"})) == RUNNING
    assert _checked(instance, _run(instance, gone, **{PROCESS_TAG: f"{here}:{os.getpid()}"})) == RUNNING
