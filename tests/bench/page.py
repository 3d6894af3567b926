"""Measures how long a statistician waits for the Dagster page."""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.project import locate

REPEATS = 5
LIMIT = 10
PAGE = "`make ui` until the page answers, environment at hand, seconds by the clock"


def by_itself(chosen: str, say: Callable[[str], None]) -> Iterator[str]:
    """Yield the row: name, measured, limit, verdict; with a history of runs that is there already."""
    if chosen not in PAGE:
        return
    say(PAGE)
    with tempfile.TemporaryDirectory(prefix="crossfoot-bench-") as var:
        _seconds(Path(var))
        took = statistics.median(_seconds(Path(var)) for _ in range(REPEATS))
    yield f"| {PAGE} | {took:.1f} | {LIMIT} | {'yes' if took < LIMIT else 'no'} |"


def _seconds(var: Path) -> float:
    """Start the page, wait until it answers, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "assets.cli", "ui", "--port", str(port)]
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=locate().root, env={**kept, "CROSSFOOT_VAR": str(var)}, stderr=subprocess.DEVNULL
    )
    try:
        while process.poll() is None:
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5).close()
                return time.monotonic() - began
            time.sleep(0.05)
        raise RuntimeError(f"The page ended with code {process.returncode}.")
    finally:
        process.terminate()
        process.wait()
