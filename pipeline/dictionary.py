"""What tables, columns and codes mean, in dictionary.toml: for the warehouse, the page and data files.

Codes and components of data files have their words in other languages in dictionary.<language>.toml.
"""

import tomllib
from functools import cache
from pathlib import Path

ENGLISH = "en"
_PATH = Path(__file__).parent / "dictionary.toml"


def table_text(table: str) -> str | None:
    """Say what a table ('raw.figure') holds; None for one that the dictionary does not have."""
    return _entries()["table"].get(table)


def column_text(table: str, column: str) -> str | None:
    """Say what a column of a table means; None for one that the dictionary does not have."""
    return _of_column("column", table, column)


def column_unit(table: str, column: str) -> str | None:
    """Say in which unit a column of numbers is; None for a column that has none."""
    return _of_column("unit", table, column)


def file_text(path: str) -> str | None:
    """Say what a file of a release that is no table holds; None for one that the dictionary does not have."""
    found = _entries()["file"]
    return found.get(path, found.get(path.rpartition("/")[2]))


def codes_of(code_list: str, lang: str = ENGLISH) -> dict[str, str]:
    """Return the codes of a list that is the same in every office, with what they stand for in a language."""
    before = f"{code_list}."
    found = _entries(lang).get("code", {}).items()
    return {name.removeprefix(before): text for name, text in found if name.startswith(before)}


def concept_text(part_id: str, lang: str) -> str | None:
    """Name a component of the SDMX files in a language other than English; None where it has no word."""
    return _entries(lang).get("concept", {}).get(part_id)


def _of_column(part: str, table: str, column: str) -> str | None:
    """Return the entry of a table's column, else the one of the column wherever it stands."""
    entries = _entries()[part]
    return entries.get(f"{table}.{column}", entries.get(column))


@cache
def _entries(lang: str = ENGLISH) -> dict[str, dict[str, str]]:
    """Read the dictionary of a language once; one that there is not is empty."""
    path = _PATH if lang == ENGLISH else _PATH.with_name(f"dictionary.{lang}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
