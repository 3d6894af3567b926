"""The specifications of an office: one TOML file a series, `seasonal/<series>.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError, UsageError
from pipeline.identity import tree_hash
from pipeline.month import Month
from pipeline.seasonal.specification import Specification

FOLDER = "seasonal"
_NEEDED = ("version", "owner", "reviewed_on", "reviewed_to", "why", "model", "transform", "seasonal_filter")
_MONTHS = ("span_from", "reviewed_to")
_KINDS: Mapping[str, type] = {
    "version": int,
    "owner": str,
    "reviewed_on": date,
    "reviewed_to": str,
    "why": str,
    "method": str,
    "model": str,
    "transform": str,
    "regressors": list,
    "outliers": list,
    "critical": str,
    "seasonal_filter": str,
    "trend_filter": int,
    "span_from": str,
    "forecast_months": int,
    "missing": str,
}


def load_specifications(office_folder: Path) -> dict[str, Specification]:
    """Read every specification of an office, by series; BadInputError names the file and what to mend.

    A declared specification is fixed: its model, transformation and filters are named, and change by a
    review.
    """
    paths = sorted((office_folder / FOLDER).glob("*.toml"))
    return {path.stem: read_specification(path) for path in paths}


def specifications_digest(office_folder: Path) -> str:
    """Hash the specifications of an office."""
    return tree_hash(office_folder / FOLDER, "*.toml")


def read_specification(path: Path) -> Specification:
    """Read one specification; its file is named after its series."""
    where = f"{FOLDER}/{path.name}"
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"{where} cannot be read as TOML: {error}. Mend that place.") from error
    _check_entries(facts, where)
    try:
        specification = Specification(series=path.stem, **_typed(facts))
    except UsageError as error:
        raise BadInputError(f"{where} has a month of another form: {error}") from error
    if not specification.is_fixed:
        raise BadInputError(
            f"{where} leaves the model, the transformation or a filter to the program. Name them: "
            "`crossfoot seasonal review` shows what the program would choose, and why."
        )
    return specification


def _check_entries(facts: Mapping[str, Any], where: str) -> None:
    """Refuse entries that are missing, unknown or of another kind."""
    missing = [name for name in _NEEDED if name not in facts]
    unknown = sorted(set(facts) - set(_KINDS))
    if missing or unknown:
        what = (
            f"lacks the entry {missing[0]}" if missing else f"has the entry {unknown[0]}, which nobody reads"
        )
        raise BadInputError(f"{where} {what}. Entries are: {', '.join(_KINDS)}.")
    for name, given in facts.items():
        if type(given) is not _KINDS[name] or (
            isinstance(given, list) and not all(isinstance(one, str) for one in given)
        ):
            raise BadInputError(f"{where} has {name} = {given!r}. Expected: {_EXPECTED[_KINDS[name]]}.")


_EXPECTED: Mapping[type, str] = {
    int: "a whole number",
    str: 'a text, written "so"',
    date: "a day, such as 2026-01-31",
    list: 'a list of texts, written ["so", "and so"]',
}


def _typed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give months and lists the types of a specification."""
    return {
        name: Month.parse(given) if name in _MONTHS else tuple(given) if isinstance(given, list) else given
        for name, given in facts.items()
    }
