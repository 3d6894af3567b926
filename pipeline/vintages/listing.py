"""The changes of a release, for who asks at the command line."""

import csv
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.releasing.folder import locked_words
from pipeline.vintages.causes import CAUSES
from pipeline.vintages.change_page import PAGE
from pipeline.vintages.compared import compared_with
from pipeline.vintages.decided import decisions_behind
from pipeline.window import parse_partition, partition_key


def list_changes(office: Office, name: str, cause: str = "") -> list[dict[str, str]]:
    """List the changes of a release by its name; UsageError where it has none to show."""
    month, asked = parse_partition(name)
    key = partition_key(month, asked)
    if cause and cause not in CAUSES:
        raise UsageError(f"'{cause}' is no cause of a change. Causes: {', '.join(CAUSES)}.")
    folder = office.home / "releases" / key
    path = folder / "changes.csv"
    if not path.is_file() and (locked := locked_words(office, key)):
        raise UsageError(f"The changes of {key} are not shown: {locked}")
    if not path.is_file():
        as_of = f" --as-of {asked}" if asked else ""
        before = partition_key(month.plus(-1), asked)
        missing = before if folder.exists() else key
        if (folder.parent / missing).exists():
            raise UsageError(
                f"Office {office.code} has no changes for {key}: it was made before there was a release "
                f"{before}. `crossfoot diff` of the two, and the page reports/{key}/{PAGE}, compare them."
            )
        raise UsageError(
            f"Office {office.code} has no changes for {key}: there is no release {missing}. Run "
            f"`crossfoot run {month.plus(-1)} --to {month}{as_of} --office {office.code}` first."
        )
    return [row for row in read_changes(path) if cause in ("", *row["cause"].split(";"))]


def say_changes(office: Office, name: str, cause: str, count: int) -> str:
    """Say with which issue a release is compared, and where nothing differs, that nothing does."""
    key = partition_key(*parse_partition(name))
    said = f"{key} is compared with {compared_with(office, key)}."
    if count:
        return said
    return f"{said} No cell of its series has another value{f' by the cause {cause!r}' if cause else ''}."


def list_decisions(office: Office, name: str, rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """List the decisions behind changes of a release, undos among them."""
    folder = office.home / "releases" / partition_key(*parse_partition(name))
    behind = {one for row in rows for one in row["behind"].split(";")}
    return decisions_behind(behind, read_changes(folder / "decisions.csv")) if behind - {""} else []


def say_rest(office: Office, name: str) -> str:
    """Say where the numbers are told that are no cells of a series; empty where no page is at hand."""
    page = office.home / "reports" / partition_key(*parse_partition(name)) / PAGE
    return f"Numbers of other periods, of lists and counts: {page}." if page.is_file() else ""


def read_changes(path: Path) -> list[dict[str, str]]:
    """Read changes.csv of a release, or another of its lists."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
