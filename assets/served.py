"""The processes of the Dagster page while it is served: started, watched, started again, ended."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from assets.alive import identity
from assets.code_server import CodeServers
from assets.home import make_home
from pipeline.errors import MachineError
from pipeline.progress import Progress
from pipeline.project import Project

STOP_SECONDS = 60
MOST_RESTARTS = 5
RESTARTS_WITHIN = 60
"""A process that ends this often within so many seconds is not started again: something is amiss with it."""
_PR_SET_PDEATHSIG = 1


class Served:
    """The daemon and the page of one project; each is started again when it ends by itself."""

    def __init__(self, project: Project, lock: int, progress: Progress) -> None:
        """Take the project, the descriptor of its lock, and where to say what happens."""
        self._project, self._lock, self._progress = project, lock, progress
        self._commands: dict[str, tuple[str, ...]] = {}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._ended: dict[str, list[float]] = defaultdict(list)
        self._code = CodeServers()

    def start(self, name: str, *command: str) -> None:
        """Start a process, its output in var/log/, its life tied to this one.

        The daemon inherits the descriptor of the lock: it outlives a launcher that is killed.
        """
        self._commands[name] = command
        program = Path(sys.executable).parent / command[0]
        with self.log(name).open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [program, *command[1:], "--workspace", self._project.root / "workspace.yaml"],
                cwd=self._project.root,
                env=_environment(self._project),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(self._lock,) if name == "daemon" else (),
                start_new_session=True,
                preexec_fn=_die_with_parent(),  # noqa: PLW1509 - this process has no other thread
            )

    def identities(self) -> Mapping[str, str]:
        """Name the processes that live, for whoever finds them without their launcher."""
        found = {name: identity(process.pid) for name, process in self._processes.items()}
        return {name: who for name, who in found.items() if who}

    def require_alive(self) -> None:
        """Raise a sentence when one of the processes has ended."""
        for name, process in self._processes.items():
            if process.poll() is not None:
                raise MachineError(f"The Dagster {name} {_end(process)}; see {self.log(name)}.")

    def mend(self) -> list[str]:
        """Start again what ended by itself or lost its code server; returns the names.

        Raises MachineError where one of them ends too often.
        """
        mended = []
        for name, process in list(self._processes.items()):
            if process.poll() is not None:
                self._again(name, _end(process))
            elif self._code.lost(process.pid):
                _stop([process])
                self._again(name, "lost the process with its definitions")
            else:
                continue
            mended.append(name)
        return mended

    def stop(self) -> None:
        """Ask the processes to end, the page first; kill what has not ended in time."""
        _stop(list(reversed(self._processes.values())))

    def log(self, name: str) -> Path:
        """Return where a process writes its output."""
        folder = self._project.var / "log"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.log"

    def _again(self, name: str, why: str) -> None:
        """Start a process once more, unless it ended too often."""
        now = time.monotonic()
        recent = self._ended[name] = [at for at in self._ended[name] if now - at < RESTARTS_WITHIN] + [now]
        if len(recent) > MOST_RESTARTS:
            raise MachineError(
                f"The Dagster {name} {why}, {len(recent)} times within {RESTARTS_WITHIN} seconds, and is not "
                f"started again; see {self.log(name)}."
            )
        self._progress.say(f"The Dagster {name} {why}: it is started again (see {self.log(name)}).")
        self.start(name, *self._commands[name])


def _end(process: subprocess.Popen[bytes]) -> str:
    """Say how a process ended."""
    code = process.returncode
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"


def _environment(project: Project) -> dict[str, str]:
    """Name the project's home; without bytecode every process would compile everything again."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "DAGSTER_HOME": str(make_home(project)), "CROSSFOOT_VAR": str(project.var)}


def _die_with_parent() -> Callable[[], None] | None:
    """Make a child ask for its own end when this process dies, even by SIGKILL (Linux only)."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask processes to end; kill what has not ended in time."""
    for process in processes:
        process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
