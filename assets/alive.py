"""Processes of this machine: which of them live, and whether one is still the one that was meant."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def identity(pid: int) -> str:
    """Name a process that lives by its number and its start, since numbers are used again; else empty."""
    fields = _stat(pid) if _PROC.is_dir() else _listed(pid)
    return f"{pid}:{fields}" if fields else ""


def is_same(name: str) -> bool:
    """Tell whether the process of that identity still lives."""
    pid = name.partition(":")[0]
    return pid.isdigit() and identity(int(pid)) == name


def is_alive(pid: int) -> bool:
    """Tell whether a process of this number lives."""
    return bool(identity(pid))


def started_at(pid: int) -> float | None:
    """Return when a process started, in seconds since 1970; None where the machine does not say (Linux)."""
    fields = _stat(pid)
    with suppress(OSError):
        for line in (_PROC / "stat").read_text(encoding="ascii").splitlines():
            if fields and line.startswith("btime "):
                return int(line.split()[1]) + int(fields) / os.sysconf("SC_CLK_TCK")
    return None


def children(pid: int, word: str) -> list[int]:
    """List the processes that a process started and whose command holds a word (Linux; else none)."""
    return [child for child in _started_by(pid) if word in _command(child)]


def _started_by(pid: int) -> Iterator[int]:
    """List the processes that any thread of a process started."""
    for path in (_PROC / str(pid) / "task").glob("*/children"):
        with suppress(OSError):
            yield from map(int, path.read_text(encoding="ascii").split())


def _command(pid: int) -> str:
    """Return the command line of a process that lives, else nothing."""
    with suppress(OSError):
        return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def _stat(pid: int) -> str:
    """Return when a process started, in ticks since the machine did; nothing for one that is over."""
    with suppress(OSError):
        # The name before the last bracket may hold spaces; the state follows it, the start is field 22.
        fields = (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        return "" if fields[0] in "ZX" else fields[19]
    return ""


def _listed(pid: int) -> str:
    """Return when a process started as `ps` lists it, where there is no /proc."""
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return ""
