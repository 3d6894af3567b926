"""The daemon without the launcher: one a folder of results, and it is Dagster's own process."""

import os
import subprocess
import sys
import time
from pathlib import Path

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
        command = Path(f"/proc/{first.pid}/cmdline")
        deadline = time.monotonic() + 60
        while b"dagster._daemon" not in command.read_bytes() and time.monotonic() < deadline:
            assert first.poll() is None, first.stdout
            time.sleep(0.1)
        assert b"dagster._daemon" in command.read_bytes()
        second = _start(tmp_path / "var")
        said, _ = second.communicate(timeout=60)
        assert second.returncode == Exit.BUSY
        assert "Another daemon works on" in said
        assert "Traceback" not in said
        assert first.poll() is None
    finally:
        first.terminate()
        first.communicate(timeout=60)
    assert first.returncode is not None
