"""What an office declares of its releases: the table `[release]` of office.toml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError

_ENTRIES = ("approvers", "days_before", "key")
DAYS_BEFORE = 10
"""So many days before the day of its release a month is run, where an office does not say otherwise."""
MOST_DAYS = 365


@dataclass(frozen=True)
class Releasing:
    """Who approves, the file with the key of issues under embargo, and how early a month is run.

    Without `approvers` anybody may approve but who submitted the issue or changed it last.
    """

    approvers: tuple[str, ...] = ()
    key: Path | None = None
    days_before: int = DAYS_BEFORE


def read_releasing(table: dict[str, Any] | None, declared_in: Path) -> Releasing:
    """Read the table; BadInputError for an entry of another name or form."""
    if table is None:
        return Releasing()
    unknown = sorted(set(table) - set(_ENTRIES))
    if unknown:
        raise BadInputError(
            f"{declared_in}, table [release], has the entry {unknown[0]!r}. It may hold "
            f"{', '.join(map(repr, _ENTRIES))}."
        )
    approvers = table.get("approvers", [])
    if not isinstance(approvers, list) or not all(isinstance(one, str) and one.strip() for one in approvers):
        raise BadInputError(
            f"{declared_in}, table [release], says approvers = {approvers!r}. Write a list of names, as in "
            '["A. Aliyeva", "B. Mammadov"].'
        )
    return Releasing(tuple(approvers), _key(table, declared_in), _days_before(table, declared_in))


def _days_before(table: dict[str, Any], declared_in: Path) -> int:
    """Return how many days before its release a month is run."""
    days = table.get("days_before", DAYS_BEFORE)
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= MOST_DAYS:
        raise BadInputError(
            f"{declared_in}, table [release], says days_before = {days!r}. Write a whole number of days from "
            f"0 to {MOST_DAYS}, as in {DAYS_BEFORE}."
        )
    return days


def _key(table: dict[str, Any], declared_in: Path) -> Path | None:
    """Return the whole path of the key; `~` is the home of who runs the program."""
    if "key" not in table:
        return None
    name = table["key"]
    path = Path(str(name)).expanduser()
    if not isinstance(name, str) or not path.is_absolute():
        raise BadInputError(
            f"{declared_in}, table [release], says key = {name!r}. Write the whole path of a file outside "
            "the repository, as in '/etc/office/vault.key': the secret stands there, not here."
        )
    return path
