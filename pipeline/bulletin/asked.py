"""Fills a page template; what it asks for and is not given is one sentence with the template's line."""

import traceback
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound, UndefinedError

from pipeline.errors import CrossfootError


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
