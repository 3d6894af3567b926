"""Holds Python's collector of cycles back while much is made at once: a file read, a page laid out."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Hold the collector back: looking through what grows for cycles again and again takes a third more.

    It goes on afterwards where it was at work before, whatever is raised. What was made meanwhile is then
    among what has lived long (frozen, and thawed at once), so that it is not gone through as if it were new.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
