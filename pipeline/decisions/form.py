"""A decision as a form gives it: fields of text in, a request or a sentence for each field out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.decisions.model import ACTIONS, MAX_REASON, MAX_WHO
from pipeline.decisions.period import FORMS, read_period
from pipeline.errors import UsageError
from pipeline.intake.printed import MAX_DECIMALS, MAX_INTEGER_DIGITS, read_value

FORM_FIELDS = ("finding_id", "content_key", "action", "new_value", "reason", "who", "expires_on", "undoes")
"""The fields of the form, all text. `new_value`: a number in the figure's unit to correct, a period to
attribute, else empty. `content_key` names one figure of a finding that tests several, or a figure without a
finding. `undoes` is the id of a decision to undo; then only `reason` and `who` are given besides."""

ALL = "all"
"""Stands for every figure that a finding tests."""
_ID = re.compile(r"[0-9a-f]{6,24}")
_BEGINS = re.compile(r"[^\W_]")
"""Reasons and names begin with a letter or a digit: other characters start a formula in a spreadsheet."""


@dataclass(frozen=True)
class Request:
    """What somebody wants to decide; checked for form, not yet against the figures."""

    action: str
    finding_id: str = ""
    content_key: str = ""
    new_value: str = ""
    reason: str = ""
    who: str = ""
    expires_on: date | None = None
    undoes: str = ""


def decision_from_form(fields: Mapping[str, str]) -> tuple[Request | None, dict[str, str]]:
    """Read a form; returns the request, or None with a sentence for each field that needs another value."""
    given = {name: " ".join(str(fields.get(name) or "").split()) for name in FORM_FIELDS}
    given |= {name: given[name].lower() for name in ("finding_id", "content_key", "action", "undoes")}
    problems = _texts(given) | _ids(given) | (_undo(given) if given["undoes"] else _decides(given))
    expires_on = _expiry(given["expires_on"], problems)
    unknown = sorted(set(fields) - set(FORM_FIELDS))
    if unknown:
        problems[unknown[0]] = f"There is no field '{unknown[0]}'. Known: {', '.join(FORM_FIELDS)}."
    if problems:
        return None, problems
    if given["action"] == "correct":
        given["new_value"] = format(Decimal(given["new_value"]), "f")
    return Request(**{**given, "expires_on": expires_on}), {}  # type: ignore[arg-type]


def request_of(fields: Mapping[str, str]) -> Request:
    """Read a form; what it lacks is a UsageError with all its sentences."""
    request, problems = decision_from_form(fields)
    if request is None:
        raise UsageError(" ".join(problems.values()))
    return request


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    """Check the texts that a person writes."""
    problems = {}
    for name, most, wanted in (
        ("reason", MAX_REASON, "Say why, in a sentence that another statistician understands."),
        ("who", MAX_WHO, "Give the name of the person who decides."),
    ):
        text = given[name]
        if not text:
            problems[name] = f"The field '{name}' is empty. {wanted}"
        elif len(text) > most:
            problems[name] = f"The field '{name}' has {len(text)} characters; at most {most} are kept."
        elif not text.isprintable():
            problems[name] = f"The field '{name}' holds a sign that cannot be printed. Write it without."
        elif not _BEGINS.match(text):
            problems[name] = f"The field '{name}' begins with '{text[0]}'. Begin with a letter or a digit."
    return problems


def _ids(given: Mapping[str, str]) -> dict[str, str]:
    """Check the form of ids."""
    return {
        name: f"'{given[name]}' is no id: 6 to 24 of the characters 0-9 and a-f are expected."
        for name in ("finding_id", "content_key", "undoes")
        if given[name] and not _ID.fullmatch(given[name]) and (name, given[name]) != ("content_key", ALL)
    }


def _undo(given: Mapping[str, str]) -> dict[str, str]:
    """Check that an undo says nothing else."""
    others = [name for name in ("finding_id", "content_key", "action", "new_value") if given[name]]
    if not others:
        return {}
    named = ", ".join(f"'{name}'" for name in others)
    return {others[0]: f"An undo needs a reason and a name alone. Leave {named} empty, or 'undoes'."}


def _decides(given: Mapping[str, str]) -> dict[str, str]:
    """Check the action and what it needs."""
    problems = {}
    action, value = given["action"], given["new_value"]
    if action not in ACTIONS:
        problems["action"] = f"'{action}' is no action. Choose one of {', '.join(ACTIONS)}."
    if not given["finding_id"] and not given["content_key"]:
        problems["finding_id"] = "Name the finding; `crossfoot findings` lists them with their ids."
    if given["content_key"] == ALL and action in ("correct", "attribute"):
        problems["content_key"] = f"To {action} is about one figure. Name it instead of '{ALL}'."
    if action == "correct" and read_value(value) is None:
        problems["new_value"] = (
            f"'{value}' is not a number in plain form, such as 227.5, with at most {MAX_INTEGER_DIGITS} "
            f"digits before and {MAX_DECIMALS} after the point. Give the value in the unit of the figure."
        )
    elif action == "attribute" and read_period(value) is None:
        problems["new_value"] = f"'{value}' is no period. Write it in one of these forms: {FORMS}."
    elif action in ("accept", "reject", "hold") and value:
        problems["new_value"] = f"To {action} takes no new value. Leave it empty, or choose correct."
    return problems


def _expiry(text: str, problems: dict[str, str]) -> date | None:
    """Read the day up to which a decision holds, or note a problem."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems["expires_on"] = f"'{text}' is not a day. Write year, month and day, as in 2027-03-31."
        return None
