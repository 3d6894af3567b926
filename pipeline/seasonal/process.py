"""Runs a program in a folder of its own with bounded time and output, and ends all that it started."""

import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOST_SECONDS = 60.0
"""A long series takes a tenth of a second with everything asked for; past this the program is ended."""
MOST_BYTES = 8 * 2**20
"""Of its messages, and of each file it writes; past this it is ended. The largest seen is a fiftieth."""
_CHUNK = 1 << 16
_PAUSE = 0.0005


@dataclass(frozen=True)
class Ended:
    """How a program ended: its exit code, its messages, and why it was ended, if it was."""

    code: int
    messages: str
    stopped: str = ""


def run_bounded(
    command: list[str], folder: Path, most_seconds: float = MOST_SECONDS, most_bytes: int = MOST_BYTES
) -> Ended:
    """Run a program inside a folder, without input, in a fixed environment, and read its messages.

    Whatever it started is ended with it, on every way out. Raises OSError where it cannot be started.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
        start_new_session=True,
    )
    try:
        _limit_files(process.pid, most_bytes)
        messages, stopped = _read(process, time.monotonic() + most_seconds, most_bytes)
    finally:
        _end_group(process)
    if stopped == "time":
        return Ended(process.returncode, messages, f"it was ended after {most_seconds:g} seconds")
    if stopped == "size":
        return Ended(process.returncode, messages, f"it was ended after {most_bytes} bytes of messages")
    return Ended(process.returncode, messages)


def _limit_files(pid: int, most_bytes: int) -> None:
    """Limit the size of the files that it writes, where the system can do so for another process."""
    import resource

    if hasattr(resource, "prlimit"):
        with suppress(OSError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most_bytes, most_bytes))


def _read(process: subprocess.Popen[bytes], until: float, most_bytes: int) -> tuple[str, str]:
    """Read messages until the program ends; also say which limit was met, if one was."""
    assert process.stdout is not None
    stream, held = process.stdout.fileno(), b""
    waiting = select.poll()
    waiting.register(stream, select.POLLIN | select.POLLHUP)
    while len(held) <= most_bytes:
        if not waiting.poll(max(0.0, 1000 * (until - time.monotonic()))):
            return _text(held), "time"
        piece = os.read(stream, _CHUNK)
        if not piece:
            return _text(held), "" if _has_exited(process.pid, until) else "time"
        held += piece
    return _text(held[:most_bytes]), "size"


def _has_exited(pid: int, until: float) -> bool:
    """Wait for the end without collecting it, so that its group can still be named."""
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return True


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started, then collect it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def _text(held: bytes) -> str:
    """Read messages whatever their bytes."""
    return held.decode("ascii", "replace")
