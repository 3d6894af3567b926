"""The page as real processes: it answers, a second start is refused, and nothing outlives it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import Exit
from pipeline.project import locate

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
        if "http://" in line:
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
        for pid in _wait_until_gone(below):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _command(pid: int) -> bytes:
    """Return the command line of a process, or nothing when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def test_a_second_start_says_so_and_harms_nothing(
    page: tuple[Started, list[int]], tmp_path: Path, port: int
) -> None:
    started, below = page
    assert any(b"daemon" in _command(pid) for pid in below)
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
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=90)
    assert started.returncode == Exit.OK
    assert "Stopping" in said
    assert _wait_until_gone(below) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_a_killed_launcher_takes_daemon_and_page_with_it(
    page: tuple[Started, list[int]], tmp_path: Path, port: int
) -> None:
    started, below = page
    started.kill()
    started.wait()
    assert _wait_until_gone(below) == []
    again = _start(tmp_path / "var", port)
    try:
        assert str(port) in _wait_for_address(again)
    finally:
        again.terminate()
        again.communicate(timeout=90)
