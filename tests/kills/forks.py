"""Runs months in processes that are forked from one that has everything imported, and kills them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.project import locate
from tests.kills.journey import told


@dataclass
class Ran:
    """What became of a process: how it ended, below 0 by that signal; the steps it began, and when.

    `operations` says how often each step did something to a file.
    """

    code: int = 0
    marks: list[tuple[str, float]] = field(default_factory=list)
    operations: dict[str, int] = field(default_factory=dict)
    end: float = 0.0

    @property
    def last(self) -> str:
        """The step that it was in when it ended."""
        return self.marks[-1][0] if self.marks else "start"

    def seconds(self) -> dict[str, float]:
        """How long each step took."""
        ends = [*(at for _, at in self.marks[1:]), self.end]
        return {step: after - at for (step, at), after in zip(self.marks, ends, strict=True)}


@dataclass(frozen=True)
class Blow:
    """When a process is killed: so many seconds after it began a step, or at so many operations on files."""

    step: str
    seconds: float = 0
    operation: int | None = None

    def __str__(self) -> str:
        """Say when."""
        when = f"{self.seconds:.4f} s" if self.operation is None else f"operation {self.operation}"
        return f"{self.step} at {when}"


class Forks:
    """The process that forks."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Take a process that is ready."""
        self._process = process

    def run(self, root: Path, var: Path, blow: Blow | None = None, **order: object) -> Ran:
        """Run the month in a process of its own, and kill it at the moment that the blow names."""
        if blow and blow.operation is not None:
            order |= {"step": blow.step, "operation": blow.operation}
        assert self._process.stdin
        self._process.stdin.write(told({"root": str(root), "var": str(var), **order}))
        self._process.stdin.flush()
        ran, pid = Ran(), 0
        for word, *rest in self._said():
            if word == "pid":
                pid = int(rest[0])
            elif word == "mark":
                ran.marks.append((rest[0], time.monotonic()))
                if blow and blow.operation is None and rest[0] == blow.step:
                    time.sleep(blow.seconds)
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            elif word == "count":
                ran.operations[rest[0]] = int(rest[1])
            elif word == "end":
                ran.code, ran.end = int(rest[0]), time.monotonic()
                return ran
        raise AssertionError("The process that forks has ended.")

    def _said(self) -> Iterator[list[str]]:
        """Yield the words of each line that comes out."""
        assert self._process.stdout
        for line in self._process.stdout:
            yield line.split()


@contextmanager
def forking(*, unprinted: bool = False) -> Iterator[Forks]:
    """Start the process that forks, and end it with the block; `unprinted` leaves out the layout of PDFs."""
    one: Mapping[str, str] = {"POLARS_MAX_THREADS": "1", "CROSSFOOT_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.kills.server", *(["unprinted"] if unprinted else [])],
        cwd=locate().root,
        env={**os.environ, **one},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield Forks(process)
        finally:
            process.kill()
