"""What changed since the issue before, and why: one page to hand on, from the releases at hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polars.exceptions import PolarsError

from pipeline.bulletin import words
from pipeline.errors import CrossfootError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically
from pipeline.office import Office
from pipeline.office_texts import ENGLISH
from pipeline.releasing.folder import MANIFEST
from pipeline.template import fill, shared_environment
from pipeline.vintages.change_rows import Told
from pipeline.vintages.compared import compared_with, folder_of
from pipeline.vintages.decided import decisions_behind
from pipeline.vintages.issue import previous_of
from pipeline.window import parse_partition, partition_key

PAGE = "changes.html"
MAX_ROWS = 200
"""Figures of a comparison that are listed; past them it says how many more there are."""


@dataclass(frozen=True)
class Compared:
    """A comparison: with what, how many numbers differ, what is told of them, the decisions behind them.

    `cannot` says why there is none: what an issue before lacks keeps no run from its end.
    """

    against: str
    before: str
    count: int = 0
    told: Told = field(default_factory=Told)
    decisions: Sequence[Mapping[str, str]] = ()
    cannot: str = ""


def page_of_changes(office: Office, key: str) -> Path:
    """Write the page of a release that is at hand into the folder of the month's reports.

    It is compared with the issue of the month before, and where it follows an issue or a draft of its own
    month, with that; one of a past day, where no other of that day is at hand, with the month's own. The same
    releases give the same bytes.
    """
    path = office.home / "reports" / key / PAGE
    folder = office.home / "releases" / key
    asked = parse_partition(key)[1]
    text = fill(
        shared_environment(office.project.templates),
        "changes.html.j2",
        office=office,
        key=key,
        month=words.month(parse_partition(key)[0].first),
        asked=asked and words.day(asked),
        comparisons=[
            _compared(office, against, before, folder) for against, before in _before(office, key, folder)
        ],
        manifest=file_hash(folder / MANIFEST),
    )
    write_atomically(path, text.encode())
    return path


def _before(office: Office, key: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Name what a release is compared with, and where that lies."""
    month, asked = parse_partition(key)
    before = partition_key(month.plus(-1), asked)
    last = office.home / "releases" / before
    if (last / MANIFEST).is_file():
        yield f"Since the issue of the month before, {before}", last
    digest = previous_of(folder / MANIFEST)
    own = folder_of(office, digest) if digest else None
    if own and not ((last / MANIFEST).is_file() and own == last.resolve()):
        yield f"Since {compared_with(office, key)}", own
    newest = office.home / "releases" / month.key
    if asked and not own and not (last / MANIFEST).is_file() and (newest / MANIFEST).is_file():
        yield f"Against {month.key}, the issue of what is known now", newest


def _compared(office: Office, against: str, before: Path, folder: Path) -> Compared:
    """Compare two releases as printed, in words."""
    from pipeline.audit.causes import NO_NEWS
    from pipeline.audit.diff import compare
    from pipeline.sealed.folder import ReleaseFolder
    from pipeline.site.names import load_names
    from pipeline.vintages.change_rows import tell

    now, path = ReleaseFolder.open(folder), before.relative_to(office.home)
    try:
        then = ReleaseFolder.open(before)
        record = compare(then, now)
        numbers = [one for one in record["numbers"] if not NO_NEWS & {*one["causes"]}]
        names = load_names(office, ENGLISH, parse_partition(folder.name)[0].last)
        told = tell(numbers, then, now, names, MAX_ROWS)
        behind = {name for one in numbers for name in one["behind"]}
        rows = [row for side in (then, now) for row in side.decisions.iter_rows(named=True)]
        decisions = decisions_behind(behind, rows)
    except (CrossfootError, PolarsError, LookupError, OSError) as error:
        return Compared(against, str(path), cannot=str(error).partition("\n")[0])
    return Compared(against, str(path), len(numbers), told, decisions)
