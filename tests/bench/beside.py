"""Processes beside one another, by the clock, and what two busy ones gain against one."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from pipeline.project import locate

BURN = "sum(at * at % 7 for at in range(40_000_000))"


def beside(commands: Sequence[Sequence[str]], surroundings: Mapping[str, str] | None = None) -> float:
    """Run commands beside one another and return how long that takes by the clock."""
    began = time.monotonic()
    running = [subprocess.Popen(command, cwd=locate().root, env=surroundings) for command in commands]
    if sum(process.wait() != 0 for process in running):
        raise AssertionError("a process that is measured did not end well")
    return time.monotonic() - began


def gain_of_burners() -> float:
    """Return how many times as much two busy processes do in the same time as one."""
    burner = [sys.executable, "-c", BURN]
    return 2 * min(beside([burner]) for _ in range(3)) / min(beside([burner, burner]) for _ in range(3))
