"""A process that does one piece of work after another, and what stands for it in the process that gives them.

An order is a function of a module and what it is called with; an answer is what went amiss, or nothing, and
what the function returned. Both are pickled: they come from this program alone.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryFile
from typing import Any, BinaryIO, ParamSpec, TypeVar

from pipeline import errors
from pipeline.errors import CrossfootError

P = ParamSpec("P")
R = TypeVar("R")
_GONE = (OSError, EOFError, ValueError, pickle.UnpicklingError)
"""What is raised where the process ended before its answer was whole."""


class Worker:
    """A process that does one piece of work after another."""

    def __init__(self) -> None:
        """Start it."""
        self._said = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (closed with the process)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.bulletin.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )

    def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Have a function called there and return what it returns; raise what it could not do."""
        try:
            order, answer = self._process.stdin, self._process.stdout
            assert order and answer
            pickle.dump((function, args, kwargs), order)
            order.flush()
            problem, result = pickle.load(answer)
        except _GONE:
            self._process.kill()
            self._process.wait()
            self._said.seek(0)
            raise as_error(self._said.read()) from None
        if problem:
            raise as_error(problem)
        made: R = result
        return made

    def stop(self) -> None:
        """End it in the middle of its work."""
        self._process.kill()

    def close(self) -> None:
        """Let it end when nobody waits for an answer any more."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close() if pipe else None
        self._process.wait()
        self._said.close()


def as_error(text: str) -> CrossfootError:
    """Make of what a process said last the error that it was."""
    line = (text.strip().splitlines() or [""])[-1]
    kind, _, sentence = line.partition(": ")
    known = getattr(errors, kind, None)
    if isinstance(known, type) and issubclass(known, CrossfootError):
        return known(sentence)
    return CrossfootError(
        f"A process that composes and prints ended without a result; it said last: {line or 'nothing'}. "
        "Run the month again; what was printed is kept."
    )


def main(orders: BinaryIO, answers: BinaryIO) -> None:
    """Follow orders, as a process of its own, until there are no more."""
    while True:
        try:
            function, args, kwargs = pickle.load(orders)
        except EOFError:
            return
        try:
            answer: tuple[str, Any] = "", function(*args, **kwargs)
        except CrossfootError as problem:
            answer = f"{type(problem).__name__}: {' '.join(str(problem).split())}", None
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    # What a library may say on the standard output does not get between the answers.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as told:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        # Whoever leaves much that only the collector frees calls it.
        gc.disable()
        main(sys.stdin.buffer, told)
    # What was made is written; to free the memory piece by piece takes seconds.
    os._exit(0)
