"""Begins runs as Dagster does, and tells the daemon which of them lost their process: see dagster.yaml."""

import socket

from dagster import DagsterEventType, DagsterRun, DefaultRunLauncher
from dagster._core.launcher import CheckRunHealthResult, WorkerStatus

from assets.alive import is_alive, started_at

PROCESS_TAG = "crossfoot/process"
"""Where a run of the command line notes its process, as host:number."""
LOST = (
    "The process of this run ended before the run did, and could not say why: it was killed, or the machine "
    "went down. What its steps had finished stays; nothing of what they had not is read."
)
_GRACE_SECONDS = 5
"""How much later than the run says a process may seem to have started, by clocks that are not one."""


class WatchingRunLauncher(DefaultRunLauncher):
    """Ends a run in the history when its process is gone and nobody else can tell: its code server is, too.

    Without it such a run would be in progress for ever, and hold its month in the queue.
    """

    @property
    def supports_check_run_worker_health(self) -> bool:
        """Let the monitoring of runs ask."""
        return True

    def check_run_worker_health(self, run: DagsterRun) -> CheckRunHealthResult:
        """Fail a run whose process is gone, in a sentence; one whose process is not known is left alone."""
        if _lives(self, run):
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        now = self._instance.get_run_by_id(run.run_id)
        if now and not now.is_finished:
            self._instance.report_run_failed(now, LOST)
        return CheckRunHealthResult(WorkerStatus.FAILED, LOST)


def _lives(launcher: DefaultRunLauncher, run: DagsterRun) -> bool:
    """Tell whether a run may still have its process."""
    host, _, number = run.tags.get(PROCESS_TAG, "").rpartition(":")
    if number.isdigit():
        return host != socket.gethostname() or is_alive(int(number))
    said = launcher._instance.all_logs(run.run_id, of_type=DagsterEventType.ENGINE_EVENT)
    for entry in reversed(said):
        event = entry.dagster_event
        data = event.engine_event_data.metadata if event else {}
        if "pid" in data:
            return _is_worker(int(str(data["pid"].value)), entry.timestamp)
    return True


def _is_worker(pid: int, said_at: float) -> bool:
    """Tell whether the process of that number lives and is not a later one."""
    if not is_alive(pid):
        return False
    start = started_at(pid)
    return start is None or start < said_at + _GRACE_SECONDS
