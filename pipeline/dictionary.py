"""What tables, columns and codes mean, in dictionary.toml: for the warehouse, the page and data files."""

import tomllib
from functools import cache
from pathlib import Path

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


def codes_of(code_list: str) -> dict[str, str]:
    """Return the codes of a list that is the same in every office, with what they stand for."""
    before = f"{code_list}."
    found = _entries()["code"].items()
    return {name.removeprefix(before): text for name, text in found if name.startswith(before)}


def _of_column(part: str, table: str, column: str) -> str | None:
    """Return the entry of a table's column, else the one of the column wherever it stands."""
    entries = _entries()[part]
    return entries.get(f"{table}.{column}", entries.get(column))


@cache
def _entries() -> dict[str, dict[str, str]]:
    """Read the dictionary once."""
    return tomllib.loads(_PATH.read_text(encoding="utf-8"))
