"""Work that a copy of this process does while this one goes on."""

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

R = TypeVar("R")
_GONE = (OSError, EOFError, ValueError, pickle.UnpicklingError)
"""What is raised where the copy ended before its answer was whole."""


@contextmanager
def beside(work: Callable[[], R], *, gains: bool) -> Iterator[Callable[[], R]]:
    """Begin a piece of work in a copy, and go on; gives what waits for its result.

    What the copy could not do is done here, when its result is asked for; where nothing is gained by a copy,
    it is done here at once. A copy has one thread, so there must be no other when it is made, and no library
    loaded that has threads of its own.
    """
    if not gains:
        yield work
        return
    source, sink = os.pipe()
    if (copy := os.fork()) == 0:
        _do(work, sink)
    os.close(sink)
    with os.fdopen(source, "rb") as answer:

        def result() -> R:
            try:
                return cast("R", pickle.load(answer))
            except _GONE:
                return work()

        try:
            yield result
        finally:
            os.kill(copy, signal.SIGKILL)
            os.waitpid(copy, 0)


def _do(work: Callable[[], object], sink: int) -> None:
    """Do the work as the copy, which ends here; what goes wrong is told by the process that does it again."""
    try:
        with os.fdopen(sink, "wb") as answer:
            pickle.dump(work(), answer)
    finally:
        os._exit(0)
