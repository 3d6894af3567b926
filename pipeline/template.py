"""Fills page templates: all is escaped, and what is asked for and not given is a sentence with its line."""

import traceback
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, UndefinedError

from pipeline.errors import CrossfootError


def make_environment(templates: Path) -> Environment:
    """Make the template engine: everything is escaped, everything must be defined."""
    return Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def shared_environment(templates: Path) -> Environment:
    """Return the one engine of all pages that give it no filters of their own."""
    return make_environment(templates)


def fill(environment: Environment, name: str, **given: Any) -> str:
    """Return the text of a template.

    Raises CrossfootError that names the template, the line and what is missing: a word of the language, a
    field of the document.
    """
    try:
        return environment.get_template(name).render(**given)
    except UndefinedError as problem:
        frame = [one for one in traceback.extract_tb(problem.__traceback__) if _is_template(one.filename)][-1]
        raise CrossfootError(
            f"The template {Path(frame.filename).name}, line {frame.lineno}, asks for what it is not given: "
            f"{problem.message}. Where it is a word of the page, add it to the messages of the language; "
            "else correct the template."
        ) from problem
    except TemplateNotFound as problem:
        raise CrossfootError(
            f"The template {name} includes {problem.name!r}, which is not there. Add it or take its line out."
        ) from problem


def _is_template(file: str) -> bool:
    """Tell a template in a traceback from the engine and from us."""
    return file.endswith(".j2")
