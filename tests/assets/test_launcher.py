"""The page as real processes: it answers, is there once, survives kills, and nothing outlives it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.alive import children, identity, is_alive, is_same, started_at
from assets.served import MOST_RESTARTS, Served
from pipeline.errors import Exit, MachineError
from pipeline.project import Project, locate

Started = subprocess.Popen[str]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(var: Path, port: int) -> Started:
    """Start the page with its results in a temporary folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "assets.cli", "ui", "--port", str(port)],
        cwd=locate().root,
        env={**os.environ, "CROSSFOOT_VAR": str(var), "PYTHONDONTWRITEBYTECODE": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait_for_address(started: Started) -> str:
    """Return the line that says where the page is."""
    lines = []
    for line in started.stderr or ():
        lines.append(line)
        if "page is at http://" in line:
            return line
    pytest.fail(f"The page did not start: {''.join(lines)}")


def _children(pid: int) -> list[int]:
    """List the processes below a process."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    direct = [child for child, parent in pairs if parent == pid]
    return [*direct, *(below for child in direct for below in _children(child))]


def _wait_until_gone(pids: list[int], seconds: float = 30) -> list[int]:
    """Return the processes that are still there after a while."""
    deadline = time.monotonic() + seconds
    left = pids
    while left and time.monotonic() < deadline:
        time.sleep(0.2)
        left = [pid for pid in left if Path(f"/proc/{pid}").exists()]
    return left


@pytest.fixture
def page(tmp_path: Path, port: int) -> Iterator[tuple[Started, list[int]]]:
    """Serve the page until the test ends, whatever happens."""
    started = _start(tmp_path / "var", port)
    below: list[int] = []
    try:
        _wait_for_address(started)
        below = [pid for pid in _children(started.pid) if b"dagster" in _command(pid)]
        yield started, below
    finally:
        started.terminate()
        started.communicate(timeout=90)
        for pid in _wait_until_gone(below, 3):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _command(pid: int) -> bytes:
    """Return the command line of a process, or nothing when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _said_until(started: Started, word: str) -> str:
    """Return the line with a word, once the launcher says it; one that says nothing of it is ended."""
    limit = threading.Timer(180, started.kill)
    limit.start()
    try:
        for line in started.stderr or ():
            if word in line:
                return line
    finally:
        limit.cancel()
    pytest.fail(f"The launcher ended and said nothing of {word!r}")


def test_the_page_is_there_once_and_survives_kills(
    page: tuple[Started, list[int]], tmp_path: Path, port: int
) -> None:
    started, below = page
    (daemon,) = (pid for pid in below if b"dagster-daemon" in _command(pid))
    assert any(b"webserver" in _command(pid) for pid in below)
    second = _start(tmp_path / "var", port + 1)
    _, said = second.communicate(timeout=60)
    assert second.returncode == Exit.BUSY
    assert f"already running at http://127.0.0.1:{port}" in said
    assert "Traceback" not in said
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=60) as answer:
        assert answer.status == 200
    other = _start(tmp_path / "other", port)
    _, said = other.communicate(timeout=60)
    assert other.returncode == Exit.BUSY
    assert "UI_PORT" in said
    os.kill(daemon, signal.SIGKILL)
    assert "daemon was ended by SIGKILL: it is started again" in _said_until(started, "SIGKILL")
    below += [pid for pid in _children(started.pid) if pid not in below]
    started.kill()
    started.wait()
    again = _start(tmp_path / "var", port)
    try:
        assert str(port) in _wait_for_address(again)
        assert [pid for pid in below if b"bin/dagster-" in _command(pid)] == []
        below += _children(again.pid)
        again.send_signal(signal.SIGINT)
        _, said = again.communicate(timeout=90)
        assert again.returncode == Exit.OK
        assert "Stopping" in said
    finally:
        again.kill()
        again.communicate(timeout=90)
    # A process with definitions ends by its heartbeat when what it served was killed.
    assert _wait_until_gone([pid for pid in below if b"grpc" not in _command(pid)]) == []


class Mute:
    """Keeps what is said."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)


@pytest.fixture
def served(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Served]:
    """Give processes to serve that are small programs in place of Dagster's."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    for name, text in (("fails", "exit 3"), ("lasts", "exec sleep 60")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    lock = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    served = Served(project, lock, Mute())
    try:
        yield served
    finally:
        served.stop()
        os.close(lock)


def _mended(served: Served, seconds: float = 20) -> list[str]:
    """Wait until something had to be mended."""
    deadline = time.monotonic() + seconds
    while not (found := served.mend()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


def test_what_ends_too_often_is_not_started_again(served: Served) -> None:
    served.start("daemon", "fails")
    for _ in range(MOST_RESTARTS):
        assert _mended(served) == ["daemon"]
    with pytest.raises(MachineError, match=r"daemon ended with code 3, 6 times within 60 seconds, and is n"):
        _mended(served)


def test_what_lost_its_code_server_is_started_again(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    below = [1]
    monkeypatch.setattr("assets.code_server.children", lambda *_: below)
    served.start("page", "lasts")
    before = dict(served.identities())
    assert served.mend() == []
    below.clear()
    assert served.mend() == ["page"]
    assert served.identities()["page"] != before["page"]
    assert served.mend() == []


def test_a_process_is_known_by_its_number_and_its_start() -> None:
    with subprocess.Popen(["sleep", "60"]) as process:
        name = identity(process.pid)
        assert is_same(name)
        assert not is_same(f"{process.pid}:1")
        start = started_at(process.pid)
        assert start is None or abs(start - time.time()) < 60
        process.kill()
    assert not is_same(name)
    assert not is_alive(process.pid)
    assert not is_same("")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process started")
def test_children_are_known_by_their_command() -> None:
    with subprocess.Popen(["sleep", "61"]) as process:
        deadline = time.monotonic() + 10
        while process.pid not in children(os.getpid(), "sleep 61") and time.monotonic() < deadline:
            time.sleep(0.02)
        assert process.pid in children(os.getpid(), "sleep 61")
        assert process.pid not in children(os.getpid(), "another command")
        process.kill()


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process started")
def test_a_page_without_its_definitions_is_started_again(page: tuple[Started, list[int]], port: int) -> None:
    started, below = page
    deadline, found = time.monotonic() + 120, [list[int]()]
    while len(found) < 2 or not all(found):
        assert time.monotonic() < deadline
        time.sleep(0.2)
        found = [children(pid, "api grpc") for pid in children(started.pid, "dagster-")]
    # The launcher looks twice a second who has a code server.
    time.sleep(2)
    servers = [pid for some in found for pid in some]
    below += servers
    for pid in servers:
        os.kill(pid, signal.SIGKILL)
    said = [_said_until(started, "lost the process with its definitions") for _ in range(2)]
    assert {"daemon" in line for line in said} == {True, False}
    below += _children(started.pid)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5).close()
            return
        time.sleep(0.2)
    pytest.fail("The page did not come back.")
