"""Gives calls that nest deeply their room in one piece: what lays pages out, say.

Python keeps what calls hold in pieces of 16 kilobytes. A call that passes the end of one takes the next from
the system and gives it back when it returns; where that is a call made again and again, an issue takes a
third longer to print, and which call it is depends on how deep it was begun.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

SLOTS = 2**16
"""Of eight bytes: what is asked for with a little beside it makes a piece of a megabyte, half of it left."""
P = ParamSpec("P")
R = TypeVar("R")


def in_one_piece(function: Callable[P, R]) -> Callable[P, R]:
    """Let all calls within a function find room in the piece that holds its own: half a megabyte."""

    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    call.__code__ = call.__code__.replace(co_stacksize=SLOTS)
    return wraps(function)(call)
