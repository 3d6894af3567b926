"""The daemon without the launcher: one a folder of results, and its end is that of all it began."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assets.alive import children
from pipeline.errors import Exit
from pipeline.project import locate


def _start(var: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "assets.cli", "serve", "daemon"],
        cwd=locate().root,
        env={**os.environ, "CROSSFOOT_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_second_daemon_is_refused_and_the_first_ends_when_asked(tmp_path: Path) -> None:
    first = _start(tmp_path / "var")
    try:
        _until(lambda: bool(children(first.pid, "dagster._daemon")) or first.poll() is not None)
        assert first.poll() is None, first.stdout
        second = _start(tmp_path / "var")
        said, _ = second.communicate(timeout=60)
        assert second.returncode == Exit.BUSY
        assert "Another daemon works on" in said
        assert "Traceback" not in said
        assert first.poll() is None
    finally:
        first.terminate()
        first.communicate(timeout=60)
    assert first.returncode == 0


DAEMON = """
import os, signal, subprocess, sys, time
begun, ended = sys.argv[1:]
run = f"import time; time.sleep(3); open({ended!r}, 'a').close()"
subprocess.Popen([sys.executable, "-c", run], start_new_session=True)
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
with open(begun, "a") as file:
    file.write(f"{os.getpid()}\\n")
while True:
    time.sleep(60)
"""
"""Stands for the daemon: begins a run that takes a while, and ends at once when it is asked to."""
KEEPER = [sys.executable, "-m", "assets.keeper"]


def _until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no orphans")
def test_a_stop_waits_for_what_the_daemon_began(tmp_path: Path) -> None:
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    command = [*KEEPER, sys.executable, "-c", DAEMON, str(begun), str(ended)]
    keeper = subprocess.Popen(command, cwd=locate().root, stderr=subprocess.PIPE, text=True)
    _until(begun.exists)
    keeper.terminate()
    _, said = keeper.communicate(timeout=60)
    assert (keeper.returncode, ended.exists()) == (0, True)
    assert said == "The daemon has ended; runs in progress end first ...\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no orphans")
@pytest.mark.long
def test_a_daemon_that_was_killed_is_started_again_and_its_runs_go_on(tmp_path: Path) -> None:
    begun, ended = tmp_path / "begun", tmp_path / "ended"
    command = [*KEEPER, sys.executable, "-c", DAEMON, str(begun), str(ended)]
    keeper = subprocess.Popen(command, cwd=locate().root, stderr=subprocess.PIPE, text=True)
    _until(lambda: begun.exists() and begun.read_text().endswith("\n"))
    os.kill(int(begun.read_text()), signal.SIGKILL)
    _until(lambda: len(begun.read_text().split()) == 2)
    assert ended.exists()
    keeper.terminate()
    _, said = keeper.communicate(timeout=60)
    assert keeper.returncode == 0
    assert said.startswith("The daemon ended by itself (SIGKILL) and is started again; runs go on.\n")
