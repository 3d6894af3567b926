"""What each table and column means, in dictionary.toml: the comments of the warehouse and of the page."""

import tomllib
from functools import cache
from pathlib import Path

_PATH = Path(__file__).parent / "dictionary.toml"


def table_text(table: str) -> str | None:
    """Say what a table ('raw.figure') holds; None for one that the dictionary does not have."""
    return _entries()["table"].get(table)


def column_text(table: str, column: str) -> str | None:
    """Say what a column of a table means; None for one that the dictionary does not have."""
    columns = _entries()["column"]
    return columns.get(f"{table}.{column}", columns.get(column))


@cache
def _entries() -> dict[str, dict[str, str]]:
    """Read the dictionary once."""
    return tomllib.loads(_PATH.read_text(encoding="utf-8"))
