"""Starts the Dagster page: its daemon and its web server, once a folder, both gone with this process."""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assets.home import make_home, open_instance
from pipeline.errors import BusyError, MachineError
from pipeline.progress import Progress
from pipeline.project import Project

HOST = "127.0.0.1"
START_SECONDS = 120
STOP_SECONDS = 60
_PR_SET_PDEATHSIG = 1

Processes = dict[str, subprocess.Popen[bytes]]


def serve(project: Project, port: int, progress: Progress) -> None:
    """Serve the page until it is interrupted; a second start in the same folder is refused."""
    address = f"http://{HOST}:{port}"
    with _exclusive(project.var / "locks" / "ui.lock", address) as lock:
        _check_port(port)
        processes: Processes = {}
        try:
            with _stop_on_signals():
                progress.say("Starting the Dagster page ...")
                # Two processes that make the tables of the history at once disturb each other.
                with open_instance(project):
                    pass
                processes["daemon"] = _start(project, "daemon", ["dagster-daemon", "run"], keep=(lock,))
                page = ["dagster-webserver", "--host", HOST, "--port", str(port)]
                processes["page"] = _start(project, "page", page)
                _wait_for_page(project, processes, address)
                progress.say(f"The Dagster page is at {address} (Ctrl-C ends it).")
                _watch(project, processes)
        except KeyboardInterrupt:
            progress.say("Stopping; runs in progress end first ...")
        finally:
            _stop(processes)


@contextmanager
def _exclusive(path: Path, address: str) -> Iterator[int]:
    """Hold the lock of the page. The daemon inherits the descriptor: the lock outlives a killed launcher.

    It is never unlocked, only closed, for an unlock would take it from the daemon too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = os.read(lock, 200).decode() or "another address"
            raise BusyError(
                f"The Dagster page of this folder is already running at {running}: use it, or stop it first."
            ) from None
        os.truncate(lock, 0)
        os.write(lock, address.encode())
        yield lock
    finally:
        os.close(lock)


def _check_port(port: int) -> None:
    """Refuse a port that something else listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise BusyError(
                f"Port {port} of {HOST} cannot be used ({error.strerror}): "
                "choose another, as in make ui UI_PORT=3001."
            ) from error


def _start(
    project: Project, name: str, command: list[str], keep: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start one process of the page, its output in var/log/, its life tied to this process."""
    program = Path(sys.executable).parent / command[0]
    with _log_path(project, name).open("ab") as log:
        return subprocess.Popen(
            [program, *command[1:], "--workspace", project.root / "workspace.yaml"],
            cwd=project.root,
            env=_environment(project),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=keep,
            start_new_session=True,
            preexec_fn=_die_with_parent(),  # noqa: PLW1509 - this process has no other thread
        )


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


@contextmanager
def _stop_on_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the page as Ctrl-C does, which itself is ignored when started with `&`."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {sign: signal.signal(sign, interrupt) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _wait_for_page(project: Project, processes: Processes, address: str) -> None:
    """Return when the page answers; a process that ends before is a failure."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        _check_alive(project, processes)
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/server_info", timeout=5):
            return
        time.sleep(0.1)
    raise MachineError(
        f"The page did not answer within {START_SECONDS} seconds; see {_log_path(project, 'page')}."
    )


def _watch(project: Project, processes: Processes) -> None:
    """Wait until a process ends by itself, which is a failure, or until interrupted."""
    while True:
        _check_alive(project, processes)
        time.sleep(0.5)


def _check_alive(project: Project, processes: Processes) -> None:
    """Raise a sentence when one of the processes has ended."""
    for name, process in processes.items():
        if process.poll() is not None:
            raise MachineError(
                f"The Dagster {name} ended with code {process.returncode}; see {_log_path(project, name)}."
            )


def _stop(processes: Processes) -> None:
    """Ask the processes to end, the page first; kill what has not ended in time."""
    for process in reversed(processes.values()):
        process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes.values():
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _log_path(project: Project, name: str) -> Path:
    """Return where a process writes its output."""
    folder = project.var / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"
