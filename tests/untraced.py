"""Lets long steps of libraries run without the tracer of coverage, which follows every call of theirs.

Nothing of the project is called in these steps, so no line of it goes unmeasured; they are most of the time
of a test that prints. Without a tracer nothing is done.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pkgutil import resolve_name
from typing import Any

import pytest

STEPS = (
    "weasyprint.document:build_formatting_structure",
    "weasyprint.document:layout_document",
    "weasyprint.document:draw_page",
    "altair.utils.schemapi:validate_jsonschema",
    "altair.utils.schemapi:SchemaBase.copy",
    "altair.utils.schemapi:_FromDict",
    "fluent.syntax.parser:FluentParser.parse",
)
"""The steps, functions and a class that is long in making, each where its library looks for it."""


@contextmanager
def untraced() -> Iterator[None]:
    """Take the tracer from these steps while the block runs."""
    if sys.gettrace() is None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            home, _, step = name.replace(":", ".").rpartition(".")
            patch.setattr(resolve_name(home), step, _without_tracer(resolve_name(name)))
        yield


@contextmanager
def unseen() -> Iterator[None]:
    """Take the tracer from all that runs in this thread while the block runs."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


def _without_tracer(step: Callable[..., Any]) -> Callable[..., Any]:
    """Return the step that does the same, unseen by a tracer; what it yields is made at once."""

    @wraps(step, updated=())
    def alone(*given: Any, **named: Any) -> Any:
        with unseen():
            made = step(*given, **named)
            return iter(list(made)) if isinstance(made, Iterator) else made

    return alone
