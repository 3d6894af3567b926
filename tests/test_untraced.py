"""Steps of libraries run without the tracer, and what comes after them with it."""

import sys
from collections.abc import Iterator
from pkgutil import resolve_name
from types import FrameType
from typing import Any

import pytest

from tests.untraced import STEPS, _without_tracer


def _seen(step: Any) -> list[str]:
    """Name the functions of this file that a tracer sees while a step runs, and after it."""
    names: list[str] = []

    def tracer(frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_code.co_filename == __file__:
            names.append(frame.f_code.co_name)

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        made = step(2)
        _after()
    finally:
        sys.settrace(before)
    assert list(made) == [0, 1]
    return names


def _after() -> None:
    """Be called behind the step."""


def _list(count: int) -> list[int]:
    return list(range(count))


def _lazy(count: int) -> Iterator[int]:
    yield from range(count)


@pytest.mark.parametrize("step", [_list, _lazy])
def test_a_step_is_not_seen_and_what_follows_is(step: Any) -> None:
    assert _seen(_without_tracer(step)) == ["_after"]
    assert "_after" in _seen(step)


def test_the_tracer_is_back_after_a_step_that_fails() -> None:
    before = sys.gettrace()
    with pytest.raises(ZeroDivisionError):
        _without_tracer(lambda: 1 // 0)()
    assert sys.gettrace() is before


@pytest.mark.parametrize("name", STEPS)
def test_the_libraries_have_these_steps(name: str) -> None:
    assert callable(resolve_name(name))
