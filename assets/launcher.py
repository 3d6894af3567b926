"""Starts the Dagster page: its daemon and its web server, once a folder, both gone with this process.

What ends by itself is started again; what a launcher that was killed left behind is ended by the next one.
"""

import contextlib
import fcntl
import json
import os
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assets.alive import identity, is_same
from assets.home import open_instance
from assets.served import STOP_SECONDS, Served
from pipeline.errors import BusyError, MachineError
from pipeline.progress import Progress
from pipeline.project import Project

HOST = "127.0.0.1"
START_SECONDS = 120
WATCH_SECONDS = 0.5
LAUNCHER = "launcher"


def serve(project: Project, port: int, progress: Progress) -> None:
    """Serve the page until it is interrupted; a second start in the same folder is refused."""
    address = f"http://{HOST}:{port}"
    with _exclusive(project.var / "locks" / "ui.lock", progress) as lock:
        _note(lock, address, {})
        _check_port(port)
        served = Served(project, lock, progress)
        try:
            with _stop_on_signals():
                progress.say("Opening the history of runs ...")
                # Two processes that make the tables of the history at once disturb each other.
                with open_instance(project):
                    pass
                progress.say("Starting the daemon, which begins queued runs, and the page ...")
                served.start("daemon", "dagster-daemon", "run")
                served.start("page", "dagster-webserver", "--host", HOST, "--port", str(port))
                _note(lock, address, served.identities())
                _wait_for_page(served, address)
                progress.say(f"The Dagster page is at {address} (Ctrl-C ends it).")
                while True:
                    time.sleep(WATCH_SECONDS)
                    if served.mend():
                        _note(lock, address, served.identities())
        except KeyboardInterrupt:
            progress.say("Stopping; runs in progress end first ...")
        finally:
            served.stop()


@contextmanager
def _exclusive(path: Path, progress: Progress) -> Iterator[int]:
    """Hold the lock of the page. The daemon inherits the descriptor: the lock outlives a killed launcher.

    It is never unlocked, only closed, for an unlock would take it from the daemon too.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(lock, progress)
        yield lock
    finally:
        os.close(lock)


def _take(lock: int, progress: Progress) -> None:
    """Take the lock, from what a launcher that is gone left behind, too; BusyError where the page runs."""
    deadline: float | None = None
    while True:
        address, noted = _noted(lock)
        is_left = bool(noted) and not is_same(noted.get(LAUNCHER, ""))
        if is_left and deadline is None:
            _end_left_behind(address, noted, progress)
            # What it started last it may not have noted; that ends by itself, too, and frees the lock then.
            deadline = time.monotonic() + STOP_SECONDS
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not is_left or deadline is None or time.monotonic() > deadline:
                raise BusyError(
                    f"The Dagster page of this folder is already running at {address or 'another address'}: "
                    "use it, or stop it first."
                ) from None
            time.sleep(0.1)
        else:
            return


def _note(lock: int, address: str, processes: Mapping[str, str]) -> None:
    """Write into the lock file where the page is, and in a second line which processes it has."""
    said = json.dumps({LAUNCHER: identity(os.getpid()), **processes})
    content = f"{address}\n{said}\n".encode()
    os.pwrite(lock, content, 0)
    os.truncate(lock, len(content))


def _noted(lock: int) -> tuple[str, dict[str, str]]:
    """Read what a lock file says; what a kill left unfinished, or the daemon of a server, names nobody."""
    address, _, said = os.pread(lock, 2000, 0).decode(errors="replace").partition("\n")
    try:
        found = json.loads(said)
        return address, {str(name): str(who) for name, who in found.items()}
    except (AttributeError, ValueError):
        return address, {}


def _end_left_behind(address: str, noted: Mapping[str, str], progress: Progress) -> None:
    """End the processes of a launcher that is gone, by asking and then by force."""
    left = {name: who for name, who in noted.items() if is_same(who)}
    if not left:
        return
    named = ", ".join(f"{name} {who.partition(':')[0]}" for name, who in left.items())
    progress.say(f"The page at {address} lost its launcher; ending what is left of it: {named} ...")
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for who in filter(is_same, left.values()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(who.partition(":")[0]), sign)
        deadline = time.monotonic() + STOP_SECONDS
        while any(map(is_same, left.values())) and time.monotonic() < deadline:
            time.sleep(0.1)


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


def _wait_for_page(served: Served, address: str) -> None:
    """Return when the page answers; a process that ends before is a failure."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        served.require_alive()
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/server_info", timeout=5):
            return
        time.sleep(0.1)
    raise MachineError(f"The page did not answer within {START_SECONDS} seconds; see {served.log('page')}.")
